export const id = 134;
export const ids = [134];
export const modules = {

/***/ 2134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   secretKind: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(888);
function s(e){return Array.isArray(e)?e:[e]}const c=(0,_kind_js__WEBPACK_IMPORTED_MODULE_0__.ut)(`ClientSecretCredential`);var l=class{tenantId;additionallyAllowedTenantIds;msalClient;clientSecret;constructor(n,i,a,o={}){if(!n)throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__.ht(`ClientSecretCredential: tenantId is a required parameter. To troubleshoot, visit https://aka.ms/azsdk/js/identity/serviceprincipalauthentication/troubleshoot.`);if(!i)throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__.ht(`ClientSecretCredential: clientId is a required parameter. To troubleshoot, visit https://aka.ms/azsdk/js/identity/serviceprincipalauthentication/troubleshoot.`);if(!a)throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__.ht(`ClientSecretCredential: clientSecret is a required parameter. To troubleshoot, visit https://aka.ms/azsdk/js/identity/serviceprincipalauthentication/troubleshoot.`);this.clientSecret=a,this.tenantId=n,this.additionallyAllowedTenantIds=(0,_kind_js__WEBPACK_IMPORTED_MODULE_0__.o)(o?.additionallyAllowedTenants),this.msalClient=(0,_kind_js__WEBPACK_IMPORTED_MODULE_0__.i)(i,n,{...o,logger:c,tokenCredentialOptions:o})}async getToken(e,t={}){return _kind_js__WEBPACK_IMPORTED_MODULE_0__.lt.withSpan(`${this.constructor.name}.getToken`,t,async t=>{t.tenantId=(0,_kind_js__WEBPACK_IMPORTED_MODULE_0__.s)(this.tenantId,t,this.additionallyAllowedTenantIds,c);let n=s(e);return this.msalClient.getTokenByClientSecret(n,this.clientSecret,t)})}};function u({tenantId:e,clientId:t,clientSecret:n},r){return{make:()=>new l(e,t,n,(0,_kind_js__WEBPACK_IMPORTED_MODULE_0__.r)(r))}}

/***/ })

};

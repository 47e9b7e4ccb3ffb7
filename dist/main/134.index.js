export const id = 134;
export const ids = [134];
export const modules = {

/***/ 2134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   secretKind: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _msalClient_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3480);
/* harmony import */ var _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(430);
/* harmony import */ var _scopeUtils_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8163);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(888);
const c=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.o)(`ClientSecretCredential`);var l=class{tenantId;additionallyAllowedTenantIds;msalClient;clientSecret;constructor(t,n,a,o={}){if(!t)throw new _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.m(`ClientSecretCredential: tenantId is a required parameter. To troubleshoot, visit https://aka.ms/azsdk/js/identity/serviceprincipalauthentication/troubleshoot.`);if(!n)throw new _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.m(`ClientSecretCredential: clientId is a required parameter. To troubleshoot, visit https://aka.ms/azsdk/js/identity/serviceprincipalauthentication/troubleshoot.`);if(!a)throw new _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.m(`ClientSecretCredential: clientSecret is a required parameter. To troubleshoot, visit https://aka.ms/azsdk/js/identity/serviceprincipalauthentication/troubleshoot.`);this.clientSecret=a,this.tenantId=t,this.additionallyAllowedTenantIds=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.n)(o?.additionallyAllowedTenants),this.msalClient=(0,_msalClient_js__WEBPACK_IMPORTED_MODULE_0__.t)(n,t,{...o,logger:c,tokenCredentialOptions:o})}async getToken(e,r={}){return _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.a.withSpan(`${this.constructor.name}.getToken`,r,async t=>{t.tenantId=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.i)(this.tenantId,t,this.additionallyAllowedTenantIds,c);let r=(0,_scopeUtils_js__WEBPACK_IMPORTED_MODULE_2__.t)(e);return this.msalClient.getTokenByClientSecret(r,this.clientSecret,t)})}};function u({tenantId:e,clientId:t,clientSecret:n},r){return{make:()=>new l(e,t,n,(0,_kind_js__WEBPACK_IMPORTED_MODULE_3__.t)(r))}}

/***/ }),

/***/ 888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8678);
function t({cloud:t,exchanges:n}){return{authorityHost:t.authority,disableInstanceDiscovery:t.foreignAuthority,retryOptions:{maxRetries:0},additionalPolicies:[{policy:n.policy,position:`perCall`},{policy:(0,_network_js__WEBPACK_IMPORTED_MODULE_0__.t)(),position:`perRetry`}]}}

/***/ }),

/***/ 8163:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ n),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(430);
function t(e){return Array.isArray(e)?e:[e]}function n(t,n){if(!t.match(/^[0-9a-zA-Z-_.:/]+$/)){let r=/* @__PURE__ */ Error(`Invalid scope was specified by the user or calling client`);throw n.getToken.info((0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.s)(t,r)),r}}

/***/ })

};

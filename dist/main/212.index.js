export const id = 212;
export const ids = [212];
export const modules = {

/***/ 8212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   githubKind: () => (/* binding */ a),
/* harmony export */   workloadKind: () => (/* binding */ o)
/* harmony export */ });
/* harmony import */ var _clientAssertionCredential_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7556);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(641);
/* harmony import */ var _plain_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9783);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(888);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3024);
function a({tenantId:t,clientId:n},i,a){let o,s=async()=>{o=void 0;try{return await i.get()}catch(e){throw o=e,e}};return{make(){let i=new _clientAssertionCredential_js__WEBPACK_IMPORTED_MODULE_0__.t(t,n,s,(0,_kind_js__WEBPACK_IMPORTED_MODULE_3__.r)(a));return{async getToken(e,t){return await s(),i.getToken(e,t)}}},claims:()=>i.claims(),fault:()=>o}}function o({tenantId:t,clientId:n,tokenFile:i},a,o){let c=async()=>{let e=s(i);return a(e),e};return{make:()=>new _clientAssertionCredential_js__WEBPACK_IMPORTED_MODULE_0__.t(t,n,c,(0,_kind_js__WEBPACK_IMPORTED_MODULE_3__.r)(o))}}function s(e){let r;try{r=(0,_plain_file_js__WEBPACK_IMPORTED_MODULE_2__.n)((0,node_fs__WEBPACK_IMPORTED_MODULE_4__.realpathSync)(e),65536).trim()}catch(n){throw Error(`the token file ${e} (AZURE_FEDERATED_TOKEN_FILE) cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.r)(n)}`,{cause:n})}if(r===``)throw Error(`the token file ${e} (AZURE_FEDERATED_TOKEN_FILE) is empty`);return r}

/***/ }),

/***/ 7556:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(888);
const o=(0,_kind_js__WEBPACK_IMPORTED_MODULE_0__.ut)(`ClientAssertionCredential`);var s=class{msalClient;tenantId;additionallyAllowedTenantIds;getAssertion;options;constructor(n,i,a,s={}){if(!n)throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__.ht(`ClientAssertionCredential: tenantId is a required parameter.`);if(!i)throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__.ht(`ClientAssertionCredential: clientId is a required parameter.`);if(!a)throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__.ht(`ClientAssertionCredential: clientAssertion is a required parameter.`);this.tenantId=n,this.additionallyAllowedTenantIds=(0,_kind_js__WEBPACK_IMPORTED_MODULE_0__.o)(s?.additionallyAllowedTenants),this.options=s,this.getAssertion=a,this.msalClient=(0,_kind_js__WEBPACK_IMPORTED_MODULE_0__.i)(i,n,{...s,logger:o,tokenCredentialOptions:this.options})}async getToken(e,t={}){return _kind_js__WEBPACK_IMPORTED_MODULE_0__.lt.withSpan(`${this.constructor.name}.getToken`,t,async t=>{t.tenantId=(0,_kind_js__WEBPACK_IMPORTED_MODULE_0__.s)(this.tenantId,t,this.additionallyAllowedTenantIds,o);let n=Array.isArray(e)?e:[e];return this.msalClient.getTokenByClientAssertion(n,this.getAssertion,t)})}};

/***/ })

};

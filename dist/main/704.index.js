export const id = 704;
export const ids = [704];
export const modules = {

/***/ 8708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ o),
/* harmony export */   t: () => (/* binding */ a)
/* harmony export */ });
/* harmony import */ var _clientAssertionCredential_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7556);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(641);
/* harmony import */ var _plain_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9783);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(888);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3024);
function a({tenantId:t,clientId:n},i,a){let o,s=async()=>{o=void 0;try{return await i.get()}catch(e){throw o=e,e}};return{make(){let i=new _clientAssertionCredential_js__WEBPACK_IMPORTED_MODULE_0__.t(t,n,s,(0,_kind_js__WEBPACK_IMPORTED_MODULE_3__.r)(a));return{async getToken(e,t){return await s(),i.getToken(e,t)}}},claims:()=>i.claims(),fault:()=>o}}function o({tenantId:t,clientId:n,tokenFile:i},a,o){let c=async()=>{let e=s(i);return a(e),e};return{make:()=>new _clientAssertionCredential_js__WEBPACK_IMPORTED_MODULE_0__.t(t,n,c,(0,_kind_js__WEBPACK_IMPORTED_MODULE_3__.r)(o))}}function s(e){let r;try{r=(0,_plain_file_js__WEBPACK_IMPORTED_MODULE_2__.t)((0,node_fs__WEBPACK_IMPORTED_MODULE_4__.realpathSync)(e),65536).trim()}catch(n){throw Error(`the token file ${e} (AZURE_FEDERATED_TOKEN_FILE) cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.r)(n)}`,{cause:n})}if(r===``)throw Error(`the token file ${e} (AZURE_FEDERATED_TOKEN_FILE) is empty`);return r}

/***/ }),

/***/ 9704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   azureCliKind: () => (/* binding */ a)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(641);
/* harmony import */ var _az_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9429);
/* harmony import */ var _assertion2_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8708);
const i=2e4;function a(e,t,i,a){let c={getToken:(e,{abortSignal:t})=>(0,_az_js__WEBPACK_IMPORTED_MODULE_1__.t)(e,t)};if(t===void 0||e.clientId===``||e.tenantId===``)return{make:()=>c};let l=(0,_assertion2_js__WEBPACK_IMPORTED_MODULE_2__.t)(e,t,i),u,d=(...e)=>Promise.race([l.make().getToken(...e),o()]).then(()=>!0,e=>(a(`${s(e,i)}; az is asked for tokens`),!1));return{make(){let e=l.make();return{async getToken(t,n){return u??=d(t,n),await u?e.getToken(t,n):c.getToken(t,n)}}}}}function o(){let e=/* @__PURE__ */ Error(`no answer within ${i/1e3} s`);return new Promise((t,n)=>setTimeout(()=>n(e),i).unref())}function s(n,{exchanges:r}){let i=((n instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__.t?n.likely:(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.r)(r.explain(n))).split(/\n| Trace ID:/)[0]??``).slice(0,200);return/AADSTS/.test(i)?`the application does not take a new GitHub token (${i})`:`no new GitHub token could be exchanged (${i})`}

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

export const id = 704;
export const ids = [704];
export const modules = {

/***/ 8708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ i),
/* harmony export */   t: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var _clientAssertionCredential_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7556);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(888);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
function r({tenantId:n,clientId:r},i,a){let o,s=async()=>{o=void 0;try{return await i.get()}catch(e){throw o=e,e}};return{make(){let i=new _clientAssertionCredential_js__WEBPACK_IMPORTED_MODULE_0__.t(n,r,s,(0,_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)(a));return{async getToken(e,t){return await s(),i.getToken(e,t)}}},claims:()=>i.claims(),fault:()=>o}}function i({tenantId:r,clientId:i,tokenFile:a},o,s){let c=async()=>{let e=(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(a,`utf8`)).trim();if(e===``||e.length>65536)throw Error(`the file ${a} holds no token`);return o(e),e};return{make:()=>new _clientAssertionCredential_js__WEBPACK_IMPORTED_MODULE_0__.t(r,i,c,(0,_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)(s))}}

/***/ }),

/***/ 9704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   azureCliKind: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(641);
/* harmony import */ var _az_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9429);
/* harmony import */ var _assertion2_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8708);
function r(r,a,o,s){let c={getToken:(e,{abortSignal:n})=>(0,_az_js__WEBPACK_IMPORTED_MODULE_1__.t)(e,n)};if(a===void 0||r.clientId===``)return{make:()=>c};let l=(0,_assertion2_js__WEBPACK_IMPORTED_MODULE_2__.t)(r,a,o),u,d=(t,n)=>l.make().getToken(t,n).then(()=>!0,t=>{let n=o.exchanges.explain(t);return s(`the application does not take a new GitHub token (${i((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.r)(n))}); az is asked for tokens`),!1});return{make(){let e=l.make();return{async getToken(t,n){return u??=d(t,n),await u?e.getToken(t,n):c.getToken(t,n)}}}}}function i(e){return(e.split(`
`)[0]??``).split(/ Trace ID:/)[0]?.slice(0,200)??``}

/***/ }),

/***/ 7556:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _msalClient_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3480);
/* harmony import */ var _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(430);
const o=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.o)(`ClientAssertionCredential`);var s=class{msalClient;tenantId;additionallyAllowedTenantIds;getAssertion;options;constructor(t,n,a,s={}){if(!t)throw new _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.m(`ClientAssertionCredential: tenantId is a required parameter.`);if(!n)throw new _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.m(`ClientAssertionCredential: clientId is a required parameter.`);if(!a)throw new _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.m(`ClientAssertionCredential: clientAssertion is a required parameter.`);this.tenantId=t,this.additionallyAllowedTenantIds=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.n)(s?.additionallyAllowedTenants),this.options=s,this.getAssertion=a,this.msalClient=(0,_msalClient_js__WEBPACK_IMPORTED_MODULE_0__.t)(n,t,{...s,logger:o,tokenCredentialOptions:this.options})}async getToken(e,r={}){return _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.a.withSpan(`${this.constructor.name}.getToken`,r,async t=>{t.tenantId=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.i)(this.tenantId,t,this.additionallyAllowedTenantIds,o);let r=Array.isArray(e)?e:[e];return this.msalClient.getTokenByClientAssertion(r,this.getAssertion,t)})}};

/***/ }),

/***/ 888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8678);
function t({cloud:t,exchanges:n}){return{authorityHost:t.authority,disableInstanceDiscovery:t.foreignAuthority,retryOptions:{maxRetries:0},additionalPolicies:[{policy:n.policy,position:`perCall`},{policy:(0,_network_js__WEBPACK_IMPORTED_MODULE_0__.t)(),position:`perRetry`}]}}

/***/ })

};

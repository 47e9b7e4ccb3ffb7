export const id = 485;
export const ids = [485];
export const modules = {

/***/ 8485:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   azdKind: () => (/* binding */ m)
/* harmony export */ });
/* harmony import */ var _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(430);
/* harmony import */ var _scopeUtils_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8163);
/* harmony import */ var child_process__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5317);
const u=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.o)(`AzureDeveloperCliCredential`),d={notInstalled:`Azure Developer CLI couldn't be found. To mitigate this issue, see the troubleshooting guidelines at https://aka.ms/azsdk/js/identity/azdevclicredential/troubleshoot.`,login:`Please run 'azd auth login' from a command prompt to authenticate before using this credential. For more information, see the troubleshooting guidelines at https://aka.ms/azsdk/js/identity/azdevclicredential/troubleshoot.`,unknown:`Unknown error while trying to retrieve the access token`,claim:`This credential doesn't support claims challenges. To authenticate with the required claims, please run the following command:`},f={getSafeWorkingDir(){if(process.platform===`win32`){let e=process.env.SystemRoot||process.env.SYSTEMROOT;return e||=(u.getToken.warning(`The SystemRoot environment variable is not set. This may cause issues when using the Azure Developer CLI credential.`),`C:\\Windows`),e}return`/bin`},async getAzdAccessToken(e,t,n,r){let i=[];t&&(i=[`--tenant-id`,t]);let a=[];return r&&(a=[`--claims`,btoa(r)]),new Promise((t,r)=>{try{let r=[`azd`,`auth`,`token`,`--output`,`json`,`--no-prompt`,...e.reduce((e,t)=>e.concat(`--scope`,t),[]),...i,...a].join(` `);child_process__WEBPACK_IMPORTED_MODULE_2__.exec(r,{cwd:f.getSafeWorkingDir(),timeout:n},(e,n,r)=>{t({stdout:n,stderr:r,error:e})})}catch(e){r(e)}})}};var p=class{tenantId;additionallyAllowedTenantIds;timeout;constructor(e){e?.tenantId&&((0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.t)(u,e?.tenantId),this.tenantId=e?.tenantId),this.additionallyAllowedTenantIds=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.n)(e?.additionallyAllowedTenants),this.timeout=e?.processTimeoutInMs}async getToken(i,a={}){let l=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.i)(this.tenantId,a,this.additionallyAllowedTenantIds);l&&(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.t)(u,l);let p;return p=typeof i==`string`?[i]:i,u.getToken.info(`Using the scopes ${i}`),_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.a.withSpan(`${this.constructor.name}.getToken`,a,async()=>{try{p.forEach(e=>{(0,_scopeUtils_js__WEBPACK_IMPORTED_MODULE_1__.n)(e,u)});let e=await f.getAzdAccessToken(p,l,this.timeout,a.claims),n=e.stderr?.match(`must use multi-factor authentication`)||e.stderr?.match(`reauthentication required`),s=e.stderr?.match("not logged in, run `azd login` to login")||e.stderr?.match("not logged in, run `azd auth login` to login");if(e.stderr?.match(`azd:(.*)not found`)||e.stderr?.startsWith(`'azd' is not recognized`)||e.error&&e.error.code===`ENOENT`){let e=new _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.m(d.notInstalled);throw u.getToken.info((0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.s)(i,e)),e}if(s){let e=new _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.m(d.login);throw u.getToken.info((0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.s)(i,e)),e}if(n){let e=`azd auth login ${p.reduce((e,t)=>e.concat(`--scope`,t),[]).join(` `)}`,t=new _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.m(`${d.claim} ${e}`);throw u.getToken.info((0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.s)(i,t)),t}try{let n=JSON.parse(e.stdout);return u.getToken.info((0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.c)(i)),{token:n.token,expiresOnTimestamp:new Date(n.expiresOn).getTime(),tokenType:`Bearer`}}catch(t){throw e.stderr?new _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.m(e.stderr):t}}catch(e){let t=e.name===`CredentialUnavailableError`?e:new _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.m(e.message||d.unknown);throw u.getToken.info((0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.s)(i,t)),t}})}};function m(e){let t={processTimeoutInMs:6e4,...e===void 0?{}:{tenantId:e}};return{make:()=>new p(t)}}

/***/ }),

/***/ 8163:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ n),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(430);
function t(e){return Array.isArray(e)?e:[e]}function n(t,n){if(!t.match(/^[0-9a-zA-Z-_.:/]+$/)){let r=/* @__PURE__ */ Error(`Invalid scope was specified by the user or calling client`);throw n.getToken.info((0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_0__.s)(t,r)),r}}

/***/ }),

/***/ 430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ w),
/* harmony export */   b: () => (/* binding */ i),
/* harmony export */   c: () => (/* binding */ b),
/* harmony export */   d: () => (/* binding */ h),
/* harmony export */   i: () => (/* binding */ E),
/* harmony export */   l: () => (/* binding */ v),
/* harmony export */   m: () => (/* binding */ p),
/* harmony export */   n: () => (/* binding */ k),
/* harmony export */   o: () => (/* binding */ C),
/* harmony export */   p: () => (/* binding */ _),
/* harmony export */   r: () => (/* binding */ O),
/* harmony export */   s: () => (/* binding */ x),
/* harmony export */   t: () => (/* binding */ D),
/* harmony export */   u: () => (/* binding */ y),
/* harmony export */   v: () => (/* binding */ s)
/* harmony export */ });
/* unused harmony exports _, f, g, h, y */
/* harmony import */ var _esm_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3403);
const i=`4.13.1`,a=(/* unused pure expression or super */ null && (`common`));var o;(function(e){e.AzureChina=`https://login.chinacloudapi.cn`,e.AzureGermany=`https://login.microsoftonline.de`,e.AzureGovernment=`https://login.microsoftonline.us`,e.AzurePublicCloud=`https://login.microsoftonline.com`})(o||={});const s=o.AzurePublicCloud,c=(/* unused pure expression or super */ null && (`login.microsoftonline.com`)),l=[`*`],u=(/* unused pure expression or super */ null && (`nocae`)),d=(/* unused pure expression or super */ null && (`msal.cache`));function f(e){return e&&typeof e.error==`string`&&typeof e.error_description==`string`}var p=class extends Error{constructor(e,t){super(e,t),this.name=`CredentialUnavailableError`}};const m=`AuthenticationError`;var h=class extends Error{statusCode;errorResponse;constructor(e,t,n){let r={error:`unknown`,errorDescription:`An unknown error occurred and no additional details are available.`};if(f(t))r=g(t);else if(typeof t==`string`)try{r=g(JSON.parse(t))}catch{r=e===400?{error:`invalid_request`,errorDescription:`The service indicated that the request was invalid.\n\n${t}`}:{error:`unknown_error`,errorDescription:`An unknown error has occurred. Response body:\n\n${t}`}}else r={error:`unknown_error`,errorDescription:`An unknown error occurred and no additional details are available.`};super(`${r.error} Status code: ${e}\nMore details:\n${r.errorDescription},`,n),this.statusCode=e,this.errorResponse=r,this.name=m}};function g(e){return{error:e.error,errorDescription:e.error_description,correlationId:e.correlation_id,errorCodes:e.error_codes,timestamp:e.timestamp,traceId:e.trace_id}}var _=class extends Error{scopes;getTokenOptions;constructor(e){super(e.message,e.cause?{cause:e.cause}:void 0),this.scopes=e.scopes,this.getTokenOptions=e.getTokenOptions,this.name=`AuthenticationRequiredError`}};(0,_esm_js__WEBPACK_IMPORTED_MODULE_0__.o)();const v=(0,_esm_js__WEBPACK_IMPORTED_MODULE_0__.i)(`identity`);function y(e){return e.reduce((e,t)=>(process.env[t]?e.assigned.push(t):e.missing.push(t),e),{missing:[],assigned:[]})}function b(e){return`SUCCESS. Scopes: ${Array.isArray(e)?e.join(`, `):e}.`}function x(e,t){let n=`ERROR.`;return e?.length&&(n+=` Scopes: ${Array.isArray(e)?e.join(`, `):e}.`),`${n} Error message: ${typeof t==`string`?t:t.message}.`}function S(e,t,n=v){let r=t?`${t.fullTitle} ${e}`:e;function i(e){n.info(`${r} =>`,e)}function a(e){n.warning(`${r} =>`,e)}function o(e){n.verbose(`${r} =>`,e)}function s(e){n.error(`${r} =>`,e)}return{title:e,fullTitle:r,info:i,warning:a,verbose:o,error:s}}function C(e,t=v){let n=S(e,void 0,t);return{...n,parent:t,getToken:S(`=> getToken()`,n,t)}}(0,_esm_js__WEBPACK_IMPORTED_MODULE_0__.t)();const w=(0,_esm_js__WEBPACK_IMPORTED_MODULE_0__.n)({namespace:`Microsoft.AAD`,packageName:`@azure/identity`,packageVersion:i});function T(e){return`The current credential is not configured to acquire tokens for tenant ${e}. To enable acquiring tokens for this tenant add it to the AdditionallyAllowedTenants on the credential options, or add "*" to AdditionallyAllowedTenants to allow acquiring tokens for any tenant.`}function E(e,t,n=[],r){let i;if(i=process.env.AZURE_IDENTITY_DISABLE_MULTITENANTAUTH||e===`adfs`?e:t?.tenantId??e,e&&i!==e&&!n.includes(`*`)&&!n.some(e=>e.localeCompare(i)===0)){let e=T(i);throw r?.info(e),new p(e)}return i}function D(e,t){if(!t.match(/^[0-9a-zA-Z-.]+$/)){let t=/* @__PURE__ */ Error(`Invalid tenant id provided. You can locate your tenant id by following the instructions listed here: https://learn.microsoft.com/partner-center/find-ids-and-domain-names.`);throw e.info(x(``,t)),t}}function O(e,t,n){return t?(D(e,t),t):(n||=`04b07795-8ddb-461a-bbee-02f9e1bf7b46`,n===`04b07795-8ddb-461a-bbee-02f9e1bf7b46`?`organizations`:`common`)}function k(e){return!e||e.length===0?[]:e.includes(`*`)?l:e}

/***/ })

};

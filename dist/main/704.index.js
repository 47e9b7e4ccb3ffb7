export const id = 704;
export const ids = [704];
export const modules = {

/***/ 9704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   azureCliKind: () => (/* binding */ a)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(641);
/* harmony import */ var _az_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9429);
const r=/AADSTS(?:70025|70021\d?|700213[78]|700016)\b/,i=2e4;async function a(e,t,i,a){let c={getToken(e,{abortSignal:t}){return i.exchanges.forget(),(0,_az_js__WEBPACK_IMPORTED_MODULE_1__.t)(e,t)}};if(t===void 0||e.clientId===``||e.tenantId===``)return{make:()=>c};let{githubKind:l}=await Promise.all(/* import() */[__webpack_require__.e(888), __webpack_require__.e(212)]).then(__webpack_require__.bind(__webpack_require__, 8212)),u=l(e,t,i),d,f=e=>Promise.race([u.make().getToken(i.cloud.resourceManagerScope,e),o()]).then(()=>!0,e=>{let t=s(e,i);return a(`${t}; using tokens of az`),r.test(t)||(d=void 0),!1});return{make(){let e=u.make();return{async getToken(t,n){return d??=f(n),await d?e.getToken(t,n):c.getToken(t,n)}}}}}function o(){let e=/* @__PURE__ */ Error(`no answer within ${i/1e3} s`);return new Promise((t,n)=>setTimeout(()=>n(e),i).unref())}function s(n,{exchanges:r}){let i=((n instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__.t?n.likely:(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.r)(r.explain(n))).split(/\n| Trace ID:/)[0]??``).slice(0,200);return/AADSTS/.test(i)?`the application does not accept a new GitHub token (${i})`:`no new GitHub token could be exchanged (${i})`}

/***/ })

};

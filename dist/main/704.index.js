export const id = 704;
export const ids = [704];
export const modules = {

/***/ 9704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   azureCliKind: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(641);
/* harmony import */ var _az_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9429);
const r=2e4;async function i(e,t,r,i){let s={getToken:(e,{abortSignal:t})=>(0,_az_js__WEBPACK_IMPORTED_MODULE_1__.t)(e,t)};if(t===void 0||e.clientId===``||e.tenantId===``)return{make:()=>s};let{githubKind:c}=await Promise.all(/* import() */[__webpack_require__.e(888), __webpack_require__.e(212)]).then(__webpack_require__.bind(__webpack_require__, 8212)),l=c(e,t,r),u,d=(...e)=>Promise.race([l.make().getToken(...e),a()]).then(()=>!0,e=>(i(`${o(e,r)}; az is asked for tokens`),!1));return{make(){let e=l.make();return{async getToken(t,n){return u??=d(t,n),await u?e.getToken(t,n):s.getToken(t,n)}}}}}function a(){let e=/* @__PURE__ */ Error(`no answer within ${r/1e3} s`);return new Promise((t,n)=>setTimeout(()=>n(e),r).unref())}function o(n,{exchanges:r}){let i=((n instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__.t?n.likely:(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.r)(r.explain(n))).split(/\n| Trace ID:/)[0]??``).slice(0,200);return/AADSTS/.test(i)?`the application does not take a new GitHub token (${i})`:`no new GitHub token could be exchanged (${i})`}

/***/ })

};

export const id = 434;
export const ids = [434];
export const modules = {

/***/ 5434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   logRequests: () => (/* binding */ n)
/* harmony export */ });
/* harmony import */ var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3053);
const t=[`x-ms-request-id`,`x-github-request-id`,`audit-id`,`x-ms-correlation-request-id`];function n(e){let t=/* @__PURE__ */ new WeakMap,n=e=>t.set(e,performance.now()),s=(n,r,i)=>{let a=t.get(n),o=a===void 0?``:` in ${Math.round(performance.now()-a)} ms`,[s=``]=r.path.split(`?`);e(`${r.method} ${r.host}${s} ${i}${o}`)};r(`http.client.request.start`,({request:e})=>n(e)),r(`http.client.response.finish`,({request:e,response:t})=>s(e,i(e),a(t.statusCode,e=>t.headers[e]))),r(`http.client.request.error`,({request:e,error:t})=>s(e,i(e),`failed (${o(t)})`))}function r(t,n){(0,node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__.subscribe)(t,e=>n(e))}function i(e){return{method:e.method,host:String(e.getHeader(`host`)??e.host),path:e.path}}function a(e,n){let r=t.map(n).find(e=>e!==void 0);return`${e??`?`}${r===void 0?``:` (${String(r)})`}`}function o(e){return`code`in e&&typeof e.code==`string`?e.code:e.name}

/***/ })

};

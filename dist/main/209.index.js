export const id = 209;
export const ids = [209];
export const modules = {

/***/ 6209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commentOf: () => (/* reexport safe */ _text2_js__WEBPACK_IMPORTED_MODULE_0__.t),
/* harmony export */   isResolved: () => (/* reexport safe */ _text2_js__WEBPACK_IMPORTED_MODULE_0__.n),
/* harmony export */   markedText: () => (/* reexport safe */ _text2_js__WEBPACK_IMPORTED_MODULE_0__.r),
/* harmony export */   markerFor: () => (/* reexport safe */ _text2_js__WEBPACK_IMPORTED_MODULE_0__.i),
/* harmony export */   markerOf: () => (/* reexport safe */ _text2_js__WEBPACK_IMPORTED_MODULE_0__.a),
/* harmony export */   saidOf: () => (/* reexport safe */ _text2_js__WEBPACK_IMPORTED_MODULE_0__.o)
/* harmony export */ });
/* harmony import */ var _text2_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6539);


/***/ }),

/***/ 6539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ p),
/* harmony export */   i: () => (/* binding */ m),
/* harmony export */   n: () => (/* binding */ g),
/* harmony export */   o: () => (/* binding */ f),
/* harmony export */   r: () => (/* binding */ h),
/* harmony export */   t: () => (/* binding */ _)
/* harmony export */ });
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(797);
/* harmony import */ var _finding_lines_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5927);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4762);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4555);
/* harmony import */ var _run_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8272);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3938);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7598);
const d=`<!-- resolved -->`;function f(e,t){return{marker:p(e),isRed:(0,_words_js__WEBPACK_IMPORTED_MODULE_0__.v)(e.outcome),textOf:n=>_(e,n,t)}}function p(e){let{"subscription-id":t,"resource-group":n,"cluster-name":r,...i}=e.store.run()?.data.inputs??{};return m([t,n,r,i[`extension-name`],...i.mode===`gate`?[`gate`]:[]].join(`/`).toLowerCase())}function m(e){return`<!-- aks-flux-bootstrap ${(0,node_crypto__WEBPACK_IMPORTED_MODULE_6__.createHash)(`sha256`).update(e).digest(`hex`).slice(0,24)} -->`}function h(e,t,n){return[e,...t?[]:[d],n].join(`

`)}function g(e){return e.includes(d)}function _(e,t,r){let s=new _markdown_js__WEBPACK_IMPORTED_MODULE_3__.t(r,1e3),c=(0,_words_js__WEBPACK_IMPORTED_MODULE_0__.v)(e.outcome),l=[c?`### ❌ ${s.mix((0,_headline_js__WEBPACK_IMPORTED_MODULE_2__.i)(e))}`:`### ✅ Resolved: ${s.mix((0,_headline_js__WEBPACK_IMPORTED_MODULE_2__.i)(e))}`,v(e,s),`The [summary of the run](${t}) has the whole report.`,...c?y(e,s):[`This failure is resolved.`]],u=(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__.n)(l,2e4,e=>e.length,e=>`${e} more part${e===1?` is`:`s are`} in the job summary.`);return h(p(e),c,u)}function v({store:e},t){let{"cluster-name":n=``,"extension-name":r=``}=e.run()?.data.inputs??{};return`Cluster ${t.span(n)}, extension ${t.span(r)}.`}function y(n,i){if(n.error!==void 0)return (0,_error_js__WEBPACK_IMPORTED_MODULE_5__.t)(n.error,i);let a=(0,_run_report_js__WEBPACK_IMPORTED_MODULE_4__.c)(n);if(a===void 0)return[...(0,_run_report_js__WEBPACK_IMPORTED_MODULE_4__.t)(n),...n.notes].slice(0,5).map(e=>i.mix(e));let[o]=a.remedy.steps,u=(0,_words_js__WEBPACK_IMPORTED_MODULE_0__.o)(a);return[`**${(0,_finding_lines_js__WEBPACK_IMPORTED_MODULE_1__.n)(a)}**`,a.cause.slice(0,8).map(e=>`- ${i.mix(e.trim())}`).join(`
`),o?`**What to do:** ${i.mix((0,_words_js__WEBPACK_IMPORTED_MODULE_0__.f)(o).replace(`with the text below`,`with the text in the job summary`))}`:``,u.length>0?`**Suggested exemption:** ${u.map(e=>i.mix(e)).join(` `)}`:``]}

/***/ })

};

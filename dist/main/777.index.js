export const id = 777;
export const ids = [777];
export const modules = {

/***/ 8777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dryRun: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(641);
/* harmony import */ var _interface_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8783);
const n=/ValidatingAdmissionPolicy '[^']*'.{0,300} denied request|admission webhook "[^"]*" denied the request/;async function r(r,i,a,o,s){try{let e=await r.dryRun(i,a,o,s);return e?.kind===void 0||e.kind===`Status`?{said:`not-asked`,words:`no object was returned`}:{said:`admitted`,words:`a dry run was allowed`}}catch(r){if(s.aborted)throw r;let i=(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.r)(r);return{said:r instanceof _interface_js__WEBPACK_IMPORTED_MODULE_1__.t&&n.test(i)?`refused`:`not-asked`,words:i}}}

/***/ })

};

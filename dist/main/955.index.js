export const id = 955;
export const ids = [955];
export const modules = {

/***/ 9955:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KubernetesError: () => (/* reexport safe */ _client_js__WEBPACK_IMPORTED_MODULE_0__.t),
/* harmony export */   connectApiServer: () => (/* reexport safe */ _client_js__WEBPACK_IMPORTED_MODULE_0__.n)
/* harmony export */ });
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(329);


/***/ })

};

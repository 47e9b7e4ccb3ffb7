export const id = 799;
export const ids = [799];
export const modules = {

/***/ 3799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readNamespace: () => (/* reexport safe */ _namespace2_js__WEBPACK_IMPORTED_MODULE_0__.t),
/* harmony export */   watchNamespace: () => (/* reexport safe */ _namespace2_js__WEBPACK_IMPORTED_MODULE_0__.n)
/* harmony export */ });
/* harmony import */ var _namespace2_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5665);


/***/ })

};

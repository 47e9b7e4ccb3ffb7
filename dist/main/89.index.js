export const id = 89;
export const ids = [89];
export const modules = {

/***/ 8089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reportFolder: () => (/* reexport safe */ _files_js__WEBPACK_IMPORTED_MODULE_0__.t),
/* harmony export */   writeFiles: () => (/* reexport safe */ _files_js__WEBPACK_IMPORTED_MODULE_0__.n)
/* harmony export */ });
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7247);


/***/ })

};

export const id = 68;
export const ids = [68];
export const modules = {

/***/ 6068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readReleases: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var _items_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4396);
/* harmony import */ var _read_once_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4474);
async function r(r,i,a){return (0,_read_once_js__WEBPACK_IMPORTED_MODULE_1__.t)(async()=>{let n=`/api/v1/namespaces/${encodeURIComponent(i)}/secrets?labelSelector=owner%3Dhelm&limit=500`,o=(0,_items_js__WEBPACK_IMPORTED_MODULE_0__.n)(await r.get(n,a,_items_js__WEBPACK_IMPORTED_MODULE_0__.t));return[...new Set(o.map(e=>e.metadata?.labels?.name??``).filter(Boolean))]})}

/***/ })

};

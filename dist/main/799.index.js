export const id = 799;
export const ids = [799];
export const modules = {

/***/ 3799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   watchNamespace: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1841);
/* harmony import */ var _roles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4345);
/* harmony import */ var _collection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1202);
async function*r(r,i,a){let o={what:(0,_collections_js__WEBPACK_IMPORTED_MODULE_0__.o)(i),path:`/api/v1/namespaces`,query:{fieldSelector:`metadata.name=${i}`},remedy:(0,_roles_js__WEBPACK_IMPORTED_MODULE_1__.n)(`namespaces`)};for await(let e of (0,_collection_js__WEBPACK_IMPORTED_MODULE_2__.n)(r,o,a)){if(e.type===`told`){yield e.fact;continue}let{metadata:t,status:n}=e.object;yield{kind:`namespace`,time:(/* @__PURE__ */ new Date()).toISOString(),object:{kind:`Namespace`,name:t.name},text:``,data:{labels:t.labels??{},phase:n?.phase??``,deleted:e.type===`deleted`}}}}

/***/ })

};

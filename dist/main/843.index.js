export const id = 843;
export const ids = [843];
export const modules = {

/***/ 1843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   watchEvents: () => (/* binding */ n)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1841);
/* harmony import */ var _collection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1202);
async function*n(n,i,a){let o={what:(0,_collections_js__WEBPACK_IMPORTED_MODULE_0__.t)(i),path:`/api/v1/namespaces/${i}/events`,remedy:`Azure Kubernetes Service RBAC Reader on the cluster lets the action read events.`},s=!0;for await(let e of (0,_collection_js__WEBPACK_IMPORTED_MODULE_1__.n)(n,o,a))e.type===`told`&&(s&&=e.fact.kind!==`listing`,yield e.fact),e.type===`set`&&(yield r(e.object,i,s))}function r(e,t,n){let{involvedObject:r,source:i,series:a}=e;return{kind:`event`,time:(/* @__PURE__ */ new Date()).toISOString(),object:{kind:r?.kind??``,namespace:r?.namespace||t,name:r?.name??``},text:e.message??``,data:{type:e.type??``,reason:e.reason??``,reportingController:e.reportingComponent||i?.component||``,count:a?.count??e.count??1,emitted:e.lastTimestamp??e.eventTime??``,old:n}}}

/***/ })

};

export const id = 843;
export const ids = [843];
export const modules = {

/***/ 1843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   watchEvents: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _collection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1202);
async function*t(t,r,i){let a={what:`events in ${r}`,path:`/api/v1/namespaces/${r}/events`,remedy:`Azure Kubernetes Service RBAC Reader on the cluster lets the action read events.`},o=!0;for await(let s of (0,_collection_js__WEBPACK_IMPORTED_MODULE_0__.n)(t,a,i))s.type===`told`&&(o&&=s.fact.kind!==`listing`,yield s.fact),s.type===`set`&&(yield n(s.object,r,o))}function n(e,t,n){let{involvedObject:r,source:i,series:a}=e;return{kind:`event`,time:(/* @__PURE__ */ new Date()).toISOString(),object:{kind:r?.kind??``,namespace:r?.namespace||t,name:r?.name??``},text:e.message??``,data:{type:e.type??``,reason:e.reason??``,reportingController:e.reportingComponent||i?.component||``,count:a?.count??e.count??1,emitted:e.lastTimestamp??e.eventTime??``,old:n}}}

/***/ })

};

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
async function*n(n,a,o){let s={what:(0,_collections_js__WEBPACK_IMPORTED_MODULE_0__.t)(a),path:`/api/v1/namespaces/${a}/events`,remedy:`Azure Kubernetes Service RBAC Reader on the cluster lets the action read events.`},c=n.takenAt===void 0,l=Date.now();for await(let e of (0,_collection_js__WEBPACK_IMPORTED_MODULE_1__.n)(n,s,o))e.type===`told`&&(c&&=e.fact.kind!==`listing`,yield e.fact),e.type===`set`&&(yield i(e.object,a,c||r(e.object,l,n)))}function r({lastTimestamp:e,eventTime:t},n,r){return r.takenAt!==void 0&&Date.parse(e??t??``)<n-6e4}function i(e,t,n){let{involvedObject:r,source:i,series:a}=e;return{kind:`event`,time:(/* @__PURE__ */ new Date()).toISOString(),object:{kind:r?.kind??``,namespace:r?.namespace||t,name:r?.name??``},text:e.message??``,data:{type:e.type??``,reason:e.reason??``,reportingController:e.reportingComponent||i?.component||``,count:a?.count??e.count??1,emitted:e.lastTimestamp??e.eventTime??``,old:n}}}

/***/ })

};

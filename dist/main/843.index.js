export const id = 843;
export const ids = [843];
export const modules = {

/***/ 1843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   watchEvents: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1841);
/* harmony import */ var _roles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4345);
/* harmony import */ var _collection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1202);
async function*r(r,o,s){let c={what:(0,_collections_js__WEBPACK_IMPORTED_MODULE_0__.n)(o),path:`/api/v1/namespaces/${o}/events`,remedy:(0,_roles_js__WEBPACK_IMPORTED_MODULE_1__.n)(`events`)},l=r.takenAt===void 0,u=Date.now();for await(let e of (0,_collection_js__WEBPACK_IMPORTED_MODULE_2__.n)(r,c,s))e.type===`told`&&(l&&=e.fact.kind!==`listing`,yield e.fact),e.type===`set`&&(yield a(e.object,o,l||i(e.object,u,r)))}function i({lastTimestamp:e,eventTime:t},n,r){return r.takenAt!==void 0&&Date.parse(e??t??``)<n-6e4}function a(e,t,n){let{involvedObject:r,source:i,series:a}=e;return{kind:`event`,time:(/* @__PURE__ */ new Date()).toISOString(),object:{kind:r?.kind??``,namespace:r?.namespace||t,name:r?.name??``},text:e.message??``,data:{type:e.type??``,reason:e.reason??``,reportingController:e.reportingComponent||i?.component||``,count:a?.count??e.count??1,emitted:e.lastTimestamp??e.eventTime??``,old:n}}}

/***/ })

};

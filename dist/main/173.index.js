export const id = 173;
export const ids = [173];
export const modules = {

/***/ 7173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readNodes: () => (/* binding */ n)
/* harmony export */ });
/* harmony import */ var _items_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4396);
/* harmony import */ var _read_once_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4474);
async function n(n,a){return (0,_read_once_js__WEBPACK_IMPORTED_MODULE_1__.t)(async()=>(0,_items_js__WEBPACK_IMPORTED_MODULE_0__.n)(await n.get(`/api/v1/nodes?limit=500`,a)).map(({metadata:e,spec:t,status:n})=>({name:e?.name??``,ready:n?.conditions?.some(e=>e.type===`Ready`&&e.status===`True`)===!0,taints:[...(t?.taints??[]).filter(e=>e.effect!==`PreferNoSchedule`).map(e=>e.key??``),...t?.unschedulable===!0?[`node.kubernetes.io/unschedulable`]:[]],cpu:r(n?.allocatable?.cpu),memory:i(n?.allocatable?.memory)})))}function r(e){let t=e??`0`;return t.endsWith(`m`)?Number.parseInt(t,10):Math.round(Number(t)*1e3)||0}function i(e){let t=e??`0`,[,n=`0`,r=``]=/^(\d+)([KMGT]i?)?$/.exec(t)??[],i={"":1/1024/1024,K:1/1024,Ki:1/1024,M:1,Mi:1,G:1024,Gi:1024,T:1024**2,Ti:1024**2}[r]??0;return Math.round(Number(n)*i)}

/***/ })

};

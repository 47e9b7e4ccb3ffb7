export const id = 198;
export const ids = [198];
export const modules = {

/***/ 3198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readWorkloads: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var _items_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4396);
/* harmony import */ var _read_once_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4474);
const r={deployments:`Deployment`,statefulsets:`StatefulSet`,daemonsets:`DaemonSet`};async function i(i,a,o){return (0,_read_once_js__WEBPACK_IMPORTED_MODULE_1__.t)(async()=>(await Promise.all(Object.entries(r).map(async([n,r])=>{let s=`/apis/apps/v1/namespaces/${encodeURIComponent(a)}/${n}?limit=500`;return (0,_items_js__WEBPACK_IMPORTED_MODULE_0__.n)(await i.get(s,o,_items_js__WEBPACK_IMPORTED_MODULE_0__.t)).map(({metadata:e})=>({kind:r,name:e?.name??``,release:e?.annotations?.[`meta.helm.sh/release-name`]??((e?.ownerReferences?.length??0)>0?`(owned)`:``)}))}))).flat())}

/***/ })

};

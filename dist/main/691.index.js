export const id = 691;
export const ids = [691];
export const modules = {

/***/ 9951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
var t=class{#e=4194304;async takes(t){return await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)(),t.length>this.#e?!1:(this.#e-=t.length,!0)}};

/***/ }),

/***/ 7691:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   plainManifests: () => (/* binding */ c)
/* harmony export */ });
/* harmony import */ var _dist2_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6296);
/* harmony import */ var _count_of_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2497);
/* harmony import */ var _budget_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9951);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
var o=(0,_dist2_js__WEBPACK_IMPORTED_MODULE_0__.t)();const s=/(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;async function c(e,t,n){let o=await e.files(t),c=node_path__WEBPACK_IMPORTED_MODULE_2__.posix.normalize(n).replace(/^\.?\/+|\/+$|^\.$/g,``),u=[...o.keys()].filter(e=>c===``||e.startsWith(`${c}/`));if(u.some(e=>s.test(e)))return{objects:[],unrendered:`${n||`.`} has a kustomization, which is not rendered`};let d=u.filter(e=>/\.ya?ml$/i.test(e)),f=await e.contents(d.map(e=>o.get(e)??``)),p=[],m=new _budget_js__WEBPACK_IMPORTED_MODULE_1__.t,h=0;for(let[e,t]of d.entries()){let n=f[e]??``,r=n===``||!await m.takes(n)?void 0:l(n);r===void 0?h++:p.push(...r.map(e=>({object:e,file:t})))}let g=p.filter(({object:e})=>e.kind===`HelmRelease`).length,_=[h>0?`${h} file${h===1?` is`:`s are`} empty, too large or not valid YAML, and not evaluated`:``,g>0?`what ${(0,_count_of_js__WEBPACK_IMPORTED_MODULE_3__.t)(g,`HelmRelease`)} create is not rendered`:``,p.length>200?`only the first 200 of ${p.length} objects are evaluated`:``];return{objects:p.slice(0,200),unrendered:_.filter(Boolean).join(`; `)}}function l(e){let t=(0,o.parseAllDocuments)(e,{logLevel:`silent`,uniqueKeys:!1});if(!Array.isArray(t))return[];let n=[];for(let e of t){if(e.errors.length>0)return;try{n.push(...u(e.toJS({maxAliasCount:50})))}catch{return}}return n}function u(e){return (0,_json_js__WEBPACK_IMPORTED_MODULE_4__.t)(e)?(0,_json_js__WEBPACK_IMPORTED_MODULE_4__.i)(e.kind).endsWith(`List`)&&Array.isArray(e.items)?e.items.flatMap(u):(0,_json_js__WEBPACK_IMPORTED_MODULE_4__.t)(e.metadata)&&(0,_json_js__WEBPACK_IMPORTED_MODULE_4__.i)(e.metadata.name)!==``&&(0,_json_js__WEBPACK_IMPORTED_MODULE_4__.i)(e.kind)!==``?[e]:[]:[]}

/***/ })

};

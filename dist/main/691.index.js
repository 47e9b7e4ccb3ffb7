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
/* harmony export */   plainManifests: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _dist2_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6296);
/* harmony import */ var _budget_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9951);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
var a=(0,_dist2_js__WEBPACK_IMPORTED_MODULE_0__.t)();const o=/(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;async function s(e,t,n){let a=await e.files(t),s=node_path__WEBPACK_IMPORTED_MODULE_2__.posix.normalize(n).replace(/^\.?\/+|\/+$|^\.$/g,``),l=[...a.keys()].filter(e=>s===``||e.startsWith(`${s}/`));if(l.some(e=>o.test(e)))return{objects:[],unrendered:`${n||`.`} has a kustomization, which is not rendered`};let u=l.filter(e=>/\.ya?ml$/i.test(e)),d=await e.contents(u.map(e=>a.get(e)??``)),f=[],p=new _budget_js__WEBPACK_IMPORTED_MODULE_1__.t,m=0;for(let[e,t]of u.entries()){let n=d[e]??``,r=n===``||!await p.takes(n)?void 0:c(n);r===void 0?m++:f.push(...r.map(e=>({object:e,file:t})))}let h=f.filter(({object:e})=>e.kind===`HelmRelease`).length,g=[m>0?`${m} file${m===1?` is`:`s are`} empty, too large or not valid YAML, and not evaluated`:``,h>0?`what ${h} HelmRelease${h===1?``:`s`} create is not rendered`:``,f.length>200?`only the first 200 of ${f.length} objects are evaluated`:``];return{objects:f.slice(0,200),unrendered:g.filter(Boolean).join(`; `)}}function c(e){let t=(0,a.parseAllDocuments)(e,{logLevel:`silent`,uniqueKeys:!1});if(!Array.isArray(t))return[];let n=[];for(let e of t){if(e.errors.length>0)return;try{n.push(...l(e.toJS({maxAliasCount:50})))}catch{return}}return n}function l(e){return (0,_json_js__WEBPACK_IMPORTED_MODULE_3__.t)(e)?(0,_json_js__WEBPACK_IMPORTED_MODULE_3__.i)(e.kind).endsWith(`List`)&&Array.isArray(e.items)?e.items.flatMap(l):(0,_json_js__WEBPACK_IMPORTED_MODULE_3__.t)(e.metadata)&&(0,_json_js__WEBPACK_IMPORTED_MODULE_3__.i)(e.metadata.name)!==``&&(0,_json_js__WEBPACK_IMPORTED_MODULE_3__.i)(e.kind)!==``?[e]:[]:[]}

/***/ })

};

export const id = 691;
export const ids = [691];
export const modules = {

/***/ 7691:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   plainManifests: () => (/* binding */ o)
/* harmony export */ });
/* harmony import */ var _dist2_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6296);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
var i=(0,_dist2_js__WEBPACK_IMPORTED_MODULE_0__.t)();const a=/(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;async function o(e,t,n){let i=await e.files(t),o=node_path__WEBPACK_IMPORTED_MODULE_1__.posix.normalize(n).replace(/^\.?\/+|\/+$|^\.$/g,``),c=[...i.keys()].filter(e=>o===``||e.startsWith(`${o}/`));if(c.some(e=>a.test(e)))return{objects:[],unrendered:`${n||`.`} has a kustomization, which is not rendered here`};let l=c.filter(e=>/\.ya?ml$/i.test(e)),u=await e.contents(l.map(e=>i.get(e)??``)),d=l.flatMap((e,t)=>s(u[t]??``).map(t=>({object:t,file:e}))),f=d.filter(({object:e})=>e.kind===`HelmRelease`).length,p=[f>0?`what ${f} HelmRelease${f===1?``:`s`} make is not rendered here`:``,d.length>200?`of ${d.length} objects the first 200 are judged`:``];return{objects:d.slice(0,200),unrendered:p.filter(Boolean).join(`; `)}}function s(e){let r=(0,i.parseAllDocuments)(e,{logLevel:`silent`,uniqueKeys:!1});return Array.isArray(r)?r.flatMap(e=>{try{let r=e.errors.length>0?void 0:e.toJS({maxAliasCount:50});return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__.t)(r)&&(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.t)(r.metadata)&&(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.i)(r.metadata.name)!==``&&(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.i)(r.kind)!==``?[r]:[]}catch{return[]}}):[]}

/***/ })

};

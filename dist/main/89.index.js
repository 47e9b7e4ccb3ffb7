export const id = 89;
export const ids = [89];
export const modules = {

/***/ 7247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ x),
/* harmony export */   i: () => (/* binding */ b),
/* harmony export */   n: () => (/* binding */ w),
/* harmony export */   o: () => (/* binding */ y),
/* harmony export */   r: () => (/* binding */ g),
/* harmony export */   t: () => (/* binding */ C)
/* harmony export */ });
/* harmony import */ var _neutralise_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8812);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6296);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8161);
const g=`evidence.jsonl`,_=`reported`,v=`aks-flux-bootstrap`;function y(e){try{e!==``&&(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(e,_),``,{mode:384})}catch{}}function b(e){return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(e),_))}function x(e,t){if(e&&t!==``)try{let n=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(e,v);return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.readdirSync)(n).filter(e=>e.startsWith(`run-`)).map(e=>(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(n,e,g)).filter(e=>S(e)===t).sort((e,t)=>(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.statSync)(e).mtimeMs-(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.statSync)(t).mtimeMs).at(-1)}catch{return}}function S(e){if(!(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.existsSync)(e)||!(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.statSync)(e).isFile())return;let r=Buffer.alloc(1024),i=(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.openSync)(e,`r`),a=(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.readSync)(i,r,0,r.length,0);(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.closeSync)(i);let[c]=r.subarray(0,a).toString().split(`
`);return (0,_json_js__WEBPACK_IMPORTED_MODULE_4__.r)((0,_json_js__WEBPACK_IMPORTED_MODULE_4__.n)(c)).step}function C(e){for(let t of/* @__PURE__ */ new Set([e||(0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)(),(0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)()]))try{let e=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(t,v);(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.mkdirSync)(e,{recursive:!0});let n=(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(e,`run-`));return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.chmodSync)(n,448),n}catch{}return``}function w(t,n,r,a){let o=(e,n)=>{let r=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(t,e);return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.writeFileSync)(r,n,{mode:384}),r},s=``,c=/* @__PURE__ */ new Set;for(let{policyCheck:e,fields:t,blocking:r}of n)for(let n of e?.exemptions??[]){let e=`${E(t.policy?.value??`policy`)}.${n.kind===`group`?`exempt-group`:`carve-out`}`,i=c.has(e)?`${e}.${c.size}`:e;c.add(i);let a=o(`${i}.yaml`,n.patched);o(`${i}.diff`,n.diff),r&&(s||=a)}return{findings:o(`findings.json`,`${JSON.stringify(n.map(T),void 0,2)}\n`),report:o(`report.md`,a((0,_neutralise_js__WEBPACK_IMPORTED_MODULE_0__.a)(r))),patch:s}}function T({fields:e,...t}){let n=Object.entries(e);return{...t,fields:Object.fromEntries(n.map(([e,t])=>[e,t.value])),origins:Object.fromEntries(n.map(([e,t])=>[e,t.origin]))}}function E(e){return e.replace(/[^A-Za-z0-9._-]+/g,`-`).slice(0,100)}

/***/ }),

/***/ 8089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reportFolder: () => (/* reexport safe */ _files_js__WEBPACK_IMPORTED_MODULE_0__.t),
/* harmony export */   writeFiles: () => (/* reexport safe */ _files_js__WEBPACK_IMPORTED_MODULE_0__.n)
/* harmony export */ });
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7247);


/***/ }),

/***/ 6296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ e),
/* harmony export */   r: () => (/* binding */ n),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
function e(e){try{return JSON.parse(e??``)}catch{return}}function t(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}function n(e){return t(e)?e:{}}

/***/ })

};

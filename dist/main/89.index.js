export const id = 89;
export const ids = [89];
export const modules = {

/***/ 7247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ b),
/* harmony export */   i: () => (/* binding */ y),
/* harmony export */   n: () => (/* binding */ C),
/* harmony export */   o: () => (/* binding */ v),
/* harmony export */   r: () => (/* binding */ h),
/* harmony export */   t: () => (/* binding */ S)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6296);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
const h=`evidence.jsonl`,g=`reported`,_=`aks-flux-bootstrap`;function v(e){try{e!==``&&(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(e,g),``,{mode:384})}catch{}}function y(e){return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(e),g))}function b(e,t){if(e&&t!==``)try{let n=(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(e,_);return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(n).filter(e=>e.startsWith(`run-`)).map(e=>(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(n,e,h)).filter(e=>x(e)===t).sort((e,t)=>(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(e).mtimeMs-(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(t).mtimeMs).at(-1)}catch{return}}function x(n){if(!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(n)||!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(n).isFile())return;let r=Buffer.alloc(1024),i=(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(n,`r`),s=(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readSync)(i,r,0,r.length,0);(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(i);let[c]=r.subarray(0,s).toString().split(`
`);return (0,_json_js__WEBPACK_IMPORTED_MODULE_3__.r)((0,_json_js__WEBPACK_IMPORTED_MODULE_3__.n)(c)).step}function S(e){for(let t of/* @__PURE__ */ new Set([e||(0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(),(0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)()]))try{let e=(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(t,_);(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(e,{recursive:!0});let n=(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(e,`run-`));return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.chmodSync)(n,448),n}catch{}return``}function C(e,t,n){let i=(t,n)=>{let i=(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(e,t);return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(i,n,{mode:384}),i},a=``,o=/* @__PURE__ */ new Set;for(let{policyCheck:e,fields:n,blocking:r}of t)for(let t of e?.exemptions??[]){let e=`${T(n.policy?.value??`policy`)}.${t.kind===`group`?`exempt-group`:`carve-out`}`,s=o.has(e)?`${e}.${o.size}`:e;o.add(s);let c=i(`${s}.yaml`,t.patched);i(`${s}.diff`,t.diff),r&&(a||=c)}return{findings:i(`findings.json`,`${JSON.stringify(t.map(w),void 0,2)}\n`),report:i(`report.md`,n),patch:a}}function w({fields:e,...t}){let n=Object.entries(e);return{...t,fields:Object.fromEntries(n.map(([e,t])=>[e,t.value])),origins:Object.fromEntries(n.map(([e,t])=>[e,t.origin]))}}function T(e){return e.replace(/[^A-Za-z0-9._-]+/g,`-`).slice(0,100)}

/***/ }),

/***/ 8089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reportFolder: () => (/* reexport safe */ _files_js__WEBPACK_IMPORTED_MODULE_0__.t),
/* harmony export */   writeFiles: () => (/* reexport safe */ _files_js__WEBPACK_IMPORTED_MODULE_0__.n)
/* harmony export */ });
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7247);


/***/ })

};

export const id = 485;
export const ids = [485];
export const modules = {

/***/ 7247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reportFolder: () => (/* reexport safe */ _files2_js__WEBPACK_IMPORTED_MODULE_0__.t),
/* harmony export */   writeFiles: () => (/* reexport safe */ _files2_js__WEBPACK_IMPORTED_MODULE_0__.n)
/* harmony export */ });
/* harmony import */ var _files2_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8089);


/***/ }),

/***/ 8089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ c),
/* harmony export */   t: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _neutralise_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8812);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8161);
function s(e){for(let a of/* @__PURE__ */ new Set([e||(0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)(),(0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)()]))try{let e=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(a,`aks-flux-bootstrap`);(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.mkdirSync)(e,{recursive:!0});let o=(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(e,`run-`));return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.chmodSync)(o,448),o}catch{}return``}function c(n,r,i,o){let s=(e,r)=>{let i=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(n,e);return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.writeFileSync)(i,r,{mode:384}),i},c=``,d=/* @__PURE__ */ new Set;for(let{policyCheck:e,fields:t,blocking:n}of r)for(let r of e?.exemptions??[]){let e=`${u(t.policy?.value??`policy`)}.${r.kind===`group`?`exempt-group`:`carve-out`}`,i=d.has(e)?`${e}.${d.size}`:e;d.add(i);let a=s(`${i}.yaml`,r.patched);s(`${i}.diff`,r.diff),n&&(c||=a)}return{findings:s(`findings.json`,`${JSON.stringify(r.map(l),void 0,2)}\n`),report:s(`report.md`,o((0,_neutralise_js__WEBPACK_IMPORTED_MODULE_0__.a)(i))),patch:c}}function l({fields:e,...t}){let n=Object.entries(e);return{...t,fields:Object.fromEntries(n.map(([e,t])=>[e,t.value])),origins:Object.fromEntries(n.map(([e,t])=>[e,t.origin]))}}function u(e){return e.replace(/[^A-Za-z0-9._-]+/g,`-`).slice(0,100)}

/***/ })

};

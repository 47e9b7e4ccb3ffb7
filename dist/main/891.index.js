export const id = 891;
export const ids = [891];
export const modules = {

/***/ 4891:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   containsByGitHub: () => (/* binding */ n),
/* harmony export */   headOf: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var _github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2429);
function t(t,n){let r=(0,_github_js__WEBPACK_IMPORTED_MODULE_0__.n)(t),i=AbortSignal.any([n,AbortSignal.timeout(15e3)]);return r.hook.before(`request`,e=>{e.request={...e.request,signal:i}}),r}async function n(e,n,r,i,a){let[o=``,s=``]=n.split(`/`),c=t(e,a),l=`${i}...${r}`,{data:u}=await c.rest.repos.compareCommitsWithBasehead({owner:o,repo:s,basehead:l,per_page:1});return u.status===`ahead`||u.status===`identical`}async function r(e,n,r,i){let[a=``,o=``]=n.split(`/`),{data:s}=await t(e,i).rest.git.getRef({owner:a,repo:o,ref:`heads/${r}`});return s.object.sha}

/***/ })

};

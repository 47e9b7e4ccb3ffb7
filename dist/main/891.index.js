export const id = 891;
export const ids = [891];
export const modules = {

/***/ 4891:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   containsByGitHub: () => (/* binding */ r),
/* harmony export */   headOf: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var _fetch_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6840);
function n(n,r){let i=AbortSignal.any([r,AbortSignal.timeout(15e3)]);return (0,_fetch_js__WEBPACK_IMPORTED_MODULE_0__.r)(n,{request:{fetch:_fetch_js__WEBPACK_IMPORTED_MODULE_0__.t,signal:i}})}async function r(e,t,r,i,a){let[o=``,s=``]=t.split(`/`),c=n(e,a),l=`${i}...${r}`,{data:u}=await c.request(`GET /repos/{owner}/{repo}/compare/{basehead}`,{owner:o,repo:s,basehead:l,per_page:1});return u.status===`ahead`||u.status===`identical`}async function i(e,t,r,i){let[a=``,o=``]=t.split(`/`),{data:s}=await n(e,i).request(`GET /repos/{owner}/{repo}/git/ref/{ref}`,{owner:a,repo:o,ref:`heads/${r}`});return s.object.sha}

/***/ })

};

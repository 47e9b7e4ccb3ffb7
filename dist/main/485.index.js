export const id = 485;
export const ids = [485];
export const modules = {

/***/ 8485:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   azdKind: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6896);
function t(t){let n=t===void 0?[]:[`--tenant-id`,t];return{make:()=>({async getToken(t,{abortSignal:r}){let i=[`auth`,`token`,`--output`,`json`,`--no-prompt`,`--scope`,t,...n],a=await (0,_program_js__WEBPACK_IMPORTED_MODULE_0__.t)(`azd`,i,r),{token:o,expiresOn:s}=a,c=Date.parse(String(s));if(typeof o==`string`&&o!==``&&Number.isFinite(c))return{token:o,expiresOnTimestamp:c};let{data:l}=a;throw Error(typeof l?.message==`string`?l.message.trim():`azd auth token returned no valid token`)}})}}

/***/ })

};

export const id = 500;
export const ids = [500];
export const modules = {

/***/ 7500:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createCheckRun: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var _github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2429);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(797);
/* harmony import */ var _github2_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9183);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4762);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4555);
const l={error:`failure`,warning:`warning`,notice:`notice`};function u(e,n){return (0,_words_js__WEBPACK_IMPORTED_MODULE_1__.h)(e.outcome)&&(n.length>10||n.some(d))}function d({place:e}){return e!==void 0&&!e.file.startsWith(`.github/workflows/`)}async function f(t,d,f,m,h,g){if(!u(d,f))return;let{owner:_,repo:v}=_github_js__WEBPACK_IMPORTED_MODULE_0__.t.repo,y=p(),b=(0,_words_js__WEBPACK_IMPORTED_MODULE_1__.r)(`aks-flux-bootstrap: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__.i)(d.store)}`,100),x={token:t,what:`The check run ${b}`,permission:`checks: write`,cancelled:g,redact:m},S=new _markdown_js__WEBPACK_IMPORTED_MODULE_4__.t(m),C=e=>(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__.a)(m(e)),w=f.flatMap(({level:e,title:t,message:n,place:r})=>r===void 0?[]:[{path:r.file,start_line:r.line,end_line:r.line,annotation_level:l[e],title:C(t),message:n.split(`
`).map(C).join(`
`)}]),T=f.filter(({place:e})=>e===void 0);await (0,_github2_js__WEBPACK_IMPORTED_MODULE_2__.t)(x,h,async e=>(await e.rest.checks.create({owner:_,repo:v,name:b,head_sha:y,status:`completed`,conclusion:`failure`,details_url:(0,_github2_js__WEBPACK_IMPORTED_MODULE_2__.n)(),output:{title:C((0,_headline_js__WEBPACK_IMPORTED_MODULE_3__.i)(d)),summary:`[The summary of the run](${(0,_github2_js__WEBPACK_IMPORTED_MODULE_2__.n)()}) has the whole report.`,text:T.map(({title:e,message:t})=>`### ${S.mix(e)}\n\n${S.fence(t.split(`
`))}`).join(`

`),annotations:w.slice(0,50)}}),`written`))}function p(){let{payload:t,sha:n}=_github_js__WEBPACK_IMPORTED_MODULE_0__.t,r=t.pull_request?.head;return typeof r?.sha==`string`?r.sha:n}

/***/ }),

/***/ 9183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ i),
/* harmony export */   t: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var _github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2429);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(641);
async function r(t,n,r){let{token:i,what:o,permission:s,cancelled:c,redact:l}=t;try{let t=AbortSignal.any([c,AbortSignal.timeout(2e4)]),a=(0,_github_js__WEBPACK_IMPORTED_MODULE_0__.n)(i);a.hook.before(`request`,e=>{e.request={...e.request,signal:t}});let s=await r(a);s!==``&&n.line(`${o} is ${s}.`)}catch(e){n.line(l(`${o} could not be written: ${a(e,s)}`))}}function i(){let{serverUrl:e,repo:n,runId:r}=_github_js__WEBPACK_IMPORTED_MODULE_0__.t,i=process.env.GITHUB_RUN_ATTEMPT;return`${e}/${n.owner}/${n.repo}/actions/runs/${r}${i?`/attempts/${i}`:``}`}function a(e,t){let{status:r,response:i}=e,a=i?.headers??{},o=(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.r)(e);return r===429||r===403&&(a[`retry-after`]||String(a[`x-ratelimit-remaining`])===`0`)?`GitHub limits the rate of this token (HTTP ${r}); the next run writes it.`:r===403?`HTTP 403: ${o}. Grant the job ${t}; pull requests from forks and Dependabot runs never have it.`:r===404?`HTTP 404: ${o}. The token has no access to this repository.`:r===void 0?o:`HTTP ${r}: ${o}`}

/***/ })

};

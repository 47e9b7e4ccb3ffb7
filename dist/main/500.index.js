export const id = 500;
export const ids = [500];
export const modules = {

/***/ 7500:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   writeCheckRun: () => (/* binding */ p)
/* harmony export */ });
/* harmony import */ var _fetch_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6840);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(797);
/* harmony import */ var _github_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2429);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4762);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4555);
const u={error:`failure`,warning:`warning`,notice:`notice`};function d(e){return e.filter(e=>!e.isShown||f(e))}function f({place:e}){return e!==void 0&&!e.file.startsWith(`.github/workflows/`)}async function p(o,s,c,l,u,f){if(s.outcome===`cancelled`)return;let p=(0,_words_js__WEBPACK_IMPORTED_MODULE_1__.r)(`aks-flux-bootstrap: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__.i)(s.store)}`,100),h={token:o,what:`The check run ${p}`,permission:`checks: write`,cancelled:f,redact:l},v=d(c);if(!(0,_words_js__WEBPACK_IMPORTED_MODULE_1__.v)(s.outcome))return (0,_github_js__WEBPACK_IMPORTED_MODULE_2__.t)(h,u,e=>m(e,p,s,l));v.length!==0&&await (0,_github_js__WEBPACK_IMPORTED_MODULE_2__.t)(h,u,async t=>(await t.request(`POST /repos/{owner}/{repo}/check-runs`,{..._fetch_js__WEBPACK_IMPORTED_MODULE_0__.n.repo,name:p,head_sha:y(),external_id:g(s),status:`completed`,conclusion:`failure`,details_url:(0,_github_js__WEBPACK_IMPORTED_MODULE_2__.n)(),output:_(s,v,l)}),`written`))}async function m(t,n,r,i){let{data:a}=await t.request(`GET /repos/{owner}/{repo}/commits/{ref}/check-runs`,{..._fetch_js__WEBPACK_IMPORTED_MODULE_0__.n.repo,ref:y(),check_name:n}),o=g(r),s=a.check_runs.filter(e=>e.conclusion===`failure`&&e.external_id===o),c=h(r,i);for(let{id:n}of s)await t.request(`PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}`,{..._fetch_js__WEBPACK_IMPORTED_MODULE_0__.n.repo,check_run_id:n,status:`completed`,conclusion:`success`,output:c});return s.length===0?``:`marked as resolved`}function h(e,t){return{title:(0,_words_js__WEBPACK_IMPORTED_MODULE_1__.r)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__.c)((0,_headline_js__WEBPACK_IMPORTED_MODULE_3__.i)(e),t),255),summary:`The [summary of the run](${(0,_github_js__WEBPACK_IMPORTED_MODULE_2__.n)()}) has the whole report.`}}function g({store:t}){let n=t.run()?.data.inputs??{},r=[n[`subscription-id`],n[`resource-group`],n[`cluster-name`]].join(`/`);return[_fetch_js__WEBPACK_IMPORTED_MODULE_0__.n.workflow,_fetch_js__WEBPACK_IMPORTED_MODULE_0__.n.job,_fetch_js__WEBPACK_IMPORTED_MODULE_0__.n.action,n[`extension-name`],r].join(` `).toLowerCase()}function _(e,t,n){let r=new _markdown_js__WEBPACK_IMPORTED_MODULE_4__.t(n),i=e=>(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__.c)(e,n),a=[],o=[];for(let e of t){let{level:t,title:n,message:r,place:s}=e;s===void 0||!v(s)?o.push(e):a.push({path:s.file,start_line:s.line,end_line:s.line,annotation_level:u[t],title:i(n),message:i(r)})}let d=Math.max(0,a.length-50),f=[...o.map(({title:e,message:t})=>`### ${r.mix(e)}\n\n${r.fence(t.split(`
`))}`),...d===0?[]:[`${d} more annotations are in the job summary.`]];return{...h(e,n),text:(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__.n)(f,6e4,e=>e.length,e=>`${e} more are in the job summary.`),annotations:a.slice(0,50)}}function v({file:e,line:t}){return t>0&&!/^\/|(?:^|\/)\.\.(?:\/|$)/.test(e)}function y(){let{payload:t,sha:n}=_fetch_js__WEBPACK_IMPORTED_MODULE_0__.n,r=t.pull_request?.head;return typeof r?.sha==`string`?r.sha:n}

/***/ }),

/***/ 2429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ a),
/* harmony export */   t: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var _fetch_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6840);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(641);
async function i(e,r,i){let{token:a,what:s,permission:c,cancelled:l,redact:u}=e;try{let e=AbortSignal.any([l,AbortSignal.timeout(2e4)]),o=await i((0,_fetch_js__WEBPACK_IMPORTED_MODULE_0__.r)(a,{request:{fetch:_fetch_js__WEBPACK_IMPORTED_MODULE_0__.t,signal:e}}));o!==``&&r.line(`${s} is ${o}.`)}catch(e){r.line(u(`${s} could not be written: ${o(e,c)}`))}}function a(){let{serverUrl:t,repo:n,runId:r}=_fetch_js__WEBPACK_IMPORTED_MODULE_0__.n,i=process.env.GITHUB_RUN_ATTEMPT;return`${t}/${n.owner}/${n.repo}/actions/runs/${r}${i?`/attempts/${i}`:``}`}function o(e,t){let{status:n,response:i}=e,a=i?.headers??{},o=(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.r)(e);return n===429||n===403&&(a[`retry-after`]||String(a[`x-ratelimit-remaining`])===`0`)?`GitHub limits the rate of this token (HTTP ${n}); the next run writes it.`:n===403?`HTTP 403: ${o}. Grant the job ${t}; pull requests from forks and Dependabot runs never have it.`:n===404?`HTTP 404: ${o}. The token has no access to this repository.`:n===void 0?o:`HTTP ${n}: ${o}`}

/***/ })

};

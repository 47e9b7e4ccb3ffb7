export const id = 321;
export const ids = [321,702];
export const modules = {

/***/ 8321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   comment: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var _fetch_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6840);
/* harmony import */ var _github_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2429);
/* harmony import */ var _text2_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6539);
async function i(t,r,i,s,c){let l=a();if(l===void 0)return s.line(`No comment: this run does not belong to a pull request.`);let u={token:t,what:`The comment on pull request #${l}`,permission:`pull-requests: write`,cancelled:c,redact:i};await (0,_github_js__WEBPACK_IMPORTED_MODULE_1__.t)(u,s,t=>o(t,{..._fetch_js__WEBPACK_IMPORTED_MODULE_0__.n.repo,issue:l},r))}function a(){let{payload:t}=_fetch_js__WEBPACK_IMPORTED_MODULE_0__.n;return t.pull_request?t.pull_request.number:t.issue?.pull_request?t.issue.number:t.workflow_run?.pull_requests?.[0]?.number}async function o(e,n,{marker:i,isRed:a,textOf:o}){let{owner:c,repo:l,issue:u}=n,d=await s(e,n,i);if(!a&&(d===void 0||(0,_text2_js__WEBPACK_IMPORTED_MODULE_2__.n)(d.body??``)))return``;let f=o((0,_github_js__WEBPACK_IMPORTED_MODULE_1__.n)());return d===void 0?(await e.request(`POST /repos/{owner}/{repo}/issues/{issue_number}/comments`,{owner:c,repo:l,issue_number:u,body:f}),`written`):(await e.request(`PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}`,{owner:c,repo:l,comment_id:d.id,body:f}),a?`edited`:`marked as resolved`)}async function s(e,{owner:t,repo:n,issue:r},i){let a;for(let o=1;o<=20;o++){let{data:s}=await e.request(`GET /repos/{owner}/{repo}/issues/{issue_number}/comments`,{owner:t,repo:n,issue_number:r,per_page:100,page:o});if(!Array.isArray(s))throw Error(`GitHub's answer is not a list of comments`);for(let t of s)if(typeof t?.body==`string`&&t.body.startsWith(i)&&(t.user?.login===`github-actions[bot]`||(a??=await c(e),t.user?.login===a)))return t;if(s.length<100)return}}async function c(e){try{return(await e.request(`GET /user`)).data.login}catch{return(await e.graphql(`{ viewer { login } }`).catch(()=>void 0))?.viewer?.login??``}}

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

/***/ }),

/***/ 6539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ p),
/* harmony export */   i: () => (/* binding */ m),
/* harmony export */   n: () => (/* binding */ g),
/* harmony export */   o: () => (/* binding */ f),
/* harmony export */   r: () => (/* binding */ h),
/* harmony export */   t: () => (/* binding */ _)
/* harmony export */ });
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(797);
/* harmony import */ var _finding_lines_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5927);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4762);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4555);
/* harmony import */ var _run_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8272);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3938);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7598);
const d=`<!-- resolved -->`;function f(e,t){return{marker:p(e),isRed:(0,_words_js__WEBPACK_IMPORTED_MODULE_0__.v)(e.outcome),textOf:n=>_(e,n,t)}}function p(e){let{"subscription-id":t,"resource-group":n,"cluster-name":r,...i}=e.store.run()?.data.inputs??{};return m([t,n,r,i[`extension-name`],...i.mode===`gate`?[`gate`]:[]].join(`/`).toLowerCase())}function m(e){return`<!-- aks-flux-bootstrap ${(0,node_crypto__WEBPACK_IMPORTED_MODULE_6__.createHash)(`sha256`).update(e).digest(`hex`).slice(0,24)} -->`}function h(e,t,n){return[e,...t?[]:[d],n].join(`

`)}function g(e){return e.includes(d)}function _(e,t,r){let s=new _markdown_js__WEBPACK_IMPORTED_MODULE_3__.t(r,1e3),c=(0,_words_js__WEBPACK_IMPORTED_MODULE_0__.v)(e.outcome),l=[c?`### ❌ ${s.mix((0,_headline_js__WEBPACK_IMPORTED_MODULE_2__.i)(e))}`:`### ✅ Resolved: ${s.mix((0,_headline_js__WEBPACK_IMPORTED_MODULE_2__.i)(e))}`,v(e,s),`The [summary of the run](${t}) has the whole report.`,...c?y(e,s):[`This failure is resolved.`]],u=(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__.n)(l,2e4,e=>e.length,e=>`${e} more part${e===1?` is`:`s are`} in the job summary.`);return h(p(e),c,u)}function v({store:e},t){let{"cluster-name":n=``,"extension-name":r=``}=e.run()?.data.inputs??{};return`Cluster ${t.span(n)}, extension ${t.span(r)}.`}function y(n,i){if(n.error!==void 0)return (0,_error_js__WEBPACK_IMPORTED_MODULE_5__.t)(n.error,i);let a=(0,_run_report_js__WEBPACK_IMPORTED_MODULE_4__.c)(n);if(a===void 0)return[...(0,_run_report_js__WEBPACK_IMPORTED_MODULE_4__.t)(n),...n.notes].slice(0,5).map(e=>i.mix(e));let[o]=a.remedy.steps,u=(0,_words_js__WEBPACK_IMPORTED_MODULE_0__.o)(a);return[`**${(0,_finding_lines_js__WEBPACK_IMPORTED_MODULE_1__.n)(a)}**`,a.cause.slice(0,8).map(e=>`- ${i.mix(e.trim())}`).join(`
`),o?`**What to do:** ${i.mix((0,_words_js__WEBPACK_IMPORTED_MODULE_0__.f)(o).replace(`with the text below`,`with the text in the job summary`))}`:``,u.length>0?`**Suggested exemption:** ${u.map(e=>i.mix(e)).join(` `)}`:``]}

/***/ })

};

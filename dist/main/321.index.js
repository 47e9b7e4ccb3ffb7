export const id = 321;
export const ids = [321];
export const modules = {

/***/ 8321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   comment: () => (/* binding */ b)
/* harmony export */ });
/* harmony import */ var _github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2429);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(797);
/* harmony import */ var _github2_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9183);
/* harmony import */ var _finding_lines_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5927);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4762);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4555);
/* harmony import */ var _run_report_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8272);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3938);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7598);
const m=`<!-- resolved -->`;function h(e){let{"subscription-id":t,"resource-group":n,"cluster-name":r,...i}=e.store.run()?.data.inputs??{},a=[t,n,r,i[`extension-name`],...i.mode===`gate`?[`gate`]:[]].join(`/`).toLowerCase();return`<!-- aks-flux-bootstrap ${(0,node_crypto__WEBPACK_IMPORTED_MODULE_8__.createHash)(`sha256`).update(a).digest(`hex`).slice(0,24)} -->`}function g(e){return e.includes(m)}function _(e,t,n){let i=new _markdown_js__WEBPACK_IMPORTED_MODULE_5__.t(n,1e3),a=(0,_words_js__WEBPACK_IMPORTED_MODULE_1__.v)(e.outcome),o=[a?`### ❌ ${i.mix((0,_headline_js__WEBPACK_IMPORTED_MODULE_4__.i)(e))}`:`### ✅ Resolved: ${i.mix((0,_headline_js__WEBPACK_IMPORTED_MODULE_4__.i)(e))}`,v(e,i),`The [summary of the run](${t}) has the whole report.`,...a?y(e,i):[`This failure is resolved.`]],u=(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__.n)(o,2e4,e=>e.length,e=>`${e} more part${e===1?` is`:`s are`} in the job summary.`);return[h(e),...a?[]:[m],u].join(`

`)}function v({store:e},t){let{"cluster-name":n=``,"extension-name":r=``}=e.run()?.data.inputs??{};return`Cluster ${t.span(n)}, extension ${t.span(r)}.`}function y(e,r){if(e.error!==void 0)return (0,_error_js__WEBPACK_IMPORTED_MODULE_7__.t)(e.error,r);let i=(0,_run_report_js__WEBPACK_IMPORTED_MODULE_6__.c)(e);if(i===void 0)return[...(0,_run_report_js__WEBPACK_IMPORTED_MODULE_6__.t)(e),...e.notes].slice(0,5).map(e=>r.mix(e));let[a]=i.remedy.steps,s=(0,_words_js__WEBPACK_IMPORTED_MODULE_1__.o)(i);return[`**${(0,_finding_lines_js__WEBPACK_IMPORTED_MODULE_3__.n)(i)}**`,i.cause.slice(0,8).map(e=>`- ${r.mix(e.trim())}`).join(`
`),a?`**What to do:** ${r.mix((0,_words_js__WEBPACK_IMPORTED_MODULE_1__.f)(a).replace(`with the text below`,`with the text in the job summary`))}`:``,s.length>0?`**Suggested exemption:** ${s.map(e=>r.mix(e)).join(` `)}`:``]}async function b(t,n,r,i,o){if(n.outcome===`cancelled`)return;let s=x();if(s===void 0)return i.line(`No comment: this run does not belong to a pull request.`);let c={token:t,what:`The comment on pull request #${s}`,permission:`pull-requests: write`,cancelled:o,redact:r};await (0,_github2_js__WEBPACK_IMPORTED_MODULE_2__.t)(c,i,t=>S(t,{..._github_js__WEBPACK_IMPORTED_MODULE_0__.t.repo,issue:s},n,r))}function x(){let{payload:t}=_github_js__WEBPACK_IMPORTED_MODULE_0__.t;return t.pull_request?t.pull_request.number:t.issue?.pull_request?t.issue.number:t.workflow_run?.pull_requests?.[0]?.number}async function S(e,t,n,a){let{owner:o,repo:s,issue:c}=t,{rest:l}=e,u=await C(e,t,h(n)),d=(0,_words_js__WEBPACK_IMPORTED_MODULE_1__.v)(n.outcome);if(!d&&(u===void 0||g(u.body??``)))return``;let f=_(n,(0,_github2_js__WEBPACK_IMPORTED_MODULE_2__.n)(),a);return u===void 0?(await l.issues.createComment({owner:o,repo:s,issue_number:c,body:f}),`written`):(await l.issues.updateComment({owner:o,repo:s,comment_id:u.id,body:f}),d?`edited`:`marked as resolved`)}async function C(e,{owner:t,repo:n,issue:r},i){let a;for(let o=1;o<=20;o++){let{data:s}=await e.rest.issues.listComments({owner:t,repo:n,issue_number:r,per_page:100,page:o});if(!Array.isArray(s))throw Error(`GitHub's answer is not a list of comments`);for(let t of s)if(typeof t?.body==`string`&&t.body.startsWith(i)&&(t.user?.login===`github-actions[bot]`||(a??=await w(e),t.user?.login===a)))return t;if(s.length<100)return}}async function w(e){try{return(await e.rest.users.getAuthenticated()).data.login}catch{return(await e.graphql(`{ viewer { login } }`).catch(()=>void 0))?.viewer?.login??``}}

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

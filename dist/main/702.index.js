export const id = 702;
export const ids = [702];
export const modules = {

/***/ 8321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   comment: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var _github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2429);
/* harmony import */ var _github2_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9183);
/* harmony import */ var _text2_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6539);
async function i(t,r,i,s,c){let l=a();if(l===void 0)return s.line(`No comment: this run does not belong to a pull request.`);let u={token:t,what:`The comment on pull request #${l}`,permission:`pull-requests: write`,cancelled:c,redact:i};await (0,_github2_js__WEBPACK_IMPORTED_MODULE_1__.t)(u,s,t=>o(t,{..._github_js__WEBPACK_IMPORTED_MODULE_0__.t.repo,issue:l},r))}function a(){let{payload:t}=_github_js__WEBPACK_IMPORTED_MODULE_0__.t;return t.pull_request?t.pull_request.number:t.issue?.pull_request?t.issue.number:t.workflow_run?.pull_requests?.[0]?.number}async function o(e,n,{marker:i,isRed:a,textOf:o}){let{owner:c,repo:l,issue:u}=n,{rest:d}=e,f=await s(e,n,i);if(!a&&(f===void 0||(0,_text2_js__WEBPACK_IMPORTED_MODULE_2__.n)(f.body??``)))return``;let p=o((0,_github2_js__WEBPACK_IMPORTED_MODULE_1__.n)());return f===void 0?(await d.issues.createComment({owner:c,repo:l,issue_number:u,body:p}),`written`):(await d.issues.updateComment({owner:c,repo:l,comment_id:f.id,body:p}),a?`edited`:`marked as resolved`)}async function s(e,{owner:t,repo:n,issue:r},i){let a;for(let o=1;o<=20;o++){let{data:s}=await e.rest.issues.listComments({owner:t,repo:n,issue_number:r,per_page:100,page:o});if(!Array.isArray(s))throw Error(`GitHub's answer is not a list of comments`);for(let t of s)if(typeof t?.body==`string`&&t.body.startsWith(i)&&(t.user?.login===`github-actions[bot]`||(a??=await c(e),t.user?.login===a)))return t;if(s.length<100)return}}async function c(e){try{return(await e.rest.users.getAuthenticated()).data.login}catch{return(await e.graphql(`{ viewer { login } }`).catch(()=>void 0))?.viewer?.login??``}}

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

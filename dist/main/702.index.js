export const id = 702;
export const ids = [702];
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

/***/ })

};

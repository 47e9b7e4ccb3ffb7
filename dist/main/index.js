import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 2250:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("dns");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 8995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9154:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("vm");

/***/ }),

/***/ 3657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ v),
/* harmony export */   c: () => (/* binding */ p),
/* harmony export */   i: () => (/* binding */ S),
/* harmony export */   l: () => (/* binding */ y),
/* harmony export */   n: () => (/* binding */ g),
/* harmony export */   o: () => (/* binding */ x),
/* harmony export */   r: () => (/* binding */ m),
/* harmony export */   s: () => (/* binding */ h),
/* harmony export */   t: () => (/* binding */ b),
/* harmony export */   u: () => (/* binding */ _)
/* harmony export */ });
/* harmony import */ var os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(857);
/* harmony import */ var crypto__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6982);
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9896);
function r(e){return e==null?``:typeof e==`string`||e instanceof String?e:JSON.stringify(e)}function i(e){return Object.keys(e).length?{title:e.title,file:e.file,line:e.startLine,endLine:e.endLine,col:e.startColumn,endColumn:e.endColumn}:{}}function a(t,n,r){let i=new s(t,n,r);process.stdout.write(i.toString()+os__WEBPACK_IMPORTED_MODULE_0__.EOL)}function o(e,t=``){a(e,{},t)}var s=class{constructor(e,t,n){e||=`missing.command`,this.command=e,this.properties=t,this.message=n}toString(){let e=`::`+this.command;if(this.properties&&Object.keys(this.properties).length>0){e+=` `;let t=!0;for(let n in this.properties)if(this.properties.hasOwnProperty(n)){let r=this.properties[n];r&&(t?t=!1:e+=`,`,e+=`${n}=${l(r)}`)}}return e+=`::${c(this.message)}`,e}};function c(e){return r(e).replace(/%/g,`%25`).replace(/\r/g,`%0D`).replace(/\n/g,`%0A`)}function l(e){return r(e).replace(/%/g,`%25`).replace(/\r/g,`%0D`).replace(/\n/g,`%0A`).replace(/:/g,`%3A`).replace(/,/g,`%2C`)}function u(t,i){let a=process.env[`GITHUB_${t}`];if(!a)throw Error(`Unable to find environment variable for file command ${t}`);if(!fs__WEBPACK_IMPORTED_MODULE_2__.existsSync(a))throw Error(`Missing file at path: ${a}`);fs__WEBPACK_IMPORTED_MODULE_2__.appendFileSync(a,`${r(i)}${os__WEBPACK_IMPORTED_MODULE_0__.EOL}`,{encoding:`utf8`})}function d(n,i){let a=`ghadelimiter_${crypto__WEBPACK_IMPORTED_MODULE_1__.randomUUID()}`,o=r(i);if(n.includes(a))throw Error(`Unexpected input: name should not contain the delimiter "${a}"`);if(o.includes(a))throw Error(`Unexpected input: value should not contain the delimiter "${a}"`);return`${n}<<${a}${os__WEBPACK_IMPORTED_MODULE_0__.EOL}${o}${os__WEBPACK_IMPORTED_MODULE_0__.EOL}${a}`}var f;(function(e){e[e.Success=0]=`Success`,e[e.Failure=1]=`Failure`})(f||={});function p(e){a(`add-mask`,{},e)}function m(e,t){let n=process.env[`INPUT_${e.replace(/ /g,`_`).toUpperCase()}`]||``;if(t&&t.required&&!n)throw Error(`Input required and not supplied: ${e}`);return t&&t.trimWhitespace===!1?n:n.trim()}function h(t,n){if(process.env.GITHUB_OUTPUT)return u(`OUTPUT`,d(t,n));process.stdout.write(os__WEBPACK_IMPORTED_MODULE_0__.EOL),a(`set-output`,{name:t},r(n))}function g(e,t={}){a(`error`,i(t),e instanceof Error?e.toString():e)}function _(e,t={}){a(`warning`,i(t),e instanceof Error?e.toString():e)}function v(e,t={}){a(`notice`,i(t),e instanceof Error?e.toString():e)}function y(e){o(`group`,e)}function b(){o(`endgroup`)}function x(e,t){if(process.env.GITHUB_STATE)return u(`STATE`,d(e,t));a(`save-state`,{name:e},r(t))}function S(e){return process.env[`STATE_${e}`]||``}

/***/ }),

/***/ 641:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ t),
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
var e=class extends Error{name=`ActionError`;doing;likely;next;constructor(e){super([e.doing,e.likely,e.next].filter(Boolean).join(`
`),{cause:e.cause}),this.doing=e.doing,this.likely=e.likely,this.next=e.next}};function t(e){let t=[];for(let n=e;n!=null&&t.length<4;){let e=r(n);e&&!t.some(t=>t.includes(e))&&t.push(e),n=n instanceof Error?n.cause:void 0}let[n=`unknown error`,...i]=t;return(i.length>0?`${n} (${i.join(`; `)})`:n).slice(0,16384)}const n=/^(PARSE_ERROR|REQUEST_SEND_ERROR|ERR_UNHANDLED_ERROR|\d+)$/;function r(e){if(typeof e!=`object`||!e)return String(e);let{message:t,code:a,errors:o}=e,s=typeof t==`string`&&t!==``?t:``,c=s===``&&Array.isArray(o)?o.slice(0,3).map(r).join(`; `):``,l=s||c||(e instanceof Error?e.name:i(e));return typeof a==`string`&&a!==``&&!n.test(a)&&!l.includes(a)?`${l} (${a})`:l}function i(e){try{return JSON.stringify(e).slice(0,500)}catch{return Object.prototype.toString.call(e)}}

/***/ }),

/***/ 7264:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3657);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(641);
/* harmony import */ var _pause_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(4950);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(170);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7359);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(5757);
/* harmony import */ var _neutralise_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8812);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4708);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3024);
const _=process.env.AKS_FLUX_BOOTSTRAP_PHASE===`post`?`post`:`main`,v=`Signing in to Azure with a GitHub OIDC token.`;function y(e){let{url:t,token:n}=e;if(!t||!n)throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__.t({doing:v,likely:`The job has no permission to ask for one (ACTIONS_ID_TOKEN_REQUEST_URL is not set).`,next:`Grant it in the workflow or the job:

    permissions:
      id-token: write
      contents: read

Naming any permission sets the others to none, so keep those that the job needs. A reusable workflow gets it only if its caller grants it too.
A pull request from a fork and a Dependabot run never get it, whatever the workflow says: skip the step there (if: github.event.pull_request.head.repo.full_name == github.repository && github.actor != 'dependabot[bot]').`});e.onSecret(n);let r=e.now??Date.now,i={},{promise:a,resolve:s}=Promise.withResolvers(),c=async()=>{let a=await (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__.r)(()=>S(`${t}&audience=${encodeURIComponent(e.audience)}`,n,s));e.onSecret(a),i=b(a);let{exp:o}=i;return{value:a,expires:typeof o==`number`?o*1e3:r()+3e5}},u=c(),d=0;return u.catch(()=>s()),{sent:a,claims(){let{iss:e,sub:t,aud:n}=i;if(typeof e==`string`&&typeof t==`string`)return{issuer:e,subject:t,audience:String(n)}},async get(){return await u.then(({expires:e})=>e-r()>=6e4,()=>d++===0)||(u=c()),(await u).value}}}function b(e){try{let t=JSON.parse(Buffer.from(e.split(`.`)[1]??``,`base64url`).toString());return typeof t==`object`&&t?t:{}}catch{return{}}}const x=2e4;function S(e,t,n){return new Promise((r,i)=>{let l=(e,t)=>i(new _errors_js__WEBPACK_IMPORTED_MODULE_1__.t({doing:v,likely:e,next:`Rerun the job; if it happens again, see githubstatus.com, and the proxy of a self-hosted runner.`,cause:t})),d=e=>{let t=`GitHub could not be reached: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.n)(e)}`;l(`${t}.`,new _retry_js__WEBPACK_IMPORTED_MODULE_2__.t(t,e))},f=(0,node_https__WEBPACK_IMPORTED_MODULE_5__.request)(e,{headers:{authorization:`Bearer ${t}`,accept:`application/json`,"user-agent":`actions/oidc-client`}},e=>{let t=[],n=0;e.on(`data`,r=>{n+=r.length,n>65536?e.destroy(/* @__PURE__ */ Error(`the answer is far longer than a token`)):t.push(r)}),e.on(`error`,d),e.on(`end`,()=>{let n=Buffer.concat(t).toString(),i=C(n),a=e.statusCode??0;if(a===200&&i)return r(i);let o=`GitHub answered HTTP ${a} without a token: ${n.slice(0,200)||`the answer is empty`}`,d=(0,_retry_js__WEBPACK_IMPORTED_MODULE_2__.n)(a)||a<300,{"retry-after":f,date:p}=e.headers;l(o,d?new _retry_js__WEBPACK_IMPORTED_MODULE_2__.t(o,void 0,(0,_pause_js__WEBPACK_IMPORTED_MODULE_7__.i)(f,p)):void 0)})}),p=setTimeout(()=>f.destroy(/* @__PURE__ */ Error(`no answer for ${x/1e3} s`)),x);f.on(`close`,()=>clearTimeout(p)),f.on(`error`,d),f.on(`socket`,e=>{e.connecting?e.once(`secureConnect`,()=>setImmediate(n)):setImmediate(n)}),f.end()})}function C(e){try{let t=JSON.parse(e).value;return typeof t==`string`&&t!==``?t:void 0}catch{return}}const w=[],T=[];function E(e,t,n){if(e===t)return 0;let r=n?.maxDistance,i=e;e.length>t.length&&(e=t,t=i);let a=e.length,o=t.length;for(;a>0&&e.charCodeAt(~-a)===t.charCodeAt(~-o);)a--,o--;let s=0;for(;s<a&&e.charCodeAt(s)===t.charCodeAt(s);)s++;if(a-=s,o-=s,r!==void 0&&o-a>r)return r;if(a===0)return r!==void 0&&o>r?r:o;let c,l,u,d,f=0,p=0;for(;f<a;)T[f]=e.charCodeAt(s+f),w[f]=++f;for(;p<o;){for(c=t.charCodeAt(s+p),u=p++,l=p,f=0;f<a;f++)d=c===T[f]?u:u+1,u=w[f],l=w[f]=u>l?d>l?l+1:d:d>u?u+1:d;if(r!==void 0){let e=l;for(f=0;f<a;f++)w[f]<e&&(e=w[f]);if(e>r)return r}}return w.length=a,T.length=a,r!==void 0&&l>r?r:l}var D=class{wrong;#e=/* @__PURE__ */ new Set;constructor(e){this.wrong=e}text(e){return this.#e.add(e),(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.r)(e)||void 0}refuseNearMisses(){let e=e=>e.replace(/[-_ ]/g,``);for(let t of Object.keys(process.env)){if(!t.startsWith(`INPUT_`))continue;let n=t.slice(6).toLowerCase();if(n===``||this.#e.has(n)||n.length>64)continue;let[r]=[...this.#e].map(t=>({name:t,distance:E(e(n),e(t))})).sort((e,t)=>e.distance-t.distance);r!==void 0&&r.distance<=Math.min(2,Math.floor(r.name.length/4))&&this.wrong.push(`${n}: there is no such input; did you mean ${r.name}?`)}}matching(e,t,n,r=!0){let i=this.text(e);return i!==void 0&&!t.test(i)&&this.wrong.push(`${e}: ${r?`'${i}'`:`a text of ${i.length} characters`} is not ${n}`),i}oneOf(e,t,n){let r=(this.text(e)??n).toLowerCase(),i=t.find(e=>e===r);return i===void 0&&this.wrong.push(`${e}: '${r}' is none of ${t.join(`, `)}`),i??n}boolean(e){let t=this.text(e);if(t!==void 0)return/^(true|True|TRUE)$/.test(t)?!0:(/^(false|False|FALSE)$/.test(t)||this.wrong.push(`${e}: '${t}' is neither true nor false`),!1)}origin(e){let t=this.text(e);if(t===void 0)return;let n=URL.canParse(t)?new URL(t):void 0;if(n?.protocol===`https:`&&n.pathname===`/`&&!n.username&&!n.search&&!n.hash)return n.origin;this.wrong.push(`${e}: '${t}' is not an https address without a path, such as https://management.example`)}duration(e,t){let n=this.text(e)??t,[r=0,i=0,a=0]=(/^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(n)??[]).slice(1).map(e=>Number(e??0)),o=((r*60+i)*60+a)*1e3;return o>0&&o<=864e5?o:(this.wrong.push(`${e}: '${n}' is not a time with units up to 24h, such as 30m, 90s or 1h30m`),1)}settings(e){let t=this.text(e);return t===void 0?{}:t.startsWith(`{`)?this.#t(e,t):this.#n(e,t)}#t(e,t){let n=[],r;try{r=JSON.parse(t)}catch{return this.wrong.push(`${e}: starts with '{' but is not valid JSON`),{}}for(let[t,i]of Object.entries(r))[`string`,`number`,`boolean`].includes(typeof i)?n.push([t,String(i)]):this.wrong.push(`${e}: the value of '${t}' is neither text, number nor boolean`);return Object.fromEntries(n)}#n(e,t){let n=/* @__PURE__ */ new Map;for(let[r,i]of t.split(/\r?\n/).entries()){let t=i.indexOf(`=`),a=i.slice(0,t).trim();i.trim()!==``&&(t<=0||a===``?this.wrong.push(`${e}: line ${r+1} is not key=value`):n.has(a)?this.wrong.push(`${e}: line ${r+1} gives '${a}' again`):n.set(a,i.slice(t+1).trim()))}return Object.fromEntries(n)}};const O=[`azurecloud`,`azureusgovernment`,`azurechinacloud`],k=[`install`,`watch`,`diagnose`,`check`],A=/^(true|false|yes|no|on|off|null|none|enabled|disabled|\d{1,5}|.{0,3})$/i;function j(e){let{cluster:t,identity:n,extension:r,commentToken:i}=e,a=[...n.kind===`client-secret`?[n.clientSecret]:[],...i===void 0?[]:[i]],o=new Set([...Object.values(t),...n.kind===`azure-cli`?[]:[n.clientId,n.tenantId],r.name,r.type,(0,_request_js__WEBPACK_IMPORTED_MODULE_8__.t)(r)??``,r.version??``].map(e=>e.toLowerCase())),s=Object.values(r.protectedSettings);return[...a,...s.filter(e=>!o.has(e.toLowerCase())&&!A.test(e))]}const M=[`cluster-name`,`resource-group`,`subscription-id`,`client-id`,`tenant-id`,`extension-type`,`extension-name`,`release-namespace`,`extension-version`];function N(){let e=(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.r)(`configuration-protected-settings`),t=new Set(M.map(e=>(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.r)(e).toLowerCase()));return[(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.r)(`client-secret`),(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.r)(`github-token`),...e.split(/\r?\n/).map(e=>e.slice(e.indexOf(`=`)+1).trim()),...[...e.matchAll(/:\s*"((?:[^"\\]|\\.)*)/g)].map(e=>e[1]??``)].filter(e=>/\w/.test(e)&&!A.test(e)&&!t.has(e.toLowerCase()))}function P(){let e=[],t=new D(e),n=t.oneOf(`mode`,k,`install`),r=t.text(`evidence`);r!==void 0&&n!==`diagnose`&&e.push(`evidence: mode: ${n} makes its own; a journal is read by mode: diagnose`);let i=e.length,a=L(t),s=R(t);r!==void 0&&(e.length=i);let c={mode:n,...W(`evidence`,r),cluster:a,identity:s,environment:t.oneOf(`environment`,O,`azurecloud`),...W(`resourceManagerEndpoint`,t.origin(`resource-manager-endpoint`)),...W(`authorityHost`,t.origin(`authority-host`)),extension:U(t),timeoutMs:t.duration(`timeout`,`30m`),stopOnProvenCause:t.boolean(`stop-on-proven-cause`)??!0,logs:t.oneOf(`logs`,[`suspects`,`all`,`none`],`suspects`),recreateFailed:t.boolean(`recreate-failed`)??!1,allowRemovingSecrets:t.boolean(`allow-removing-protected-settings`)??!1,check:t.oneOf(`check`,[`warn`,`fail`,`off`],`warn`),...W(`commentToken`,z(t))};if((c.mode===`watch`||c.mode===`diagnose`)&&B(t,c),t.refuseNearMisses(),V(t),e.length===0)return c;throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__.t({doing:`The inputs of this step cannot be used: ${e.length===1?`one is`:`${e.length} are`} wrong.`,likely:e.map(e=>`- ${e}`).join(`
`),next:"Nothing was sent anywhere. Correct the `with:` block of this step."})}const F=/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,I=/^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ContainerService\/managedClusters\/([^/]+)\/?$/i;function L(e){let t=e.text(`cluster-resource-id`),n=e.matching(`cluster-name`,/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/,`a name of a managed cluster`),r=e.matching(`resource-group`,/^[-\w.()]{1,90}$/,`a name of a resource group`),i=e.matching(`subscription-id`,F,`a subscription id (a GUID)`),a={subscriptionId:``,resourceGroup:``,name:``};if(t!==void 0){let[,a=``,o=``,s=``]=I.exec(t)??[];return F.test(a)||e.wrong.push(`cluster-resource-id: '${t}' is not /subscriptions/<guid>/resourceGroups/<group>/providers/Microsoft.ContainerService/managedClusters/<name>`),(n!==void 0||r!==void 0)&&e.wrong.push(`cluster-resource-id: it holds name and group already; leave out cluster-name and resource-group`),i!==void 0&&a.toLowerCase()!==i.toLowerCase()&&e.wrong.push(`cluster-resource-id: its subscription is not the one of subscription-id`),{subscriptionId:a,resourceGroup:o,name:s}}return n===void 0&&r===void 0?(e.wrong.push(`cluster-name: which cluster? Give cluster-name, resource-group and subscription-id, or cluster-resource-id`),a):(n===void 0&&e.wrong.push(`cluster-name: missing beside resource-group`),r===void 0&&e.wrong.push(`resource-group: missing beside cluster-name`),i===void 0&&e.wrong.push(`subscription-id: missing (or give cluster-resource-id)`),{subscriptionId:i??``,resourceGroup:r??``,name:n??``})}function R(e){let t=e.matching(`client-id`,F,`a client id (a GUID)`,!1),n=e.matching(`tenant-id`,/^[A-Za-z0-9.-]{1,253}$/,`a tenant id or domain`,!1),r=e.text(`client-secret`),i=e.text(`audience`)??`api://AzureADTokenExchange`;if(t===void 0){let t=[n&&`tenant-id`,r&&`client-secret`].filter(Boolean).join(` and `);return t!==``&&e.wrong.push(`client-id: missing beside ${t} (a variable or secret that is not set reads as empty); leave out all of them to use the session of azure/login`),{kind:`azure-cli`}}return n===void 0&&e.wrong.push(`tenant-id: missing beside client-id`),r===void 0?{kind:`github-oidc`,clientId:t,tenantId:n??``,audience:i}:{kind:`client-secret`,clientId:t,tenantId:n??``,clientSecret:r}}function z(e){let t=e.boolean(`comment`)??!1,n=e.text(`github-token`);return t&&n===void 0&&e.wrong.push(`github-token: missing beside comment: true; give github.token, in a job with pull-requests: write`),t?n:void 0}function B(e,{mode:t,extension:n,recreateFailed:r,allowRemovingSecrets:i}){let a=[...n.version===void 0?[]:[`extension-version`],...n.releaseTrain===void 0?[]:[`release-train`],...Object.keys(n.settings).length===0?[]:[`configuration-settings`],...Object.keys(n.protectedSettings).length===0?[]:[`configuration-protected-settings`],...r?[`recreate-failed`]:[],...i?[`allow-removing-protected-settings`]:[]];a.length>0&&e.wrong.push(`mode: ${t} writes nothing, so it cannot use ${a.join(`, `)}; leave out what only installs use`)}function V(e){for(let t of[`HTTPS_PROXY`,`https_proxy`]){let n=process.env[t];n&&!URL.canParse(n)&&e.wrong.push(`${t}: this variable of the runner is not an address, such as http://proxy.example:3128`)}}const H=/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;function U(e){let t=(e.matching(`extension-type`,/^[A-Za-z0-9][A-Za-z0-9.-]{0,126}$/,`an extension type`)??`microsoft.flux`).toLowerCase(),n=t===`microsoft.flux`,r=e.matching(`extension-name`,H,`an extension name`)??(n?`flux`:void 0),i=e.matching(`release-namespace`,H,`a namespace`),a=e.matching(`extension-version`,/^[A-Za-z0-9][\w.+-]{0,62}$/,`a version`),o=e.boolean(`auto-upgrade-minor-version`),s=e.settings(`configuration-settings`),c=e.settings(`configuration-protected-settings`);r===void 0&&e.wrong.push(`extension-name: missing; only microsoft.flux has a default, not ${t}`),a!==void 0&&o===!0&&e.wrong.push(`extension-version: a fixed version and auto-upgrade-minor-version: true exclude each other; leave one out`);for(let t of Object.keys(c).filter(e=>Object.hasOwn(s,e)))e.wrong.push(`configuration-protected-settings: '${t}' is also in configuration-settings; keep one`);return{type:t,name:r??``,...W(`releaseNamespace`,i),...W(`version`,a),...W(`releaseTrain`,e.matching(`release-train`,/^[A-Za-z0-9][\w.-]{0,62}$/,`a release train`)),...W(`autoUpgradeMinorVersion`,a===void 0&&o),settings:s,protectedSettings:c}}function W(e,t){return t===void 0?{}:{[e]:t}}const G=`The step could not go on`;function K(e){let r=e.split(`
`);(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.n)(r.map(_neutralise_js__WEBPACK_IMPORTED_MODULE_4__.r).join(`
`),{title:G});let a=process.env.GITHUB_STEP_SUMMARY;for(let e of[()=>(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.s)(`outcome`,`failed`),()=>(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.o)(`reported`,`true`),()=>a&&(0,node_fs__WEBPACK_IMPORTED_MODULE_6__.appendFileSync)(a,`## ❌ ${G}\n\n${(0,_neutralise_js__WEBPACK_IMPORTED_MODULE_4__.n)(r)}\n`)])try{e()}catch(e){process.stdout.write(`${(0,_neutralise_js__WEBPACK_IMPORTED_MODULE_4__.r)(String(e))}\n`)}}async function q(){let t=new _redact_js__WEBPACK_IMPORTED_MODULE_3__.t,n=new AbortController,r=new Promise(e=>n.signal.addEventListener(`abort`,()=>e()));for(let e of[`SIGINT`,`SIGTERM`])process.on(e,()=>n.abort());let i={};process.on(`uncaughtException`,e=>{let{end:n}=i;if(delete i.end,n!==void 0)return n(e);Q(e,t),process.exit()});try{let a=n=>{t.register(n);for(let t of n.split(/\r?\n/))t.trim().length>3&&(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.c)(t.trim())},o=Y(a);for(let e of j(o))a(e);if(o.evidence!==void 0){process.exitCode=+!!await J(o.evidence);return}let s=Z(o,a);await Promise.race([s?.sent,r]);let[{bootstrap:c},l]=await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(540), __nccwpck_require__.e(329), __nccwpck_require__.e(506)]).then(__nccwpck_require__.bind(__nccwpck_require__, 506)),X(o)]);await c(l,o,{assertion:s,redactor:t,cancelled:n.signal,crash:i})&&(process.exitCode=1)}catch(e){Q(e,t)}setTimeout(()=>process.exit(),2e3).unref()}async function J(e){let[{reportJournal:t},{reportFolder:n}]=await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(540), __nccwpck_require__.e(546)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5546)),__nccwpck_require__.e(/* import() */ 89).then(__nccwpck_require__.bind(__nccwpck_require__, 8089))]);try{return await t({path:e,extensionName:`The extension`,folder:n(process.env.RUNNER_TEMP),outcome:(e,t)=>e.length===0&&!t?`unchanged`:`failed`,note:`Diagnosed offline, of the evidence given.`,offline:!0})}catch(t){throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__.t({doing:`Reading the evidence ${e}.`,likely:(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.n)(t),next:`Give the path of a journal (output evidence-path), or of a file with one JSON object a line that has source and text.`,cause:t})}}function Y(e){try{return P()}catch(t){for(let t of N())e(t);throw t}}async function X(e){switch(e.mode){case`install`:return(await Promise.all(/* import() */[__nccwpck_require__.e(891), __nccwpck_require__.e(647)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6647))).installMode(e);case`watch`:return(await Promise.all(/* import() */[__nccwpck_require__.e(891), __nccwpck_require__.e(391)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9391))).watchMode(e);case`check`:return(await Promise.all(/* import() */[__nccwpck_require__.e(891), __nccwpck_require__.e(452)]).then(__nccwpck_require__.bind(__nccwpck_require__, 452))).checkMode(e);case`diagnose`:return(await __nccwpck_require__.e(/* import() */ 566).then(__nccwpck_require__.bind(__nccwpck_require__, 4566))).diagnoseMode(e)}}function Z({identity:e},t){if(e.kind===`github-oidc`)return y({url:process.env.ACTIONS_ID_TOKEN_REQUEST_URL,token:process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN,audience:e.audience,onSecret:t})}function Q(e,t){let n=e instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__.t,r=n||!(e instanceof Error)?``:`\n${(e.stack??``).split(`
`).slice(1,6).join(`
`)}`;K($(`${n?e.message:`The action met an error that it does not know: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.n)(e)}`}${r}`,t)),process.exitCode=1}function $(e,t){try{return t.text(e)}catch{return`The action met an error that it does not know, and could not take secrets out of its text.`}}_===`post`?await(await Promise.all(/* import() */[__nccwpck_require__.e(540), __nccwpck_require__.e(716)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6716))).reportFromJournal():await q();
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 8812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ a),
/* harmony export */   c: () => (/* binding */ o),
/* harmony export */   i: () => (/* binding */ r),
/* harmony export */   l: () => (/* binding */ t),
/* harmony export */   n: () => (/* binding */ s),
/* harmony export */   o: () => (/* binding */ c),
/* harmony export */   r: () => (/* binding */ i),
/* harmony export */   s: () => (/* binding */ l),
/* harmony export */   t: () => (/* binding */ n)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);
function t(t,n=4e3){let r=String(t),i=r.length>n*2?r.slice(0,n*2):r,a=(0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(i).replace(/[\r\n\u2028\u2029\u0085\t\v\f]+/g,` `).replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,``).toWellFormed();return a.length>n?`${a.slice(0,n)} … (${r.length-n} more characters)`:a}function n(e,n){let r=n(e),i=t(r,1e6);return i===r?r:n(i)}function r(e){return t(e).replaceAll(`##[`,`#​#[`).replace(/^(\s*):(?=:)/,`$1:​`)}function i(e){return t(e).replaceAll(`##[`,`#​#[`)}function a(e){let n=t(e).trim();if(n===``)return``;let r=Math.max(0,...[...n.matchAll(/`+/g)].map(e=>e[0].length)),i="`".repeat(r+1),a=n.startsWith("`")||n.endsWith("`")?` `:``;return`${i}${a}${n}${a}${i}`}function o(e){return a(e.replace(/\\(?=\|)/g,`\\​`)).replaceAll(`|`,`\\|`)}function s(e,n=`text`){let r=e.map(e=>t(e)),i=Math.max(2,...r.flatMap(e=>[...e.matchAll(/`+/g)].map(e=>e[0].length))),a="`".repeat(i+1);return[`${a}${n}`,...r,a].join(`
`)}function c(e){return t(e,80).replace(/[^\p{L}\p{N} ._/-]+/gu,` `).replace(/\s+/g,` `).trim()}function l(e){return/^[A-Za-z0-9._:/@-]{0,512}$/.test(e)?e:``}

/***/ }),

/***/ 4950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ r),
/* harmony export */   n: () => (/* binding */ t),
/* harmony export */   r: () => (/* binding */ n)
/* harmony export */ });
/* unused harmony export t */
const e=1e3,t=6e5;function n(t){return Math.min(e*2**t,1e4)}function r(e,n){if(e===void 0)return;let r=Date.parse(n??``),i=/^-?\d+(?:\.\d+)?$/.test(e.trim())?Number(e)*1e3:Date.parse(e)-(Number.isNaN(r)?Date.now():r);return Number.isFinite(i)?Math.min(Math.max(i,0),t):void 0}

/***/ }),

/***/ 7359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);
const t=[[/(?<![\w-])eyJ[\w-]{8,4096}\.eyJ[\w-]{4,8192}\.[\w-]{0,4096}/g,`***`],[/\b(bearer|basic)(\s{1,8})[\w.~+/=-]{8,}/gi,`$1$2***`],[/\b(AccountKey|SharedAccessKey|SharedAccessSignature|AccessKey|Password|Passwd|Pwd|Client_?Secret)(\\{0,4}"?\s{0,4}[=:]\s{0,4}\\{0,4}["']?)[^;"'\s\\,}]{4,}/gi,`$1$2***`],[/(?<![\w-])([\w-]{0,40}?(?:password|passwd|(?:client|access|refresh|auth|api|session|bearer)[-_]?(?:secret|token|key)|client-key-data))(\\{0,4}"?[=:]\s{0,4}\\{0,4}["']?)[^;"'\s\\,}]{4,}/gi,`$1$2***`],[/(?<![\w-])(--?(?:client-secret|password|secret|token|account-key)[ =]["']?)[^\s"']{4,}/gi,`$1***`],[/(az login\b[^\n]{0,200}? -p )\S{4,}/g,`$1***`],[/(?<![\w-])(token["']?[=:]\s?["']?)[\w.~+=-]{16,}/gi,`$1***`],[/(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255})/g,`***`],[/(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31,37}/g,`***`],[/([?&](?:sig|sas|code|access_token|client_secret)=)[\w%+/=.~-]{8,}/gi,`$1***`],[/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,`***`],[/(:\/\/)[^/\s:@"']{16,256}@/g,`$1***@`],[/(:\/\/[^/\s:@"']{1,256}:)[^/\s@"']{1,256}@/g,`$1***@`]],n=1500;var r=class{#e=/* @__PURE__ */ new Set;#t=[];#n=[];register(e){for(let t of new Set([e,...e.split(/\r\n|\r|\n/)].map(e=>e.trim())))if(!(t.length<4))for(let e of[t,...o(t)])this.#e.add(e);let t=[...this.#e].sort((e,t)=>t.length-e.length);this.#t=t.filter(e=>e.length>500),this.#n=i(t.slice(this.#t.length))}text(e){let n=a(e),r=n!==e&&this.#i(n)!==n?this.#i(n):this.#i(e);for(let[e,n]of t)r=r.replace(e,n);return r}deep(e){return this.#a(e,100,e=>this.text(e))}#r(e){let t=this.text(e);return t.length>n?`${t.slice(0,n)} …`:t}fact(e){switch(e.kind){case`pod-log`:case`cli-output`:return{...e,text:this.text(e.text)};case`gap`:return{...e,text:this.#r(e.text)};case`probe`:{let t=this.#r(e.data.detail);return{...e,text:t,data:{...e.data,detail:t}}}case`event`:return{...e,text:this.text(e.text),data:{...e.data,reason:this.text(e.data.reason)}};case`extension`:{let{version:t,provisioningState:n}=e.data,r={...e.data,version:this.text(t),provisioningState:this.text(n)};return{...e,text:this.text(e.text),data:r}}case`arm-error`:{let{code:t,details:n}=e.data,r={...e.data,code:this.text(t),details:n.map(e=>this.text(e))};return{...e,text:this.text(e.text),data:r}}case`pod-status`:{let t=e.data.containers.map(e=>({...e,message:this.text(e.message),reason:this.text(e.reason)}));return{...e,text:this.text(e.text),data:{...e.data,containers:t}}}case`policy`:case`binding`:case`param`:{let t=this.#a(e.data.body,100,e=>this.#i(e)),n=t!==e.data.body;return{...e,data:{...e.data,body:t,...n?{altered:n}:{}}}}default:return e}}#i(e){let t=e;for(let e of this.#t)t.includes(e)&&(t=t.replaceAll(e,`***`));for(let e of this.#n)t=t.replace(e,`***`);return t}#a(e,t,n){if(t===0)throw RangeError(`an object is nested over 100 deep`);if(typeof e==`string`)return n(e);if(typeof e!=`object`||!e)return e;if(Array.isArray(e)){let r=e.map(e=>this.#a(e,t-1,n));return r.every((t,n)=>t===e[n])?e:r}let r=Object.entries(e),i=r.map(([e,r])=>[e,this.#a(r,t-1,n)]);return i.every(([,e],t)=>e===r[t]?.[1])?e:Object.fromEntries(i)}};function i(e){let t=[],n=[],r=0,i=()=>{n.length>0&&t.push(new RegExp(n.join(`|`),`g`)),n=[],r=0};for(let t of e){let e=t.replace(/[.*+?^${}()|[\]\\]/g,`\\$&`);r+e.length>8e3&&i(),n.push(e),r+=e.length}return i(),t}function a(t){return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(t).replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,``)}function o(e){let t=JSON.stringify(e).slice(1,-1),n=[t,t.replace(/[&<>]/g,e=>`\\u00${e.charCodeAt(0).toString(16)}`),t.replaceAll(`/`,`\\/`),...s(t)],r=n.map(e=>JSON.stringify(e).slice(1,-1)),i=Buffer.from(e),a=[encodeURIComponent(e.toWellFormed()),new URLSearchParams([[``,e]]).toString().slice(1)],o=a.map(e=>e.replace(/%[0-9A-F]{2}/g,e=>e.toLowerCase())),u=[i.toString(`hex`),i.toString(`hex`).toUpperCase()];return[...n,...r,e.replace(/\s+/g,` `),...a,...o,...u,...c(e),...l(e),...l(i.toString(`base64`))].filter(e=>e.length>=4)}function s(e){let t=e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`,n=e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`).toUpperCase()}`,r=e.replaceAll(`\\"`,`"`);return[e.replace(/[\u007f-\uffff]/g,t),e.replace(/[\u007f-\uffff]/g,n),r.replace(/[\u007f-\uffff"&'+<>`]/g,n),r.replace(/[\u007f-\uffff"&'+<>`]/g,t)]}function c(e){let t=e.replaceAll(`&`,`&amp;`).replaceAll(`<`,`&lt;`).replaceAll(`>`,`&gt;`);return[t,t.replaceAll(`"`,`&quot;`).replaceAll(`'`,`&#39;`),t.replaceAll(`"`,`&#34;`).replaceAll(`'`,`&#39;`),t.replaceAll(`"`,`&quot;`).replaceAll(`'`,`&#x27;`)]}function l(e){let t=Buffer.from(e),n=[t.toString(`base64`),t.toString(`base64url`)];if(t.length<8)return n;let r=[0,1,2].flatMap(e=>{let n=Buffer.concat([Buffer.alloc(e),t]).toString(`base64`).replace(/=+$/,``),r=Math.ceil(e*8/6),i=Math.floor((e+t.length)*8/6),a=n.slice(r,i);return[a,a.replaceAll(`+`,`-`).replaceAll(`/`,`_`)]});return[...n,...r]}

/***/ }),

/***/ 5757:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
function e({type:e,releaseNamespace:t}){return t??(e===`microsoft.flux`?`flux-system`:void 0)}

/***/ }),

/***/ 170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ r),
/* harmony export */   r: () => (/* binding */ i),
/* harmony export */   t: () => (/* binding */ n)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8500);
const t=[1e3,3e3,6e3,1e4];var n=class extends Error{name=`Passing`;retryAfterMs;constructor(e,t,n){super(e,{cause:t}),this.retryAfterMs=n}};function r(e){return e===408||e===429||e>=500}async function i(n,r){for(let i=0;;i++)try{return await n()}catch(n){let o=t[i],s=a(n);if(s===void 0||o===void 0)throw n;await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(Math.min(Math.max(o,s.retryAfterMs??0),3e4),void 0,r?{signal:r}:{})}}function a(e){return e instanceof n?e:e instanceof Error&&e.cause instanceof n?e.cause:void 0}

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(7264);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 

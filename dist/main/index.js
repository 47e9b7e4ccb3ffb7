import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

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

/***/ 7997:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers");

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

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 5261:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ E),
/* harmony export */   a: () => (/* binding */ re),
/* harmony export */   b: () => (/* binding */ S),
/* harmony export */   c: () => (/* binding */ te),
/* harmony export */   d: () => (/* binding */ Y),
/* harmony export */   f: () => (/* binding */ X),
/* harmony export */   g: () => (/* binding */ C),
/* harmony export */   h: () => (/* binding */ D),
/* harmony export */   i: () => (/* binding */ ne),
/* harmony export */   l: () => (/* binding */ $),
/* harmony export */   m: () => (/* binding */ _),
/* harmony export */   n: () => (/* binding */ oe),
/* harmony export */   o: () => (/* binding */ ae),
/* harmony export */   p: () => (/* binding */ x),
/* harmony export */   r: () => (/* binding */ ie),
/* harmony export */   s: () => (/* binding */ Q),
/* harmony export */   t: () => (/* binding */ se),
/* harmony export */   u: () => (/* binding */ W),
/* harmony export */   v: () => (/* binding */ v),
/* harmony export */   y: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4555);
/* harmony import */ var os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(857);
/* harmony import */ var crypto__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6982);
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9896);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(7975);
function o(e){return e==null?``:typeof e==`string`||e instanceof String?e:JSON.stringify(e)}function s(e){return Object.keys(e).length?{title:e.title,file:e.file,line:e.startLine,endLine:e.endLine,col:e.startColumn,endColumn:e.endColumn}:{}}function c(e,t,r){let i=new u(e,t,r);process.stdout.write(i.toString()+os__WEBPACK_IMPORTED_MODULE_1__.EOL)}function l(e,t=``){c(e,{},t)}var u=class{constructor(e,t,n){e||=`missing.command`,this.command=e,this.properties=t,this.message=n}toString(){let e=`::`+this.command;if(this.properties&&Object.keys(this.properties).length>0){e+=` `;let t=!0;for(let n in this.properties)if(this.properties.hasOwnProperty(n)){let r=this.properties[n];r&&(t?t=!1:e+=`,`,e+=`${n}=${f(r)}`)}}return e+=`::${d(this.message)}`,e}};function d(e){return o(e).replace(/%/g,`%25`).replace(/\r/g,`%0D`).replace(/\n/g,`%0A`)}function f(e){return o(e).replace(/%/g,`%25`).replace(/\r/g,`%0D`).replace(/\n/g,`%0A`).replace(/:/g,`%3A`).replace(/,/g,`%2C`)}function p(e,t){let r=process.env[`GITHUB_${e}`];if(!r)throw Error(`Unable to find environment variable for file command ${e}`);if(!fs__WEBPACK_IMPORTED_MODULE_3__.existsSync(r))throw Error(`Missing file at path: ${r}`);fs__WEBPACK_IMPORTED_MODULE_3__.appendFileSync(r,`${o(t)}${os__WEBPACK_IMPORTED_MODULE_1__.EOL}`,{encoding:`utf8`})}function m(e,t){let i=`ghadelimiter_${crypto__WEBPACK_IMPORTED_MODULE_2__.randomUUID()}`,a=o(t);if(e.includes(i))throw Error(`Unexpected input: name should not contain the delimiter "${i}"`);if(a.includes(i))throw Error(`Unexpected input: value should not contain the delimiter "${i}"`);return`${e}<<${i}${os__WEBPACK_IMPORTED_MODULE_1__.EOL}${a}${os__WEBPACK_IMPORTED_MODULE_1__.EOL}${i}`}var h;(function(e){e[e.Success=0]=`Success`,e[e.Failure=1]=`Failure`})(h||={});function g(e){c(`add-mask`,{},e)}function _(e,t){let n=process.env[`INPUT_${e.replace(/ /g,`_`).toUpperCase()}`]||``;if(t&&t.required&&!n)throw Error(`Input required and not supplied: ${e}`);return t&&t.trimWhitespace===!1?n:n.trim()}function v(e,t){if(process.env.GITHUB_OUTPUT)return p(`OUTPUT`,m(e,t));process.stdout.write(os__WEBPACK_IMPORTED_MODULE_1__.EOL),c(`set-output`,{name:e},o(t))}function y(){return process.env.RUNNER_DEBUG===`1`}function b(e){c(`debug`,{},e)}function x(e,t={}){c(`error`,s(t),e instanceof Error?e.toString():e)}function S(e,t={}){c(`warning`,s(t),e instanceof Error?e.toString():e)}function C(e,t={}){c(`notice`,s(t),e instanceof Error?e.toString():e)}function w(e){l(`group`,e)}function T(){l(`endgroup`)}function E(e,t){if(process.env.GITHUB_STATE)return p(`STATE`,m(e,t));c(`save-state`,{name:e},o(t))}function D(e){return process.env[`STATE_${e}`]||``}const O=String.raw`\\{0,4}["']?[=:]\s{0,4}`,k=String.raw`\\{0,4}["']?\s{0,4}[=:]\s{0,4}`,A=String.raw`(\\{0,4}["'])(?:(?!\3)[^\n]){4,512}(?=\3)`,j=String.raw`[^;"'\s\\,}]{4,}`,M=String.raw`(?<![\w-])([\w-]{0,40}?(?:password|passwd|(?:client|access|refresh|auth|api|session|bearer|account|primary|secondary|workspace|private|secret|subscription)[-_]?(?:secret|token|key)|client-key-data))`,N=String.raw`(?:[?&]|\\{1,4}u0026|&amp;|%26|%3F)`,P=[[/(?:gh[pousr]_[A-Za-z0-9._-]{20,1024}|github_pat_\w{20,255})/g,`***`],[/\b(bearer|basic)(\s{1,8}|%20)[\w.~+/=-]{8,}/gi,`$1$2***`],[/(\bauthorization\\{0,4}["']?\s{0,4}[:=]\s{0,4}\\{0,4}["']?(?:token )?)[\w.~+/=-]{16,}/gi,`$1***`],[new RegExp(String.raw`\b(AccountKey|SharedAccessKey|SharedAccessSignature|AccessKey|Password|Passwd|Pwd|Client_?Secret)(${k})(?:${A}|${j})`,`gi`),`$1$2$3***`],[RegExp(`${M}(${O})(?:${A}|${j})`,`gi`),`$1$2$3***`],[new RegExp(String.raw`${M}(\\{0,4}["']\s{0,4}[=:]\s{0,4})${A}`,`gi`),`$1$2$3***`],[/(?<![\w-])(--?(?:client-secret|password|secret|token|account-key)[ =]["']?)[^\s"']{4,}/gi,`$1***`],[/((?:az|docker) login\b[^\n]{0,200}? -p[ =])\S{4,}/g,`$1***`],[/(\bcurl\b[^\n]{0,200}? -u\s{1,4}[^\s:]{1,64}:)\S{4,}/g,`$1***`],[/(--config(?:uration)?-protected(?:-settings)?[ =]["']?[\w.-]{1,128}=)[^\s"']{4,}/g,`$1***`],[new RegExp(String.raw`(?<![\w-])([\w-]{0,40}?(?:token|assertion)${k}\\{0,4}["']?)[\w.~+/=-]{16,}`,`gi`),`$1***`],[/(?<![\w-])(auth\\{0,4}["']\s{0,4}:\s{0,4}\\{0,4}["'])[\w+/=-]{8,}/g,`$1***`],[/(?<![\w.-])[01]\.A[\w-]{20,4096}(?:\.[\w-]{4,8192}){0,8}/g,`***`],[/(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31,37}/g,`***`],[new RegExp(String.raw`(${N}(?:sig|sas|code|access_token|client_secret)(?:=|%3D))[\w%+/=.~-]{8,}`,`gi`),`$1***`],[/-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,`***`],[/LS0tLS1CRUdJTi(?!BDRVJU)[\w+/=-]{16,}/g,`***`],[/(:\/\/)[^/\s:@"']{16,256}@/g,`$1***@`],[/(:\/\/[^/\s:@"']{1,256}:)[^/\s@"']{1,256}@/g,`$1***@`]],F=/\.eyJ[\w-]{4,8192}\.[\w-]{0,4096}/y,I=/[\w-]/;function L(e){let t=``,n=0;for(let r=e.indexOf(`.eyJ`);r>=0;r=e.indexOf(`.eyJ`,r+1)){if(r<n)continue;let i=r;for(;i>n&&r-i<4096&&I.test(e.charAt(i-1));)i--;let a=e.indexOf(`eyJ`,i);F.lastIndex=r,r-a<11||!F.test(e)||(t+=`${e.slice(n,a)}***`,n=F.lastIndex)}return t+e.slice(n)}function R(e){let t=JSON.stringify(e).slice(1,-1),n=[t,t.replace(/[&<>]/g,e=>`\\u00${e.charCodeAt(0).toString(16)}`),t.replaceAll(`/`,`\\/`),...z(t)],r=n.map(e=>JSON.stringify(e).slice(1,-1)),i=Buffer.from(e),a=[encodeURIComponent(e.toWellFormed()),new URLSearchParams([[``,e]]).toString().slice(1)],o=a.map(encodeURIComponent),s=[...a,...o].map(e=>e.replace(/%[0-9A-F]{2}/g,e=>e.toLowerCase())),c=[i.toString(`hex`),i.toString(`hex`).toUpperCase()];return[...n,...r,e.replace(/\s+/g,` `),...a,...o,...s,...c,...ee(e),...B(e),...B(i.toString(`base64`))].filter(e=>e.length>=4)}function z(e){let t=e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`,n=e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`).toUpperCase()}`,r=e.replaceAll(`\\"`,`"`);return[e.replace(/[\u007f-\uffff]/g,t),e.replace(/[\u007f-\uffff]/g,n),r.replace(/[\u007f-\uffff"&'+<>`]/g,n),r.replace(/[\u007f-\uffff"&'+<>`]/g,t)]}function ee(e){let t=e.replaceAll(`&`,`&amp;`).replaceAll(`<`,`&lt;`).replaceAll(`>`,`&gt;`);return[t,t.replaceAll(`"`,`&quot;`).replaceAll(`'`,`&#39;`),t.replaceAll(`"`,`&#34;`).replaceAll(`'`,`&#39;`),t.replaceAll(`"`,`&quot;`).replaceAll(`'`,`&#x27;`)]}function B(e){let t=Buffer.from(e,`utf16le`);return[Buffer.from(e),t,Buffer.from(t).swap16()].flatMap(V)}function V(e){let t=[e.toString(`base64`),e.toString(`base64url`)];if(e.length<8)return t;let n=[0,1,2].flatMap(t=>{let n=Buffer.concat([Buffer.alloc(t),e]).toString(`base64`).replace(/=+$/,``),r=Math.ceil(t*8/6),i=Math.floor((t+e.length)*8/6),a=n.slice(r,i);return[a,a.replaceAll(`+`,`-`).replaceAll(`/`,`_`)]});return[...t,...n]}const H=/(?:[A-Za-z0-9][^A-Za-z0-9]{1,3}){6}[A-Za-z0-9]/,U=1500;var W=class{#e=/* @__PURE__ */ new Set;#t=[];#n=[];#r=new G;#i=/* @__PURE__ */ new Set;register(e){for(let t of new Set([e,...e.split(/\r\n|\r|\n/)].map(e=>e.trim()))){if(t.length<4)continue;for(let e of[t,...R(t)])this.#e.add(e),this.#r.add(e);let e=t.replace(/[^A-Za-z0-9]/g,``);e.length>=10&&t.length<=500&&this.#i.add(e)}let t=[...this.#e].sort((e,t)=>t.length-e.length);this.#t=t.filter(e=>e.length>500),this.#n=J(t.slice(this.#t.length))}text(e){return this.#r.redact(this.#a(e))}#a(e){let t=Z(e),n=this.#s(e);for(let r of[t,q(t)]){if(r===e)continue;let t=this.#s(r);K(t)>K(n)&&(n=t)}if(n=X(this.#o(n)),t===e)return n;let r=X(this.#o(this.#s(t)));return K(r)>K(n)?r:n}deep(e){return this.#c(e,100,e=>this.text(e))}registeredIn(e){return this.#c(e,100,e=>this.#s(e))}cut(e){let t=this.text(e);return t.length>U?`${t.slice(0,U)} …`:t}#o(e){if(this.#i.size===0||!H.test(e))return e;let t=[],n=``;for(let{0:r,index:i}of e.matchAll(/[A-Za-z0-9]/g))t.push(i),n+=r;let r=e,i=[];for(let e of this.#i)for(let r=n.indexOf(e);r>=0;r=n.indexOf(e,r+e.length))i.push([t[r]??0,(t[r+e.length-1]??0)+1]);for(let[e,t]of i.sort((e,t)=>t[0]-e[0]))H.test(r.slice(e,t))&&(r=r.slice(0,e)+`***`+r.slice(t));return r}#s(e){let t=e;for(let e of this.#t)t.includes(e)&&(t=t.replaceAll(e,`***`));for(let e of this.#n)t=t.replace(e,`***`);return t}#c(e,t,n){if(t===0)throw RangeError(`an object is nested over 100 deep`);if(typeof e==`string`)return n(e);if(typeof e!=`object`||!e)return e;if(Array.isArray(e)){let r=e.map(e=>this.#c(e,t-1,n));return r.every((t,n)=>t===e[n])?e:r}let r=Object.entries(e),i=r.map(([e,r])=>[e,this.#c(r,t-1,n)]);return i.every(([,e],t)=>e===r[t]?.[1])?e:Object.fromEntries(i)}},G=class{#e=/* @__PURE__ */ new Map;#t=/* @__PURE__ */ new Map;add(e){if(!(e.length<20))for(let[t,n]of[[this.#e,e.slice(0,12)],[this.#t,e.slice(-12)]])t.set(n,[...t.get(n)??[],e])}redact(e){return this.#e.size===0?e:e.includes(`
`)?e.split(`
`).map(e=>this.#n(e)).join(`
`):this.#n(e)}#n(e){return e.length<12?e:this.#r(this.#i(e))}#r(e){for(let t=Math.max(0,e.length-600);t<=e.length-12;t++)if(this.#e.get(e.slice(t,t+12))?.some(n=>n.startsWith(e.slice(t))))return e.slice(0,t)+`***`;return e}#i(e){for(let t=Math.min(e.length,600);t>=12;t--)if(this.#t.get(e.slice(t-12,t))?.some(n=>n.endsWith(e.slice(0,t))))return`***`+e.slice(t);return e}};function K(e){return e.split(`***`).length}function q(e){return e.replace(/(?<=[A-Za-z0-9+/]{16})(?:\\{1,4}r)?(?:\\{1,4}n|\r?\n)\s{0,40}(?=[A-Za-z0-9+/=])/g,``)}function J(e){let t=[],n=[],r=0,i=()=>{n.length>0&&t.push(new RegExp(n.join(`|`),`g`)),n=[],r=0};for(let t of e){let e=t.replace(/[.*+?^${}()|[\]\\]/g,`\\$&`);r+e.length>8e3&&i(),n.push(e),r+=e.length}return i(),t}const Y=/[=:]|eyJ|gh[pousr]_|github_pat_|PRIVATE|LS0t|Q~|[01]\.A/;function X(e){let t=e;for(let[e,n]of P)t=t.replace(e,n);return L(t)}function Z(e){return (0,node_util__WEBPACK_IMPORTED_MODULE_4__.stripVTControlCharacters)(e).replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\ufe0f/g,``)}const Q=[`managedClusters`,`connectedClusters`];function $(e){return Q.find(t=>t===e)??`managedClusters`}const te=[`auto`,`direct`,`run-command`,`none`],ne=[`oidc`,`client-secret`,`client-certificate`,`managed-identity`,`workload-identity`,`azure-cli`,`azd`],re={oidc:`a GitHub OIDC token`,"client-secret":`a client secret`,"client-certificate":`a client certificate`,"managed-identity":`the managed identity of this runner`,"workload-identity":`the federated token of the runner's pod`,"azure-cli":`the session of the Azure CLI`,azd:`the session of the Azure Developer CLI`},ie=`Grant the job id-token: write, so that this step gets new tokens itself, or run azure/login right before this step.`;function ae(e){let{clientId:t=``,tenantId:n=``}=e;return{clientId:t,tenantId:n}}function oe(n,r=Date.now){let i=r(),a=r=>{process.stdout.write(`${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.f)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.l)(r,n))}\n`)};return{line:a,progress:e=>a(`[${ce(r()-i)}] ${e}`),group(r,i){w((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.f)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.l)(r,n)));for(let e of i)a(`  ${e}`);T()},podLine:(e,t,n)=>a(`  ${e} › ${t} │ ${n}`)}}function se(n){return y()?r=>b((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.f)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.l)(r,n))):void 0}function ce(e){let t=Math.floor(e/1e3);return t<60?`${t} s`.padStart(8):`${Math.floor(t/60)} m ${String(t%60).padStart(2,`0`)} s`.padStart(8)}

/***/ }),

/***/ 3938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4555);
function t({doing:t,likely:r,next:i},a){let o=(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.i)(r).filter(e=>e.trim()!==``),s=o.length>1;return[a.mix(t),s?o.map(e=>`- ${a.mix(e)}`).join(`
`):o.map(e=>a.mix(e)).join(``)].filter(Boolean).concat(`**What to do**`,...n(i,a))}function n(e,t){let n=[],r=[],i=()=>{for(;r.at(-1)?.trim()===``;)r.pop();r.length>0&&n.push(t.fence(r)),r=[]};for(let a of e.split(`
`)){if(/^ {4}/.test(a)||r.length>0&&a.trim()===``){r.push(a.slice(4));continue}i();let[,e=``,o]=/^(.*?:) (az .+)$/.exec(a)??[``,a];e.trim()!==``&&n.push(t.mix(e)),o!==void 0&&n.push(t.fence([o],`sh`))}return i(),n}

/***/ }),

/***/ 641:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ t),
/* harmony export */   n: () => (/* binding */ n),
/* harmony export */   r: () => (/* binding */ r),
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
var e=class extends Error{name=`ActionError`;doing;likely;next;constructor(e){super([e.doing,e.likely,e.next].filter(Boolean).join(`
`),{cause:e.cause}),this.doing=e.doing,this.likely=e.likely,this.next=e.next}};function t(e){let t=e.slice(0,50).map(e=>{let t=e.slice(0,1e3).replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu,` `);return`- ${t.length>500?`${t.slice(0,500)} …`:t}`}),n=e.length-t.length;return[...t,...n>0?[`- ${n} more`]:[]].join(`
`)}var n=class extends Error{name=`Refusal`;facts;constructor(e,t){super(e.map(s).join(`; `),{cause:t}),this.facts=e}};function r(e){let t=[];for(let n=e;n!=null&&t.length<4;){let e=a(n);e&&!t.some(t=>t.includes(e))&&t.push(e),n=n instanceof Error?n.cause:void 0}let[n=`unknown error`,...r]=t;return(r.length>0?`${n} (${r.join(`; `)})`:n).slice(0,16384)}const i=/^(PARSE_ERROR|REQUEST_SEND_ERROR|ERR_UNHANDLED_ERROR|\d+)$/;function a(e){if(typeof e!=`object`||!e)return String(e);let{message:t,code:n,errors:r}=e,s=typeof t==`string`&&t!==``?t:``,c=s===``&&Array.isArray(r)?r.slice(0,3).map(a).join(`; `):``,l=s||c||(e instanceof Error?e.name:o(e));return typeof n==`string`&&n!==``&&!i.test(n)&&!l.includes(n)?`${l} (${n})`:l}function o(e){try{return JSON.stringify(e).slice(0,500)}catch{return Object.prototype.toString.call(e)}}function s(e){if(e.kind!==`arm-error`)return e.text;let{during:t,code:n}=e.data,[r=``]=e.text.split(`
`),i=r.slice(0,500);return[t,[i.startsWith(n)?``:n,i].filter(Boolean).join(`: `)].filter(Boolean).join(` `)}

/***/ }),

/***/ 6045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ o),
/* harmony export */   c: () => (/* binding */ l),
/* harmony export */   i: () => (/* binding */ u),
/* harmony export */   n: () => (/* binding */ i),
/* harmony export */   o: () => (/* binding */ c),
/* harmony export */   r: () => (/* binding */ d),
/* harmony export */   s: () => (/* binding */ s),
/* harmony export */   t: () => (/* binding */ r)
/* harmony export */ });
const e=e=>[`create`,`update`].map(t=>({account:e,verb:t,resource:`leases.coordination.k8s.io`,name:`${e}-leader-election`,sure:`expected`,source:`fluxcd/flux2 issue 3491; fluxcd/source-controller issue 1815`})),t=e=>[`create`,`update`].map(t=>({account:`dapr-sentry`,verb:t,resource:e,name:`dapr-trust-bundle`,sure:`measured`,source:`Azure/AKS issue 5726`})),n=`Microsoft Learn, "Introduction to AKS Automatic", limitations`,r=[{account:`replicaset-controller`,of:`kube-system`,verb:`create`,resource:`pods`,name:``,sure:`documented`,source:`Kubernetes, ReplicaSet controller`}],i=`microsoft.flux`,a={[i]:{spoken:`Flux`,instance:`flux`,namespace:`flux-system`,movable:!1,fixed:!0,hasConfigurations:!0,instead:`Argo CD (installed with Helm) in your own namespace`,memoryLimit:{setting:`COMPONENT.resources.limits.memory`,components:/-controller$/},apiServerByName:`setKubeServiceHostFqdn=true`,removedApis:{version:/beta/,text:`microsoft.flux 1.23.0 removed the beta versions of Flux’s APIs: change the apiVersion in your manifests.`,link:`https://learn.microsoft.com/azure/azure-arc/kubernetes/flux-gitops-release-notes`},report:`https://github.com/Azure/AKS/issues/5645`,writes:[{account:`flux-operatorsa`,verb:`create`,resource:`configmaps`,name:`fluxconfig-immutable-values`,sure:`measured`,source:`Azure/AKS issue 5645`},...e(`source-controller`),...e(`kustomize-controller`),...e(`helm-controller`),...e(`notification-controller`)],room:{cpu:380,memory:350,source:`Microsoft Learn, "Troubleshoot cluster extensions" (requests of Flux)`}},"microsoft.dapr":{namespace:`dapr-system`,movable:!0,writes:[...t(`secrets`),...t(`configmaps`)],notOnAutomatic:n,troubleshooting:`https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/extensions/troubleshoot-dapr-extension-installation-errors`,report:`https://github.com/Azure/AKS/issues/5726`},"microsoft.azureml.kubernetes":{namespace:`azureml`,movable:!1,writes:[{account:`arcml-healthcheck`,verb:`create`,resource:`configmaps`,name:`arcml-healthcheck`,sure:`expected`,source:`Microsoft Learn, "Troubleshoot the Azure Machine Learning extension" (the ConfigMap; its account is a guess)`}],notOnAutomatic:n},"microsoft.appconfiguration":{namespace:`azappconfig-system`,movable:!0,writes:[{account:`az-appconfig-k8s-provider`,verb:`create`,resource:`leases.coordination.k8s.io`,name:`az-appconfig-k8s-provider`,sure:`expected`,source:`Microsoft Learn, "Install the Azure App Configuration Kubernetes extension" (the account)`}]},"microsoft.argocd":{namespace:`argocd`,movable:!0,writes:[{account:`argocd-redis-secret-init`,verb:`create`,resource:`secrets`,name:`argocd-redis`,sure:`documented`,source:`Argo CD Helm chart (the init Job of Redis)`}]}};function o(e){let t=e.toLowerCase();return Object.hasOwn(a,t)?a[t]:void 0}function s({type:e,name:t}){return o(e)?.spoken??t}function c(e,t){return e?.releaseNamespace||t.releaseNamespace||o(t.type)?.namespace||``}function l(e){let t=o(e.type);return e.releaseNamespace??(t?.fixed===!0?t.namespace:void 0)}function u(e,t){let n=t.find(t=>t.type.toLowerCase()===e.type&&t.name.toLowerCase()!==e.name.toLowerCase());if(n!==void 0)return{code:`ExtensionUnderOtherName`,message:`${e.type} already exists as ${n.name} (${n.provisioningState}). A cluster can have one extension of a type; this step sets ${e.name}.`}}function d(e,{type:t,releaseNamespace:n}){if(t.toLowerCase()!==e.type)return{code:`ExtensionOfOtherType`,message:`An extension of this name exists, but its type is ${t}, not ${e.type}.`};if(e.releaseNamespace&&n&&n!==e.releaseNamespace)return{code:`ExtensionInOtherNamespace`,message:`It is installed in namespace ${n}. A release cannot move to ${e.releaseNamespace}.`}}

/***/ }),

/***/ 572:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ t),
/* harmony export */   n: () => (/* binding */ n),
/* harmony export */   r: () => (/* binding */ r),
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
const e=[`extension-missing`,`extension-failed`,`extension-older-than`,`not-compliant`,`suspended`,`other-revision`],t=[`extension-older-than`,`other-revision`],n=/^[A-Za-z0-9][\w .-]{0,99}$/,r=`matrix.json`;

/***/ }),

/***/ 7264:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _console_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5261);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(170);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(641);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7008);
/* harmony import */ var _pause_js__WEBPACK_IMPORTED_MODULE_15__ = __nccwpck_require__(4950);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_17__ = __nccwpck_require__(6296);
/* harmony import */ var _plain_file_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9783);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4156);
/* harmony import */ var _extension_types_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(6045);
/* harmony import */ var _fleet_js__WEBPACK_IMPORTED_MODULE_16__ = __nccwpck_require__(572);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(797);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(4555);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(3938);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(4708);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_12__ = __nccwpck_require__(6760);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_13__ = __nccwpck_require__(8161);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_14__ = __nccwpck_require__(7598);
const Ae=process.env.AKS_FLUX_BOOTSTRAP_PHASE===`post`?`post`:`main`;async function L(e,{headers:t,deadlineMs:n,limit:r,onSent:i}){let a=await _proxy_js__WEBPACK_IMPORTED_MODULE_3__.s.for((0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__.n)(e));return new Promise((o,s)=>{let c=(0,node_https__WEBPACK_IMPORTED_MODULE_10__.request)(e,{agent:a,headers:t},e=>{let t=[],n=0;e.on(`data`,i=>{n+=i.length,n>r?e.destroy(/* @__PURE__ */ Error(`the answer is over ${r/1024} KiB`)):t.push(i)}),e.on(`error`,s),e.on(`end`,()=>o({status:e.statusCode??0,headers:e.headers,text:Buffer.concat(t).toString()}))}),l=setTimeout(()=>{let e=/* @__PURE__ */ Error(`no answer for ${n/1e3} s`);c.destroy(e),s(e)},n);c.on(`close`,()=>clearTimeout(l)),c.on(`error`,s),c.on(`socket`,e=>{!e.connecting&&e.secureConnecting!==!0?setImmediate(i):e.once(`secureConnect`,()=>setImmediate(i))}),c.end()})}const R=`Signing in to Azure with a GitHub OIDC token.`;function je(e){let{url:t,token:n}=e;if(!t||!n)throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__.t({doing:R,likely:`Missing permission: id-token: write (ACTIONS_ID_TOKEN_REQUEST_URL is not set).`,next:`Grant the job id-token: write, and keep the other permissions it needs. Pull requests from forks and Dependabot runs never get it: skip the step there.

    permissions:
      id-token: write
      contents: read

A reusable workflow gets it only if its caller grants it too. To skip the step:

    if: github.event.pull_request.head.repo.full_name == github.repository && github.actor != 'dependabot[bot]'`});e.onSecret(n);let r=e.now??Date.now,i={},{promise:a,resolve:o}=Promise.withResolvers(),s=``,c=async()=>{let a=new URL(`${t}&audience=${encodeURIComponent(e.audience)}`);s=`GitHub (${a.host}) has not returned a token yet`;let c=await (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.r)(async()=>{try{return await Ne(a,n,o)}catch(e){throw e instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__.t&&(s=`${e.likely.replace(/\.$/,``)}; retrying`),e}});s=``,e.onSecret(c),i=Me(c);let{exp:l}=i;return{value:c,expires:typeof l==`number`?l*1e3:r()+3e5}},l=c(),u=0;return l.catch(()=>o()),{sent:a,waits:()=>s,claims(){let{iss:e,sub:t,aud:n}=i;if(typeof e==`string`&&typeof t==`string`)return{issuer:e,subject:t,audience:String(n)}},async get(){return await l.then(({expires:e})=>e-r()>=6e4,()=>u++===0)||(l=c()),(await l).value}}}function Me(e){try{let t=JSON.parse(Buffer.from(e.split(`.`)[1]??``,`base64url`).toString());return typeof t==`object`&&t?t:{}}catch{return{}}}async function Ne(e,t,n){let r=(e,t)=>new _errors_js__WEBPACK_IMPORTED_MODULE_2__.t({doing:R,likely:e,next:`Rerun the job. If it fails again, check githubstatus.com and, on a self-hosted runner, its proxy.`,cause:t}),i=await L(e,{headers:{authorization:`Bearer ${t}`,accept:`application/json`,"user-agent":`actions/oidc-client`},deadlineMs:2e4,limit:65536,onSent:n}).catch(e=>{let t=`GitHub could not be reached: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.r)(e)}${(0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.a)(e)}`;throw r(`${t}.`,(0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.i)(e)?e:new _retry_js__WEBPACK_IMPORTED_MODULE_1__.t(t,e))}),{status:a,text:o}=i,s=Pe(o);if(a===200&&s)return s;let c=`GitHub answered HTTP ${a} without a token: ${o.slice(0,200)||`the answer is empty`}`,l=(0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.n)(a)||a<300,{"retry-after":u,date:f}=i.headers;throw r(c,l?new _retry_js__WEBPACK_IMPORTED_MODULE_1__.t(c,void 0,(0,_pause_js__WEBPACK_IMPORTED_MODULE_15__.i)(u,f)):void 0)}function Pe(e){try{let t=JSON.parse(e).value;return typeof t==`string`&&t!==``?t:void 0}catch{return}}function Fe(e,t){let n=`${e}/${t}/v2.0/.well-known/openid-configuration`,{promise:r,resolve:i}=Promise.withResolvers(),a=L(new URL(n),{headers:{accept:`application/json`},deadlineMs:5e3,limit:65536,onSent:i}).then(e=>e.status===200?e:void 0,()=>void 0);return a.then(()=>i()),{url:n,answer:a,sent:r}}function Ie(e){let t=e.text(`cluster-resource-id`),n=e.matching(`cluster-name`,_names_js__WEBPACK_IMPORTED_MODULE_5__.t,`a name of a cluster`),r=e.matching(`resource-group`,_names_js__WEBPACK_IMPORTED_MODULE_5__.n,`a name of a resource group`),i=e.matching(`subscription-id`,_names_js__WEBPACK_IMPORTED_MODULE_5__.r,`a subscription id (a GUID)`),a=e.oneOf(`cluster-type`,_console_js__WEBPACK_IMPORTED_MODULE_0__.s,`managedClusters`),s={type:a,subscriptionId:``,resourceGroup:``,name:``};if(t!==void 0){let a=(0,_names_js__WEBPACK_IMPORTED_MODULE_5__.l)(t)??s,o=a.subscriptionId;return _names_js__WEBPACK_IMPORTED_MODULE_5__.r.test(o)||e.wrong.push(`cluster-resource-id: '${t}' is not /subscriptions/<guid>/resourceGroups/<group>/providers/Microsoft.ContainerService/managedClusters/<name> (Arc: Microsoft.Kubernetes/connectedClusters)`),(n!==void 0||r!==void 0)&&e.wrong.push(`cluster-resource-id: it already contains name and group; remove cluster-name and resource-group`),i!==void 0&&o.toLowerCase()!==i.toLowerCase()&&e.wrong.push(`cluster-resource-id: its subscription differs from subscription-id`),a}return n===void 0&&r===void 0?(e.wrong.push(`cluster-name: missing. Set cluster-name, resource-group and subscription-id, or cluster-resource-id`),s):(n===void 0&&e.wrong.push(`cluster-name: missing, but resource-group is set`),r===void 0&&e.wrong.push(`resource-group: missing, but cluster-name is set`),i===void 0&&e.wrong.push(`subscription-id: missing (or set cluster-resource-id)`),{type:a,subscriptionId:i??``,resourceGroup:r??``,name:n??``})}function Le(e,t){let n=[`cluster-name`,`resource-group`,`cluster-resource-id`].filter(t=>e.text(t)!==void 0);return n.length>0&&e.wrong.push(`${n.join(`, `)}: not used with mode: ${t}, which is for many clusters`),e.matching(`subscription-id`,_names_js__WEBPACK_IMPORTED_MODULE_5__.r,`a subscription id (a GUID)`),{type:e.oneOf(`cluster-type`,_console_js__WEBPACK_IMPORTED_MODULE_0__.s,`managedClusters`),subscriptionId:``,resourceGroup:``,name:``}}const z=[],B=[];function Re(e,t,n){if(e===t)return 0;let r=n?.maxDistance,i=e;e.length>t.length&&(e=t,t=i);let a=e.length,o=t.length;for(;a>0&&e.charCodeAt(~-a)===t.charCodeAt(~-o);)a--,o--;let s=0;for(;s<a&&e.charCodeAt(s)===t.charCodeAt(s);)s++;if(a-=s,o-=s,r!==void 0&&o-a>r)return r;if(a===0)return r!==void 0&&o>r?r:o;let c,l,u,d,f=0,p=0;for(;f<a;)B[f]=e.charCodeAt(s+f),z[f]=++f;for(;p<o;){for(c=t.charCodeAt(s+p),u=p++,l=p,f=0;f<a;f++)d=c===B[f]?u:u+1,u=z[f],l=z[f]=u>l?d>l?l+1:d:d>u?u+1:d;if(r!==void 0){let e=l;for(f=0;f<a;f++)z[f]<e&&(e=z[f]);if(e>r)return r}}return z.length=a,B.length=a,r!==void 0&&l>r?r:l}const V=/^-----BEGIN [A-Z0-9 ]+-----/,ze=/^\s*-----END [A-Z0-9 ]+-----\s*$/;var Be=class{wrong;#e=/* @__PURE__ */ new Set;constructor(e){this.wrong=e}text(e){return this.#e.add(e),(0,_console_js__WEBPACK_IMPORTED_MODULE_0__.m)(e)||void 0}refuseNearMisses(){let e=e=>e.replace(/[-_ ]/g,``);for(let t of Object.keys(process.env)){if(!t.startsWith(`INPUT_`))continue;let n=t.slice(6).toLowerCase();if(n===``||this.#e.has(n)||n.length>64)continue;let[r]=[...this.#e].map(t=>({name:t,distance:Re(e(n),e(t))})).sort((e,t)=>e.distance-t.distance);r!==void 0&&r.distance<=Math.min(2,Math.floor(r.name.length/4))&&this.wrong.push(`${n}: unknown input; did you mean ${r.name}?`)}}matching(e,t,n,r=!0){let i=this.text(e);return i!==void 0&&!t.test(i)&&this.wrong.push(`${e}: ${r?`'${i}'`:`a value of ${i.length} characters`} is not ${n}`),i}oneOf(e,t,n){let r=(this.text(e)??n).toLowerCase(),i=t.find(e=>e.toLowerCase()===r);return i===void 0&&this.wrong.push(`${e}: '${r}' is not one of ${t.join(`, `)}`),i??n}boolean(e){let t=this.text(e);if(t!==void 0)return/^(true|True|TRUE)$/.test(t)?!0:(/^(false|False|FALSE)$/.test(t)||this.wrong.push(`${e}: '${t}' is neither true nor false`),!1)}origin(e){let t=this.text(e);if(t===void 0)return;let n=URL.canParse(t)?new URL(t):void 0;if(n?.protocol===`https:`&&n.pathname===`/`&&!n.username&&!n.search&&!n.hash)return n.origin;this.wrong.push(`${e}: '${t}' is not an https address without a path, such as https://management.example`)}duration(e,t){let n=this.text(e)??t,[r=0,i=0,a=0]=(/^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(n)??[]).slice(1).map(e=>Number(e??0)),o=((r*60+i)*60+a)*1e3;return o>0&&o<=864e5?o:(this.wrong.push(`${e}: '${n}' is not a duration of at most 24h, such as 30m, 90s or 1h30m`),1)}settings(e){let t=this.text(e);return t===void 0?{}:t.startsWith(`{`)?this.#t(e,t):this.#n(e,t)}#t(e,t){let n=[],r;try{r=JSON.parse(t)}catch{return this.wrong.push(`${e}: starts with '{' but is not valid JSON`),{}}for(let[t,i]of Object.entries(r))[`string`,`number`,`boolean`].includes(typeof i)?n.push([t,String(i)]):this.wrong.push(`${e}: the value of '${t}' is not a string, number or boolean`);return Object.fromEntries(n)}#n(e,t){let n=/* @__PURE__ */ new Map,r=``;for(let[i,a]of t.split(/\r?\n/).entries()){if(r!==``){n.set(r,`${n.get(r)}\n${a.trim()}`),ze.test(a)&&(r=``);continue}let t=a.indexOf(`=`),o=a.slice(0,t).trim();a.trim()!==``&&(t<=0||o===``?this.wrong.push(`${e}: line ${i+1} is not key=value`):n.has(o)?this.wrong.push(`${e}: line ${i+1} gives '${o}' again`):(n.set(o,a.slice(t+1).trim()),V.test(n.get(o)??``)&&(r=o)))}r!==``&&this.wrong.push(`${e}: the key or certificate of '${r}' has no END line`);for(let[e,t]of n)V.test(t)&&n.set(e,`${t}\n`);return Object.fromEntries(n)}};function H(e,t){return t===void 0?{}:{[e]:t}}function Ve(e,t){let n=(e.matching(`extension-type`,/^[A-Za-z0-9][A-Za-z0-9.-]{0,126}$/,`an extension type`)??`microsoft.flux`).toLowerCase(),r=e.matching(`extension-name`,_names_js__WEBPACK_IMPORTED_MODULE_5__.i,`an extension name`)??(0,_extension_types_js__WEBPACK_IMPORTED_MODULE_6__.a)(n)?.instance,i=e.matching(`release-namespace`,_names_js__WEBPACK_IMPORTED_MODULE_5__.i,`a namespace`),a=e.matching(`extension-version`,/^[A-Za-z0-9][\w.+-]{0,62}$/,`a version`),o=e.boolean(`auto-upgrade-minor-version`),s=e.settings(`configuration-settings`),c=e.settings(`configuration-protected-settings`);r===void 0&&t&&e.wrong.push(`extension-name: missing; only ${_extension_types_js__WEBPACK_IMPORTED_MODULE_6__.n} has a default, not ${n}`),a!==void 0&&o===!0&&e.wrong.push(`extension-version: a fixed version and auto-upgrade-minor-version: true exclude each other; remove one`);for(let t of Object.keys(c).filter(e=>Object.hasOwn(s,e)))e.wrong.push(`configuration-protected-settings: '${t}' is also in configuration-settings; keep one`);return{type:n,name:r??``,...H(`releaseNamespace`,i),...H(`version`,a),...H(`releaseTrain`,e.matching(`release-train`,/^[A-Za-z0-9][\w.-]{0,62}$/,`a release train`)),...H(`autoUpgradeMinorVersion`,a===void 0&&o),settings:s,protectedSettings:c}}function U(e){return(e??``).split(/[\n,]/).map(e=>e.trim()).filter(Boolean)}const He=[`subscription-ids`,`management-groups`,`cluster-ids`,`fleet-resource-id`,`fleet-groups`,`tags`,`cluster-names`,`locations`,`cluster-types`,`only`,`page`,`runners`,`runner-tag`,`environments`,`environment-tag`],Ue=[`reports-path`,`matrix`,`max-failures`],We=/^[-\w.()]{1,90}$/,Ge=/^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[-\w.()]{1,90}\/providers\/Microsoft\.ContainerService\/fleets\/[a-z0-9-]{1,63}$/i,Ke=/^[A-Za-z0-9_*?-]{1,63}$/,qe=/^[a-z0-9]{2,40}$/,Je=/^[\w.-]{1,100}$/,W=/^[^<>%&\\?/]{1,512}$/,Ye=/^[A-Za-z0-9][\w./:@+-]{0,200}$/,G=1e4;function Xe(e,t){let n=Ze(e,t);return{scope:n,filter:$e(e,n),...H(`page`,nt(e)),runner:K(e,`runners`,`runner-tag`),environment:K(e,`environments`,`environment-tag`)}}function Ze(e,t){let n=q(e,`subscription-ids`,_names_js__WEBPACK_IMPORTED_MODULE_5__.r,`a subscription id (a GUID)`),r={subscriptions:[.../* @__PURE__ */ new Set([...n,...t===void 0?[]:[t]])].map(e=>e.toLowerCase()),managementGroups:q(e,`management-groups`,We,`an id of a management group`),clusters:Qe(e),...H(`fleet`,e.matching(`fleet-resource-id`,Ge,`the ARM id of a fleet (/subscriptions/<guid>/resourceGroups/<group>/providers/Microsoft.ContainerService/fleets/<name>)`))};return r.subscriptions.length===0&&r.managementGroups.length===0&&e.text(`cluster-ids`)===void 0&&r.fleet===void 0&&e.text(`subscription-ids`)===void 0&&e.wrong.push(`subscription-ids: missing. Say where to look: subscription-ids, management-groups, cluster-ids or fleet-resource-id`),r.subscriptions.length>0&&r.managementGroups.length>0&&e.wrong.push(`management-groups: not used with subscription-ids; remove one of them`),[r.subscriptions.length+r.managementGroups.length>0,e.text(`cluster-ids`)!==void 0,r.fleet!==void 0].filter(Boolean).length>1&&e.wrong.push(`cluster-ids, fleet-resource-id, subscription-ids: each says where to look; keep one, and filter with the other inputs`),r}function Qe(e){return U(e.text(`cluster-ids`)).slice(0,G).flatMap(t=>{let n=(0,_names_js__WEBPACK_IMPORTED_MODULE_5__.l)(t);return n!==void 0&&(0,_names_js__WEBPACK_IMPORTED_MODULE_5__.s)(n)?[n]:(e.wrong.push(`cluster-ids: '${t}' is not the ARM id of a cluster`),[])})}function $e(e,{fleet:t}){let n=q(e,`fleet-groups`,Je,`a name of an update group`);n.length>0&&t===void 0&&e.wrong.push(`fleet-groups: only used with fleet-resource-id`);let r=U(e.text(`cluster-types`)).flatMap(t=>{let n=_console_js__WEBPACK_IMPORTED_MODULE_0__.s.find(e=>e.toLowerCase()===t.toLowerCase());return n===void 0&&e.wrong.push(`cluster-types: '${t}' is not one of ${_console_js__WEBPACK_IMPORTED_MODULE_0__.s.join(`, `)}`),n===void 0?[]:[n]});return{groups:n,tags:et(e),names:q(e,`cluster-names`,Ke,`a name of a cluster, with * and ? as wildcards`),locations:q(e,`locations`,qe,`a location such as swedencentral`,e=>e.replace(/\s/g,``).toLowerCase()),types:r,only:tt(e)}}function et(e){return(e.text(`tags`)??``).split(`
`).map(e=>e.trim()).filter(Boolean).map((t,n)=>{let[r=``,...i]=t.split(`=`);return W.test(r.trim())||e.wrong.push(`tags: line ${n+1} is not key=value or a key`),[r.trim(),i.length===0?void 0:i.join(`=`).trim()]})}function tt(e){return U(e.text(`only`)).flatMap(t=>{let[n=``,r=``]=t.split(`=`,2),i=_fleet_js__WEBPACK_IMPORTED_MODULE_16__.t.find(e=>e===n),a=i!==void 0&&_fleet_js__WEBPACK_IMPORTED_MODULE_16__.i.includes(i);if(i!==void 0&&a===Ye.test(r)&&(a||!t.includes(`=`)))return[{name:i,value:r}];let o=_fleet_js__WEBPACK_IMPORTED_MODULE_16__.t.map(e=>_fleet_js__WEBPACK_IMPORTED_MODULE_16__.i.includes(e)?`${e}=<value>`:e);return e.wrong.push(`only: '${t}' is not one of ${o.join(`, `)}`),[]})}function nt(e){let t=e.matching(`page`,/^[1-9]\d{0,3}$/,`a page, counted from 1`);return t===void 0?void 0:Number(t)}function K(e,t,n){let r={};for(let[n,i]of Object.entries(e.settings(t)))_fleet_js__WEBPACK_IMPORTED_MODULE_16__.n.test(i)||e.wrong.push(`${t}: '${i}' is not a label of a runner or a name of an environment`),r[n.toLowerCase()]=i;return{byKey:r,...H(`tag`,e.matching(n,W,`a name of a tag`))}}function q(e,t,n,r,i=e=>e){let a=U(e.text(t)).slice(0,G).map(i);for(let i of a)n.test(i)||e.wrong.push(`${t}: '${i}' is not ${r}`);return a.filter(e=>n.test(e))}function rt(e){let t=e.text(`reports-path`);t===void 0&&e.wrong.push(`reports-path: missing; set the folder that actions/download-artifact wrote the reports to`);let n=e.text(`matrix`),r=n===void 0||/^\s*[[{]/.test(n),i=r?n:at(e,n);return{path:t??``,...H(`expected`,i===void 0?void 0:ot(e,i)),...H(`matrixPath`,r?void 0:(0,node_path__WEBPACK_IMPORTED_MODULE_12__.relative)(process.env.RUNNER_TEMP??``,n)),maxFailures:it(e)}}function it(e){let t=e.text(`max-failures`)??`0`,[,n=``,r]=/^(\d{1,6})(%)?$/.exec(t)??[],i=Number(n);return(n===``||r!==void 0&&i>100)&&e.wrong.push(`max-failures: '${t}' is not a number of clusters, or a percentage such as 5%`),r===void 0?{count:i}:{percent:i}}function at(e,t){let n=[process.env.GITHUB_WORKSPACE??``,process.env.RUNNER_TEMP??``];try{let r=(0,_plain_file_js__WEBPACK_IMPORTED_MODULE_4__.r)((0,node_path__WEBPACK_IMPORTED_MODULE_12__.resolve)(n[0]??``,t),n,!0),{files:i,skipped:a}=(0,node_fs__WEBPACK_IMPORTED_MODULE_11__.statSync)(r).isDirectory()?(0,_plain_file_js__WEBPACK_IMPORTED_MODULE_4__.t)(r,_fleet_js__WEBPACK_IMPORTED_MODULE_16__.r):{files:[r],skipped:[]};for(let t of a.filter(({path:e})=>(0,node_path__WEBPACK_IMPORTED_MODULE_12__.basename)(e)===_fleet_js__WEBPACK_IMPORTED_MODULE_16__.r))e.wrong.push(`matrix: ${t.path} is ${t.why}`);if(i.length>0)return`[${i.map(e=>(0,_plain_file_js__WEBPACK_IMPORTED_MODULE_4__.n)(e,4194304).trim()||`null`).join(`,`)}]`;e.wrong.push(`matrix: found no ${_fleet_js__WEBPACK_IMPORTED_MODULE_16__.r} below ${t}; upload output matrix-path of mode: discover`)}catch(n){e.wrong.push(`matrix: ${t} cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.r)(n)}`)}}function ot(e,t){let n=(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.n)(t),r=Array.isArray(n)?n:[n],i=r.flatMap(e=>{let{include:t}=(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)(e);return Array.isArray(t)?t:[]}).map(e=>{let{"cluster-resource-id":t,name:n}=(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)(e);return{"cluster-resource-id":(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.i)(t),name:(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.i)(n)}});if(!(r.length>0&&r.every(e=>Array.isArray((0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)(e).include)))||i.length>G||i.some(e=>(0,_names_js__WEBPACK_IMPORTED_MODULE_5__.l)(e[`cluster-resource-id`])===void 0))e.wrong.push(`matrix: not the output matrix of mode: discover`);else return i}const st=[`cluster`,`namespace`],ct=/^[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?$/,J=/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\0\r\n]{1,512}$/,lt=/^[A-Za-z0-9][\w./:@+-]{0,200}$/;function ut(e,t){let n=dt(e),r=ft(e),i=r.path!==void 0||r.files.length>0,a=mt(e,i),o=e.boolean(`wait-for-flux`),s=t===`gate`;return pt(e,t,{names:n,writes:i,wait:o}),{names:n.length>0?n:s||o===!0&&!i?[`*`]:[],...H(`revision`,e.matching(`flux-revision`,lt,`a commit, a tag or a digest`)),wait:o??(s||i),timeoutMs:e.duration(`flux-timeout`,`20m`),allowSuspended:e.boolean(`allow-suspended`)??!0,reconcile:e.boolean(`flux-reconcile`)??!1,...r,protectedSettings:a,adopt:e.boolean(`adopt-flux-configurations`)??!1}}function dt(e){let t=U(e.text(`flux-configuration-names`));for(let n of t)n!==`*`&&!ct.test(n)&&e.wrong.push(`flux-configuration-names: '${n}' is not a name of a Flux configuration, or * for all`);return t.includes(`*`)&&t.length>1&&e.wrong.push(`flux-configuration-names: * means all; remove the other names`),t}function ft(e){let t=U(e.text(`flux-configuration-files`));for(let n of t)J.test(n)||e.wrong.push(`flux-configuration-files: '${n}' is not a path in the workspace`);let n=e.matching(`flux-path`,J,`a path in this repository, such as clusters/production`),r=e.text(`flux-scope`),i=st.find(e=>e===r);return r!==void 0&&i===void 0&&e.wrong.push(`flux-scope: '${r}' is neither cluster nor namespace`),n!==void 0&&r===void 0&&e.wrong.push(`flux-scope: missing, but flux-path is set. With cluster, Flux can change everything in the cluster; with namespace, only its own namespace`),n===void 0&&r!==void 0&&e.wrong.push(`flux-scope: only used with flux-path; a file has its own`),n!==void 0&&t.length>0&&e.wrong.push(`flux-path: not used with flux-configuration-files; remove one of them`),{files:t,...H(`path`,n),...H(`scope`,i)}}function pt({wrong:e},t,{names:n,writes:r,wait:i}){let a=t===`gate`;a&&i===!1&&e.push(`wait-for-flux: mode: gate always waits; use mode: check to check without waiting`),r&&t!==`install`&&t!==`check`&&e.push(`flux-configuration-files, flux-path: mode: ${t} writes nothing; use mode: install to write them`),i===!0&&(t===`watch`||t===`diagnose`||t===`check`)&&e.push(`wait-for-flux: mode: ${t} does not wait for Flux; use mode: gate`),n.length>0&&!a&&t!==`check`&&i!==!0&&!r&&e.push(`flux-configuration-names: not used by mode: ${t} without wait-for-flux: true`)}function mt(e,t){let n=`flux-configuration-protected-settings`,r=e.settings(`flux-configuration-protected-settings`),i={};Object.keys(r).length>0&&!t&&e.wrong.push(`${n}: only used where configurations are written (flux-configuration-files or flux-path)`);for(let[t,a]of Object.entries(r)){let[r=``,o=``,...s]=t.split(`/`);!_names_js__WEBPACK_IMPORTED_MODULE_5__.i.test(r)||o===``||s.length>0?e.wrong.push(`${n}: a line is not CONFIGURATION/key=value`):i[r]={...i[r],[o]:a}}return i}const Y=262144,X=`openssl pkcs12 -in client.pfx -nodes -out client.pem`,Z=`client-certificate`;function ht(e,t,n){if(e===``)return``;let r=e.includes(`-----BEGIN`)?e:_t(e,n);if(r===void 0)return``;let i=vt(r,t),a=gt(r,i);if(!a.includes(`-----BEGIN CERTIFICATE-----`)){let e=a.includes(`-----BEGIN`)?`contains a key but no certificate`:`is not PEM`;return n.push(`${Z}: ${e}. Convert a PFX with ${X}, and pass that file or its text`),``}let o=yt(a,i,t);return o!==``&&n.push(`${Z}: ${o}`),a}function gt(e,t){if(t===void 0)return e;let n=e.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g)??[];try{let r=n.find(e=>new node_crypto__WEBPACK_IMPORTED_MODULE_14__.X509Certificate(e).checkPrivateKey(t));return r===void 0||r===n[0]?e:`${r}\n${e.replace(r,``)}`}catch{return e}}function _t(e,t){if(e.length>1024||/[\r\n]/.test(e))t.push(`${Z}: neither PEM nor a path. Convert a PFX with ${X}, and pass that file or its text`);else try{return (0,_plain_file_js__WEBPACK_IMPORTED_MODULE_4__.n)((0,node_fs__WEBPACK_IMPORTED_MODULE_11__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_12__.resolve)(process.env.GITHUB_WORKSPACE??``,e)),Y)}catch{t.push(`${Z}: found no file of up to ${Y/1024} KiB at this path (relative to the workspace)`);return}}function vt(e,t){try{return (0,node_crypto__WEBPACK_IMPORTED_MODULE_14__.createPrivateKey)({key:e,...t===void 0?{}:{passphrase:t}})}catch{return}}function yt(e,t,n){let r;try{r=new node_crypto__WEBPACK_IMPORTED_MODULE_14__.X509Certificate(e)}catch{return`its certificate cannot be read`}if(!/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(e))return`contains no private key; put certificate and key into one file`;if(t===void 0)return n===void 0?`its private key cannot be read; an encrypted one needs client-certificate-password`:`its private key cannot be read with client-certificate-password`;let{modulusLength:i=0}=t.asymmetricKeyDetails??{};return t.asymmetricKeyType!==`rsa`||i<2048?`Entra ID accepts RSA keys of 2048 bits or more; this one is ${t.asymmetricKeyType??`of unknown type`}${i?` of ${i} bits`:``}`:r.checkPrivateKey(t)?Date.parse(r.validTo)<Date.now()?`the certificate expired on ${new Date(r.validTo).toISOString().slice(0,10)}`:``:`the private key does not match the certificate`}const bt=[`auto`,..._console_js__WEBPACK_IMPORTED_MODULE_0__.i],xt=[`client-id`,`tenant-id`,`client-secret`,`client-certificate`,`client-certificate-password`,`managed-identity-resource-id`],Q=[`client-id`,`tenant-id`],St={oidc:{needs:Q,may:[]},"client-secret":{needs:[...Q,`client-secret`],may:[]},"client-certificate":{needs:[...Q,`client-certificate`],may:[`client-certificate-password`]},"managed-identity":{needs:[],may:[`client-id`,`managed-identity-resource-id`]},"workload-identity":{needs:[],may:Q},"azure-cli":{needs:[],may:[]},azd:{needs:[],may:[`tenant-id`]}},Ct=/^\/subscriptions\/[^/\s]+\/resourcegroups\/[^/\s]+\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/\s]+$/i;function wt(e,t=process.env){let n=e.oneOf(`auth-type`,bt,`auto`),r={"client-id":e.matching(`client-id`,_names_js__WEBPACK_IMPORTED_MODULE_5__.r,`a client id (a GUID)`,!1),"tenant-id":e.matching(`tenant-id`,/^[A-Za-z0-9.-]{1,253}$/,`a tenant id or domain`,!1),"client-secret":e.text(`client-secret`),"client-certificate":e.text(`client-certificate`),"client-certificate-password":e.text(`client-certificate-password`),"managed-identity-resource-id":e.matching(`managed-identity-resource-id`,Ct,`the ARM id of a user-assigned identity (/subscriptions/…/userAssignedIdentities/<name>)`)},i=xt.filter(e=>r[e]!==void 0),{kind:a,chosen:o}=n===`auto`?Tt(i,e,t):{kind:n,chosen:``};Dt(a,i,o===``?`auth-type: ${a}`:a,e);let{"client-id":s=``,"tenant-id":c=``}=r,l=e.text(`audience`)??`api://AzureADTokenExchange`,u=e.boolean(`send-certificate-chain`)??!1;switch(a){case`oidc`:return{kind:a,clientId:s,tenantId:c,audience:l,chosen:o};case`client-secret`:return{kind:a,clientId:s,tenantId:c,clientSecret:r[`client-secret`]??``,chosen:o};case`client-certificate`:{let t=r[`client-certificate-password`];return{kind:a,clientId:s,tenantId:c,certificate:ht(r[`client-certificate`]??``,t,e.wrong),...H(`password`,t),sendChain:u,chosen:o}}case`managed-identity`:return{kind:a,...H(`clientId`,r[`client-id`]),...H(`resourceId`,r[`managed-identity-resource-id`]),chosen:o};case`workload-identity`:return Ot(s,c,o,e,t);case`azure-cli`:return{kind:a,audience:l,chosen:o};case`azd`:return{kind:a,...H(`tenantId`,r[`tenant-id`]),chosen:o}}}function Tt(e,t,r){let i=t=>e.includes(t);if(i(`client-secret`)&&i(`client-id`))return{kind:`client-secret`,chosen:`client-secret is set`};if(i(`client-certificate`)&&i(`client-id`))return{kind:`client-certificate`,chosen:`client-certificate is set`};if(i(`managed-identity-resource-id`))return{kind:`managed-identity`,chosen:`managed-identity-resource-id is set`};if(i(`client-id`))return{kind:`oidc`,chosen:`client-id is set, without a secret`};if(e.length>0)return t.wrong.push(`client-id: missing, but ${e.join(` and `)} ${e.length>1?`are`:`is`} set (an unset variable or secret is empty). Remove all of them to use the session of azure/login`),{kind:`oidc`,chosen:`only a part is set`};if(Et(r))return{kind:`azure-cli`,chosen:`a login step left an Azure CLI session`};let a=r.GITHUB_EVENT_NAME??``,o=!!r.AZURE_FEDERATED_TOKEN_FILE;return o&&!a.startsWith(`pull_request`)?{kind:`workload-identity`,chosen:`the runner's pod has a federated token`}:(t.wrong.push(`client-id: missing, and no azure/login session was found. Set client-id and tenant-id (GitHub OIDC), run azure/login before this step, or name another sign-in in auth-type (${_console_js__WEBPACK_IMPORTED_MODULE_0__.i.slice(1).join(`, `)})${o?`. On ${a} the identity of the runner's pod is used only with auth-type: workload-identity`:``}`),{kind:`azure-cli`,chosen:`nothing is set`})}function Et(e){let t=(0,node_path__WEBPACK_IMPORTED_MODULE_12__.join)(e.AZURE_CONFIG_DIR||(0,node_path__WEBPACK_IMPORTED_MODULE_12__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_13__.homedir)(),`.azure`),`azureProfile.json`);try{let{subscriptions:n}=(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)((0,_json_js__WEBPACK_IMPORTED_MODULE_17__.n)((0,_plain_file_js__WEBPACK_IMPORTED_MODULE_4__.n)(t,4194304).replace(/^\ufeff/,``))),r=e.GITHUB_EVENT_PATH,i=r?(0,node_fs__WEBPACK_IMPORTED_MODULE_11__.statSync)((0,node_path__WEBPACK_IMPORTED_MODULE_12__.dirname)(r)).mtimeMs:0;return Array.isArray(n)&&n.length>0&&(0,node_fs__WEBPACK_IMPORTED_MODULE_11__.statSync)(t).mtimeMs>=i}catch{return!1}}function Dt(e,t,n,r){let{needs:i,may:a}=St[e],o=r.wrong.some(e=>e.startsWith(`client-id: missing`));for(let a of i)!t.includes(a)&&!o&&r.wrong.push(`${a}${a===`tenant-id`?` (the directory id)`:``}: missing, but ${n===e?`client-id`:n} is set`);for(let e of t)i.includes(e)||a.includes(e)||o||r.wrong.push(`${e}: not used with ${n}; remove it, or choose another auth-type`);e===`managed-identity`&&t.includes(`client-id`)&&t.includes(`managed-identity-resource-id`)&&r.wrong.push(`managed-identity-resource-id: it already names the identity; remove client-id`)}function Ot(e,t,n,r,i){let a={AZURE_FEDERATED_TOKEN_FILE:i.AZURE_FEDERATED_TOKEN_FILE??``,AZURE_CLIENT_ID:e||(i.AZURE_CLIENT_ID??``),AZURE_TENANT_ID:t||(i.AZURE_TENANT_ID??``)},o=Object.entries(a).filter(([,e])=>e===``);return o.length>0&&r.wrong.push(`auth-type: workload-identity needs ${o.map(([e])=>e).join(` and `)}, which azure-workload-identity sets in the runner's pod (a container job does not inherit it)`),{kind:`workload-identity`,clientId:a.AZURE_CLIENT_ID,tenantId:a.AZURE_TENANT_ID,tokenFile:a.AZURE_FEDERATED_TOKEN_FILE,chosen:n}}const $=`kubeconfig`;function kt(e){let n=e.oneOf(`kube-access`,_console_js__WEBPACK_IMPORTED_MODULE_0__.c,`auto`),r=e.text(`kubeconfig`);return r!==void 0&&(n===`none`||n===`run-command`)&&e.wrong.push(`${$}: not used with kube-access: ${n}; remove one of them`),{kubeAccess:n,...H(`kubeconfig`,r===void 0?void 0:At(r,e))}}function At(e,t){if(/[\r\n{]/.test(e))return{text:e,folder:``,fromCheckout:!1};let n=process.env.KUBECONFIG??``,r=e===`KUBECONFIG`?n:e;if(r===``)t.wrong.push(`${$}: the variable KUBECONFIG is not set in this job`);else try{let e=(0,node_fs__WEBPACK_IMPORTED_MODULE_11__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_12__.resolve)(process.env.GITHUB_WORKSPACE??``,r));return{text:(0,_plain_file_js__WEBPACK_IMPORTED_MODULE_4__.n)(e,1048576),folder:(0,node_path__WEBPACK_IMPORTED_MODULE_12__.dirname)(e),fromCheckout:jt(e)}}catch{t.wrong.push(`${$}: found no file of up to 1 MiB at ${e===`KUBECONFIG`?`the path in KUBECONFIG (only one path is supported)`:`this path (relative to the workspace)`}`);return}}function jt(e){let t=process.env.GITHUB_WORKSPACE??``;if(t===``)return!1;try{return (0,_plain_file_js__WEBPACK_IMPORTED_MODULE_4__.r)(e,[t]),!0}catch{return!1}}const Mt=[`azurecloud`,`azureusgovernment`,`azurechinacloud`],Nt=[`install`,`watch`,`diagnose`,`check`,`gate`,`discover`,`summarize`];function Pt(){let e=[],t=new Be(e),n=t.oneOf(`mode`,Nt,`install`),r=t.text(`evidence`);r!==void 0&&n!==`diagnose`&&e.push(`evidence: not used by mode: ${n}; use mode: diagnose`);let i=n===`discover`||n===`summarize`,a=e.length,o=i?Le(t,n):Ie(t),s=e.length,c=wt(t);n===`summarize`&&(e.length=s),r!==void 0&&(e.length=a);let l={mode:n,...H(`evidence`,r),cluster:o,identity:c,environment:t.oneOf(`environment`,Mt,`azurecloud`),...H(`resourceManagerEndpoint`,t.origin(`resource-manager-endpoint`)),...H(`authorityHost`,t.origin(`authority-host`)),...kt(t),extension:Ve(t,!i),flux:ut(t,n),allowPullRequestWrites:t.boolean(`allow-pull-request-writes`)??!1,timeoutMs:t.duration(`timeout`,`30m`),stopOnProvenCause:t.boolean(`stop-on-proven-cause`)??!0,logs:t.oneOf(`logs`,[`suspects`,`all`,`none`],`suspects`),recreateFailed:t.boolean(`recreate-failed`)??!1,allowRemovingSecrets:t.boolean(`allow-removing-protected-settings`)??!1,check:t.oneOf(`check`,[`warn`,`fail`,`off`],`warn`),...H(`commentToken`,It(t,`comment`,t.boolean(`comment`),`pull-requests: write`)),...H(`checkRunToken`,It(t,`check-run`,t.boolean(`check-run`),`checks: write`)),...H(`githubToken`,t.text(`github-token`)),...Ft(t,n)};if(o.type===`connectedClusters`&&l.kubeAccess===`run-command`&&e.push(`kube-access: run-command works only on AKS, and the cluster is connected by Arc; set kubeconfig, or choose none`),(l.mode===`watch`||l.mode===`diagnose`||l.mode===`gate`)&&Ht(t,l),l.flux.wait&&l.flux.timeoutMs>l.timeoutMs&&e.push(`flux-timeout: longer than timeout, which ends the whole step; raise timeout`),Lt(t,l),t.refuseNearMisses(),Ut(t),e.length===0)return l;throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__.t({doing:`Reading the inputs of this step.`,likely:(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.i)(e),next:"Correct the `with:` block of this step. Nothing was sent."})}function Ft(e,t){for(let[n,r]of[[`discover`,He],[`summarize`,Ue]]){let i=r.filter(t=>e.text(t)!==void 0);n!==t&&i.length>0&&e.wrong.push(`${i.join(`, `)}: only used with mode: ${n}; remove ${i.length>1?`them`:`it`}`)}return t===`discover`?{discover:Xe(e,e.text(`subscription-id`))}:t===`summarize`?{summarize:rt(e)}:{}}function It(e,t,n,r){let i=e.text(`github-token`);return n===!0&&i===void 0&&e.wrong.push(`github-token: missing, but ${t} is true; set it to github.token in a job with ${r}`),n===!0?i:void 0}function Lt(e,{mode:t,flux:n,allowPullRequestWrites:r}){let i=process.env.GITHUB_EVENT_NAME??``;if(!Rt(i)||(n.reconcile&&!r&&e.wrong.push(`flux-reconcile: writes to the cluster, and this run is for ${i}. Remove it, or set allow-pull-request-writes: true`),t!==`install`))return;let a=zt();a===``?r||e.wrong.push(`mode: install writes, and this run is for ${i}. Use mode: check, or set allow-pull-request-writes: true`):e.wrong.push(`mode: install does not run for a pull request from another repository (${a}): its author would write to the cluster. Use mode: check, diagnose or gate`)}function Rt(e){return e.startsWith(`pull_request`)||(process.env.GITHUB_REF??``).startsWith(`refs/pull/`)?!0:e===`workflow_run`&&(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.i)((0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)(Bt()?.workflow_run).event).startsWith(`pull_request`)}function zt(){let e=Bt(),{head:t,base:n}=(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)(e?.pull_request),r=(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)(e?.workflow_run),[i,a]=[(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)((0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)(t).repo??r.head_repository),(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)((0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)(n).repo??r.repository)].map(e=>(0,_json_js__WEBPACK_IMPORTED_MODULE_17__.i)(e.full_name));return a===``?`the event could not be read`:i===a?``:i||`a deleted fork`}function Bt(){try{return (0,_json_js__WEBPACK_IMPORTED_MODULE_17__.r)((0,_json_js__WEBPACK_IMPORTED_MODULE_17__.n)((0,_plain_file_js__WEBPACK_IMPORTED_MODULE_4__.n)(process.env.GITHUB_EVENT_PATH??``,Vt)))}catch{return}}const Vt=26214400;function Ht(e,{mode:t,extension:n,recreateFailed:r,allowRemovingSecrets:i}){let a=[...n.version===void 0?[]:[`extension-version`],...n.releaseTrain===void 0?[]:[`release-train`],...Object.keys(n.settings).length===0?[]:[`configuration-settings`],...Object.keys(n.protectedSettings).length===0?[]:[`configuration-protected-settings`],...r?[`recreate-failed`]:[],...i?[`allow-removing-protected-settings`]:[]];a.length>0&&e.wrong.push(`mode: ${t} writes nothing and does not use ${a.join(`, `)}; remove them`)}function Ut(e){for(let t of (0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__.a)())e.wrong.push(`${t}: not an http or https proxy such as http://proxy.example:3128 (SOCKS is not supported; percent-encode special characters of a password)`)}const Wt=/^(true|false|yes|no|on|off|null|none|enabled|disabled|\d{1,5}|.{0,3})$/i;function Gt(e){let{cluster:t,identity:n,extension:r,flux:a,githubToken:o}=e,s=[...qt(n),...o===void 0?[]:[o],...(0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__.r)()],c=new Set([...Object.values(t),...Object.values((0,_console_js__WEBPACK_IMPORTED_MODULE_0__.o)(n)),r.name,r.type,(0,_extension_types_js__WEBPACK_IMPORTED_MODULE_6__.o)(void 0,r),r.version??``].map(e=>e.toLowerCase())),l=Object.values(a.protectedSettings).flatMap(e=>Object.values(e)),u=[...Object.values(r.protectedSettings),...l,...l.map(Kt)];return[...s,...u.filter(e=>!c.has(e.toLowerCase())&&!Wt.test(e))]}function Kt(e){return Buffer.from(e).toString(`base64`)}function qt(e){return e.kind===`client-secret`?[e.clientSecret]:e.kind===`client-certificate`?[Jt(e.certificate),...e.password===void 0?[]:[e.password]].filter(Boolean):[]}function Jt(e){return/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/.exec(e)?.[0]??``}const Yt=[`cluster-name`,`resource-group`,`subscription-id`,`client-id`,`tenant-id`,`extension-type`,`extension-name`,`release-namespace`,`extension-version`];function Xt(){let e=[`configuration-protected-settings`,`flux-configuration-protected-settings`].map(e=>(0,_console_js__WEBPACK_IMPORTED_MODULE_0__.m)(e)).join(`
`),t=new Set(Yt.map(e=>(0,_console_js__WEBPACK_IMPORTED_MODULE_0__.m)(e).toLowerCase()));return[(0,_console_js__WEBPACK_IMPORTED_MODULE_0__.m)(`client-secret`),Jt((0,_console_js__WEBPACK_IMPORTED_MODULE_0__.m)(`client-certificate`)),(0,_console_js__WEBPACK_IMPORTED_MODULE_0__.m)(`client-certificate-password`),(0,_console_js__WEBPACK_IMPORTED_MODULE_0__.m)(`github-token`),...(0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__.r)(),...e.match(/-----BEGIN [\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g)??[],...e.split(/\r?\n/).map(e=>e.slice(e.indexOf(`=`)+1).trim()),...[...e.matchAll(/:\s*"((?:[^"\\]|\\.)*)/g)].map(e=>e[1]??``)].filter(e=>/\w/.test(e)&&!Wt.test(e)&&!t.has(e.toLowerCase()))}function Zt(t,n=[]){let r=(0,_words_js__WEBPACK_IMPORTED_MODULE_7__.r)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_8__.a)(t),80);(0,_console_js__WEBPACK_IMPORTED_MODULE_0__.p)((0,_words_js__WEBPACK_IMPORTED_MODULE_7__.m)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_8__.r)(t)).map(_markdown_js__WEBPACK_IMPORTED_MODULE_8__.d).join(`
`),{title:(0,_markdown_js__WEBPACK_IMPORTED_MODULE_8__.d)(r)});let i=[t.doing,...t.likely.split(`
`),...t.next.split(`
`),...n];for(let e of i)process.stdout.write(`${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_8__.f)(e)}\n`);let o=new _markdown_js__WEBPACK_IMPORTED_MODULE_8__.t(e=>e),s=process.env.GITHUB_STEP_SUMMARY,c=[`## ❌ ${o.mix((0,_markdown_js__WEBPACK_IMPORTED_MODULE_8__.a)(t))}`,...(0,_error_js__WEBPACK_IMPORTED_MODULE_9__.t)(t,o),n.length>0?o.fence(n):``];for(let t of[()=>(0,_console_js__WEBPACK_IMPORTED_MODULE_0__.v)(`outcome`,`failed`),()=>(0,_console_js__WEBPACK_IMPORTED_MODULE_0__._)(`reported`,`true`),()=>s&&(0,node_fs__WEBPACK_IMPORTED_MODULE_11__.appendFileSync)(s,`${c.filter(Boolean).join(`

`)}\n`)])try{t()}catch(e){process.stdout.write(`${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_8__.f)(String(e))}\n`)}}async function Qt(){let e=new _console_js__WEBPACK_IMPORTED_MODULE_0__.u,t=new AbortController,n=new Promise(e=>t.signal.addEventListener(`abort`,()=>e()));for(let e of[`SIGINT`,`SIGTERM`])process.on(e,()=>t.abort());let r={};process.on(`uncaughtException`,t=>{let{end:n}=r;if(delete r.end,n!==void 0)return n(t);sn(t,e),process.exit()});try{let i=t=>{e.register(t);for(let e of t.split(/\r?\n/))e.trim().length>3&&(0,_console_js__WEBPACK_IMPORTED_MODULE_0__.y)(e.trim())},a=en(i);for(let e of Gt(a))i(e);if(a.kubeconfig!==void 0&&await tn(a.kubeconfig,i),a.evidence!==void 0){process.exitCode=+!!await $t(a.evidence);return}if(a.summarize!==void 0){let{summarize:n}=await Promise.all(/* import() */[__nccwpck_require__.e(247), __nccwpck_require__.e(422), __nccwpck_require__.e(989)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5989));await n(a,a.summarize,e,t.signal)&&(process.exitCode=1);return}let o=await nn(a);await rn(e),a.mode===`check`&&(0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__.c)(3);let s=on(a,i),c=Promise.race([n,new Promise(e=>setTimeout(e,1500).unref())]);await Promise.race([s?.sent,c]);let l=an(a);await Promise.race([l?.sent,c]);let d={assertion:s,metadata:l,redactor:e,cancelled:t.signal};(a.discover===void 0?await(await Promise.all(/* import() */[__nccwpck_require__.e(247), __nccwpck_require__.e(422), __nccwpck_require__.e(623), __nccwpck_require__.e(85)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1085))).runStory(a,{...d,crash:r,desired:o}):await(await Promise.all(/* import() */[__nccwpck_require__.e(247), __nccwpck_require__.e(422), __nccwpck_require__.e(623), __nccwpck_require__.e(169)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4169))).discover(a,a.discover,{...d,onSecret:i}))&&(process.exitCode=1)}catch(t){sn(t,e)}setTimeout(()=>process.exit(),2e3).unref()}async function $t(e){let[{reportJournal:t},{reportFolder:n}]=await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(247), __nccwpck_require__.e(422), __nccwpck_require__.e(567)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6567)),Promise.all(/* import() */[__nccwpck_require__.e(247), __nccwpck_require__.e(89)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8089))]);try{let r=[process.env.GITHUB_WORKSPACE??``,process.env.RUNNER_TEMP??``];return await t({path:(0,_plain_file_js__WEBPACK_IMPORTED_MODULE_4__.r)(e,r),extensionName:`The extension`,folder:n(process.env.RUNNER_TEMP),outcome:(e,t,n)=>n??(e.some(e=>!e.predicted)||t?`failed`:`unchanged`),note:`Diagnosed offline, from the given evidence.`,offline:!0,writesOutputs:!0})}catch(t){throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__.t({doing:`Reading the evidence ${e}.`,likely:(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.r)(t),next:`Set the path of a journal (output evidence-path), or of a file with one JSON object per line with source and text, in the workspace or in RUNNER_TEMP.`,cause:t})}}function en(e){try{return Pt()}catch(t){for(let t of Xt())e(t);throw t}}async function tn(e,t){let{wayTo:n}=await Promise.all(/* import() */[__nccwpck_require__.e(18), __nccwpck_require__.e(937), __nccwpck_require__.e(510)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9307));try{n(e.text,{getToken:async()=>``,onSecret:t,given:e},()=>void 0)}catch(e){throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__.t({doing:`Reading the input kubeconfig.`,likely:(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.r)(e),next:`Correct the kubeconfig, or remove it: Azure provides one for a managed cluster. Nothing was sent.`,cause:e})}}async function nn({flux:e,githubToken:t}){if(e.files.length===0&&e.path===void 0)return[];let{desiredConfigurations:n}=await Promise.all(/* import() */[__nccwpck_require__.e(18), __nccwpck_require__.e(185)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5038)),r=[t,process.env.GITHUB_TOKEN].filter(e=>e!==void 0&&e!==``);return n(e,process.env,r)}async function rn(e){let t=(0,_console_js__WEBPACK_IMPORTED_MODULE_0__.t)(t=>e.text(t));if(t===void 0)return;let{logRequests:n}=await __nccwpck_require__.e(/* import() */ 434).then(__nccwpck_require__.bind(__nccwpck_require__, 5434));n(e=>t(`request: ${e}`))}function an({identity:e,environment:t,authorityHost:n}){if(e.kind!==`oidc`)return;let{authority:r}=(0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.c)(t,n?{authorityHost:n}:{});return Fe(r,e.tenantId)}function on({identity:e},t){if((e.kind===`oidc`||e.kind===`azure-cli`)&&(e.kind!==`azure-cli`||process.env.ACTIONS_ID_TOKEN_REQUEST_URL))return je({url:process.env.ACTIONS_ID_TOKEN_REQUEST_URL,token:process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN,audience:e.audience,onSecret:t})}function sn(e,t){let n=e instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__.t,r=n||!(e instanceof Error)?[]:(e.stack??``).split(`
`).slice(1,6),i=ln(n?{doing:e.doing,likely:e.likely,next:e.next}:{doing:_words_js__WEBPACK_IMPORTED_MODULE_7__.h,likely:(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.r)(e),next:_words_js__WEBPACK_IMPORTED_MODULE_7__.g},t);Zt(i,i===cn?[]:r.map(e=>t.text(e))),process.exitCode=1}const cn={doing:_words_js__WEBPACK_IMPORTED_MODULE_7__.h,likely:`Its text is not shown, because secrets could not be removed from it.`,next:_words_js__WEBPACK_IMPORTED_MODULE_7__.g};function ln(e,t){try{return t.deep(e)}catch{return cn}}Ae===`post`?await(await Promise.all(/* import() */[__nccwpck_require__.e(247), __nccwpck_require__.e(422), __nccwpck_require__.e(12)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5012))).reportFromJournal():await Qt();
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 6296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ r),
/* harmony export */   n: () => (/* binding */ e),
/* harmony export */   r: () => (/* binding */ n),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
function e(e){try{return JSON.parse(e??``)}catch{return}}function t(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}function n(e){return t(e)?e:{}}function r(e){return typeof e==`string`?e:``}

/***/ }),

/***/ 4555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ h),
/* harmony export */   c: () => (/* binding */ a),
/* harmony export */   d: () => (/* binding */ i),
/* harmony export */   f: () => (/* binding */ r),
/* harmony export */   i: () => (/* binding */ _),
/* harmony export */   l: () => (/* binding */ n),
/* harmony export */   m: () => (/* binding */ d),
/* harmony export */   n: () => (/* binding */ S),
/* harmony export */   o: () => (/* binding */ p),
/* harmony export */   p: () => (/* binding */ f),
/* harmony export */   r: () => (/* binding */ g),
/* harmony export */   s: () => (/* binding */ m),
/* harmony export */   t: () => (/* binding */ y),
/* harmony export */   u: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(797);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7975);
function t(t,n=4e3){let r=String(t),i=r.length>n*2?r.slice(0,n*2):r,a=(0,node_util__WEBPACK_IMPORTED_MODULE_1__.stripVTControlCharacters)(i).replace(/[\r\n\u2028\u2029\u0085\t\v\f]+/g,` `).replace(/[\u0000-\u001f\u007f-\u009f]|(?<!\p{Extended_Pictographic})\ufe0f|(?!\ufe0f)\p{Default_Ignorable_Code_Point}/gu,``).toWellFormed();return a.length>n?`${a.slice(0,n)} … (${r.length-n} more characters)`:a}function n(e,n){let r=n(e),i=t(r,1e6);return i===r?r:n(i)}function r(e){return t(e).replaceAll(`##[`,`#​#[`).replace(/^(\s*):(?=:)/,`$1:​`)}function i(e){return t(e).replaceAll(`##[`,`#​#[`)}function a(e,t){return t(e).split(`
`).map(e=>i(n(e,t))).join(`
`)}function o(e){let n=t(e).trim();if(n===``)return``;let r=s(n),i="`".repeat(r+1),a=n.startsWith("`")||n.endsWith("`")?` `:``;return`${i}${a}${n}${a}${i}`}function s(e){return[...e.matchAll(/`+/g)].reduce((e,t)=>Math.max(e,t[0].length),0)}function c(e){return l(o(e))}function l(e){return e.replace(/\\(?=\|)/g,`\\​`).replaceAll(`|`,`\\|`)}function u(e,n=`text`){let r=e.map(e=>t(e)),i=r.reduce((e,t)=>Math.max(e,s(t)),2),a="`".repeat(i+1);return[`${a}${n}`,...r,a].join(`
`)}function d(e){return/\p{Cc}|[\u2028\u2029]/u.test(e)||e.length>4096?``:/^(?:[A-Za-z]:|\\\\)/.test(e)?e.replaceAll(`\\`,`/`):e}function f(e){return/^[A-Za-z0-9_/][A-Za-z0-9._:/@+-]{0,511}$/.test(e)&&!e.includes(`..`)?e:``}function p(e){let t=e.split(/(?<=[.!?])\s+/);return m(t.filter(e=>!e.endsWith(`:`)||t.length===1).slice(0,2).join(` `))}function m(e){let t=e.replace(/\s+/g,` `).trim(),n=t.length;for(;n>0&&` ,;:`.includes(t.charAt(n-1));)n--;return n===0?``:t.slice(0,n).replace(/([^.!?…])$/,`$1.`)}function h({doing:e,likely:t}){let n=v(t);if(n.length>1)return`${e.replace(/\.$/,``)}: ${n.length} problems`;let[r=``]=t.split(`
`),[i=``]=(n[0]??r).split(/(?<=\S)\. /);return i.replace(/\.$/,``)}function g({doing:e,likely:t,next:n},r=``){let i=n.split(`
`).filter(e=>e.trim()!==``),a=i.filter(e=>!/^\s/.test(e)).map(e=>e.replace(/: (?:az|kubectl|helm) .*$/,`.`)),o=i.some(e=>/^\s|: (?:az|kubectl|helm) /.test(e)),s=v(t),c=s.length>1?s:_(t).slice(1),[l=``]=_(t),u=p(a.join(` `));return[{text:e===`Unexpected error in this action.`?`This is a bug in this action.`:`Your move.`,spare:0},{text:r===``?``:`Now: ${r}`,spare:1},{text:u===``?``:`Fix: ${u}`,spare:1},{text:`Failed: ${m(e)}`,spare:4},...s.length>1?[]:[{text:m(l),spare:2}],...c.slice(0,4).map(e=>({text:m(e),spare:3})),{text:c.length>4?`${c.length-4} more.`:``,spare:1},{text:o?`Commands: job summary.`:`Details: job summary.`,spare:0}]}function _(e){let t=v(e);if(t.length>1)return t;let[n=``,...r]=e.split(`
`),[,...i]=(t[0]??n).split(/(?<=\S)\. /);return[i.join(`. `),...r]}function v(e){return e.split(`
`).flatMap(e=>e.startsWith(`- `)?[e.slice(2)]:[])}var y=class{#e;#t;constructor(e,t=4e3){this.#e=e,this.#t=t}redact(e){return this.#e(e)}span(e){return o(this.#n(e))}cell(e){return c(this.#n(e))}fence(e,t=`text`){return u(this.#e(e.join(`
`)).split(`
`),t)}mix(e){return this.#n(e).trim().split(/(\s+)/).map(e=>/^[\p{L}\p{N}.,;:()"'’/%–-]*$/u.test(e)&&!b.test(e)||/^\s*$/.test(e)?e:C(e)).join(``)}mixCell(e){return l(this.mix(e))}fold(e,t){return[`<details>`,`<summary>${x(this.#n(e))}</summary>`,``,t.join(`

`),``,`</details>`].join(`
`)}#n(e){return t(this.#e(String(e)),this.#t)}};const b=/^\d+[.)]$|^-+$|:\/\/|www\.|\bGH-\d|\b[A-Z][A-Z0-9]*-\d+\b|\b[0-9a-f]{7,40}\b|:[\w+-]+:/i;function x(e){return e.replace(/([@#]|GH-)(?=\w)/gi,`$1​`).replaceAll(`://`,`:​//`).replace(/\bwww\./gi,`www​.`).replace(/[`*_~[\]()!\\|:]/g,e=>`&#${e.charCodeAt(0)};`).replace(/&(?!#\d+;)/g,`&amp;`).replaceAll(`<`,`&lt;`).replaceAll(`>`,`&gt;`).slice(0,1e3)}function S(e,t,n,r){let i=0,a=[],o=e.filter(Boolean);for(let e of o){let r=n(e)+2;i+r>t||(i+=r,a.push(e))}let s=o.length-a.length;return[...a,...s===0?[]:[r(s)]].join(`

`)}function C(e){let[,t=``,n=``]=/^(.*?)([.,;:)]*)$/su.exec(e)??[];return t===``?o(e):o(t)+n}

/***/ }),

/***/ 4156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ o),
/* harmony export */   c: () => (/* binding */ u),
/* harmony export */   i: () => (/* binding */ e),
/* harmony export */   l: () => (/* binding */ s),
/* harmony export */   n: () => (/* binding */ r),
/* harmony export */   o: () => (/* binding */ l),
/* harmony export */   r: () => (/* binding */ t),
/* harmony export */   s: () => (/* binding */ c),
/* harmony export */   t: () => (/* binding */ n)
/* harmony export */ });
const e=/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,t=/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,n=/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/,r=/^[-\w.()]{1,90}$/,i={managedClusters:`Microsoft.ContainerService`,connectedClusters:`Microsoft.Kubernetes`},a=/^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/(?:Microsoft\.ContainerService\/(managedClusters)|Microsoft\.Kubernetes\/(connectedClusters))\/([^/]+)\/?$/i;function o({type:e,subscriptionId:t,resourceGroup:n,name:r}){return`/subscriptions/${t}/resourceGroups/${n}/providers/${i[e]}/${e}/${r}`}function s(e){let[,t,n,r,,i]=a.exec(e)??[];if(t&&n&&i)return{type:r===void 0?`connectedClusters`:`managedClusters`,subscriptionId:t,resourceGroup:n,name:i}}function c({subscriptionId:e,resourceGroup:i,name:a}){return t.test(e)&&r.test(i)&&n.test(a)}function l(e){return e===`managedClusters`?`managed cluster`:`Arc-connected cluster`}function u(e){return e.split(`/`).at(-1)??``}

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

/***/ 9783:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ d),
/* harmony export */   r: () => (/* binding */ u),
/* harmony export */   t: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
function u(e,t,n=!1){let r=(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(e),i=e=>{let t=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(e),r);return(n||t!==``)&&!t.startsWith(`..`)&&!(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(t)};if(t.some(e=>e!==``&&i(e)))return r;throw Error(`it is not in ${t.filter(Boolean).join(` or `)||`any folder of this job`}`)}function d(a,o){let s=(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(a,node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY|(node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK??0)|(node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW??0));try{let e=(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(s);if(!e.isFile())throw Error(`not a file`);if(e.size>o)throw Error(`over ${o/1024/1024} MiB`);let t=Buffer.alloc(e.size),r=0;for(let e=1;e>0&&r<t.length;r+=e)e=(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(s,t,r,t.length-r,r);return t.subarray(0,r).toString()}finally{(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(s)}}function f(e,t,n=0){let r=[],i=[],o=(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(e,{withFileTypes:!0}).sort((e,t)=>e.name<t.name?-1:1);for(let a of o){let o=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(e,a.name);if(a.name===t&&a.isFile())r.push(o);else if(a.name===t&&!a.isDirectory())i.push({path:o,why:`not a plain file`});else if(a.isSymbolicLink())i.push({path:o,why:`a link, which is not followed`});else if(a.isDirectory()&&n===6)i.push({path:o,why:`deeper than 6 folders`});else if(a.isDirectory())try{let e=f(o,t,n+1);r.push(...e.files),i.push(...e.skipped)}catch(e){i.push({path:o,why:e instanceof Error?e.message:`it cannot be read`})}}return{files:r,skipped:i}}

/***/ }),

/***/ 7008:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ f),
/* harmony export */   c: () => (/* binding */ a),
/* harmony export */   i: () => (/* binding */ m),
/* harmony export */   n: () => (/* binding */ l),
/* harmony export */   o: () => (/* binding */ o),
/* harmony export */   r: () => (/* binding */ p),
/* harmony export */   s: () => (/* binding */ s),
/* harmony export */   t: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4708);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7030);
var r=class extends node_https__WEBPACK_IMPORTED_MODULE_0__.Agent{createConnection(...[e,t]){let n=String(e.host);return n.startsWith(`[`)?super.createConnection({...e,host:n.replace(/^\[|\]$/g,``),servername:``},t):super.createConnection(e,t)}};let i=1/0;function a(e){i=e}var o=class{#e;#t;#n=/* @__PURE__ */ new Map;constructor(e,t=0){this.#e=e,this.#t=t}async for(e){let t=e?.url.href??``,n=this.#n.get(t);if(n!==void 0)return n;let a=e===void 0?new r({keepAlive:this.#e,...this.#e?{maxSockets:i-this.#t}:{}}):new(await(__nccwpck_require__.e(/* import() */ 140).then(__nccwpck_require__.bind(__nccwpck_require__, 3140)))).Tunnel(e,this.#e),o=this.#n.get(t)??a;return this.#n.set(t,o),o}destroy(){for(let e of this.#n.values())e.destroy()}};const s=new o(!0),c=[`https_proxy`,`HTTPS_PROXY`];function l(e,t=process.env){let n=g(e.hostname);if(v(n)||y(n,e.port||`443`,t))return;let r=c.map(e=>t[e]).find(Boolean);return r===void 0?void 0:u(r)}function u(e){let t=e.trim(),n=/^[a-z][a-z\d+.-]*:\/\//i.test(t)?t:`http://${t}`,r=URL.canParse(n)?new URL(n):void 0;if(r!==void 0&&/^https?:$/.test(r.protocol)&&r.hostname!==``&&d(r.username)&&d(r.password))return{url:r,shown:`${r.hostname}:${r.port||(r.protocol===`https:`?`443`:`80`)}`}}function d(e){try{return!0}catch{return!1}}function f(e=process.env){return c.filter(t=>e[t]&&u(e[t])===void 0)}function p(e=process.env){return[`http_proxy`,`HTTP_PROXY`,...c].flatMap(t=>{let n=e[t];return n?m(n):[]})}function m(e){let t=u(e)?.url,[,n=``]=/^(?:[a-z][a-z\d+.-]*:\/\/)?[^/]*?:([^/]*)@[^@]*$/i.exec(e)??[],r=t?.password||(t?.username??``),i=t===void 0||r===``?``:Buffer.from(`${h(t.username)}:${h(r)}`).toString(`base64`);return[.../* @__PURE__ */ new Set([n,r,h(r),i])].filter(e=>e!==``)}function h(e){try{return decodeURIComponent(e)}catch{return e}}function g(e){return e.replace(/^\[|\]$/g,``).replace(/\.$/,``).toLowerCase()}const _=new node_net__WEBPACK_IMPORTED_MODULE_1__.BlockList;_.addSubnet(`127.0.0.0`,8,`ipv4`),_.addSubnet(`169.254.0.0`,16,`ipv4`),_.addAddress(`::1`,`ipv6`),_.addSubnet(`fe80::`,10,`ipv6`);function v(e){if(e===`localhost`||e.endsWith(`.localhost`))return!0;let t=(0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(e);return t!==0&&_.check(e,t===6?`ipv6`:`ipv4`)}function y(e,t,n){return(n.no_proxy||n.NO_PROXY||``).split(/[\s,]+/).some(n=>n!==``&&b(n.toLowerCase(),e,t))}function b(e,t,r){if(e===`*`)return!0;let[,i=``,a=``]=/^([\d.]+|[\da-f:.]+)\/(\d{1,3})$/.exec(e)??[];if(i!==``)return x(t,i,Number(a));let[,o=e,s=``]=/^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(e)??[];if(s!==``&&s!==r)return!1;let c=g(o).replace(/^\*(?=\.)/,``);return (0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(t)===0?t===c||t.endsWith(c.startsWith(`.`)?c:`.${c}`):x(t,c,(0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(c)===6?128:32)}function x(e,r,i){let a=(0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(r);if(a===0||(0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(e)!==a||i>(a===6?128:32))return!1;let o=new node_net__WEBPACK_IMPORTED_MODULE_1__.BlockList,s=a===6?`ipv6`:`ipv4`;return o.addSubnet(r,i,s),o.check(e,s)}

/***/ }),

/***/ 170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ o),
/* harmony export */   c: () => (/* binding */ i),
/* harmony export */   i: () => (/* binding */ s),
/* harmony export */   n: () => (/* binding */ d),
/* harmony export */   o: () => (/* binding */ n),
/* harmony export */   r: () => (/* binding */ f),
/* harmony export */   s: () => (/* binding */ r),
/* harmony export */   t: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8500);
const t={azurecloud:[`https://management.azure.com`,`https://login.microsoftonline.com`],azureusgovernment:[`https://management.usgovcloudapi.net`,`https://login.microsoftonline.us`],azurechinacloud:[`https://management.chinacloudapi.cn`,`https://login.chinacloudapi.cn`]},n=`6dae42f8-4368-4678-94ff-3960e28e3630/.default`;function r(e){let n=e.toLowerCase();return Object.hasOwn(t,n)?n:void 0}function i(e,n){let[r,i]=t[e];return{resourceManager:n.resourceManagerEndpoint??r,resourceManagerScope:`${n.resourceManagerEndpoint??r}/.default`,authority:n.authorityHost??i,foreignAuthority:n.authorityHost!==void 0&&!Object.values(t).some(([,e])=>e===n.authorityHost)}}const a=/^(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED)$/;function o(e){return c(e).some(e=>a.test(e))?`. A TLS-inspecting proxy needs its CA in NODE_EXTRA_CA_CERTS on the runner`:``}function s(e){return c(e).includes(`PROXY_REFUSED`)}function c(e){let t=[];for(let n=e,r=0;n instanceof Error&&r<4;n=n.cause,r++){let{code:e}=n;typeof e==`string`&&t.push(e)}return t}const l=[1e3,2e3,3e3,4e3,5e3,5e3];var u=class extends Error{name=`Passing`;retryAfterMs;constructor(e,t,n){super(e,{cause:t}),this.retryAfterMs=n}};function d(e){return e===408||e===429||e>=500}async function f(t,n){for(let r=0;;r++)try{return await t()}catch(t){let i=l[r],a=p(t);if(a===void 0||i===void 0)throw t;await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(Math.min(Math.max(i,a.retryAfterMs??0),3e4),void 0,n?{signal:n}:{})}}function p(e){return e instanceof u?e:e instanceof Error&&e.cause instanceof u?e.cause:void 0}

/***/ }),

/***/ 797:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ e),
/* harmony export */   a: () => (/* binding */ C),
/* harmony export */   c: () => (/* binding */ M),
/* harmony export */   d: () => (/* binding */ y),
/* harmony export */   f: () => (/* binding */ j),
/* harmony export */   g: () => (/* binding */ r),
/* harmony export */   h: () => (/* binding */ n),
/* harmony export */   i: () => (/* binding */ _),
/* harmony export */   l: () => (/* binding */ x),
/* harmony export */   m: () => (/* binding */ s),
/* harmony export */   n: () => (/* binding */ T),
/* harmony export */   o: () => (/* binding */ E),
/* harmony export */   p: () => (/* binding */ b),
/* harmony export */   r: () => (/* binding */ S),
/* harmony export */   s: () => (/* binding */ D),
/* harmony export */   t: () => (/* binding */ w),
/* harmony export */   u: () => (/* binding */ O),
/* harmony export */   v: () => (/* binding */ t)
/* harmony export */ });
const e=[`installed`,`updated`,`unchanged`,`checked`,`reconciled`,`failed`,`stopped-early`,`timed-out`,`cancelled`];function t(e){return![`installed`,`updated`,`unchanged`,`checked`,`reconciled`].includes(e)}const n=`Unexpected error in this action.`,r=`Rerun the step with debug logging. If it fails again, open an issue with the evidence file.`;function i(e){return e.split(/\s+/).filter(Boolean).length}function a(e){return e.split(`
`).reduce((e,t)=>e+o(t),0)}function o(e){let t=1,n=0;for(let r of e.split(/\s+/).filter(Boolean)){let e=n===0?r.length:r.length+1;n+e<=110?n+=e:(n>0&&t++,t+=Math.ceil(r.length/110)-1,n=r.length%110||110)}return t}function s(e){let t=d(e.filter(({text:e})=>e!==``)).map(({text:e,spare:t})=>c(f(e),t));if(!l(t))return t.map(({text:e})=>e);let n=t.map(e=>e.spare>0?p(e):e);for(;l(n);){let e=u(n),t=n[e];if(t===void 0)return n.map(e=>h(p(e).text,110));let r=m(t.text);r===void 0?n.splice(e,1):n[e]=c(r,t.spare)}return n.map(({text:e})=>e)}function c(e,t){return{text:e,spare:t,words:i(e),rows:a(e)}}function l(e){return e.reduce((e,t)=>e+t.words,0)>80||e.reduce((e,t)=>e+t.rows,0)>8}function u(e){let t=e.reduce((e,{spare:t})=>Math.max(e,t),0);return t===0?-1:e.findIndex(({spare:e})=>e===t)}function d(e){if(e.length<=50)return e;let t=new Set([...e].sort((e,t)=>e.spare-t.spare).slice(0,50));return e.filter(e=>t.has(e))}function f(e){let t=g(e.slice(0,3960)),n=t.length>990||e.length>3960,r=t.slice(0,990).split(` `);return n||r.length>80?`${r.slice(0,80).join(` `)} …`:t}function p({text:e,spare:t}){return c(e.replace(/\S{64,}/g,e=>`${e.slice(0,62)}…`),t)}function m(e){let t=e.replace(/ …$/,``),[,n]=/^(.+[.;!?]) \p{Lu}.*$/u.exec(t)??[],r=t.split(` `);if(n!==void 0&&n.split(` `).length>=7)return n;if(!(r.length<=7))return r.length<=8&&t.length>220?void 0:`${r.slice(0,-1).join(` `)} …`}function h(e,t){return e.length<=t?e:`${e.slice(0,t-2)} …`}function g(e){return e.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu,` `).trim()}function _(e){return e.run()?.data.inputs[`cluster-name`]??``}const v={"managed-cluster":`managed cluster`,provider:`provider Microsoft.KubernetesConfiguration`,offer:`extension type and version`,extensions:`existing extensions`,nodes:`nodes`,release:`left-over Helm release`,policies:`admission policies`,"pods-under-policies":`pods under admission policies`,"dry-run":`dry run by the API server`,"flux-owner":`Flux from elsewhere`,"flux-configuration":`Flux configuration`};function y(e){return e.replace(/-[a-z0-9]{5,10}-[a-z0-9]{5}$/,``)}function b(e){return`${e.charAt(0).toUpperCase()}${e.slice(1)}`}function x(e){return`${e.charAt(0).toLowerCase()}${e.slice(1)}`.replace(/\.$/,``)}function S(e,t){let n=e.replace(/\s+/g,` `).trim();if(n.length<=t)return n;let r=n.slice(0,t-1),i=r.lastIndexOf(` `);return`${(i>t/2?r.slice(0,i):r).replace(/[\s,;:(]+$/,``)}…`}function C(e){let t=Math.max(0,Math.round(e/1e3));return[[Math.floor(t/3600),`h`],[Math.floor(t/60)%60,`m`],[t%60,`s`]].filter(([e])=>e>0).map(([e,t])=>`${e} ${t}`).join(` `)||`0 s`}const w={clear:`ok`,warned:`warning`,refused:`denied`,"not-visible":`not seen`};function T(e){return v[e]}function E(e){let t=e.policyCheck;if(t===void 0||t.verdict===`admitted`)return[];let[n,...r]=t.exemptions;return t.verdict===`not-read`&&t.group!==``?[`exempt the group ${t.group}. Not tested: ${t.reason}.`]:n===void 0?[`No exemption is suggested: ${t.reason}.`]:[`${D(n)}${r.length>0?`; narrower: ${r.map(D).join(`; `)}`:``}.`,A(n,t),...t.alsoRefusedBy.length>0?[`This exemption is not enough: ${t.alsoRefusedBy.join(`, `)} denies the same request.`]:[]]}function D({kind:e,exempts:t,place:n,added:r}){let i=n.replace(/^matchCondition /,``);return e===`group`?`exempt the group ${t} in ${r?`a new condition `:``}${i}`:`exempt only ${t}, by ${r?`the new condition `:``}${i}`}function O({exemptions:[e]}){return e?.before===`denied`&&e.after===`admitted`}const k={admitted:`allowed`,denied:`denied`,undetermined:`undetermined`};function A(e,t){let{verdict:n,reason:r,readAt:i}=t;if(n===`not-read`)return`Not tested: ${r}.`;let a=`Tested on this cluster's policy (read at ${i.slice(11,19)} UTC)`,o=`${k[e.before]} now, ${k[e.after]} after`;return O(t)?`${a}: ${o}.`:`${a}: ${o} (${r}). Check it before use.`}function j(e){return`${e.who===`cluster-admin`?`Administrator: `:``}${e.text}`}function M(e){let{exemptions:t=[],alsoRefusedBy:n=[]}=e?.policyCheck??{};return t.some(e=>e.before===`denied`&&e.after===`admitted`)&&n.length===0?`local`:`no`}

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

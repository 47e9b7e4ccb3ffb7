export const id = 566;
export const ids = [566];
export const modules = {

/***/ 1841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ n),
/* harmony export */   c: () => (/* binding */ c),
/* harmony export */   i: () => (/* binding */ i),
/* harmony export */   n: () => (/* binding */ o),
/* harmony export */   o: () => (/* binding */ r),
/* harmony export */   r: () => (/* binding */ a),
/* harmony export */   s: () => (/* binding */ e),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
const e=e=>`pods/${e}`,t=e=>`events/${e}`,n=e=>`namespace/${e}`,r=(e,t)=>`params/${e}/${t}`;function i(e,t){return e.startsWith(`params/${t}/`)}function a(e){return e===`policies`||e===`bindings`||/^(?:namespace|params)\//.test(e)}function o(e){return/^(?:provider|offer|nodes|dry-run)$|^releases\//.test(e)}const s={policies:`admission policies`,bindings:`admission policy bindings`,"api-server":`the cluster`,"managed-cluster":`the managed cluster`,extension:`the extension in Azure`,extensions:`other extensions of the cluster`,operation:`the operation in Azure`,write:`the answer to the write`,provider:`the resource provider`,offer:`the versions that are offered`,nodes:`nodes`,"dry-run":`the dry run`,journal:`journal`,diagnosis:`diagnosis`,end:`the end`};function c(e){let[t,...n]=e.split(`/`),r=n.join(`/`);switch(t){case`pods`:case`events`:return`${t} in ${r}`;case`releases`:return`Helm releases in ${r}`;case`namespace`:return`namespace ${r}`;case`log`:return`log of ${r}`;case`params`:{let[e,...t]=n;return`params of ${e} (${t.join(`/`)||`by selector`})`}case`fact`:return r;default:return Object.hasOwn(s,e)?s[e]??e:e}}

/***/ }),

/***/ 4566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   diagnoseMode: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var _managed_cluster_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9074);
/* harmony import */ var _follow_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2415);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(729);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8500);
function f({cluster:e,extension:t}){return{cluster:(t,r)=>(0,_managed_cluster_js__WEBPACK_IMPORTED_MODULE_0__.n)(t,e,r.ending.signal),extension(n,r,{watching:i}){let a=new _follow_js__WEBPACK_IMPORTED_MODULE_1__.r(n,e,t,r.ending.signal),c=a.presence(),l=c.then(e=>(0,_follow_js__WEBPACK_IMPORTED_MODULE_1__.o)(e,t),()=>(0,_follow_js__WEBPACK_IMPORTED_MODULE_1__.o)(void 0,t)),u=new p(a,r,i,c),d={evidence:u.evidence(),end:()=>u.end,operationRunning:()=>u.operationRunning};return{run:Promise.resolve(d),namespace:l}}}}var p=class{end;operationRunning=!1;#e;#t;#n;#r;constructor(e,t,n,r){this.#e=e,this.#t=t,this.#n=n,this.#r=r}async*evidence(){let e=this.#e,n=await this.#r;for(let t=1;n.is===`unread`&&t<3;t++)yield*e.unreadOnce(n.error),await e.pause(_follow_js__WEBPACK_IMPORTED_MODULE_1__.t),n=await e.presence();if(n.is!==`existing`)throw this.#i(n);let r=n.extension,o=r.provisioningState;this.operationRunning=!_follow_js__WEBPACK_IMPORTED_MODULE_1__.g.test(o),yield*e.tellChange(r,``),await this.#n,await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(5e3,void 0,{signal:e.signal}),(0,_follow_js__WEBPACK_IMPORTED_MODULE_1__.u)(r)&&(yield (0,_managed_cluster_js__WEBPACK_IMPORTED_MODULE_0__.i)((0,_follow_js__WEBPACK_IMPORTED_MODULE_1__.c)(r),`installing the extension`));let s=this.#t.store.pods().some(({data:e})=>(0,_store_js__WEBPACK_IMPORTED_MODULE_2__.n)(e));this.end={result:s||(0,_follow_js__WEBPACK_IMPORTED_MODULE_1__.u)(r)?`failed`:`unchanged`},yield e.fact(r,`as it is now`)}#i(t){let{request:n}=this.#e,i=`Reading the extension ${n.name}.`;return t.is===`unread`?(0,_managed_cluster_js__WEBPACK_IMPORTED_MODULE_0__.u)(t.error,`${i} Whether it exists is unknown.`):(0,_managed_cluster_js__WEBPACK_IMPORTED_MODULE_0__.u)((0,_managed_cluster_js__WEBPACK_IMPORTED_MODULE_0__.d)(`ExtensionNotFound`,`The cluster has no extension of the name ${n.name}.`),i)}};

/***/ }),

/***/ 6763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ n),
/* harmony export */   n: () => (/* binding */ e),
/* harmony export */   r: () => (/* binding */ r),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
function e(e,t,{lost:n=0,remedy:r=``}={}){return{kind:`gap`,time:(/* @__PURE__ */ new Date()).toISOString(),text:t,data:{what:e,lost:n,remedy:r}}}const t=[`arm-error`,`cli-output`,`event`,`pod-log`,`pod-status`];function n(e){return t.includes(e)}function r(e){return n(e.kind)}

/***/ }),

/***/ 2415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ S),
/* harmony export */   a: () => (/* binding */ B),
/* harmony export */   c: () => (/* binding */ I),
/* harmony export */   d: () => (/* binding */ E),
/* harmony export */   f: () => (/* binding */ O),
/* harmony export */   g: () => (/* binding */ g),
/* harmony export */   h: () => (/* binding */ F),
/* harmony export */   i: () => (/* binding */ L),
/* harmony export */   l: () => (/* binding */ A),
/* harmony export */   m: () => (/* binding */ k),
/* harmony export */   n: () => (/* binding */ U),
/* harmony export */   o: () => (/* binding */ V),
/* harmony export */   p: () => (/* binding */ D),
/* harmony export */   r: () => (/* binding */ H),
/* harmony export */   s: () => (/* binding */ C),
/* harmony export */   t: () => (/* binding */ R),
/* harmony export */   u: () => (/* binding */ N),
/* harmony export */   v: () => (/* binding */ y),
/* harmony export */   y: () => (/* binding */ p)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(641);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6763);
/* harmony import */ var _extension_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6045);
/* harmony import */ var _roles_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4345);
/* harmony import */ var _managed_cluster_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9074);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6296);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4156);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8500);
async function p(e,t,n,r={}){let i=[],a=/* @__PURE__ */ new Set,o=t;for(;;){if(a.has(o))return h(`a page of it links back to one that was read before`);if(a.size===50)return h(`it has over 50 pages`);a.add(o);let t=await m(e,o,n,r);if(`code`in t)return t;if(i.push(...t.value),t.nextLink===void 0)return i;o=t.nextLink}}async function m(t,r,i,a){try{let{body:e,error:n,status:o}=await t.send(`GET`,r,i,a);if(n!==void 0)return n;let{value:c,nextLink:l}=(0,_json_js__WEBPACK_IMPORTED_MODULE_5__.r)(e);return Array.isArray(c)?l==null||l===``?{value:c,nextLink:void 0}:typeof l==`string`?{value:c,nextLink:l}:h(`the link to its next page is not a link`):h(`HTTP ${o} without a list`,o)}catch(t){if(i.throwIfAborted(),t instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__.t||t instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__.n)return h(t.message);throw t}}function h(e,t=200){return{code:`NoList`,message:e,status:t,details:[]}}const g=/^(Succeeded|Failed|Canceled)$/,_={succeeded:`Succeeded`,failed:`Failed`,canceled:`Canceled`,cancelled:`Canceled`,creating:`Creating`,updating:`Updating`,deleting:`Deleting`};function v(e){return e==null||e===``?`Succeeded`:b(e)}function y(e){return e===``?void 0:b(e)}function b(e){if(typeof e!=`string`)return;let t=e.trim();return _[t.toLowerCase()]??t}const x=/^(Creating|Updating|Deleting|InProgress|Running|Accepted|Pending|NotStarted|Started)$/i;function S(e){return e!==void 0&&x.test(e)}function C(e,t){let n=t===void 0?``:`/${t}`;return`${(0,_names_js__WEBPACK_IMPORTED_MODULE_6__.r)(e)}/providers/Microsoft.KubernetesConfiguration/extensions${n}?api-version=2023-05-01`}async function w(e,t,n,r){let{body:i,error:a,status:o}=await e.send(`GET`,C(t,n),r);if(a!==void 0)return{is:T(a)?`missing`:`unread`,error:a};let s=A(i);if(s!==void 0)return{is:`existing`,extension:s};let[l,u]=(0,_json_js__WEBPACK_IMPORTED_MODULE_5__.t)(i)?[`NotAnExtension`,`HTTP ${o} with a body that is not an extension`]:[`HTTP ${o}`,`the answer is not the JSON of an extension`];return{is:`unread`,error:{code:l,message:u,status:o,details:[]}}}function T({code:e,status:t,message:n}){let r=/'[^']*managedClusters\/[^'/]+'/i.test(n)&&!/KubernetesConfiguration/i.test(n);return t===404&&/^(ResourceNotFound|ExtensionNotFound)$/i.test(e)&&!r}async function E(e,t,n,r={}){let i=await p(e,C(t),n,r);if(`code`in i)return i;let a=i.map(A).filter(e=>e!==void 0&&O(e)!==``);return a.length===i.length?a:{code:`NoList`,message:`the list holds what is not an extension`,status:200,details:[]}}function D(e){return e?.scope?.cluster?.releaseNamespace}function O({name:e,id:t}){return e||(0,_names_js__WEBPACK_IMPORTED_MODULE_6__.n)(t??``)}function k({code:e,message:t}){return (0,_evidence_js__WEBPACK_IMPORTED_MODULE_7__.n)(`extensions`,`could not be listed (${e}: ${t.split(`
`)[0]})`)}function A(e){let{id:t,name:n,properties:r,systemData:i}=(0,_json_js__WEBPACK_IMPORTED_MODULE_5__.r)(e);if(!(0,_json_js__WEBPACK_IMPORTED_MODULE_5__.t)(r))return;let a=v(r.provisioningState),o=r.extensionType;if(a===void 0||typeof o!=`string`||o===``)return;let l=Object.entries((0,_json_js__WEBPACK_IMPORTED_MODULE_5__.r)(r.configurationSettings)),u=Array.isArray(r.statuses)?r.statuses:[],{cluster:d,namespace:f}=(0,_json_js__WEBPACK_IMPORTED_MODULE_5__.r)(r.scope),p=(0,_json_js__WEBPACK_IMPORTED_MODULE_5__.r)(r.errorInfo),{lastModifiedAt:m,lastModifiedBy:h}=(0,_json_js__WEBPACK_IMPORTED_MODULE_5__.r)(i);return{...j(`id`,t),...j(`name`,n),extensionType:o,provisioningState:a,...j(`version`,r.version),...j(`currentVersion`,r.currentVersion),...j(`releaseTrain`,r.releaseTrain),autoUpgradeMinorVersion:r.autoUpgradeMinorVersion!==!1,isSystemExtension:r.isSystemExtension===!0,configurationSettings:Object.fromEntries(l.map(([e,t])=>[e,String(t)])),configurationProtectedSettings:Object.fromEntries(Object.keys((0,_json_js__WEBPACK_IMPORTED_MODULE_5__.r)(r.configurationProtectedSettings)).map(e=>[e,``])),statuses:u.map(e=>({...j(`code`,(0,_json_js__WEBPACK_IMPORTED_MODULE_5__.r)(e).code),...j(`message`,(0,_json_js__WEBPACK_IMPORTED_MODULE_5__.r)(e).message)})),errorInfo:{...j(`code`,p.code),...j(`message`,p.message)},scope:{...(0,_json_js__WEBPACK_IMPORTED_MODULE_5__.t)(d)?{cluster:j(`releaseNamespace`,M(d.releaseNamespace))}:{},...(0,_json_js__WEBPACK_IMPORTED_MODULE_5__.t)(f)?{namespace:j(`targetNamespace`,f.targetNamespace)}:{}},lastModifiedAt:typeof m==`string`?m:``,lastModifiedBy:typeof h==`string`?h:``}}function j(e,t){return typeof t==`string`?{[e]:t}:{}}function M(e){return typeof e==`string`&&_names_js__WEBPACK_IMPORTED_MODULE_6__.t.test(e)?e:void 0}function N(e){return/^(Failed|Canceled)$/.test(e?.provisioningState??``)}function P(e,t){let n=e.name??``;return{id:e.id??`${(0,_names_js__WEBPACK_IMPORTED_MODULE_6__.r)(t)}/providers/Microsoft.KubernetesConfiguration/extensions/${n}`,name:n,type:e.extensionType??``,provisioningState:e.provisioningState??``,version:e.currentVersion??e.version??``,releaseTrain:e.releaseTrain??``,releaseNamespace:D(e)??``}}function F(e){let t=e.statuses?.find(e=>e.message),n=e.errorInfo,r=t?.message??n?.message;if(r!==void 0&&r!==``)return{code:t?.code??n?.code??`Unknown`,message:r,status:200,details:[]}}function I(e){let t=`The extension is ${e.provisioningState}, and Azure gives no reason.`;return F(e)??{code:`Unknown`,message:t,status:200,details:[]}}const L=3e3,R=5e3,z={answerMs:2e4,longestPauseMs:6e4};function B(e){return e?.is===`existing`?e.extension:void 0}function V(e,t){return (0,_extension_types_js__WEBPACK_IMPORTED_MODULE_1__.o)({releaseNamespace:D(B(e))},t)}var H=class{arm;cluster;request;signal;written=!1;change=``;lastRead;#e=``;#t=!1;constructor(e,t,n,r){this.arm=e,this.cluster=t,this.request=n,this.signal=r}async read(){let e=await this.#n();return e.is===`existing`&&(this.lastRead=e.extension),e.is!==`unread`&&(this.#t=!1),e}async#n(){try{return await w(this.arm,this.cluster,this.request.name,this.signal)}catch(e){return this.signal.throwIfAborted(),{is:`unread`,error:{code:`NotAsked`,message:(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.r)(e),status:0,details:[]}}}}async presence(e){let t=e??await this.read();if(t.is!==`missing`)return t;let n=await E(this.arm,this.cluster,this.signal,z);if(!(`code`in n)){let e=this.request.name.toLowerCase();return n.some(t=>O(t).toLowerCase()===e)?{is:`unread`,error:{code:`Contradiction`,message:`a read of it answers 404, while the list of extensions has it`,status:404,details:[]}}:{is:`absent`,others:n,unlisted:void 0}}if(n.status!==403)return{is:`unread`,error:n};await this.pause(R);let r=await this.read();return r.is===`missing`?{is:`absent`,others:void 0,unlisted:n}:r}async pause(e=L){await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)(e,void 0,{signal:this.signal})}async*untilSettled(){let e=new U;for(;;){await this.pause();let t=await this.read();if(t.is===`existing`){if(e.reset(),g.test(t.extension.provisioningState))return t.extension;yield*this.tellChange(t.extension,``)}else if(t.is===`unread`)yield*this.unreadOnce(t.error);else if(e.isSecond()&&(await this.presence(t)).is===`absent`)return void 0}}*unreadOnce(e){this.#t||(this.#t=!0,yield (0,_evidence_js__WEBPACK_IMPORTED_MODULE_7__.n)(`extension`,`could not be read (${(0,_managed_cluster_js__WEBPACK_IMPORTED_MODULE_3__.l)(e)}); still watching`,{remedy:(0,_roles_js__WEBPACK_IMPORTED_MODULE_2__.n)(e.message)}))}*tellChange(e,t){if(e===void 0)return;let n=this.fact(e,t),r=JSON.stringify([n.data,n.text]);r!==this.#e&&(this.#e=r,yield n)}fact(e,t){let n={...P(e,this.cluster),written:this.written,change:this.change},r=e.statuses?.[0]?.message??``;return{kind:`extension`,time:(/* @__PURE__ */ new Date()).toISOString(),object:{kind:`Extension`,name:n.name},text:[t,r].filter(Boolean).join(`; `),data:n}}},U=class{#e;isSecond(){let e=performance.now();return this.#e??=e,e-this.#e>=R}reset(){this.#e=void 0}};

/***/ }),

/***/ 9074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ s),
/* harmony export */   c: () => (/* binding */ h),
/* harmony export */   d: () => (/* binding */ y),
/* harmony export */   i: () => (/* binding */ _),
/* harmony export */   l: () => (/* binding */ b),
/* harmony export */   n: () => (/* binding */ C),
/* harmony export */   o: () => (/* binding */ c),
/* harmony export */   r: () => (/* binding */ A),
/* harmony export */   s: () => (/* binding */ f),
/* harmony export */   t: () => (/* binding */ w),
/* harmony export */   u: () => (/* binding */ v)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6296);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4156);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(641);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
function s(e,n){let r=(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(e),i=(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(r.error),a=typeof i.code==`string`||typeof i.message==`string`?i:r;if(typeof a.code==`string`||typeof a.message==`string`)return{code:d(a.code),message:d(a.message),status:n,details:[...l(a),...u(a)]}}function c(t,n){return s((0,_json_js__WEBPACK_IMPORTED_MODULE_2__.n)(t),n)??{code:`HTTP ${n}`,message:(t??``).slice(0,16384),status:n,details:[]}}function l(e,n=0){return(Array.isArray(e.details)&&n<10?e.details:[]).slice(0,50).flatMap(e=>{let{code:r,message:i}=(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(e);return[`${d(r)}: ${d(i)}`,...l((0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(e),n+1)]}).slice(0,50)}function u(e){return(Array.isArray(e.additionalInfo)?e.additionalInfo:[]).slice(0,50).map(e=>{try{return JSON.stringify(e)}catch{return`additional information that is nested too deeply to be shown`}})}function d(e){return typeof e==`string`?e:``}function f(e){let t={code:`NoAnswer`,message:(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.r)(e),status:0,details:[]};return m(e)?{...t,notSent:!0}:t}const p=/^(ECONNREFUSED|EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH)$/;function m(e){return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__.t)(e)&&p.test(d(e.code))}function h({code:e,message:t,status:n}){return n===200?e===`UpdateFailed`&&/conflicting operation/i.test(t):n!==409||/^(MissingSubscriptionRegistration|ScopeLocked)$/.test(e)?!1:/another operation|conflicting operation|operation .{0,40}in progress|pending-operation|due to a conflict/i.test(t)}function g({code:e,status:t}){return t===404&&/^(ResourceGroupNotFound|ResourceNotFound|ParentResourceNotFound|NotFound)$/.test(e)}function _(e,t){let{code:n,message:r,status:i,details:a}=e;return{kind:`arm-error`,time:(/* @__PURE__ */ new Date()).toISOString(),text:r,data:{code:n,status:i,during:t,details:a}}}function v(e,t,n={}){let r=_(e,t);return new _errors_js__WEBPACK_IMPORTED_MODULE_0__.n([{...r,data:{...r.data,...n,ends:!0}}])}function y(e,t){return{code:e,message:t,status:200,details:[]}}function b({code:e,message:t}){return`${e}: ${t.split(`
`)[0]?.slice(0,500)??``}`}const x=[`2026-04-01`,`2025-10-01`],S=/^(InvalidApiVersionParameter|NoRegisteredProviderFound)$/;async function C(e,t,n){let i=E(t);for(let a=1;;a++){let s=await M(e,`GET`,(0,_names_js__WEBPACK_IMPORTED_MODULE_3__.r)(t),``,n);if(s.error===void 0&&D(s.body))return k(s,i);if(!(s.error===void 0?s.body!==void 0:g(s.error))||a===4||a===2&&s.error!==void 0&&g(s.error))throw s.error===void 0?O(s,i):v(s.error,i);await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(5e3,void 0,{signal:n})}}async function w(e,t,n,i){let a=E(t),s=``,c=0;for(;;){let l=await M(e,`GET`,(0,_names_js__WEBPACK_IMPORTED_MODULE_3__.r)(t),``,i),u=T(l,t);if(u===void 0&&l.error!==void 0)throw v(l.error,a);if(u===void 0)return k(l,a);c=l.error!==void 0&&g(l.error)?c+1:0,u.text!==s&&c!==1&&(n(u),s=u.text),await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(3e3,void 0,{signal:i})}}function T({error:e,status:t,body:n},r){let i=`the managed cluster ${r.name}`;if(e===void 0){if(!D(n))return{text:`${i} cannot be read yet: HTTP ${t} without it`,unreadable:!0};let{provisioningState:e}=N(n);return/^(Creating|Deleting)$/i.test(e)?{text:`${i} is ${e}`,unreadable:!1}:void 0}if(g(e))return{text:`${i} does not exist yet (${e.code})`,unreadable:!1};if(!(e.code===`SubscriptionNotFound`||t!==403&&t!==404&&t!==0&&t<500))return{text:`${i} cannot be read yet: ${b(e)}`,unreadable:!0}}function E({name:e,resourceGroup:t}){return`Reading the managed cluster ${e} in resource group ${t}.`}function D(e){return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__.t)(e)&&(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.t)(e.properties)}function O({status:e},t){return v({...y(`NotAManagedCluster`,`HTTP ${e} with a body that is not a managed cluster`),status:e},t)}function k({body:e},t){let n=N(e),r=F(n,e);if(r!==void 0)throw v(r,t);return n}async function A(e,n,i){let a=`Asking for the address of ${n.name}'s API server (listClusterUserCredential).`,o=await M(e,`POST`,`${(0,_names_js__WEBPACK_IMPORTED_MODULE_3__.r)(n)}/listClusterUserCredential`,`&format=exec`,i,j);if(o.error!==void 0)throw v(o.error,a);let{kubeconfigs:s}=(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(o.body),c=Array.isArray(s)?P((0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(s[0]).value):``;if(c)return Buffer.from(c,`base64`).toString();throw v(y(`NoKubeconfig`,`The answer holds no kubeconfig.`),a)}const j={tries:2,answerMs:15e3,longestPauseMs:15e3};async function M(e,t,n,r,i,a={}){let[o,s]=x,c=o=>e.send(t,`${n}?api-version=${o}${r}`,i,a),l=await c(o);return S.test(l.error?.code??``)?await c(s):l}function N(e){let{id:r,location:i,sku:a,systemData:o,properties:s}=(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(e),c=(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(s),{name:l,tier:u}=(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(a),d=[c.fqdn,c.privateFQDN].map(P).filter(Boolean);return{id:P(r),location:P(i),sku:P(l),tier:P(u),managedSystemNodePools:(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(c.hostedSystemProfile).enabled===!0,provisioningState:P(c.provisioningState),powerState:P((0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(c.powerState).code),kubernetesVersion:P(c.currentKubernetesVersion)||P(c.kubernetesVersion),localAccounts:c.disableLocalAccounts!==!0,entra:(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.t)(c.aadProfile),privateCluster:(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(c.apiServerAccessProfile).enablePrivateCluster===!0,createdAt:P((0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(o).createdAt),apiServerHosts:d}}function P(e){return typeof e==`string`?e:``}function F({powerState:e,provisioningState:n},r){let i=P((0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)((0,_json_js__WEBPACK_IMPORTED_MODULE_2__.r)(r).identity).type)||`None`;if(/^stopped$/i.test(e))return y(`ClusterStopped`,`The power state of the managed cluster is Stopped.`);if(/^(Creating|Deleting)$/i.test(n))return y(`ClusterNotReady`,`The provisioning state of the managed cluster is ${n}.`);if(/^none$/i.test(i))return y(`NoManagedIdentity`,`The managed cluster has no managed identity, and extensions need one.`)}

/***/ }),

/***/ 4345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ n),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
const e=[[/fluxConfigurations/i,{name:`Contributor`,atCluster:!0}],[/Microsoft\.KubernetesConfiguration/i,{name:`Kubernetes Extension Contributor`,atCluster:!0}],[/listClusterUserCredential/i,{name:`Azure Kubernetes Service Cluster User Role`,atCluster:!0}],[/managedClusters\/read/i,{name:`Azure Kubernetes Service Cluster User Role`,atCluster:!0}],[/\/register\/action/i,{name:`Contributor`,atCluster:!1}]];function t(t){return e.find(([e])=>e.test(t))?.[1]}function n(e){let[,n=``]=/perform action '([\w./*]{1,200})'/.exec(e)??[],r=t(n);return n===``?``:r===void 0?`Ask an owner of the cluster for a role that holds ${n}.`:`Ask an owner of the ${r.atCluster?`cluster`:`subscription`} for the role ${r.name}.`}

/***/ }),

/***/ 729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ o),
/* harmony export */   r: () => (/* binding */ a),
/* harmony export */   t: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1841);
/* harmony import */ var _extension_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6045);
var r=class{now=``;admissionVersion=0;podVersion=0;#e=/* @__PURE__ */ new Map;#t=[];#n=``;#r=/* @__PURE__ */ new Map;#i=/* @__PURE__ */ new Map;#a=/* @__PURE__ */ new Map;#o=/* @__PURE__ */ new Map;#s=/* @__PURE__ */ new Set;#c=!1;#l=/* @__PURE__ */ new Map;#u=[];#d=/* @__PURE__ */ new Set;#f=[];#p=[];#m;#h;#g;#_;#v;#y;#b=/* @__PURE__ */ new Map;#x=!1;#S;apply(e){switch(this.now=e.time,e.kind){case`pod-status`:if(e.object===void 0)break;this.podVersion++,this.#v===void 0&&this.#s.add(e.data.uid),this.#e.set(`${e.object?.namespace}/${e.object?.name}`,e);break;case`namespace`:this.admissionVersion++,e.data.deleted?this.#r.delete(e.object?.name??``):this.#r.set(e.object?.name??``,e.data.labels);break;case`policy`:case`binding`:this.#C(e);break;case`param`:this.admissionVersion++,this.#c||=e.data.altered===!0,e.data.deleted?this.#o.delete(i(e.data.body)):this.#o.set(i(e.data.body),e.data.body);break;case`listing`:this.#l.set(e.data.what,e.data.asked??e.time),this.#d.delete(e.data.what),this.admissionVersion++;break;case`gap`:this.#u.push(e),this.#d.add(e.data.what),(0,_collections_js__WEBPACK_IMPORTED_MODULE_0__.r)(e.data.what)&&this.admissionVersion++;break;case`cluster`:this.#m=e.data,this.admissionVersion++;break;case`extension`:this.#h=e.data,this.#g??=e.data,this.#v??=e.time,e.data.written&&(this.#y??=e.time);break;case`run`:this.#_=e;break;case`arm-error`:this.#f.push(e);break;case`check-row`:this.#p.push(e.data);break;case`nodes`:case`releases`:case`provider`:case`offer`:case`extensions`:case`dry-run`:this.#b.set(e.kind,e);break;case`operation`:this.#x=e.data.running;break;case`ended`:this.#S=e.data}}#C({kind:e,object:t,data:n,time:r}){let i=t?.name??``,a=n.altered===!0;this.admissionVersion++,n.body===null?(e===`policy`?this.#i:this.#a).delete(i):e===`policy`?this.#i.set(i,{body:n.body,readAt:r,altered:a}):(this.#a.set(i,n.body),this.#c||=a)}#w(e){return this.#b.get(e)}isOld=e=>this.#s.has(e);paramsAltered=()=>this.#c;pods=()=>{let{releaseNamespace:e=``}=this.#h??{},t=`${this.podVersion} ${e}`;return this.#n!==t&&(this.#t=[...this.#e.values()].filter(({object:t})=>e===``||t?.namespace===e)),this.#n=t,this.#t};pod=(e,t)=>this.#e.get(`${e}/${t}`);namespaceLabels=e=>this.#r.get(e);policies=()=>[...this.#i.values()];bindings=()=>[...this.#a.values()];params=()=>[...this.#o.values()];wasListed=e=>this.#l.has(e);listedAt=e=>this.#l.get(e);isRead=e=>this.#l.has(e)&&!this.#d.has(e);areParamsRead=t=>{let n=n=>(0,_collections_js__WEBPACK_IMPORTED_MODULE_0__.i)(n,t);return[...this.#l.keys()].some(n)&&![...this.#d].some(n)};gaps=()=>this.#u;armErrors=()=>this.#f;cluster=()=>this.#m;extension=()=>this.#h;extensionBefore=()=>this.#g;run=()=>this.#_;checkRows=()=>this.#p;nodes=()=>this.#w(`nodes`)?.data.nodes;releases=()=>this.#w(`releases`)?.data.names;providerState=()=>this.#w(`provider`)?.data.state;offeredVersions=()=>this.#w(`offer`)?.data.versions;extensions=()=>this.#w(`extensions`)?.data.instances;dryRun=()=>this.#w(`dry-run`);operationRunning=()=>this.#x;ended=()=>this.#S;installBegan=()=>this.#v;wroteAt=()=>this.#y};function i(e){return[e.apiVersion,e.kind,e.metadata.namespace,e.metadata.name].join(` `)}function a(e){let t=e.run()?.data.inputs??{},r=e.extension()?.type??t[`extension-type`]??``;return (0,_extension_types_js__WEBPACK_IMPORTED_MODULE_1__.o)(e.extension(),{type:r,releaseNamespace:t[`release-namespace`]})}function o(e){return!e.deleted&&!e.terminating&&!e.ready&&e.phase!==`Succeeded`&&e.phase!==`Failed`}

/***/ })

};

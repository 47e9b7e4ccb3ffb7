export const id = 89;
export const ids = [89];
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
const e=e=>`pods/${e}`,t=e=>`events/${e}`,n=e=>`namespace/${e}`,r=(e,t)=>`params/${e}/${t}`;function i(e,t){return e.startsWith(`params/${t}/`)}function a(e){return e===`policies`||e===`bindings`||/^(?:namespace|params)\//.test(e)}function o(e){return/^(?:provider|offer|nodes|dry-run)$|^releases\//.test(e)}const s={policies:`admission policies`,bindings:`admission policy bindings`,"api-server":`the cluster`,"managed-cluster":`the managed cluster`,extension:`the extension in Azure`,extensions:`other extensions of the cluster`,operation:`the operation in Azure`,write:`the answer to the write`,provider:`the resource provider`,offer:`the versions that are offered`,nodes:`nodes`,"dry-run":`the dry run`,journal:`journal`,diagnosis:`diagnosis`,end:`the end`};function c(e){let[t,...n]=e.split(`/`),r=n.join(`/`);switch(t){case`pods`:case`events`:case`logs`:case`workloads`:return`${t} in ${r}`;case`releases`:return`Helm releases in ${r}`;case`namespace`:return`namespace ${r}`;case`log`:return`log of ${r}`;case`params`:{let[e,...t]=n;return`params of ${e} (${t.join(`/`)||`by selector`})`}case`fact`:return r;default:return Object.hasOwn(s,e)?s[e]??e:e}}

/***/ }),

/***/ 7247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ x),
/* harmony export */   i: () => (/* binding */ b),
/* harmony export */   n: () => (/* binding */ T),
/* harmony export */   o: () => (/* binding */ y),
/* harmony export */   r: () => (/* binding */ g),
/* harmony export */   t: () => (/* binding */ w)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6296);
/* harmony import */ var _run_report_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8272);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8161);
const g=`evidence.jsonl`,_=`reported`,v=`aks-flux-bootstrap`;function y(e){try{e!==``&&(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(e,_),``,{mode:384})}catch{}}function b(e){return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(e),_))}function x(e,t){if(e&&t!==``)try{let n=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(e,v);return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.readdirSync)(n).filter(e=>e.startsWith(`run-`)).map(e=>(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(n,e,g)).filter(e=>S(e)===t).sort((e,t)=>(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.statSync)(e).mtimeMs-(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.statSync)(t).mtimeMs).at(-1)}catch{return}}function S(n){if(!(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.existsSync)(n)||!(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.statSync)(n).isFile())return;let r=Buffer.alloc(1024),i=(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.openSync)(n,`r`),a=(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.readSync)(i,r,0,r.length,0);(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.closeSync)(i);let[c]=r.subarray(0,a).toString().split(`
`);return (0,_json_js__WEBPACK_IMPORTED_MODULE_4__.r)((0,_json_js__WEBPACK_IMPORTED_MODULE_4__.n)(c)).step}function C({fields:e,remedy:t,...n}){let r=Object.entries(e);return{...n,fields:Object.fromEntries(r.map(([e,t])=>[e,t.values??t.value])),origins:Object.fromEntries(r.map(([e,t])=>[e,t.origin])),remedy:t.steps}}function w(e){for(let t of/* @__PURE__ */ new Set([e||(0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)(),(0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)()]))try{let e=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(t,v);(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.mkdirSync)(e,{recursive:!0});let n=(0,node_fs__WEBPACK_IMPORTED_MODULE_2__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(e,`run-`));return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.chmodSync)(n,448),n}catch{}return``}function T(e,t,r){let{findings:a}=t,o=(0,_run_report_js__WEBPACK_IMPORTED_MODULE_0__.l)(t),s=(t,n)=>{let r=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(e,t);return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.writeFileSync)(r,n,{mode:384}),r},c=``,l=/* @__PURE__ */ new Set;for(let e of a){let{policyCheck:t,fields:n}=e;for(let r of t?.exemptions??[]){let t=`${E(n.policy?.value??`policy`)}.${r.kind===`group`?`exempt-group`:`carve-out`}`,i=l.has(t)?`${t}.${l.size}`:t;l.add(i);let a=s(`${i}.yaml`,r.patched);s(`${i}.diff`,r.diff),(e.blocking||e===o)&&(c||=a)}}return{findings:s(`findings.json`,`${JSON.stringify(a.map(C),void 0,2)}\n`),report:s(`report.md`,r),patch:c}}function E(e){return e.replace(/[^A-Za-z0-9._-]+/g,`-`).slice(0,100)}

/***/ }),

/***/ 8089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reportFolder: () => (/* reexport safe */ _files_js__WEBPACK_IMPORTED_MODULE_0__.t),
/* harmony export */   writeFiles: () => (/* reexport safe */ _files_js__WEBPACK_IMPORTED_MODULE_0__.n)
/* harmony export */ });
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7247);


/***/ }),

/***/ 5851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ a),
/* harmony export */   n: () => (/* binding */ r),
/* harmony export */   r: () => (/* binding */ o),
/* harmony export */   t: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _extension_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6045);
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1841);
var r=class{now=``;admissionVersion=0;podVersion=0;readVersion=0;#e=/* @__PURE__ */ new Map;#t=[];#n=``;#r=/* @__PURE__ */ new Map;#i=/* @__PURE__ */ new Map;#a=/* @__PURE__ */ new Map;#o=/* @__PURE__ */ new Map;#s=/* @__PURE__ */ new Set;#c=!1;#l=/* @__PURE__ */ new Map;#u=[];#d=/* @__PURE__ */ new Set;#f=[];#p=[];#m;#h;#g;#_;#v;#y;#b=/* @__PURE__ */ new Map;#x=!1;#S;apply(e){switch(this.now=e.time,e.kind){case`pod-status`:if(e.object===void 0)break;this.podVersion++,this.#T(e)&&this.#s.add(e.data.uid),this.#e.set(`${e.object?.namespace}/${e.object?.name}`,e);break;case`namespace`:this.admissionVersion++,e.data.deleted?this.#r.delete(e.object?.name??``):this.#r.set(e.object?.name??``,e.data.labels);break;case`policy`:case`binding`:this.#C(e);break;case`param`:this.admissionVersion++,this.#c||=e.data.altered===!0,e.data.deleted?this.#o.delete(i(e.data.body)):this.#o.set(i(e.data.body),e.data.body);break;case`listing`:this.#l.set(e.data.what,e.data.asked??e.time),this.#d.delete(e.data.what),this.admissionVersion++;break;case`gap`:this.#u.push(e),this.#d.add(e.data.what),(0,_collections_js__WEBPACK_IMPORTED_MODULE_1__.r)(e.data.what)&&this.admissionVersion++;break;case`cluster`:this.#m=e.data,this.admissionVersion++;break;case`extension`:this.#h=e.data,this.#g??=e.data,this.#v??=e.time,e.data.written&&(this.#y??=e.time);break;case`run`:this.#_=e;break;case`arm-error`:this.#f.push(e);break;case`check-row`:this.#p.push(e.data);break;case`nodes`:case`releases`:case`workloads`:case`provider`:case`offer`:case`extensions`:case`dry-run`:this.#b.set(e.kind,e),this.readVersion++;break;case`operation`:this.#x=e.data.running;break;case`ended`:this.#S=e.data}}#C({kind:e,object:t,data:n,time:r}){let i=t?.name??``,a=n.altered===!0;this.admissionVersion++,n.body===null?(e===`policy`?this.#i:this.#a).delete(i):e===`policy`?this.#i.set(i,{body:n.body,readAt:r,altered:a}):(this.#a.set(i,n.body),this.#c||=a)}#w(e){return this.#b.get(e)}isOld=e=>this.#s.has(e);paramsAltered=()=>this.#c;pods=()=>{let{releaseNamespace:e=``}=this.#h??{},t=`${this.podVersion} ${e}`;return this.#n!==t&&(this.#t=[...this.#e.values()].filter(({object:t})=>e===``||t?.namespace===e)),this.#n=t,this.#t};pod=(e,t)=>this.#e.get(`${e}/${t}`);namespaceLabels=e=>this.#r.get(e);policies=()=>[...this.#i.values()];bindings=()=>[...this.#a.values()];params=()=>[...this.#o.values()];wasListed=e=>this.#l.has(e);listedAt=e=>this.#l.get(e);isRead=e=>this.#l.has(e)&&!this.#d.has(e);areParamsRead=e=>{let n=n=>(0,_collections_js__WEBPACK_IMPORTED_MODULE_1__.i)(n,e);return[...this.#l.keys()].some(n)&&![...this.#d].some(n)};gaps=()=>this.#u;armErrors=()=>this.#f;cluster=()=>this.#m;extension=()=>this.#h;extensionBefore=()=>this.#g;run=()=>this.#_;checkRows=()=>this.#p;nodes=()=>this.#w(`nodes`)?.data.nodes;releases=()=>this.#w(`releases`)?.data.names;workloads=()=>{let e=this.#w(`workloads`)?.data;return e?.namespace===a(this)?e.workloads:void 0};providerState=()=>this.#w(`provider`)?.data.state;offer=()=>this.#w(`offer`)?.data;extensions=()=>this.#w(`extensions`)?.data.instances;dryRun=()=>this.#w(`dry-run`);#T({data:e}){return this.#v===void 0||Date.parse(e.createdAt??``)<Date.parse(this.#v)-6e4}operationRunning=()=>this.#x;ended=()=>this.#S;installBegan=()=>this.#v;wroteAt=()=>this.#y};function i(e){return[e.apiVersion,e.kind,e.metadata.namespace,e.metadata.name].join(` `)}function a(t){let n=t.run()?.data.inputs??{},r=t.extension()?.type??n[`extension-type`]??``;return (0,_extension_types_js__WEBPACK_IMPORTED_MODULE_0__.o)(t.extension(),{type:r,releaseNamespace:n[`release-namespace`]})}function o(e){return!e.deleted&&!e.terminating&&!e.ready&&e.phase!==`Succeeded`&&e.phase!==`Failed`}function s(e){if(e.length===0)return``;for(let t of[`refused`,`warned`])if(e.some(e=>e.verdict===t))return t;return e.some(e=>e.verdict===`not-visible`&&e.check===`policies`)?`not-visible`:`clear`}

/***/ }),

/***/ 8272:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ i),
/* harmony export */   a: () => (/* binding */ _),
/* harmony export */   c: () => (/* binding */ d),
/* harmony export */   d: () => (/* binding */ f),
/* harmony export */   f: () => (/* binding */ x),
/* harmony export */   g: () => (/* binding */ r),
/* harmony export */   h: () => (/* binding */ a),
/* harmony export */   i: () => (/* binding */ o),
/* harmony export */   l: () => (/* binding */ s),
/* harmony export */   m: () => (/* binding */ m),
/* harmony export */   n: () => (/* binding */ v),
/* harmony export */   o: () => (/* binding */ h),
/* harmony export */   p: () => (/* binding */ S),
/* harmony export */   r: () => (/* binding */ l),
/* harmony export */   s: () => (/* binding */ c),
/* harmony export */   t: () => (/* binding */ C),
/* harmony export */   u: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _result_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5851);
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1841);
const r=[`installed`,`updated`,`unchanged`,`checked`,`failed`,`stopped-early`,`timed-out`,`cancelled`];function i(e){return![`installed`,`updated`,`unchanged`,`checked`].includes(e)}function a({title:e}){return`Not seen, but predicted before the install: ${e}.`}function o(e,t){let n=e.store.wroteAt()??e.store.installBegan();if(!e.operationRunning||n===void 0)return``;let r=Math.max(1,Math.ceil((3e5-(Date.parse(e.endedAt)-Date.parse(n)))/6e4));return e.store.extension()?.provisioningState===`Deleting`?`The deletion goes on in Azure; a rerun of this step waits for it.`:`The operation goes on in Azure for up to about ${r} more minute${r===1?``:`s`} (Helm's wait), ${t?`then it is rolled back`:`then it is either done or rolled back`}. Until it has ended, do not delete the extension or begin another write; a rerun of this step waits for it.`}function s({outcome:e,findings:t,store:n}){if(i(e))return t.find(e=>c(e,n))??t.find(e=>e.blocking)??t.find(e=>e.implicated)}function c({predicted:e},t){let{mode:n,check:r}=t.run()?.data.inputs??{};return e===!0&&(n===`check`||r===`fail`&&t.wroteAt()===void 0)}function l(e){return!i(e.outcome)||s(e)!==void 0||e.store.wroteAt()===void 0?[]:e.findings.filter(e=>e.predicted).map(a)}function u({outcome:e,findings:t,store:n}){return i(e)||e===`checked`||n.wroteAt()===void 0||n.pods().length===0?[]:t.filter(e=>e.predicted).map(({title:e})=>`The check before the install predicted that ${e}. That did not come true.`)}function d(e){return[...e.notes,...l(e),...u(e)]}function f(t){return t.pods().filter(t=>(0,_result_js__WEBPACK_IMPORTED_MODULE_0__.r)(t.data)).map(e=>e.object?.name??``)}function p(e){let{change:t,provisioningState:n}=e.extension()??{};return t===`update`||t===``&&n===`Updating`}function m(e,t){return p(t)?`The update of ${e} will be rolled back`:`${e} will be rolled back`}function h(e,t){return t.extension()?.provisioningState===`Succeeded`?`${e} is not healthy`:p(t)?`${e} was not updated`:`${e} was not installed`}function g(e){let t=e.extensionBefore()?.version??``,n=e.extension()?.version??``;return t===``||n===``||t===n?t||n:`${t} to ${n}`}function _(e){let{extensionName:t,outcome:n,store:r}=e,i=s(e),a=r.armErrors().at(-1)?.data.code,o=i?`: ${i.title}`:n===`failed`&&a?`: ${a}`:``,c=r.extension(),l=c?.provisioningState===`Succeeded`&&!e.operationRunning,u=p(r)?`update`:`install`;switch(n){case`installed`:return`${t} is installed`;case`updated`:return`${t} is updated${g(r)?` (${g(r)})`:``}`;case`unchanged`:return e.offline?`Nothing that is known to be wrong was found in this evidence`:`${t} was installed already and is left as it is`;case`checked`:return`${t}: ${v(r.checkRows())}`;case`stopped-early`:return`${m(t,r)}${o}`;case`timed-out`:return c===void 0?r.run()?.data.inputs.mode===`watch`?`${t} did not appear before the step's timeout passed`:`${t}: the step's timeout passed before anything was written`:l?`${t} is installed, but not all its pods are Ready when the step's timeout passes${o}`:`${t}: the step's timeout passed before the ${u} ended${o}`;case`cancelled`:return`${t}: the step was cancelled before ${l?`its pods were Ready`:`the ${u} ended`}${o}`;case`failed`:return b(e,l,o)}}function v(e){switch((0,_result_js__WEBPACK_IMPORTED_MODULE_0__.t)(e)){case`warned`:return`the check before the install has warnings`;case`not-visible`:return`whether it would be refused could not be seen`;default:return`nothing was found that would refuse it`}}function y(e){return e.extension()?.provisioningState??``}function b(e,n,r){let{extensionName:i,error:a,store:o}=e;if(e.offline&&e.findings.length===0)return`No known cause was found in this evidence${r}`;let s=o.armErrors().length>0&&o.wroteAt()===void 0,c=n&&s?`is installed, but was not changed`:`was not installed`,l=o.armErrors().at(-1)?.data;if(a===void 0&&l?.ends===!0){if(o.wroteAt()!==void 0&&y(o)===``&&l.code!==`ExtensionDeleted`)return`Whether ${i} is installed is unknown${r}`;if(!p(o))return`${i} ${c}${r}`}if(a===void 0&&(0,_result_js__WEBPACK_IMPORTED_MODULE_0__.t)(o.checkRows())===`refused`&&o.run()?.data.inputs.mode===`check`)return`${i} would be refused${r}`;if(a!==void 0)return`${i} ${c}: ${a.likely.split(`
`)[0]?.replace(/\.$/,``)??``}`;if(p(o)&&!n){let e=o.extensionBefore()?.version;return`${i} was not updated${e?` and may still run ${e}`:``}${r}`}return n?`${i} is installed, but not healthy${r}`:`${i} was not installed${r}`}function x({store:e}){let t=e.gaps().findLast(({data:e})=>e.what===`end`);return t===void 0?[]:[`${t.text.charAt(0).toUpperCase()}${t.text.slice(1)}.`]}function S({store:e}){if(e.extension()!==void 0)return[];let t=[`managed-cluster`,`extension`,`extensions`],r=e.gaps().filter(({data:e})=>t.includes(e.what));return[...new Set(r.map(({data:e,text:t})=>`Not seen: ${(0,_collections_js__WEBPACK_IMPORTED_MODULE_1__.c)(e.what)}: ${t} ${e.remedy}`.trim()))].slice(-3)}function C({store:e}){let t=e.armErrors().at(-1);return t===void 0?[]:[`Azure${[t.data.during&&`, ${t.data.during}`,t.data.code&&`: ${t.data.code}`].join(``)}: ${t.text}`,...t.data.details.slice(0,10)]}

/***/ })

};

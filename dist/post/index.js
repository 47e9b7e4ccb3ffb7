import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 24:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

/***/ }),

/***/ 975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 714:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:vm");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 235:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(769);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(24);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(760);
/* harmony import */ var os__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(857);
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(896);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(975);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(481);
function g(e){return e==null?``:typeof e==`string`||e instanceof String?e:JSON.stringify(e)}function _(e){return Object.keys(e).length?{title:e.title,file:e.file,line:e.startLine,endLine:e.endLine,col:e.startColumn,endColumn:e.endColumn}:{}}function v(e,t,n){let r=new b(e,t,n);process.stdout.write(r.toString()+os__WEBPACK_IMPORTED_MODULE_3__.EOL)}function y(e,t=``){v(e,{},t)}var b=class{constructor(e,t,n){e||=`missing.command`,this.command=e,this.properties=t,this.message=n}toString(){let e=`::`+this.command;if(this.properties&&Object.keys(this.properties).length>0){e+=` `;let t=!0;for(let n in this.properties)if(this.properties.hasOwnProperty(n)){let r=this.properties[n];r&&(t?t=!1:e+=`,`,e+=`${n}=${te(r)}`)}}return e+=`::${ee(this.message)}`,e}};function ee(e){return g(e).replace(/%/g,`%25`).replace(/\r/g,`%0D`).replace(/\n/g,`%0A`)}function te(e){return g(e).replace(/%/g,`%25`).replace(/\r/g,`%0D`).replace(/\n/g,`%0A`).replace(/:/g,`%3A`).replace(/,/g,`%2C`)}var x=function(e,t,n,r){function i(e){return e instanceof n?e:new n(function(t){t(e)})}return new(n||=Promise)(function(n,a){function o(e){try{c(r.next(e))}catch(e){a(e)}}function s(e){try{c(r.throw(e))}catch(e){a(e)}}function c(e){e.done?n(e.value):i(e.value).then(o,s)}c((r=r.apply(e,t||[])).next())})};const{access:ne,appendFile:re,writeFile:ie}=fs__WEBPACK_IMPORTED_MODULE_4__.promises,S=`GITHUB_STEP_SUMMARY`,ae=new class{constructor(){this._buffer=``}filePath(){return x(this,void 0,void 0,function*(){if(this._filePath)return this._filePath;let e=process.env[S];if(!e)throw Error(`Unable to find environment variable for $${S}. Check if your runtime environment supports job summaries.`);try{yield ne(e,fs__WEBPACK_IMPORTED_MODULE_4__.constants.R_OK|fs__WEBPACK_IMPORTED_MODULE_4__.constants.W_OK)}catch{throw Error(`Unable to access summary file: '${e}'. Check if the file has correct read/write permissions.`)}return this._filePath=e,this._filePath})}wrap(e,t,n={}){let r=Object.entries(n).map(([e,t])=>` ${e}="${t}"`).join(``);return t?`<${e}${r}>${t}</${e}>`:`<${e}${r}>`}write(e){return x(this,void 0,void 0,function*(){let t=!!e?.overwrite,n=yield this.filePath();return yield(t?ie:re)(n,this._buffer,{encoding:`utf8`}),this.emptyBuffer()})}clear(){return x(this,void 0,void 0,function*(){return this.emptyBuffer().write({overwrite:!0})})}stringify(){return this._buffer}isEmptyBuffer(){return this._buffer.length===0}emptyBuffer(){return this._buffer=``,this}addRaw(e,t=!1){return this._buffer+=e,t?this.addEOL():this}addEOL(){return this.addRaw(os__WEBPACK_IMPORTED_MODULE_3__.EOL)}addCodeBlock(e,t){let n=Object.assign({},t&&{lang:t}),r=this.wrap(`pre`,this.wrap(`code`,e),n);return this.addRaw(r).addEOL()}addList(e,t=!1){let n=t?`ol`:`ul`,r=e.map(e=>this.wrap(`li`,e)).join(``),i=this.wrap(n,r);return this.addRaw(i).addEOL()}addTable(e){let t=e.map(e=>{let t=e.map(e=>{if(typeof e==`string`)return this.wrap(`td`,e);let{header:t,data:n,colspan:r,rowspan:i}=e,a=t?`th`:`td`,o=Object.assign(Object.assign({},r&&{colspan:r}),i&&{rowspan:i});return this.wrap(a,n,o)}).join(``);return this.wrap(`tr`,t)}).join(``),n=this.wrap(`table`,t);return this.addRaw(n).addEOL()}addDetails(e,t){let n=this.wrap(`details`,this.wrap(`summary`,e)+t);return this.addRaw(n).addEOL()}addImage(e,t,n){let{width:r,height:i}=n||{},a=Object.assign(Object.assign({},r&&{width:r}),i&&{height:i}),o=this.wrap(`img`,null,Object.assign({src:e,alt:t},a));return this.addRaw(o).addEOL()}addHeading(e,t){let n=`h${t}`,r=[`h1`,`h2`,`h3`,`h4`,`h5`,`h6`].includes(n)?n:`h1`,i=this.wrap(r,e);return this.addRaw(i).addEOL()}addSeparator(){let e=this.wrap(`hr`,null);return this.addRaw(e).addEOL()}addBreak(){let e=this.wrap(`br`,null);return this.addRaw(e).addEOL()}addQuote(e,t){let n=Object.assign({},t&&{cite:t}),r=this.wrap(`blockquote`,e,n);return this.addRaw(r).addEOL()}addLink(e,t){let n=this.wrap(`a`,e,{href:t});return this.addRaw(n).addEOL()}};var oe;(function(e){e[e.Success=0]=`Success`,e[e.Failure=1]=`Failure`})(oe||={});function se(e,t={}){v(`error`,_(t),e instanceof Error?e.toString():e)}function ce(e,t={}){v(`warning`,_(t),e instanceof Error?e.toString():e)}function le(e,t={}){v(`notice`,_(t),e instanceof Error?e.toString():e)}function ue(e){y(`group`,e)}function de(){y(`endgroup`)}function C(e){return process.env[`STATE_${e}`]||``}function fe(e,t){let n=0,r,i=!1;for(let{object:a,podUid:o,ids:s}of e.starts.values()){n=Math.max(n,s.size),r??=a;let e=t.pod(a.namespace??``,a.name)?.data;if(e===void 0||e.ready||e.uid!==o||me(e,t))continue;i=!0;let c=e.containers.find(e=>e.name===a.container),l=c?.state===`terminated`&&pe(c.exitCode)&&s.has(c.id)||c?.last!==void 0&&pe(c.last.exitCode)&&s.has(c.last.id);if(s.size>=2||l)return{blocking:!0,implicated:i,starts:n,at:a}}let a=e.first.kind===`event`&&e.seen>=2;return{blocking:a,implicated:i||a,starts:n,at:r??e.first.object}}function pe(e){return e!==0&&e!==137&&e!==143}function me(e,t){let{provisioningState:n=`Succeeded`,change:r=``}=t.extension()??{};return!/^(Succeeded|Failed|Canceled)$/.test(n)&&(r!==``||n!==`Creating`)&&t.isOld(e.uid)?!0:e.deleted?e.owner!==``&&t.pods().some(({data:t})=>t.owner===e.owner&&t.ready&&!t.deleted):e.terminating}function w(e,t){if(e===void 0)return``;let n=e.kind===`Pod`?t.pod(e.namespace??``,e.name)?.data:void 0,[r=e.kind,i=e.name]=n?.owner?n.owner.split(`/`):[];return r===`ReplicaSet`?i.replace(/-[a-z0-9]{1,10}$/,``):r===`Pod`?i.replace(/-[a-z0-9]{5,10}-[a-z0-9]{5}$/,``):i}function T(e,...t){return t.every(e=>/^[A-Za-z0-9][A-Za-z0-9:._/-]{0,252}$/.test(e))?{command:String.raw({raw:e.raw},...t)}:{}}const he=/* @__PURE__ */ new Set([`microsoft.dapr`,`microsoft.appconfiguration`,`microsoft.argocd`]),ge=/* @__PURE__ */ new Set([`microsoft.dapr`,`microsoft.azureml.kubernetes`]),_e=`https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/`,E=`https://learn.microsoft.com/azure/aks/automatic/aks-automatic-managed-system-node-pools-about`,ve={"microsoft.flux":`https://github.com/Azure/AKS/issues/5645`,"microsoft.dapr":`https://github.com/Azure/AKS/issues/5726`};function ye(e,t,n){let r=e.policy?.value??``,i=n.cluster(),a=n.extension()?.type.toLowerCase()||n.run()?.data.inputs[`extension-type`]||``;if(t.verdict===`admitted`)return{steps:[De(t.reason),O(r)]};if(i===void 0)return{steps:[Ee(r),O(r)]};let o=i.sku===`Automatic`,s=r.startsWith(`aks-managed-`),c=be(i);return o&&ge.has(a)?{steps:[xe(a,c),O(r)]}:i.managedSystemNodePools?{steps:[Se(r,s,a),Ce(a,c),O(r)]}:o&&s?{steps:[we(D(r,t),a),O(r)]}:{steps:[Te(r,D(r,t)),O(r)]}}function be({id:e}){let[,,,,t=``,,,,n=``]=e.split(`/`);return T`az aks nodepool add --resource-group ${t} --cluster-name ${n} --name system --mode System && az aks update --resource-group ${t} --name ${n} --sku base`}function xe(e,t){return{who:`you`,text:`${e} is not supported on AKS Automatic. Use a Standard cluster for it; this one can become one (one way: add a System pool, then change the SKU).`,...t,link:`https://learn.microsoft.com/azure/aks/intro-aks-automatic`}}function Se(e,t,n){return{who:`aks`,link:ve[n]??E,text:t?`This cluster's system node pools are managed: only AKS can change this policy. Open a support request with AKS and paste the job summary, which has the suggested exemption.`:`This cluster's system node pools are managed: if '${e}' came with the cluster, only AKS can change it (open a support request and paste the job summary). If your organisation made it, its owner applies the patch.`}}function Ce(e,t){return he.has(e)?{who:`you`,text:`Until then: set release-namespace to a namespace of your own that the policy does not guard.`,link:E}:{who:`you`,text:`Until then: leave Automatic for Standard (one way: add a System pool, then change the SKU)${e===`microsoft.flux`?`, or use Argo CD by Helm in a namespace of your own`:``}.`,...t,link:`https://learn.microsoft.com/azure/aks/automatic/aks-automatic-sku-migration`}}function D(e,t){let[n]=t.exemptions;return n===void 0?T`kubectl edit validatingadmissionpolicy ${e}`:T`kubectl apply -f ${e}.${n.kind===`group`?`exempt-group`:`carve-out`}.yaml`}function we(e,t){return{who:`cluster-admin`,text:`Apply the patched policy (output patch-path). AKS keeps this policy and will put its own text back in time, so send AKS the job summary as well.`,...e,link:ve[t]??_e}}function Te(e,t){return{who:`cluster-admin`,text:`The owner of '${e}' can exempt this by the patched policy (output patch-path); where Azure Policy made it, by exempting the namespace in the assignment.`,...t,link:_e}}function Ee(e){return{who:`cluster-admin`,text:`Who can change '${e}' depends on the kind of cluster, which was not read: with managed system node pools only AKS can.`,link:E}}function O(e){return{who:`you`,text:e.startsWith(`aks-managed-`)?`To read the live policy (its exempt lists move without a changelog):`:`To read the live policy:`,...T`kubectl get validatingadmissionpolicy ${e} -o json | jq .spec`}}function De(e){return{who:`you`,text:`The policy lets this request through now (${e}), so no exemption is needed: look at the other findings, and at the pods that are not Ready, for what holds the install up.`}}const Oe=/(?:(?<resource>[a-z][a-z0-9-]{0,62}(?:\.[a-z0-9.-]{1,250})?)(?: "(?<name>[^"]{0,253})")? is forbidden: )?ValidatingAdmissionPolicy '(?<policy>[^']{1,253})'(?: with binding '(?<binding>[^']{1,253})')? denied request: ?(?<message>.*)/,ke=/\bin (?:the )?namespace "(?<namespace>[a-z0-9-]{1,63})"/,Ae=[[`create`,`creat`],[`update`,`updat`],[`patch`,`patch`],[`delete`,`delet`]].map(([e,t])=>[e,new RegExp(String.raw`\b(?:${e}s?|${t}es|${t}ing|be(?:en|ing)? ${t}ed|not ${t}ed)\b(?![-\w./])`,`i`)]),je={"replicaset-controller":`replicaset-controller`,"statefulset-controller":`statefulset-controller`,"daemonset-controller":`daemon-set-controller`,"deployment-controller":`deployment-controller`,"job-controller":`job-controller`,"cronjob-controller":`cronjob-controller`},Me={class:`admission-policy-denied`,permanence:`permanent`,literals:[`ValidatingAdmissionPolicy`],match(e,t){let n=e.map(e=>e.text).join(` `);for(let r of e){let e=Ne(r,n,t);if(e!==void 0)return e}},async conclude(e,t){let{blocking:n,implicated:r,starts:i,at:a}=fe(e,t),o={...e.match.fields,...Ie(e,a,t)},{checkPolicy:s}=await Promise.all(/* import() */[__nccwpck_require__.e(431), __nccwpck_require__.e(748)]).then(__nccwpck_require__.bind(__nccwpck_require__, 748)),c=s(o,t),l=c.verdict===`admitted`,u=n&&!l,d=w(a,t)||o.user?.value||`the install`;return{key:`admission-policy-denied ${e.match.key}`,class:`admission-policy-denied`,certainty:`proven`,permanence:`permanent`,blocking:u,implicated:r&&!l,conclusive:u&&Le(o.namespace?.value??``,t),title:`an admission policy refuses ${d}`,cause:ze(o,c,d,{blocking:u,implicated:r,starts:i,seen:e.seen,contradicted:l}),fields:o,remedy:ye(o,c,t),witnesses:e.witnesses,seen:e.seen,starts:i,policyCheck:c}}};function Ne({text:e,whole:t},n,r){let i=Oe.exec(e),{resource:a,name:o,policy:s,binding:c,message:l=``}=i?.groups??{};if(!i||!s)return;let u=e.slice(Math.max(0,i.index-300),i.index),[d,f]=[u,n.replace(e,` `)].map(Pe),p=r.kind===`event`?Fe(r.text):d?.length?d:f??[],{namespace:m}=ke.exec(u)?.groups??{},h=e=>e?{value:e,origin:`text`}:void 0,g={policy:h(s),binding:h(c),resource:h(a),name:h(o),verb:p.length===1?h(p[0]):void 0,namespace:h(m)??(r.object?.namespace?{value:r.object.namespace,origin:r.kind===`event`?`event-source`:`pod`}:void 0),message:h(t?l.trim():(/^[^"]*/.exec(l)?.[0]??``).trim())},_=Object.fromEntries(Object.entries(g).filter(([,e])=>e!==void 0)),{kind:v,name:y=``}=r.object??{},b=`${v}/${v===`Pod`?k(y):y}`;return{key:[s,c,a,o&&k(o),m,b].join(` `),fields:_}}function k(e){return e.replace(/(?:-[bcdfghjklmnpqrstvwxz2456789]{6,10})?-[bcdfghjklmnpqrstvwxz2456789]{5}$/,`-*`)}function Pe(e){return Ae.filter(([,t])=>t.test(e)).map(([e])=>e)}function Fe(e){return/^Error creating\b/.test(e)?[`create`]:[]}function Ie({first:e},t,n){let r=t??e.object;if(e.kind===`event`){let t=je[e.data.reportingController];if(t===void 0)return{};let n=`system:serviceaccount:kube-system:${t}`;return{serviceAccount:{value:n,origin:`event-source`},user:{value:n,origin:`event-source`}}}if(r===void 0)return{};let i=n.pod(r.namespace??``,r.name)?.data.serviceAccount,a={pod:{value:r.name,origin:`pod`},...r.container?{container:{value:r.container,origin:`pod`}}:{}};if(!i)return a;let o=`system:serviceaccount:${r.namespace}:${i}`;return{...a,serviceAccount:{value:o,origin:`pod`},user:{value:o,origin:`pod`}}}function Le(e,t){let n=e=>t.wasListed(e)||t.gaps().some(t=>t.data.what===e),r=t.wasListed(`namespace ${e}`)||t.namespaceLabels(e)!==void 0;return n(`admission policies`)&&n(`admission policy bindings`)&&(r||!Re(e,t))}function Re(e,t){return e===t.extension()?.releaseNamespace&&!t.gaps().some(t=>t.data.what===`namespace ${e}`)}function ze(e,t,n,r){let{policy:i,binding:a,user:o,verb:s,resource:c,name:l,namespace:u,message:d}=e,f=[c?.value??`an object`,l?.value].filter(Boolean).join(`/`),p=s?.value??`write (which operation, the text does not say: each one that the policy is for was evaluated)`;return[`ValidatingAdmissionPolicy '${i?.value}'${a?` (binding '${a.value}')`:``} refuses`,`  who   ${o?.value??`not known: the text does not say, and no pod was seen that wrote it`}`,`  what  ${p} ${f} in ${u?.value??`a namespace that the text does not name`}`,...d?[`  why   ${d.value}`]:[],...t.alsoRefusedBy.length>0?[`The same request is refused by ${t.alsoRefusedBy.join(`, `)} as well.`]:[],r.contradicted?Ve(n,r,t):Be(n,r)]}function Be(e,{blocking:t,implicated:n,starts:r,seen:i}){return t&&r>0?`${e} crashes on it (${r} start${r===1?``:`s`} so far), and as long as it does it cannot become Ready. Waiting will not help.`:t?`It was refused again and again (${i} times): as long as it is, what it should make cannot become Ready. Waiting will not help.`:n?`${e} met it ${A(i)}; its container has not ended for it, but its pod is not Ready.`:`${e} met it ${A(i)} and lives on.`}function Ve(e,{seen:t},{readAt:n,reason:r}){return`${e} met it ${A(t)}, but as read at ${n.slice(11,19)} UTC it admits this request: ${r}. It was changed since, or the refusal is an old one; it does not hold the install up now.`}function A(e){return e<=1?`once`:`${e} times`}var He=class{now=``;admissionVersion=0;podVersion=0;#e=/* @__PURE__ */ new Map;#t=/* @__PURE__ */ new Map;#n=/* @__PURE__ */ new Map;#r=/* @__PURE__ */ new Map;#i=/* @__PURE__ */ new Map;#a=/* @__PURE__ */ new Set;#o=!1;#s=/* @__PURE__ */ new Set;#c=[];#l=/* @__PURE__ */ new Set;#u=[];#d;#f;#p;#m;#h;#g;apply(e){switch(this.now=e.time,e.kind){case`pod-status`:this.podVersion++,this.#h===void 0&&this.#a.add(e.data.uid),this.#e.set(`${e.object?.namespace}/${e.object?.name}`,e);break;case`namespace`:this.admissionVersion++,e.data.deleted?this.#t.delete(e.object?.name??``):this.#t.set(e.object?.name??``,e.data.labels);break;case`policy`:case`binding`:this.#_(e);break;case`param`:this.admissionVersion++,this.#o||=e.data.altered===!0,e.data.gone?this.#i.delete(j(e.data.body)):this.#i.set(j(e.data.body),e.data.body);break;case`listing`:this.#s.add(e.data.what),this.#l.delete(e.data.what),this.admissionVersion++;break;case`gap`:this.#c.push(e),this.#l.add(e.data.what),/^(admission|params|namespace)/.test(e.data.what)&&this.admissionVersion++;break;case`cluster`:this.#d=e.data,this.admissionVersion++;break;case`extension`:this.#f=e.data,this.#p??=e.data,this.#h??=e.time,e.data.written&&(this.#g??=e.time);break;case`run`:this.#m=e;break;case`arm-error`:this.#u.push(e)}}#_({kind:e,object:t,data:n,time:r}){let i=t?.name??``,a=n.altered===!0;this.admissionVersion++,n.body===null?(e===`policy`?this.#n:this.#r).delete(i):e===`policy`?this.#n.set(i,{body:n.body,readAt:r,altered:a}):(this.#r.set(i,n.body),this.#o||=a)}isOld=e=>this.#a.has(e);paramsAltered=()=>this.#o;pods=()=>[...this.#e.values()];pod=(e,t)=>this.#e.get(`${e}/${t}`);namespaceLabels=e=>this.#t.get(e);policies=()=>[...this.#n.values()];bindings=()=>[...this.#r.values()];params=()=>[...this.#i.values()];wasListed=e=>this.#s.has(e);isRead=e=>this.#s.has(e)&&!this.#l.has(e);isReadAll=e=>{let t=t=>t.startsWith(e);return[...this.#s].some(t)&&![...this.#l].some(t)};gaps=()=>this.#c;armErrors=()=>this.#u;cluster=()=>this.#d;extension=()=>this.#f;extensionBefore=()=>this.#p;run=()=>this.#m;installBegan=()=>this.#h;wroteAt=()=>this.#g};function j(e){return[e.apiVersion,e.kind,e.metadata.namespace,e.metadata.name].join(` `)}function M(e){return!e.deleted&&!e.ready&&e.phase!==`Succeeded`&&e.phase!==`Failed`}const Ue=/atomic being set: (?:context deadline exceeded|timed out waiting for the condition)|Timed out waiting for the resource/,We=/release (?<release>[\w.-]{1,53}) failed, and has been uninstalled due to atomic being set/,Ge=/Last resource not ready was (?<namespace>[a-z0-9-]{1,63})\/(?<name>[a-z0-9.-]{1,253})/,Ke=/atomic being set: (?!context deadline exceeded|timed out waiting for the condition)/,qe={class:`helm-timeout-unknown`,permanence:`symptom`,literals:[],match(e,t){if(t.kind!==`arm-error`)return;let n=e.map(e=>e.text).join(` `);if(!Ue.test(n)||Ke.test(n))return;let{release:r}=We.exec(n)?.groups??{},{namespace:i,name:a}=Ge.exec(n)?.groups??{};return{key:`timeout`,fields:{code:{value:t.data.code,origin:`text`},...r?{release:{value:r,origin:`text`}}:{},...i?{namespace:{value:i,origin:`text`}}:{},...a?{name:{value:a,origin:`text`}}:{}}}},conclude(e,t,n){if(n.some(e=>e.blocking||e.implicated))return;let{fields:r}=e.match;return{key:`helm-timeout-unknown`,class:`helm-timeout-unknown`,certainty:`possible`,permanence:`symptom`,blocking:!0,implicated:!0,conclusive:!1,title:`Helm's wait ended and the release was rolled back; the cause was not seen`,cause:[`Helm's atomic install ran out of time and uninstalled the release${r.name?`; the last resource not ready was ${r.namespace?.value}/${r.name.value}`:``}.`,...Je(t),...Ye(t)],fields:r,remedy:{steps:Xe(t)},witnesses:e.witnesses,seen:e.seen,starts:0}}};function Je(e){let t=e.pods();if(t.length===0)return e.isRead(`pods in ${N(e)}`)?[`Seen: no pod ever appeared in ${N(e)}.`]:[];let n=t.filter(e=>M({...e.data,deleted:!1})),r=n.slice(0,10).map(t=>{let n=t.data.containers.find(e=>e.reason!==``&&e.reason!==`Completed`),r=n?`${n.name}: ${n.reason}`:t.data.phase;return`${w(t.object,e)} (${r}, ${P(Math.max(0,...t.data.containers.map(e=>e.restarts)),`restart`)})`});return[`Seen: ${P(t.length,`pod`)}, of which ${n.length} not Ready when last seen${r.length>0?`: ${r.join(`, `)}`:``}. None of their log lines or events is a cause that is known.`]}function Ye(e){let t=e.gaps().map(e=>`Not seen: ${e.data.what}. ${e.text}${e.data.remedy?` ${e.data.remedy}`:``}`);return[...new Set(t)].slice(0,10)}function Xe(e){return[{who:`you`,text:e.wasListed(`pods in ${N(e)}`)?`Read the pods, events and log ends in the summary: they are all that was there to be seen before the rollback.`:`Let the action see the cluster (the lines "Not seen" say how), and run the step again: the cause is in pod logs that the rollback deletes.`,link:`https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/extensions/cluster-extension-deployment-errors`}]}function N(e){return e.extension()?.releaseNamespace||e.run()?.data.inputs[`release-namespace`]||``}function P(e,t){return`${e} ${t}${e===1?``:`s`}`}const Ze=/User "(?<user>[^"]{1,512})" cannot (?<verb>[a-z]{1,32}) (?:resource|path) "(?<resource>[^"]{1,256})"(?: in API group "(?<group>[^"]{0,253})")?(?: in the namespace "(?<namespace>[^"]{1,63})")?/,Qe=/\b[a-z0-9.]{1,253} "(?<name>[^"]{1,253})" is forbidden: User "/,F=e=>({value:e,origin:`text`}),$e={class:`rbac-forbidden`,permanence:`grace`,literals:[`is forbidden: User `],match(e){for(let{text:t}of e){let{user:e,verb:n,resource:r,group:i,namespace:a}=Ze.exec(t)?.groups??{};if(!e||!n||!r||t.includes(`(automatic-authz)`))continue;let{name:o}=Qe.exec(t)?.groups??{},s=i?`${r}.${i}`:r,[,,,c]=e.startsWith(`system:serviceaccount:`)?e.split(`:`):[];return{key:[e,n,s,a??``].join(` `),fields:{user:F(e),verb:F(n),resource:F(s),...o?{name:F(o)}:{},...a?{namespace:F(a)}:{},...c?{serviceAccount:F(e)}:{}}}}},conclude(e,t){let{fields:n}=e.match,{blocking:r,implicated:i,starts:a,at:o}=fe(e,t),s=n.user?.value??``,c=`${n.verb?.value} ${n.resource?.value}`,l=n.namespace?` in namespace ${n.namespace.value}`:``;return{key:`rbac-forbidden ${e.match.key}`,class:`rbac-forbidden`,certainty:`likely`,permanence:`grace`,blocking:r,implicated:i,conclusive:!1,title:`RBAC refuses ${w(o,t)||s}: it may not ${c}${l}`,cause:[`who   ${s}`,`what  ${c}${n.name?` ${n.name.value}`:``}${l}`,`Kubernetes RBAC refused this, no admission policy did. In a healthy install the same line is seen for seconds, until the role binding is there.`],fields:{...n,...o?.container?{container:{value:o.container,origin:`pod`}}:{}},remedy:{steps:et(s,n.verb?.value??``,n.resource?.value??``,n.namespace?.value)},witnesses:e.witnesses,seen:e.seen,starts:a}}};function et(e,t,n,r){return[{who:`cluster-admin`,text:`Look which role should give ${e} this right, and whether its binding is there; the extension's chart brings both, so a missing one points to a change made after the install.`,...T`kubectl get rolebindings,clusterrolebindings -A -o wide | grep ${e.split(`:`).at(-1)??``}`,link:`https://kubernetes.io/docs/reference/access-authn-authz/rbac/`},{who:`cluster-admin`,text:`Ask the API server (refused for protected identities on clusters with managed system node pools).`,...r?T`kubectl auth can-i ${t} ${n} -n ${r} --as=${e}`:T`kubectl auth can-i ${t} ${n} --as=${e}`}]}function tt(e){let t=[];return nt(e,4,t),t}function nt(e,t,n){if(n.length>=200)return;let r=t>0?rt(e):void 0;if(r===void 0){n.push({text:I(at(e)),whole:!/\\["']/.test(e)&&!e.includes(`="`)});return}let[i,a]=r;i.trim()!==``&&n.push({text:I(i),whole:!0});for(let e of it(a,20))nt(e,t-1,n)}function rt(e){let t=e.indexOf(`{`);if(!(t<0||!e.trimEnd().endsWith(`}`)))try{return[e.slice(0,t),JSON.parse(e.slice(t))]}catch{return}}function*it(e,t){if(typeof e==`string`)yield e;else if(typeof e==`object`&&e&&t>0)for(let n of Object.values(e))yield*it(n,t-1)}function at(e){return e.includes(`\\`)?e.replace(/\\{1,8}u([0-9a-fA-F]{4})/g,(e,t)=>String.fromCharCode(Number.parseInt(t,16))).replace(/\\{1,8}(["'/])/g,`$1`).replace(/\\{1,8}[nrt]/g,` `):e}function I(e){return e.replace(/\s+/g,` `).trim()}const ot=[Me,$e,qe];ot.flatMap(e=>e.literals);var st=class{rule;match;first;witnesses=[];starts=/* @__PURE__ */ new Map;seen=0;#e=/* @__PURE__ */ new Map;concludedAt=``;finding;constructor(e,t,n){this.rule=e,this.match=t,this.first=n}#t({object:e,data:t}){let n=`${e?.kind}/${e?.namespace}/${e?.name}/${t.reason}`,r=this.#e.get(n)??0;return this.#e.set(n,Math.max(r,t.count)),t.old?0:Math.max(1,t.count-r)}add(e){this.seen+=e.kind===`event`?this.#t(e):1;let{time:t,object:n,text:r}=e;if(this.witnesses.length<5&&this.witnesses.push(n===void 0?{time:t,text:r}:{time:t,object:n,text:r}),e.kind!==`pod-log`||n===void 0)return;let{podUid:i}=e.data,a=`${i}/${n.container}`,o=this.starts.get(a)??{object:n,podUid:i,ids:/* @__PURE__ */ new Set};o.ids.add(e.data.containerId),this.starts.set(a,o)}},ct=class{#e;#t=/* @__PURE__ */ new Map;constructor(e){this.#e=e}ignored=0;#n=/* @__PURE__ */ new Map;#r({object:e}){let t=`${e?.kind}/${e?.namespace}/${e?.name}/${e?.container}`,n=this.#n.get(t)??0;this.#n.set(t,n+1);let r=n>=20||this.#t.size>=1e3;return r&&this.ignored++,r}observe(e){if(e.kind!==`pod-log`&&e.kind!==`event`&&e.kind!==`arm-error`)return this.#t.size>0&&e.kind!==`tick`&&e.kind!==`run`;let t=tt(e.text);for(let n of ot){let r=n.match(t,e);if(r===void 0)continue;let i=`${n.class} ${r.key}`,a=this.#t.get(i);if(a===void 0){if(this.#r(e))return!1;a=new st(n,r,e),this.#t.set(i,a)}return a.add(e),!0}return!1}async findings(){let e=[],t=[];for(let n of this.#t.values())n.rule.permanence===`symptom`?t.push(n):e.push(...await this.#i(n));let n=[...e];for(let r of t)n.push(...lt(await r.rule.conclude(r,this.#e,e)));return n.sort((e,t)=>ut(e)-ut(t))}async#i(e){let{admissionVersion:t,podVersion:n}=this.#e,r=`${t} ${n} ${e.seen} ${this.#e.extension()?.provisioningState}`;return e.concludedAt!==r&&(e.concludedAt=r,e.finding=await e.rule.conclude(e,this.#e,[])),lt(e.finding)}};function lt(e){return e===void 0?[]:[e]}function ut(e){let t={proven:0,likely:1,possible:2}[e.certainty];return(e.conclusive?0:100)+(e.blocking?0:10)+t}function L(e){let t=[];for(let n=e;n!=null&&t.length<4;){let e=n instanceof Error?n.message||n.name:String(n);e&&!t.some(t=>t.includes(e))&&t.push(e),n=n instanceof Error?n.cause:void 0}let[n=`unknown error`,...r]=t;return(r.length>0?`${n} (${r.join(`; `)})`:n).slice(0,16384)}async function*dt(e){let n=(0,node_readline__WEBPACK_IMPORTED_MODULE_6__.createInterface)({input:(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(e),crlfDelay:1/0});for await(let e of n){let t=ft(e);if(typeof t.journal==`number`&&t.journal>1)throw Error(`the journal is of version ${t.journal}; this action reads up to 1`);typeof t.kind==`string`&&(yield t)}}function ft(e){try{let t=JSON.parse(e);return typeof t==`object`&&t?t:{}}catch{return{}}}const pt=[[/(?<![\w-])eyJ[\w-]{8,4096}\.eyJ[\w-]{4,8192}\.[\w-]{0,4096}/g,`***`],[/\b(bearer|basic)(\s{1,8})[\w.~+/=-]{8,}/gi,`$1$2***`],[/\b(AccountKey|SharedAccessKey|SharedAccessSignature|AccessKey|Password|Passwd|Pwd|Client_?Secret)(\\{0,4}"?\s{0,4}[=:]\s{0,4}\\{0,4}["']?)[^;"'\s\\,}]{4,}/gi,`$1$2***`],[/([?&](?:sig|sas|code|access_token|client_secret)=)[\w%+/=.~-]{8,}/gi,`$1***`],[/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,`***`],[/(:\/\/[^/\s:@"']{1,256}:)[^/\s@"']{1,256}@/g,`$1***@`]],mt=1500;var ht=class{#e=/* @__PURE__ */ new Set;#t=[];#n=[];register(e){for(let t of new Set([e,...e.split(/\r\n|\r|\n/)].map(e=>e.trim())))if(!(t.length<4))for(let e of[t,...vt(t)])this.#e.add(e);let t=[...this.#e].sort((e,t)=>t.length-e.length);this.#t=t.filter(e=>e.length>500),this.#n=gt(t.slice(this.#t.length))}text(e){let t=_t(e),n=t!==e&&this.#r(t)!==t?this.#r(t):this.#r(e);for(let[e,t]of pt)n=n.replace(e,t);return n}deep(e){return this.#i(e,100,e=>this.text(e))}fact(e){switch(e.kind){case`pod-log`:return{...e,text:this.text(e.text)};case`gap`:{let t=this.text(e.text);return{...e,text:t.length>mt?`${t.slice(0,mt)} …`:t}}case`event`:return{...e,text:this.text(e.text),data:{...e.data,reason:this.text(e.data.reason)}};case`extension`:{let{version:t,provisioningState:n}=e.data,r={...e.data,version:this.text(t),provisioningState:this.text(n)};return{...e,text:this.text(e.text),data:r}}case`arm-error`:{let{code:t,details:n}=e.data,r={...e.data,code:this.text(t),details:n.map(e=>this.text(e))};return{...e,text:this.text(e.text),data:r}}case`pod-status`:{let t=e.data.containers.map(e=>({...e,message:this.text(e.message),reason:this.text(e.reason)}));return{...e,data:{...e.data,containers:t}}}case`policy`:case`binding`:case`param`:{let t=this.#i(e.data.body,100,e=>this.#r(e)),n=t!==e.data.body;return{...e,data:{...e.data,body:t,...n?{altered:n}:{}}}}default:return e}}#r(e){let t=e;for(let e of this.#t)t.includes(e)&&(t=t.replaceAll(e,`***`));for(let e of this.#n)t=t.replace(e,`***`);return t}#i(e,t,n){if(t===0)throw RangeError(`an object is nested over 100 deep`);if(typeof e==`string`)return n(e);if(typeof e!=`object`||!e)return e;if(Array.isArray(e)){let r=e.map(e=>this.#i(e,t-1,n));return r.every((t,n)=>t===e[n])?e:r}let r=Object.entries(e),i=r.map(([e,r])=>[e,this.#i(r,t-1,n)]);return i.every(([,e],t)=>e===r[t]?.[1])?e:Object.fromEntries(i)}};function gt(e){let t=[],n=[],r=0,i=()=>{n.length>0&&t.push(new RegExp(n.join(`|`),`g`)),n=[],r=0};for(let t of e){let e=t.replace(/[.*+?^${}()|[\]\\]/g,`\\$&`);r+e.length>8e3&&i(),n.push(e),r+=e.length}return i(),t}function _t(e){return (0,node_util__WEBPACK_IMPORTED_MODULE_5__.stripVTControlCharacters)(e).replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,``)}function vt(e){let t=JSON.stringify(e).slice(1,-1),n=[t,t.replace(/[&<>]/g,e=>`\\u00${e.charCodeAt(0).toString(16)}`),t.replaceAll(`/`,`\\/`),...yt(t)],r=n.map(e=>JSON.stringify(e).slice(1,-1)),i=Buffer.from(e),a=[encodeURIComponent(e.toWellFormed()),new URLSearchParams([[``,e]]).toString().slice(1)],o=a.map(e=>e.replace(/%[0-9A-F]{2}/g,e=>e.toLowerCase())),s=[i.toString(`hex`),i.toString(`hex`).toUpperCase()];return[...n,...r,e.replace(/\s+/g,` `),...a,...o,...s,...bt(e),...xt(e),...xt(i.toString(`base64`))].filter(e=>e.length>=4)}function yt(e){let t=e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`,n=e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`).toUpperCase()}`,r=e.replaceAll(`\\"`,`"`);return[e.replace(/[\u007f-\uffff]/g,t),e.replace(/[\u007f-\uffff]/g,n),r.replace(/[\u007f-\uffff"&'+<>`]/g,n),r.replace(/[\u007f-\uffff"&'+<>`]/g,t)]}function bt(e){let t=e.replaceAll(`&`,`&amp;`).replaceAll(`<`,`&lt;`).replaceAll(`>`,`&gt;`);return[t,t.replaceAll(`"`,`&quot;`).replaceAll(`'`,`&#39;`),t.replaceAll(`"`,`&#34;`).replaceAll(`'`,`&#39;`),t.replaceAll(`"`,`&quot;`).replaceAll(`'`,`&#x27;`)]}function xt(e){let t=Buffer.from(e),n=[t.toString(`base64`),t.toString(`base64url`)];if(t.length<8)return n;let r=[0,1,2].flatMap(e=>{let n=Buffer.concat([Buffer.alloc(e),t]).toString(`base64`).replace(/=+$/,``),r=Math.ceil(e*8/6),i=Math.floor((e+t.length)*8/6),a=n.slice(r,i);return[a,a.replaceAll(`+`,`-`).replaceAll(`/`,`_`)]});return[...n,...r]}function R(e,t=4e3){let n=String(e),r=n.length>t*2?n.slice(0,t*2):n,i=(0,node_util__WEBPACK_IMPORTED_MODULE_5__.stripVTControlCharacters)(r).replace(/[\r\n\u2028\u2029\u0085\t\v\f]+/g,` `).replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,``).toWellFormed();return i.length>t?`${i.slice(0,t)} … (${n.length-t} more characters)`:i}function z(e,t){let n=t(e),r=R(n,1e6);return r===n?n:t(r)}function St(e){return R(e).replaceAll(`##[`,`#​#[`).replace(/^(\s*):(?=:)/,`$1:​`)}function B(e){return R(e).replaceAll(`##[`,`#​#[`)}function V(e){let t=R(e).trim();if(t===``)return``;let n=Math.max(0,...[...t.matchAll(/`+/g)].map(e=>e[0].length)),r="`".repeat(n+1),i=t.startsWith("`")||t.endsWith("`")?` `:``;return`${r}${i}${t}${i}${r}`}function H(e){return V(e).replaceAll(`|`,`\\|`)}function U(e,t=`text`){let n=e.map(e=>R(e)),r=Math.max(2,...n.flatMap(e=>[...e.matchAll(/`+/g)].map(e=>e[0].length))),i="`".repeat(r+1);return[`${i}${t}`,...n,i].join(`
`)}function Ct(e){return R(e,80).replace(/[^\p{L}\p{N} ._/-]+/gu,` `).replace(/\s+/g,` `).trim()}function wt(e){return e.split(/\r\n|\r|\n/).map(e=>R(e,65536)).join(`
`)}function W(e){return e!==`installed`&&e!==`updated`&&e!==`unchanged`}function Tt(e,t){let n=e.store.wroteAt()??e.store.installBegan();if(!e.operationRunning||n===void 0)return``;let r=Math.max(1,Math.ceil((3e5-(Date.parse(e.endedAt)-Date.parse(n)))/6e4));return e.store.extension()?.provisioningState===`Deleting`?`The deletion goes on in Azure; a rerun of this step waits for it.`:`The operation goes on in Azure for up to about ${r} more minute${r===1?``:`s`} (Helm's wait), ${t?`then it is rolled back`:`then it is either done or rolled back`}. Until it has ended, do not delete the extension or begin another write; a rerun of this step waits for it.`}function G({outcome:e,findings:t}){if(W(e))return t.find(e=>e.blocking)??t.find(e=>e.implicated)}function Et(e){return e.pods().filter(e=>M(e.data)).map(e=>e.object?.name??``)}function K(e){let{change:t,provisioningState:n}=e.extension()??{};return t===`update`||t===``&&n===`Updating`}function Dt(e,t){return K(t)?`The update of ${e} will be rolled back`:`${e} will be rolled back`}function Ot(e){let t=e.extensionBefore()?.version??``,n=e.extension()?.version??``;return t===``||n===``||t===n?t||n:`${t} to ${n}`}function q(e){let{extensionName:t,outcome:n,store:r}=e,i=G(e),a=r.armErrors().at(-1)?.data.code,o=i?`: ${i.title}`:n===`failed`&&a?`: ${a}`:``,s=r.extension(),c=s?.provisioningState===`Succeeded`&&!e.operationRunning,l=K(r)?`update`:`install`;switch(n){case`installed`:return`${t} is installed`;case`updated`:return`${t} is updated${Ot(r)?` (${Ot(r)})`:``}`;case`unchanged`:return`${t} was installed already and is left as it is`;case`stopped-early`:return`${Dt(t,r)}${o}`;case`timed-out`:return s===void 0?`${t} did not appear before the step's timeout passed`:c?`${t} is installed, but not all its pods are Ready when the step's timeout passes${o}`:`${t}: the step's timeout passed before the ${l} ended${o}`;case`cancelled`:return`${t}: the step was cancelled before ${c?`its pods were Ready`:`the ${l} ended`}${o}`;case`failed`:return kt(e,c,o)}}function kt({extensionName:e,error:t,store:n},r,i){let a=n.armErrors().length>0&&n.wroteAt()===void 0;if(t!==void 0)return`${e} ${r&&a?`is installed, but was not changed`:`was not installed`}: ${t.likely.split(`
`)[0]?.replace(/\.$/,``)??``}`;if(K(n)&&!r){let t=n.extensionBefore()?.version;return`${e} was not updated${t?` and may still run ${t}`:``}${i}`}return r?`${e} is installed, but not healthy${i}`:`${e} was not installed${i}`}function At({store:e}){if(e.extension()!==void 0)return[];let t=[`the managed cluster`,`the extension in Azure`,`other extensions of the cluster`],n=e.gaps().filter(({data:e})=>t.includes(e.what));return[...new Set(n.map(({data:e,text:t})=>`Not seen: ${e.what}: ${t}`))].slice(-3)}function J({store:e}){let t=e.armErrors().at(-1);return t===void 0?[]:[`Azure, ${t.data.during}: ${t.data.code}: ${t.text}`,...t.data.details.slice(0,10)]}function Y(e){let t=e.policyCheck;if(t===void 0||t.verdict===`admitted`)return[];let[n,...r]=t.exemptions;return t.verdict===`not-read`&&t.group!==``?[`exempt the group ${t.group}. Not checked: ${t.reason}.`]:n===void 0?[`No exemption is suggested: ${t.reason}.`]:[`${jt(n)}${r.length>0?`; narrower: ${r.map(jt).join(`; `)}`:``}.`,Mt(n,t),...t.alsoRefusedBy.length>0?[`It is not enough by itself: ${t.alsoRefusedBy.join(`, `)} refuses the same request.`]:[]]}function jt({kind:e,exempts:t,place:n,added:r}){return e===`group`?`exempt the group ${t} in ${r?`a new `:``}${n}`:`only ${t}, by ${r?`a new `:``}${n}`}function Mt(e,{verdict:t,reason:n,readAt:r}){let i=`${r.slice(11,19)} UTC`;return e.before===`denied`&&e.after===`admitted`?`Evaluated here against the policy as read at ${i}: denied now, admitted after.`:t===`not-read`?`Not checked: ${n}.`:`Evaluated here against the policy as read at ${i}: ${e.before} now, ${e.after} after (${n}). Check it before use.`}function Nt(e){return`${e.who===`cluster-admin`?`For a cluster admin: `:``}${e.text}`}const Pt=4e3;function Ft(e,t,n,r){let[i,...a]=e.remedy.steps,o=[i,...a.slice(0,1)].filter(e=>e!==void 0);return{level:t,title:n,message:[...e.cause,...o.map((e,t)=>`${t===0?`Do    `:`      `}${Nt(e)}${e.command?`  ${e.command}`:``}`),...Y(e).map((e,t)=>`${t===0?`Fix   `:`      `}${e}`),...r].join(`
`)}}function It(e,t,n=/* @__PURE__ */ new Set){if(!W(e.outcome))return[];let r=q(e);if(e.error!==void 0){let{doing:t,likely:n,next:i}=e.error;return[{level:`error`,title:r,message:[t,n,i].filter(Boolean).join(`
`)}]}let i=G(e),a=e.findings.filter(e=>e!==i&&!t.has(e.key)&&!n.has(e.key)&&(e.blocking||e.implicated)).map(e=>Ft(e,`warning`,Bt(e),[]));if(t.size>0)return a;let o=[...e.notes,...Lt(e),...Rt(e,i?.conclusive===!0)],s=e.outcome===`cancelled`&&i?.blocking!==!0?`warning`:`error`;return i===void 0?[{level:s,title:r,message:[...J(e),...At(e),...o].join(`
`)||r},...a]:[Ft(i,s,r,o),...a]}function Lt(e){let t=Et(e.store);return t.length===0||e.outcome===`failed`?[]:[`Not Ready: ${t.slice(0,5).join(`, `)}${t.length>5?` and ${t.length-5} more`:``}.`]}function Rt(e,t){if(e.store.installBegan()===void 0)return[];let n=e.store.pods(),r=n.filter(e=>!e.data.deleted),i=r.length>0?r:n,a=i.filter(e=>e.data.ready||e.data.phase===`Succeeded`).length,o=i.length===0?`no pod was seen`:`of ${i.length} pod${i.length===1?``:`s`} ${a} ${a===1?`was`:`were`} ready${r.length>0?``:` when last seen`}`;return[`${zt(e)}; ${o}.`,Tt(e,t)].filter(Boolean)}function zt({store:e,endedAt:t}){let{provisioningState:n,change:r=``}=e.extension()??{};if(n===`Writing`)return`A write was sent, and whether it reached Azure is not known`;if(n===`Deleting`&&r!==``)return`This step was deleting the Failed extension`;let i=e.wroteAt();return i===void 0?e.run()?.data.inputs.mode===`watch`?`This step only watches`:`Nothing was written`:`Seen ${Math.round((Date.parse(t)-Date.parse(i))/1e3)} s after the install began`}function Bt(e){return e.title.charAt(0).toUpperCase()+e.title.slice(1)}var Vt=class{#e;#t;#n;#r={error:0,warning:0,notice:0};constructor(e,t){this.#e=e,this.#t=t}async emit(e){if(e.length===0)return 0;this.#n??=this.#t();let t=await this.#n,n=0;for(let{level:r,title:i,message:a}of e){if(this.#r[r]>=9){n++;continue}this.#r[r]++;let e=this.#e(a).split(`
`).map(e=>B(z(e,this.#e))).join(`
`),o={title:B(z(i,this.#e)).slice(0,250),...t?{file:t.file,startLine:t.line}:{}},s=e.length>Pt?`${e.slice(0,Pt)} … (the summary has the rest)`:e;({error:se,warning:ce,notice:le})[r](s,o)}return n>0&&le(`${n} more findings are in the summary`),n}};function Ht(e,t=Date.now){let n=t(),r=t=>{process.stdout.write(`${St(z(t,e))}\n`)};return{line:r,progress:e=>r(`[${Ut(t()-n)}] ${e}`),group(t,n){ue(St(z(t,e)));for(let e of n)r(`  ${e}`);de()},podLine:(e,t,n)=>r(`  ${e} › ${t} │ ${n}`)}}function Ut(e){let t=Math.floor(e/1e3);return t<60?`${t} s`.padStart(8):`${Math.floor(t/60)} m ${String(t%60).padStart(2,`0`)} s`.padStart(8)}function Wt(e,t,n,r){let a=(t,n)=>{let r=(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(e,t);return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(r,n,{mode:384}),r},o=``,c=/* @__PURE__ */ new Set;for(let{policyCheck:e,fields:n,blocking:r}of t)for(let t of e?.exemptions??[]){let e=`${Kt(n.policy?.value??`policy`)}.${t.kind===`group`?`exempt-group`:`carve-out`}`,i=c.has(e)?`${e}.${c.size}`:e;c.add(i);let s=a(`${i}.yaml`,t.patched);a(`${i}.diff`,t.diff),r&&(o||=s)}return{findings:a(`findings.json`,`${JSON.stringify(t.map(Gt),void 0,2)}\n`),report:a(`report.md`,r(wt(n))),patch:o}}function Gt({fields:e,...t}){let n=Object.entries(e);return{...t,fields:Object.fromEntries(n.map(([e,t])=>[e,t.value])),origins:Object.fromEntries(n.map(([e,t])=>[e,t.origin]))}}function Kt(e){return e.replace(/[^A-Za-z0-9._-]+/g,`-`).slice(0,100)}async function qt(e,t){try{await ae.addRaw(e,!0).write()}catch(e){t.line(`The job summary could not be written: ${L(e)}`)}}function X(e){return R(e).trim().split(/(\s+)/).map(e=>/^[\p{L}\p{N}.,;:()"'’/%–-]*$/u.test(e)&&!Jt.test(e)||/^\s*$/.test(e)?e:V(e)).join(``)}const Jt=/^\d+[.)]$|^-+$|:\/\/|www\.|\bGH-\d|\b[A-Z][A-Z0-9]*-\d+\b|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b|:\w+:/i;function Z(e,t){return[`<details>`,`<summary>${Yt(e)}</summary>`,``,t.join(`

`),``,`</details>`].join(`
`)}function Yt(e){return Xt(e).replaceAll(`&`,`&amp;`).replaceAll(`<`,`&lt;`).replaceAll(`>`,`&gt;`)}function Xt(e){return e.replace(/[\r\n]+/g,` `).replace(/([@#])(?=\w)/g,`$1​`).replaceAll(`://`,`:​//`).slice(0,300)}function Zt({doing:e,likely:t,next:n}){let[,...r]=t.split(`
`);return[e,...r].filter(e=>e.trim()!==``).map(X).concat(`**What to do**`,...Qt(n))}function Qt(e){let t=[],n=[],r=()=>{for(;n.at(-1)?.trim()===``;)n.pop();n.length>0&&t.push(U(n)),n=[]};for(let i of e.split(`
`)){if(/^ {4}/.test(i)||n.length>0&&i.trim()===``){n.push(i.slice(4));continue}r();let[,e=``,a]=/^(.*?:) (az .+)$/.exec(i)??[``,i];e.trim()!==``&&t.push(X(e)),a!==void 0&&t.push(U([a],`sh`))}return r(),t}const $t=`https://github.com/Azure/AKS/issues/new`;function en(e,t){if(!e.remedy.steps.some(e=>e.who===`aks`))return;let n=an(t),r=n(`${tn(t)}: ${e.title}`).slice(0,200),i=[[`### Environment`,``,...nn(t),``].join(`
`),Q(`What happens`,e.cause)],a=(e.policyCheck?.exemptions[0]?.diff??``).split(`
`).filter(e=>!/^=+$/.test(e)),o=[Q(`Exact texts`,[...e.witnesses.slice(0,3).map(e=>e.text),...J(t)].map(rn)),Q(`Groups that the policy exempts`,e.policyCheck?.exemptGroups??[]),Q(`Suggested exemption`,Y(e)),Q(`Patch`,a,`diff`)];for(let e=o.length;e>=0;e--){let t=[...i,...o.slice(0,e)].filter(Boolean),a=o.slice(e).filter(Boolean).length,s=a>0?[``,`${a} more parts are in the job summary.`]:[],c=n([...t,...s].join(`
`)),l=`${$t}?${new URLSearchParams({title:r,body:c})}`;if(l.length<=7500)return l}return`${$t}?${new URLSearchParams({title:r})}`}function tn({store:e}){let t=e.extension();return[t?.type??`extension`,t?.version??``].filter(Boolean).join(` `)}function nn(e){let{store:t}=e,n=t.cluster(),r=t.extension();return[`- SKU and tier: ${n?.sku??`not seen`}, ${n?.tier??``}`,`- managed system node pools: ${String(n?.managedSystemNodePools??`not seen`)}`,`- Kubernetes version: ${n?.kubernetesVersion??`not seen`}`,`- region: ${n?.location??`not seen`}`,`- cluster created: ${n?.createdAt||`not seen`}`,`- extension: ${tn(e)}, train ${r?.releaseTrain||`not seen`}, namespace ${r?.releaseNamespace||`not seen`}`,`- run: ${e.startedAt}`]}function Q(e,t,n=`text`){let r=t.filter(e=>e.trim()!==``);return r.length===0?``:[`### ${e}`,``,U(r,n),``].join(`
`)}function rn(e){return e.length>700?`${e.slice(0,700)} …`:e}function an({store:e}){let t=e.run()?.data.inputs??{},n=[[`cluster-name`,`<cluster>`],[`resource-group`,`<group>`]].flatMap(([e,n])=>{let r=t[e]??``;return r===``?[]:[[RegExp(`(?<![\\w-])${RegExp.escape(r)}(?![\\w-])`,`gi`),n]]}),r=[[/\bMC_[\w.()-]+/g,`<node resource group>`],[/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi,`<id>`],[/[\w.-]+\.azmk8s\.io/gi,`<api server>`],[/[\w.+-]+@[\w-]+\.[\w.-]+/g,`<address>`],[/\b\d{1,3}(\.\d{1,3}){3}\b/g,`<ip>`]];return e=>[...r,...n].reduce((e,[t,n])=>e.replace(t,n),e)}function on(e,t){let{remedy:n,policyCheck:r}=e,i=e.title.charAt(0).toUpperCase()+e.title.slice(1),a=n.steps.some(e=>e.who===`aks`);return[`### ${X(i)}`,sn(e),`**What to do**\n\n${n.steps.map(cn).join(`
`)}`,ln(e,a),un(e,t),r?.exemptGroups.length?`Groups that the policy exempts, as read at ${V(r.readAt)}${r.generation?` (generation ${V(r.generation)})`:``}: ${r.exemptGroups.slice(0,100).map(V).join(`, `)}`:``,Z(`Evidence: ${e.certainty}, seen ${e.seen===1?`once`:`${e.seen} times`}`,[dn(e),U(e.witnesses.flatMap(e=>fn(e,t)))])].filter(Boolean).join(`

`)}function sn(e){return e.cause.map(e=>{let[,t,n]=/^ *(who|what|why) {2,}(.*)$/.exec(e)??[];return t===void 0?`\n${X(e)}\n`:`- ${t}: ${V(n??``)}`}).join(`
`).replace(/\n{3,}/g,`

`).trim()}function cn(e){let t=e.command?`\n\n   ${U([e.command],`sh`).replaceAll(`
`,`
   `)}\n`:``,n=e.link?` ([more](${e.link}))`:``;return`1. ${X(Nt(e))}${n}${t}`}function ln(e,t){let n=Y(e);if(n.length===0)return``;let r=(e.policyCheck?.exemptions??[]).map(e=>{let n=e.kind===`group`?`the group ${e.exempts}`:`only ${e.exempts}`,r=e.diff.trimEnd().split(`
`).filter(e=>!/^=+$/.test(e));return t||e.kind!==`group`?Z(`The patch: exempt ${n}`,[U(r,`diff`)]):`The patch, for ${V(n)}:\n\n${U(r,`diff`)}`});return[`**Suggested exemption:** ${n.map(X).join(` `)}`,...r].join(`

`)}function un(e,t){let n=en(e,t);return n===void 0?``:`**Report it:** [open a prefilled issue with AKS](${n}). Names and ids of yours are left out; look it over before you send it.`}function dn(e){return[`| field | value | read from |`,`|---|---|---|`,...Object.entries(e.fields).map(([e,t])=>`| ${e} | ${H(t.value)} | ${t.origin} |`)].join(`
`)}function fn(e,t){let{object:n}=e,r=n?`${n.name}${n.container?` › ${n.container}`:``}`:`Azure`;return[`${$(e.time,t)}  ${r}`,`  ${e.text}`]}function $(e,t){return`+${Math.max(0,Math.round((Date.parse(e)-Date.parse(t.startedAt))/1e3))} s`}function pn(e){let t=[mn(e),...W(e.outcome)?e.findings.slice(0,10).map(t=>on(t,e)):[hn(e)],e.findings.length>10?`${e.findings.length-10} more findings are in the findings file.`:``,gn(e),_n(e),vn(e),yn(e),bn(e),xn(e),wn(e)].filter(Boolean),n=``,r=0;for(let e of t)Buffer.byteLength(n)+Buffer.byteLength(e)>921600?r++:n+=`${e}\n\n`;return r===0?n:`${n}${r} parts were left out: a job summary holds 1 MiB. The report file has the findings.\n`}function mn(e){let t=W(e.outcome)?`❌`:`✅`,{error:n}=e;return[`## ${t} ${X(q(e))}`,...n?Zt(n):[],...e.notes.map(X),Tt(e,G(e)?.conclusive===!0)].filter(Boolean).join(`

`)}function hn(e){let t=e.findings.slice(0,20).map(e=>`- ${X(e.title)}, ${e.seen===1?`once`:`${e.seen} times`}; it comes up all the same.`);return t.length===0?``:Z(`Noted on the way`,[t.join(`
`)])}function gn(e){let t=J(e);if(t.length===0)return``;let n=e.error!==void 0||e.findings.some(e=>e.blocking),r=U(t);return n?Z(`Azure's own words`,[r]):`### Azure's own words\n\n${r}`}function _n(e){let t=new Map(e.store.gaps().map(e=>[`${e.data.what} ${e.text}`,e]));return t.size===0?``:[`### Not seen`,[...t.values()].slice(0,30).map(({data:e,text:t})=>`- ${X(e.what)}: ${V(t)}${e.remedy?` ${X(e.remedy)}`:``}`).join(`
`),t.size>30?`and ${t.size-30} more`:``].filter(Boolean).join(`

`)}function vn(e){let{moments:t}=e.timeline;return t.length===0?``:[`### Timeline`,["```mermaid",`timeline`,...t.map(t=>`  ${Ct($(t.time,e))} : ${Ct(t.text)}`),"```"].join(`
`)].join(`

`)}function yn(e){let t=e.store.pods();return t.length===0?``:[`### Pods, as last seen`,[`| pod | container | pod is | container is | restarts |`,`|---|---|---|---|---|`,...t.slice(0,100).flatMap(({object:e,data:t})=>t.containers.map(n=>{let r=n.reason||(n.last?`last ended ${n.last.exitCode}`:``),i=t.deleted?`removed`:t.ready?`Ready`:`not Ready`;return`| ${H(e?.name??``)} | ${H(n.name)} | ${i} | ${n.state}${r?`, ${H(r)}`:``} | ${n.restarts} |`}))].join(`
`),t.length>100?`and ${t.length-100} more pods`:``].filter(Boolean).join(`

`)}function bn(e){if(!W(e.outcome)||e.timeline.warnings.length===0)return``;let t=e.timeline.warnings.map(({object:e,text:t,data:n})=>`${n.reason} ${e?.kind}/${e?.name}${n.count>1?` (${n.count} times)`:``}: ${t}`);return Z(`Warning events: ${t.length}`,[U(t)])}function xn(e){return W(e.outcome)?Cn(e).map(({title:e,lines:t})=>Z(`Log: ${e}`,[U(t)])).join(`

`):``}const Sn=/^(ContainerCreating|PodInitializing|)$/;function Cn(e){let t=e.store.pods().flatMap(({object:e,data:t})=>t.containers.map(t=>({object:e,container:t}))).filter(({container:e})=>!e.ready||e.restarts>0),n=t.filter(({container:e})=>e.restarts>0||e.exitCode||e.last?.exitCode||!Sn.test(e.reason));return(n.length>0?n:t).flatMap(({object:t,container:n})=>{let r=e.timeline.logOf(t?.namespace??``,t?.name??``,n.name);return r.length===0?[]:[{title:`${t?.name} › ${n.name}`,lines:r.map(e=>e.text)}]})}function wn(e){let t=e.store.cluster(),n=e.store.extension();return[`### Environment`,[`| | |`,`|---|---|`,...[[`cluster SKU and tier`,t?`${t.sku}, ${t.tier}`:``],[`managed system node pools`,t?String(t.managedSystemNodePools):``],[`Kubernetes version`,t?.kubernetesVersion??``],[`region`,t?.location??``],[`cluster created`,t?.createdAt??``],[`extension`,n?`${n.name} (${n.type})`:``],[`extension version`,n?.version??``],[`extension version before`,e.store.extensionBefore()?.version??``],[`release namespace`,n?.releaseNamespace??``],[`provisioning state`,n?.provisioningState??``],[`run began`,e.startedAt],[`run ended`,e.endedAt]].filter(([,e])=>e!==``).map(([e,t])=>`| ${e} | ${H(t)} |`)].join(`
`)].join(`

`)}var Tn=class{moments=[];#e=/* @__PURE__ */ new Map;#t=/* @__PURE__ */ new Set;#n=/* @__PURE__ */ new Map;tell(e){switch(e.kind){case`extension`:this.#r(e.data.provisioningState||`not there`,e.time);break;case`arm-error`:this.#o(`error ${e.data.code}`,e.time,`Azure answers ${e.data.code}`);break;case`event`:this.#i(e);break;case`pod-log`:this.#s(e);break;case`pod-status`:this.#a(e)}}#r(e,t){this.#o(`extension ${e}`,t,`extension ${e}`)}get warnings(){return[...this.#e.values()]}#i(e){if(e.data.type!==`Warning`||e.data.old)return;let t=`${e.object?.kind}/${e.object?.name}/${e.data.reason}`;(this.#e.size<50||this.#e.has(t))&&this.#e.set(t,e)}mark(e,t){this.#o(t,e,t)}logOf(e,t,n){return[...this.#n.get(`${e}/${t}/${n}`)??[]].sort((e,t)=>e.data.line-t.data.line)}#a({object:e,data:t,time:n}){this.#o(`pods`,n,`first pod`),t.deleted&&this.#o(`gone`,n,`pods removed`);for(let{name:e,state:r,exitCode:i,last:a,reason:o}of t.containers){let t=r===`terminated`?i:a?.exitCode;t!==void 0&&t!==0&&this.#o(`crash ${e}`,n,`${e} ends with exit code ${t}`),o===`CrashLoopBackOff`&&this.#o(`loop ${e}`,n,`${e} is in CrashLoopBackOff`)}t.ready&&this.#o(`ready ${e?.name}`,n,`${e?.name} Ready`)}#o(e,t,n){this.#t.has(e)||this.moments.length>=40||(this.#t.add(e),this.moments.push({time:t,text:n}))}#s(e){let t=`${e.object?.namespace}/${e.object?.name}/${e.object?.container}`,n=this.#n.get(t);if(n===void 0){if(this.#n.size>=60)return;n=[],this.#n.set(t,n)}n[0]!==void 0&&n[0].data.containerId!==e.data.containerId&&(n.length=0),n.push(e),n.length>40&&n.shift()}};async function En(t,n){let i=Dn(t),a=t.GITHUB_WORKSPACE;if(i===void 0||!a)return;let o;try{o=(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(a,i),`utf8`)}catch{return}let{isMap:c,isSeq:l,LineCounter:u,parseDocument:d}=await Promise.all(/* import() */[__nccwpck_require__.e(431), __nccwpck_require__.e(833)]).then(__nccwpck_require__.bind(__nccwpck_require__, 833)).then(t=>/* @__PURE__ */ (0,_rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__.r)(t.default,1)),f=new u,p=d(o,{lineCounter:f,logLevel:`silent`}).getIn([`jobs`,t.GITHUB_JOB??``,`steps`]);if(!l(p))return;let m=p.items.filter(e=>c(e)),h=t.GITHUB_ACTION??``,g=m.filter(e=>e.get(`id`)===h),_=m.filter(e=>On(e,t,a,n)),[v,...y]=g.length>0?g:_,b=v?.range?.[0];return b===void 0||y.length>0?void 0:{file:i,line:f.linePos(b).line}}function Dn(e){let t=/^[^/]+\/[^/]+\/(?<path>[^@]+\.ya?ml)@/.exec(e.GITHUB_WORKFLOW_REF??``)?.groups?.path;return t===void 0||t.split(`/`).includes(`..`)?void 0:t}function On(e,t,n,r){let i=e.get(`uses`);if(typeof i!=`string`)return!1;if(i.startsWith(`./`))return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(n,i),r)===``;let a=t.GITHUB_ACTION_REPOSITORY;return!!a&&i.split(`@`)[0]?.toLowerCase()===a?.toLowerCase()}async function kn(){if(C(`reported`)===`true`)return;let e=C(`journal`);if(!(0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(e)||!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(e))return An(e);try{await jn(e,C(`extension`))}catch(e){ce(B(`The step ended before it could report, and its journal could not be read: ${L(e)}`))}}async function An(e){let t=Ht(e=>e),n=e===``?`The step ended before it had begun. Nothing was written to Azure.`:`The step ended before it could report, and it has left no journal: what it did is not known. A rerun looks at what is there.`;await qt(`## ❌ The step was cancelled\n\n${n}\n`,t),t.line(`✗ ${n} (outcome: cancelled)`)}async function jn(e,t){let n=new ht,r=e=>n.text(e),i=Ht(r),o=new He,s=new ct(o),c=new Tn,u=[`The step ended before it could report; this is what its journal holds.`],d=``;for await(let t of dt(e)){d||=t.time,o.apply(t),c.tell(t);try{s.observe(t)}catch(e){u.push(`A fact of kind ${t.kind} could not be looked at: ${L(e)}`)}}let f=await s.findings(),p=o.extension(),m={outcome:`cancelled`,findings:f,store:o,timeline:c,error:void 0,notes:u,extensionName:t,startedAt:d,endedAt:o.now||d,operationRunning:p!==void 0&&!/^(Succeeded|Failed|Canceled)$/.test(p.provisioningState)},h=r(pn(m)),g=Wt((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(e),f,h,r);await qt(h,i),await new Vt(r,()=>En(process.env,(0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(import.meta.dirname,`../..`))).emit(It(m,/* @__PURE__ */ new Set)),i.line(`✗ ${q(m)} (outcome: cancelled)`),i.line(`  Report: ${g.report}`)}await kn();
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 769:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  n: () => (/* binding */ u),
  r: () => (/* binding */ l),
  t: () => (/* binding */ s)
});

;// CONCATENATED MODULE: external "node:module"
const external_node_module_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");
;// CONCATENATED MODULE: ./build/post/rolldown-runtime.js
var t=Object.create,n=Object.defineProperty,r=Object.getOwnPropertyDescriptor,i=Object.getOwnPropertyNames,a=Object.getPrototypeOf,o=Object.prototype.hasOwnProperty,s=(e,t)=>()=>(t||(e((t={exports:{}}).exports,t,t.exports),e=null),t.exports),c=(e,t,a,s)=>{if(t&&typeof t==`object`||typeof t==`function`)for(var c=i(t),l=0,u=c.length,d;l<u;l++)d=c[l],!o.call(e,d)&&d!==a&&n(e,d,{get:(e=>t[e]).bind(null,d),enumerable:!(s=r(t,d))||s.enumerable});return e},l=(e,r,i)=>(i=e==null?{}:t(a(e)),c(r||!e||!e.__esModule||!o.call(e,`default`)?n(i,`default`,{value:e,enumerable:!0}):i,e)),u=/* @__PURE__ */ (0,external_node_module_namespaceObject.createRequire)(import.meta.url);

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
/******/ var __webpack_exports__ = __nccwpck_require__(235);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 

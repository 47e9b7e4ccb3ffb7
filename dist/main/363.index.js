export const id = 363;
export const ids = [363];
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
const e=e=>`pods/${e}`,t=e=>`events/${e}`,n=e=>`namespace/${e}`,r=(e,t)=>`params/${e}/${t}`;function i(e,t){return e.startsWith(`params/${t}/`)}function a(e){return e===`policies`||e===`bindings`||/^(?:namespace|params)\//.test(e)}function o(e){return/^(?:provider|offer|nodes|dry-run)$|^releases\//.test(e)}const s={policies:`admission policies`,bindings:`admission policy bindings`,"api-server":`the cluster`,"managed-cluster":`the managed cluster`,extension:`the extension in Azure`,extensions:`other extensions of the cluster`,operation:`the operation in Azure`,write:`the answer to the write`,provider:`the resource provider`,offer:`the versions that are offered`,nodes:`nodes`,"dry-run":`the dry run`,journal:`journal`,diagnosis:`diagnosis`,end:`the end`};function c(e){let[t,...n]=e.split(`/`),r=n.join(`/`);switch(t){case`pods`:case`events`:return`${t} in ${r}`;case`releases`:return`Helm releases in ${r}`;case`namespace`:return`namespace ${r}`;case`log`:return`log of ${r}`;case`params`:{let[e,...t]=n;return`params of ${e} (${t.join(`/`)||`by selector`})`}case`fact`:return r;default:return s[e]??e}}

/***/ }),

/***/ 5797:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ a),
/* harmony export */   r: () => (/* binding */ i),
/* harmony export */   t: () => (/* binding */ r)
/* harmony export */ });
const e=/^(?:[A-Za-z0-9][A-Za-z0-9:._/-]{0,600}|\/[A-Za-z0-9:._/-]{1,600}|<[a-z -]{1,40}>)$/,t=/^[\p{L}\p{N}_/(][\p{L}\p{N}:._/()@ +=,-]{0,600}$/u;function n(n){return e.test(n)?n:t.test(n)?`"${n}"`:void 0}function r(e,...t){let r=t.map(n);return r.some(e=>e===void 0)?{}:{command:String.raw({raw:e.raw},...r)}}function i(e,{group:t,cluster:n},i={command:``}){let a=r`--resource-group ${t} --cluster-name ${n} --cluster-type managedClusters`;return a.command===void 0||i.command===void 0?{}:{command:`az k8s-extension ${e} ${a.command} ${i.command}`.trimEnd()}}function a(e,{command:t}){return t===void 0?`${e}.`:`${e}: ${t}`}

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

/***/ 4241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   installMode: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _follow_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2415);
/* harmony import */ var _compare_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4891);
/* harmony import */ var _install_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6647);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(641);
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1841);
function l(e){let{cluster:i,extension:s,recreateFailed:c,allowRemovingSecrets:l}=e;return{cluster:(e,t)=>(0,_follow_js__WEBPACK_IMPORTED_MODULE_0__.x)(e,i,t.ending.signal),extension(r,f,p){f.phase=`install`;let m=new _follow_js__WEBPACK_IMPORTED_MODULE_0__.r(r,i,s,f.ending.signal),h=(0,_install_js__WEBPACK_IMPORTED_MODULE_2__.r)(m,e=>f.push(e)),g=h.then(e=>(0,_follow_js__WEBPACK_IMPORTED_MODULE_0__.o)(e,s),()=>(0,_follow_js__WEBPACK_IMPORTED_MODULE_0__.o)(void 0,s)),_=e.check===`off`?p.watching:u(e,r,f,p,h);_.catch(()=>void 0);let v={watching:_,recreateFailed:c,allowRemovingSecrets:l,workloads:e=>d(f,e)};return{run:h.then(e=>(0,_install_js__WEBPACK_IMPORTED_MODULE_2__.t)(m,e,v)),namespace:g}}}}async function u(t,n,r,a,o){let c=await o.catch(()=>void 0);if(c===void 0)return;let l=(0,_follow_js__WEBPACK_IMPORTED_MODULE_0__.a)(c);if(l!==void 0&&(0,_compare_js__WEBPACK_IMPORTED_MODULE_1__.n)(t.extension,l).length===0)return a.watching;let{check:u}=await __webpack_require__.e(/* import() */ 71).then(__webpack_require__.bind(__webpack_require__, 452));if(await u(n,r,t,a,c)===`refused`&&t.check===`fail`)throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__.n([])}function d({store:e},t){if(e.isRead((0,_collections_js__WEBPACK_IMPORTED_MODULE_4__.s)(t)))return e.pods().filter(({data:e})=>!e.deleted&&e.phase!==`Succeeded`&&e.phase!==`Failed`).map(({object:e})=>e?.name??``)}

/***/ }),

/***/ 4345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ n),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
const e=[[/fluxConfigurations/i,{name:`Contributor`,atCluster:!0}],[/Microsoft\.KubernetesConfiguration/i,{name:`Kubernetes Extension Contributor`,atCluster:!0}],[/listClusterUserCredential/i,{name:`Azure Kubernetes Service Cluster User Role`,atCluster:!0}],[/managedClusters\/read/i,{name:`Azure Kubernetes Service Cluster User Role`,atCluster:!0}],[/\/register\/action/i,{name:`Contributor`,atCluster:!1}]];function t(t){return e.find(([e])=>e.test(t))?.[1]}function n(e){let[,n=``]=/perform action '([\w./*]{1,200})'/.exec(e)??[],r=t(n);return n===``?``:r===void 0?`Ask an owner of the cluster for a role that holds ${n}.`:`Ask an owner of the ${r.atCluster?`cluster`:`subscription`} for the role ${r.name}.`}

/***/ })

};

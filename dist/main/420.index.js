export const id = 420;
export const ids = [420];
export const modules = {

/***/ 4913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dryRun: () => (/* binding */ a),
/* harmony export */   readNodes: () => (/* binding */ n),
/* harmony export */   readReleases: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(641);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(329);
async function n(e,t){return o(async()=>{let{items:n}=await e.get(`/api/v1/nodes?limit=500`,t);return(n??[]).map(({metadata:e,spec:t,status:n})=>({name:e?.name??``,ready:n?.conditions?.some(e=>e.type===`Ready`&&e.status===`True`)===!0,taints:[...(t?.taints??[]).filter(e=>e.effect!==`PreferNoSchedule`).map(e=>e.key??``),...t?.unschedulable===!0?[`node.kubernetes.io/unschedulable`]:[]],cpu:s(n?.allocatable?.cpu),memory:c(n?.allocatable?.memory)}))})}async function r(e,t,n){return o(async()=>{let r=`/api/v1/namespaces/${encodeURIComponent(t)}/secrets?labelSelector=owner%3Dhelm&limit=500`,{items:i}=await e.get(r,n,`application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1`);return[...new Set((i??[]).map(e=>e.metadata?.labels?.name??``).filter(Boolean))]})}const i=/ValidatingAdmissionPolicy '[^']*'.{0,300} denied request|admission webhook "[^"]*" denied the request/;async function a(n,r,a,o,s){try{let e=await n.dryRun(r,a,o,s);return e?.kind===void 0||e.kind===`Status`?{said:`not-asked`,words:`no object came back`}:{said:`admitted`,words:`a dry run was admitted`}}catch(n){if(s.aborted)throw n;let r=(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.r)(n);return{said:n instanceof _client_js__WEBPACK_IMPORTED_MODULE_1__.t&&i.test(r)?`refused`:`not-asked`,words:r}}}async function o(t){try{return{value:await t(),fault:``}}catch(t){return{value:void 0,fault:(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.r)(t)}}}function s(e=`0`){return e.endsWith(`m`)?Number.parseInt(e,10):Math.round(Number(e)*1e3)||0}function c(e=`0`){let[,t=`0`,n=``]=/^(\d+)([KMGT]i?)?$/.exec(e)??[],r={"":1/1024/1024,K:1/1024,Ki:1/1024,M:1,Mi:1,G:1024,Gi:1024,T:1024**2,Ti:1024**2}[n]??0;return Math.round(Number(t)*r)}

/***/ }),

/***/ 8428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ f),
/* harmony export */   i: () => (/* binding */ p),
/* harmony export */   n: () => (/* binding */ s),
/* harmony export */   o: () => (/* binding */ d),
/* harmony export */   r: () => (/* binding */ l),
/* harmony export */   t: () => (/* binding */ c)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
var t=Object.create,n=Object.defineProperty,r=Object.getOwnPropertyDescriptor,i=Object.getOwnPropertyNames,a=Object.getPrototypeOf,o=Object.prototype.hasOwnProperty,s=(e,t,n)=>()=>{if(n)throw n[0];try{return e&&(t=e(e=0)),t}catch(e){throw n=[e],e}},c=(e,t)=>()=>(t||(e((t={exports:{}}).exports,t,t.exports),e=null),t.exports),l=(e,t)=>{let r={};for(var i in e)n(r,i,{get:e[i],enumerable:!0});return t||n(r,Symbol.toStringTag,{value:`Module`}),r},u=(e,t,a,s)=>{if(t&&typeof t==`object`||typeof t==`function`)for(var c=i(t),l=0,u=c.length,d;l<u;l++)d=c[l],!o.call(e,d)&&d!==a&&n(e,d,{get:(e=>t[e]).bind(null,d),enumerable:!(s=r(t,d))||s.enumerable});return e},d=(e,r,i)=>(i=e==null?{}:t(a(e)),u(r||!e||!e.__esModule||!o.call(e,`default`)?n(i,`default`,{value:e,enumerable:!0}):i,e)),f=e=>o.call(e,`module.exports`)?e[`module.exports`]:u(n({},`__esModule`,{value:!0}),e),p=/* @__PURE__ */ (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);

/***/ })

};

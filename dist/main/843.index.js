export const id = 843;
export const ids = [843];
export const modules = {

/***/ 1202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ _),
/* harmony export */   t: () => (/* binding */ c)
/* harmony export */ });
/* harmony import */ var _channel_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4163);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(641);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6763);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(329);
const i=2e4,a=1e3,o=[0,250,1e3,2e3,5e3,1e4],s=3e3;async function*c(e,n,i){let o=/* @__PURE__ */ new Map,s=!0,c=0,d=!1;for(;!i.aborted;){let p=!1;try{let t=yield*u(e,n,o,i);p=!0,s&&(yield{type:`told`,fact:m(n,o.size)}),s=!1;for await(let r of f(e,n,o,t,i))c=0,d=!1,yield r;await _(a,i)}catch(a){if(i.aborted)return;let o=a instanceof _client_js__WEBPACK_IMPORTED_MODULE_2__.t?a:new _client_js__WEBPACK_IMPORTED_MODULE_2__.t((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.n)(a),0,a);if(c++,!d&&(!p||o.status!==0||c>=10)&&(d=!0,s=!0,yield{type:`told`,fact:g(e,n,o,p)}),o.status===404)return;await _(l(o,c,p),i)}}}function l(e,t,n){return h(e)?n?s:3e4:o[Math.min(t,o.length)-1]??0}async function*u(e,t,n,r){let{objects:i,resourceVersion:a}=await d(e,t,r),o=new Set(i.map(p));for(let[e,t]of n)o.has(e)||(yield{type:`gone`,object:t});let s=new Map(n);n.clear();for(let e of i){let t=p(e);n.set(t,e);let r=e.metadata.resourceVersion;(r===void 0||s.get(t)?.metadata.resourceVersion!==r)&&(yield{type:`set`,object:e})}return a}async function d(e,t,n){let a=[],o,s=``;do{let c=new URLSearchParams({...t.query,limit:`500`,...o?{continue:o}:{}}),l=await e.get(`${t.path}?${c}`,n);if(!Array.isArray(l?.items)&&!String(l?.kind).endsWith(`List`))throw new _client_js__WEBPACK_IMPORTED_MODULE_2__.t(`the answer is no list`,0);if(a.push(...l.items??[]),a.length>i)throw new _client_js__WEBPACK_IMPORTED_MODULE_2__.t(`there are over ${i} of them`,0);s=l.metadata?.resourceVersion??``,o=l.metadata?.continue||void 0}while(o!==void 0);return{objects:a,resourceVersion:s}}async function*f(t,n,i,o,s){let c=o;for(;!s.aborted;){let o=new _channel_js__WEBPACK_IMPORTED_MODULE_0__.t,l={...n.query,resourceVersion:c,allowWatchBookmarks:`true`},u=t.watch(n.path,l,e=>o.push(e),s).finally(()=>o.close());u.catch(()=>void 0);let d=performance.now();for await(let{type:e,object:t}of o){let n=t;if(e===`ERROR`){if(n.code===410)return;throw new _client_js__WEBPACK_IMPORTED_MODULE_2__.t(n.message??`the watch ended with an error`,n.code??0)}c=String(n.metadata?.resourceVersion??c),e!==`BOOKMARK`&&(e===`DELETED`?i.delete(p(n)):i.set(p(n),n),yield{type:e===`DELETED`?`gone`:`set`,object:n})}if(await u,performance.now()-d<a)return}}function p(e){return`${e.metadata.namespace??``}/${e.metadata.name}/${String(e.metadata.uid??``)}`}function m(e,t){let{what:n}=e;return{kind:`listing`,time:(/* @__PURE__ */ new Date()).toISOString(),text:`${n} read: ${t}`,data:{what:n,count:t}}}function h({status:e}){return e===403||e===401}function g(e,t,r,i){let a=h(r),o=a?t.remedy:r.status===0?`Check that this runner reaches ${e.host}.`:``,c=a&&i?`; it is listed every ${s/1e3} s instead.`:``;return (0,_evidence_js__WEBPACK_IMPORTED_MODULE_3__.t)(t.what,`${r.message}${c}`,{remedy:o})}function _(e,t){if(t.aborted)return Promise.resolve();let{promise:n,resolve:r}=Promise.withResolvers(),i=setTimeout(r,e);return t.addEventListener(`abort`,()=>r(),{once:!0}),n.finally(()=>clearTimeout(i))}

/***/ }),

/***/ 1843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   watchEvents: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _collection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1202);
async function*t(t,r,i){let a={what:`events in ${r}`,path:`/api/v1/namespaces/${r}/events`,remedy:`Azure Kubernetes Service RBAC Reader on the cluster lets the action read events.`},o=!0;for await(let s of (0,_collection_js__WEBPACK_IMPORTED_MODULE_0__.t)(t,a,i))s.type===`told`&&(o&&=s.fact.kind!==`listing`,yield s.fact),s.type===`set`&&(yield n(s.object,r,o))}function n(e,t,n){let{involvedObject:r,source:i,series:a}=e;return{kind:`event`,time:(/* @__PURE__ */ new Date()).toISOString(),object:{kind:r?.kind??``,namespace:r?.namespace||t,name:r?.name??``},text:e.message??``,data:{type:e.type??``,reason:e.reason??``,reportingController:e.reportingComponent||i?.component||``,count:a?.count??e.count??1,emitted:e.lastTimestamp??e.eventTime??``,old:n}}}

/***/ })

};

export const id = 843;
export const ids = [843];
export const modules = {

/***/ 202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ f),
/* harmony export */   t: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var _channel_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(163);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(641);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(329);
const r=[500,1e3,2e3,5e3,1e4];async function*i(e,r,i){let s=/* @__PURE__ */ new Map,l=!0,p=0,m=!1;for(;!i.aborted;)try{let t=yield*o(e,r,s,i);l&&(yield{type:`told`,fact:u(r,s.size)}),l=!1;for await(let n of c(e,r,s,t,i))p=0,m=!1,yield n}catch(o){if(i.aborted)return;let s=o instanceof _client_js__WEBPACK_IMPORTED_MODULE_2__.t?o:new _client_js__WEBPACK_IMPORTED_MODULE_2__.t((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.n)(o),0,o);if(p++,!m&&(l||s.status!==0||p>=3)&&(m=!0,l=!0,yield{type:`told`,fact:d(e,r,s)}),s.status===404)return;await f(a(s,p),i)}}function a(e,t){return e.status===403||e.status===401?3e4:r[Math.min(t,r.length)-1]??0}async function*o(e,t,n,r){let{objects:i,resourceVersion:a}=await s(e,t,r),o=new Set(i.map(l));for(let[e,t]of n)o.has(e)||(yield{type:`gone`,object:t});let c=new Map(n);n.clear();for(let e of i){let t=l(e);n.set(t,e);let r=e.metadata.resourceVersion;(r===void 0||c.get(t)?.metadata.resourceVersion!==r)&&(yield{type:`set`,object:e})}return a}async function s(e,t,n){let r=[],i,a=``;do{let o=new URLSearchParams({...t.query,limit:`500`,...i?{continue:i}:{}}),s=await e.get(`${t.path}?${o}`,n);r.push(...s.items??[]),a=s.metadata?.resourceVersion??``,i=s.metadata?.continue||void 0}while(i!==void 0);return{objects:r,resourceVersion:a}}async function*c(t,r,i,a,o){let s=a;for(;!o.aborted;){let a=new _channel_js__WEBPACK_IMPORTED_MODULE_0__.t,c={...r.query,resourceVersion:s,allowWatchBookmarks:`true`},u=t.watch(r.path,c,e=>a.push(e),o).finally(()=>a.close());u.catch(()=>void 0);for await(let{type:e,object:t}of a){let r=t;if(e===`ERROR`){if(r.code===410)return;throw new _client_js__WEBPACK_IMPORTED_MODULE_2__.t(r.message??`the watch ended with an error`,r.code??0)}s=String(r.metadata?.resourceVersion??s),e!==`BOOKMARK`&&(e===`DELETED`?i.delete(l(r)):i.set(l(r),r),yield{type:e===`DELETED`?`gone`:`set`,object:r})}await u}}function l(e){return`${e.metadata.namespace??``}/${e.metadata.name}/${String(e.metadata.uid??``)}`}function u(e,t){let{what:n}=e;return{kind:`listing`,time:(/* @__PURE__ */ new Date()).toISOString(),text:`${n} read: ${t}`,data:{what:n,count:t}}}function d(e,t,n){let r=n.status===403||n.status===401?t.remedy:n.status===0?`Check that this runner reaches ${e.host}.`:``;return{kind:`gap`,time:(/* @__PURE__ */ new Date()).toISOString(),text:n.message,data:{what:t.what,lost:0,remedy:r}}}function f(e,t){if(t.aborted)return Promise.resolve();let{promise:n,resolve:r}=Promise.withResolvers(),i=setTimeout(r,e);return t.addEventListener(`abort`,()=>r(),{once:!0}),n.finally(()=>clearTimeout(i))}

/***/ }),

/***/ 843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   watchEvents: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _collection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(202);
async function*t(t,r,i){let a={what:`events in ${r}`,path:`/api/v1/namespaces/${r}/events`,remedy:`Azure Kubernetes Service RBAC Reader on the cluster lets the action read events.`},o=!0;for await(let s of (0,_collection_js__WEBPACK_IMPORTED_MODULE_0__.t)(t,a,i))s.type===`told`&&(o&&=s.fact.kind!==`listing`,yield s.fact),s.type===`set`&&(yield n(s.object,r,o))}function n(e,t,n){let{involvedObject:r,source:i,series:a}=e;return{kind:`event`,time:(/* @__PURE__ */ new Date()).toISOString(),object:{kind:r?.kind??``,namespace:r?.namespace||t,name:r?.name??``},text:e.message??``,data:{type:e.type??``,reason:e.reason??``,reportingController:e.reportingComponent||i?.component||``,count:a?.count??e.count??1,emitted:e.lastTimestamp??e.eventTime??``,old:n}}}

/***/ })

};

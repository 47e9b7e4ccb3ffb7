export const id = 843;
export const ids = [843];
export const modules = {

/***/ 202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ p),
/* harmony export */   t: () => (/* binding */ a)
/* harmony export */ });
/* harmony import */ var _channel_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(163);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(641);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(329);
const r=1e3,i=[0,250,1e3,2e3,5e3,1e4];async function*a(e,i,a){let c=/* @__PURE__ */ new Map,u=!0,m=0,h=!1;for(;!a.aborted;){let g=!1;try{let t=yield*s(e,i,c,a);g=!0,u&&(yield{type:`told`,fact:d(i,c.size)}),u=!1;for await(let n of l(e,i,c,t,a))m=0,h=!1,yield n;await p(r,a)}catch(r){if(a.aborted)return;let s=r instanceof _client_js__WEBPACK_IMPORTED_MODULE_2__.t?r:new _client_js__WEBPACK_IMPORTED_MODULE_2__.t((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.n)(r),0,r);if(m++,!h&&(!g||s.status!==0||m>=10)&&(h=!0,u=!0,yield{type:`told`,fact:f(e,i,s)}),s.status===404)return;await p(o(s,m),a)}}}function o(e,t){return e.status===403||e.status===401?3e4:i[Math.min(t,i.length)-1]??0}async function*s(e,t,n,r){let{objects:i,resourceVersion:a}=await c(e,t,r),o=new Set(i.map(u));for(let[e,t]of n)o.has(e)||(yield{type:`gone`,object:t});let s=new Map(n);n.clear();for(let e of i){let t=u(e);n.set(t,e);let r=e.metadata.resourceVersion;(r===void 0||s.get(t)?.metadata.resourceVersion!==r)&&(yield{type:`set`,object:e})}return a}async function c(e,t,n){let r=[],i,a=``;do{let o=new URLSearchParams({...t.query,limit:`500`,...i?{continue:i}:{}}),s=await e.get(`${t.path}?${o}`,n);r.push(...s.items??[]),a=s.metadata?.resourceVersion??``,i=s.metadata?.continue||void 0}while(i!==void 0);return{objects:r,resourceVersion:a}}async function*l(t,i,a,o,s){let c=o;for(;!s.aborted;){let o=new _channel_js__WEBPACK_IMPORTED_MODULE_0__.t,l={...i.query,resourceVersion:c,allowWatchBookmarks:`true`},d=t.watch(i.path,l,e=>o.push(e),s).finally(()=>o.close());d.catch(()=>void 0);let f=performance.now();for await(let{type:e,object:t}of o){let r=t;if(e===`ERROR`){if(r.code===410)return;throw new _client_js__WEBPACK_IMPORTED_MODULE_2__.t(r.message??`the watch ended with an error`,r.code??0)}c=String(r.metadata?.resourceVersion??c),e!==`BOOKMARK`&&(e===`DELETED`?a.delete(u(r)):a.set(u(r),r),yield{type:e===`DELETED`?`gone`:`set`,object:r})}if(await d,performance.now()-f<r)return}}function u(e){return`${e.metadata.namespace??``}/${e.metadata.name}/${String(e.metadata.uid??``)}`}function d(e,t){let{what:n}=e;return{kind:`listing`,time:(/* @__PURE__ */ new Date()).toISOString(),text:`${n} read: ${t}`,data:{what:n,count:t}}}function f(e,t,n){let r=n.status===403||n.status===401?t.remedy:n.status===0?`Check that this runner reaches ${e.host}.`:``;return{kind:`gap`,time:(/* @__PURE__ */ new Date()).toISOString(),text:n.message,data:{what:t.what,lost:0,remedy:r}}}function p(e,t){if(t.aborted)return Promise.resolve();let{promise:n,resolve:r}=Promise.withResolvers(),i=setTimeout(r,e);return t.addEventListener(`abort`,()=>r(),{once:!0}),n.finally(()=>clearTimeout(i))}

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

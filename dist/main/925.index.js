export const id = 925;
export const ids = [925];
export const modules = {

/***/ 5507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ v),
/* harmony export */   t: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1841);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5919);
const a=1e3;function o(){let e=(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(import.meta.dirname,`worker.ts`);return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(e)?e:(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(import.meta.dirname,`..`,`judge`,`index.js`)}var s=class{#e;#t=!1;#n=Promise.resolve();#r=0;ask(e,t,n){let r=this.#n.then(()=>this.#i(e,t,n));return this.#n=r.catch(()=>void 0),r}async#i(e,t,n){this.#e??=this.#a();let r=this.#e,{promise:i,resolve:o}=Promise.withResolvers(),s=++this.#r,c=e=>{e.id===s&&o(e.value)},l=()=>o(void 0);r.on(`message`,c),r.once(`error`,l),r.once(`exit`,l);let u=setTimeout(()=>setImmediate(l),this.#t?a:11e3);r.ref(),r.postMessage({id:s,question:e,fields:t,view:n});let d=await i;return clearTimeout(u),r.off(`message`,c),r.off(`error`,l),r.off(`exit`,l),this.#t=d!==void 0,d===void 0&&(this.#e=void 0,r.terminate()),r.unref(),d}#a(){this.#t=!1;let e=new node_worker_threads__WEBPACK_IMPORTED_MODULE_3__.Worker(o(),{resourceLimits:{maxOldGenerationSizeMb:192,maxYoungGenerationSizeMb:16},stdout:!0,stderr:!0,env:{}});return e.on(`error`,()=>void 0),e.unref(),e}};function c(e,t){return{username:`system:serviceaccount:${e}:${t}`,groups:[`system:serviceaccounts`,`system:serviceaccounts:${e}`,`system:authenticated`],uid:void 0}}function l(e){let[,,t,n]=e.split(`:`);return t&&n?c(t,n):void 0}function u(e){let t=e?.groups.find(e=>e.startsWith(`system:serviceaccounts:`))??``;return t===`system:serviceaccounts:kube-system`||!/^[\w:.-]*$/.test(t)?``:t}const d=new s,f=/* @__PURE__ */ new WeakMap,p=/* @__PURE__ */ new WeakMap;function m(e){let t=p.get(e)??{policies:/* @__PURE__ */ new WeakSet,refusalsAt:-1};return p.set(e,t),t}const h=`evaluating it took over ${a/1e3} s or too much memory`;async function g(e,t){let n=f.get(t)??/* @__PURE__ */ new Map;f.set(t,n);let r=JSON.stringify(e),i=t.admissionVersion,a=n.get(r);if(a?.version===i)return a.check;let o=y(e,t),s=await _(e,o,t),c=s.verdict===`admitted`?[]:await d.ask(`others`,e,o),l={...s,alsoRefusedBy:c??[]};return n.set(r,{version:i,check:l}),l}async function _(e,t,n){let{policies:r}=m(n),i=t.policies.find(({body:t})=>t.metadata.name===e.policy?.value)?.body,a=i!==void 0&&r.has(i)?void 0:await d.ask(`policy`,e,t);return a===void 0?(i!==void 0&&r.add(i),{verdict:`undetermined`,reason:h,readAt:``,generation:``,exemptGroups:[],group:u(l(e.serviceAccount?.value??``)),alsoRefusedBy:[],exemptions:[]}):a}async function v(e,t,n){let r=m(t),i=r.refusalsAt===t.admissionVersion?void 0:await d.ask(`refusal`,e,{...y(e,t),...n===void 0?{}:{object:n}});return i===void 0?(r.refusalsAt=t.admissionVersion,{verdict:`undetermined`,policy:``,binding:``,reason:h}):i}function y(t,n){let r=t.namespace?.value??``,i=n.policies();return{now:n.now,policies:i,bindings:n.bindings(),params:n.params(),altered:n.paramsAltered(),namespaceLabels:n.namespaceLabels(r),namespaceRead:n.isRead((0,_collections_js__WEBPACK_IMPORTED_MODULE_0__.s)(r)),policiesRead:n.isRead(`policies`),bindingsRead:n.isRead(`bindings`),paramsReadOf:i.map(({body:e})=>e.metadata.name).filter(e=>n.areParamsRead(e)),policiesGap:b(`policies`,n),bindingsGap:b(`bindings`,n)}}function b(e,n){let r=n.gaps().findLast(t=>t.data.what===e);return r===void 0?`${(0,_collections_js__WEBPACK_IMPORTED_MODULE_0__.u)(e)} were not read`:`${(0,_collections_js__WEBPACK_IMPORTED_MODULE_0__.u)(e)} could not be read: ${r.text}`}

/***/ }),

/***/ 1925:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgePolicy: () => (/* reexport safe */ _live_policies_js__WEBPACK_IMPORTED_MODULE_0__.t)
/* harmony export */ });
/* harmony import */ var _live_policies_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5507);


/***/ })

};

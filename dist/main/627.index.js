export const id = 627;
export const ids = [627];
export const modules = {

/***/ 8513:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ g),
/* harmony export */   t: () => (/* binding */ m)
/* harmony export */ });
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5919);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3024);
const r=1e3;function i(){let e=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(import.meta.dirname,`worker.ts`);return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.existsSync)(e)?e:(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(import.meta.dirname,`..`,`judge`,`index.js`)}var a=class{#e;#t=!1;#n=Promise.resolve();#r=0;ask(e,t,n){let r=this.#n.then(()=>this.#i(e,t,n));return this.#n=r.catch(()=>void 0),r}async#i(e,t,n){this.#e??=this.#a();let i=this.#e,{promise:a,resolve:o}=Promise.withResolvers(),s=++this.#r,c=e=>{e.id===s&&o(e.value)},l=()=>o(void 0);i.on(`message`,c),i.once(`error`,l),i.once(`exit`,l);let u=setTimeout(()=>setImmediate(l),this.#t?r:11e3);i.ref(),i.postMessage({id:s,question:e,fields:t,view:n});let d=await a;return clearTimeout(u),i.off(`message`,c),i.off(`error`,l),i.off(`exit`,l),this.#t=d!==void 0,d===void 0&&(this.#e=void 0,i.terminate()),i.unref(),d}#a(){this.#t=!1;let t=new node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.Worker(i(),{resourceLimits:{maxOldGenerationSizeMb:192,maxYoungGenerationSizeMb:16},stdout:!0,stderr:!0,env:{}});return t.on(`error`,()=>void 0),t.unref(),t}};function o(e,t){return{username:`system:serviceaccount:${e}:${t}`,groups:[`system:serviceaccounts`,`system:serviceaccounts:${e}`,`system:authenticated`],uid:void 0}}function s(e){let[,,t,n]=e.split(`:`);return t&&n?o(t,n):void 0}function c(e){let t=e?.groups.find(e=>e.startsWith(`system:serviceaccounts:`))??``;return t===`system:serviceaccounts:kube-system`||!/^[\w:.-]*$/.test(t)?``:t}const l=new a,u=/* @__PURE__ */ new WeakMap,d=/* @__PURE__ */ new WeakMap;function f(e){let t=d.get(e)??{policies:/* @__PURE__ */ new WeakSet,refusalsAt:-1};return d.set(e,t),t}const p=`evaluating it took over ${r/1e3} s, or too much memory, here`;async function m(e,t){let n=u.get(t)??/* @__PURE__ */ new Map;u.set(t,n);let r=JSON.stringify(e),i=t.admissionVersion,a=n.get(r);if(a?.version===i)return a.check;let o=_(e,t),s=await h(e,o,t),c=s.verdict===`admitted`?[]:await l.ask(`others`,e,o),d={...s,alsoRefusedBy:c??[]};return n.set(r,{version:i,check:d}),d}async function h(e,t,n){let{policies:r}=f(n),i=t.policies.find(({body:t})=>t.metadata.name===e.policy?.value)?.body,a=i!==void 0&&r.has(i)?void 0:await l.ask(`policy`,e,t);return a===void 0?(i!==void 0&&r.add(i),{verdict:`undetermined`,reason:p,readAt:``,generation:``,exemptGroups:[],group:c(s(e.serviceAccount?.value??``)),alsoRefusedBy:[],exemptions:[]}):a}async function g(e,t){let n=f(t),r=n.refusalsAt===t.admissionVersion?void 0:await l.ask(`refusal`,e,_(e,t));return r===void 0?(n.refusalsAt=t.admissionVersion,{verdict:`undetermined`,policy:``,binding:``,reason:p}):r}function _(e,t){let n=e.namespace?.value??``,r=t.policies();return{now:t.now,policies:r,bindings:t.bindings(),params:t.params(),altered:t.paramsAltered(),namespaceLabels:t.namespaceLabels(n),namespaceRead:t.isRead(`namespace ${n}`),policiesRead:t.isRead(`admission policies`),bindingsRead:t.isRead(`admission policy bindings`),paramsReadOf:r.map(({body:e})=>e.metadata.name).filter(e=>t.isReadAll(`params of ${e} (`)),policiesGap:v(`admission policies`,t),bindingsGap:v(`admission policy bindings`,t)}}function v(e,t){let n=t.gaps().findLast(t=>t.data.what===e);return n===void 0?`${e} were not read`:`${e} could not be read: ${n.text}`}

/***/ }),

/***/ 3627:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkPolicy: () => (/* reexport safe */ _policy_check_js__WEBPACK_IMPORTED_MODULE_0__.t)
/* harmony export */ });
/* harmony import */ var _policy_check_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8513);


/***/ })

};

export const id = 435;
export const ids = [435];
export const modules = {

/***/ 9951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
var t=class{#e=4194304;async takes(t){return await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)(),t.length>this.#e?!1:(this.#e-=t.length,!0)}};

/***/ }),

/***/ 435:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findPlace: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _dist2_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6296);
/* harmony import */ var _flux_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6589);
/* harmony import */ var _budget_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9951);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
var a=(0,_dist2_js__WEBPACK_IMPORTED_MODULE_0__.t)();const o=/(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/,s=/\.ya?ml$/i,c=(e,t=``)=>({file:``,line:0,nearest:t,why:e});async function l(e,{commit:t,path:n,object:r,pathMissing:a}){let s=await e.files(t),l=u(n);if(a)return c(`the path does not exist`,f(l,[...s.keys()]));let p=d([...s.keys()],l);if(p.length===0)return c(`the path has no file at this commit`);let h=await m(e,s,l,p),g=p.find(e=>o.test(e)&&node_path__WEBPACK_IMPORTED_MODULE_3__.posix.dirname(e)===(l||`.`)),v=g===void 0?c(`no file of this path can be identified`):{file:g,line:0,nearest:``,why:``};if(r===``)return v;let y=await _(e,s,h,r);if(y===void 0)return c(`too much YAML to search`);let[b,...x]=y;return b===void 0?h.renames?v:c(`no file of this path contains it`):x.length>0?c(`${y.length} places of this path contain it`):{...b,nearest:``,why:``}}function u(e){let t=node_path__WEBPACK_IMPORTED_MODULE_3__.posix.normalize(e.replaceAll(`\\`,`/`)).replace(/^\/+|\/+$/g,``);return t===`.`||t.startsWith(`..`)?``:t}function d(e,t){return t===``?[...e]:e.filter(e=>e.startsWith(`${t}/`))}function f(e,t){let n=/* @__PURE__ */ new Set;for(let e of t)for(let t=node_path__WEBPACK_IMPORTED_MODULE_3__.posix.dirname(e);t!==`.`&&!n.has(t);t=node_path__WEBPACK_IMPORTED_MODULE_3__.posix.dirname(t))n.add(t);let r=``,a=1/0;for(let t of n){let{shared:n,away:i}=p(t.toLowerCase(),e.toLowerCase());n>=3&&i<a&&([r,a]=[t,i])}for(let t=node_path__WEBPACK_IMPORTED_MODULE_3__.posix.dirname(e);r===``&&t!==`.`;t=node_path__WEBPACK_IMPORTED_MODULE_3__.posix.dirname(t))n.has(t)&&(r=t);return r}function p(e,t){let n=Math.min(e.length,t.length),r=0;for(;r<n&&e[r]===t[r];)r++;let i=0;for(;i<n-r&&e.at(-1-i)===t.at(-1-i);)i++;return{shared:r+i,away:e.length+t.length-2*(r+i)}}async function m(e,t,n,r){let a=r.filter(e=>o.test(e)&&node_path__WEBPACK_IMPORTED_MODULE_3__.posix.dirname(e)===(n||`.`)),c=new Set(a.length>0?[]:r.filter(e=>s.test(e))),l=/* @__PURE__ */ new Set,u=a.length>0?a:r.filter(e=>o.test(e)),d=/* @__PURE__ */ new Set,f=!1;for(;u.length>0&&d.size<5e3;){let n=u.splice(0).filter(e=>!d.has(e));for(let e of n)d.add(e);let r=await e.contents(n.map(e=>t.get(e)??``));for(let[e,a]of n.entries()){let n=node_path__WEBPACK_IMPORTED_MODULE_3__.posix.dirname(a),{resources:s,patched:d,changesNames:p}=h(r[e]??``);f||=p;for(let e of d)l.add(node_path__WEBPACK_IMPORTED_MODULE_3__.posix.join(n,e));for(let e of s){let r=node_path__WEBPACK_IMPORTED_MODULE_3__.posix.join(n,e);t.has(r)?c.add(r):u.push(...[...t.keys()].filter(e=>o.test(e)&&node_path__WEBPACK_IMPORTED_MODULE_3__.posix.dirname(e)===r))}}}let p=c.size>0?c:new Set(r.filter(e=>s.test(e)));return{files:new Set([...p].filter(e=>!l.has(e)&&!o.test(e))),renames:f}}function h(e){let[n]=e.length<=262144&&!/(?:^|[\s[,:])\*\w/.test(e)?(0,a.parseAllDocuments)(e,{logLevel:`silent`,uniqueKeys:!1}):[],r=(0,_json_js__WEBPACK_IMPORTED_MODULE_4__.r)(n!==void 0&&`toJS`in n?g(()=>n.toJS({maxAliasCount:50})):{}),i=e=>{let t=r[e];return Array.isArray(t)?t:[]},o=e=>e.flatMap(i).filter(e=>typeof e==`string`&&!/^[a-z]+:\/\/|\n/i.test(e)),s=[...i(`patches`),...i(`patchesJson6902`)].map(e=>e?.path);return{resources:o([`resources`,`bases`,`components`,`crds`]),patched:[...o([`patchesStrategicMerge`]),...s.filter(e=>typeof e==`string`)],changesNames:[`namePrefix`,`nameSuffix`,`configMapGenerator`,`secretGenerator`,`helmCharts`,`generators`].some(e=>r[e]!==void 0)}}function g(e){try{return e()}catch{return}}async function _(e,t,{files:i},a){let{kind:o,namespace:c,name:l}=(0,_flux_js__WEBPACK_IMPORTED_MODULE_1__.c)(a),u=[...i].filter(e=>s.test(e)||e.endsWith(`.json`)),d=await e.contents(u.map(e=>t.get(e)??``)),f=[],p=new _budget_js__WEBPACK_IMPORTED_MODULE_2__.t;for(let[e,t]of u.entries()){let n=d[e]??``;if(n.includes(l)&&n.includes(o)){if(!await p.takes(n))return;for(let e of v(n,o,c,l))f.push({file:t,line:e})}}return f}function v(e,t,n,r){let i=new a.LineCounter,o=(0,a.parseAllDocuments)(e,{lineCounter:i,logLevel:`silent`,uniqueKeys:!1});return Array.isArray(o)?o.flatMap(({contents:e})=>{if(!(0,a.isMap)(e))return[];let o=b(e,`kind`)===`List`?e.get(`items`):void 0;return(o!==void 0&&typeof o==`object`&&o&&`items`in o?o.items:[e]).filter(a.isMap).flatMap(e=>{let o=e.get(`metadata`);if(!(0,a.isMap)(o)||b(e,`kind`)!==t||b(o,`name`)!==r)return[];let s=b(o,`namespace`);if(s!==``&&n!==``&&s!==n)return[];let c=y(e);return c===void 0?[]:[i.linePos(c).line]})}):[]}function y(e){let t=e.items[0]?.key;return(0,a.isScalar)(t)?t.range?.[0]:e.range?.[0]}function b(e,t){let n=e.get(t);return typeof n==`string`?n:``}

/***/ })

};

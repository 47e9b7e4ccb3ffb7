export const id = 391;
export const ids = [391];
export const modules = {

/***/ 9391:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   watchMode: () => (/* binding */ h)
/* harmony export */ });
/* harmony import */ var _managed_cluster_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9074);
/* harmony import */ var _follow_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2415);
/* harmony import */ var _compare_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4891);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6763);
/* harmony import */ var _extension_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6045);
const d=12e4;function f(e,t,n){let r=new p(e,t,n);return{evidence:r.follow(),end:()=>r.end,operationRunning:()=>r.operationRunning}}var p=class{end;operationRunning=!1;#e;#t=!1;#n;#r=!1;#i;constructor(e,t,n){this.#e=e,this.#n=t,this.#i=n}get#a(){return this.#t||this.#n()}async*follow(){let{request:e}=this.#e,n=``;for(;;){let r=yield*this.#o();(0,_compare_js__WEBPACK_IMPORTED_MODULE_2__.c)(e,r);let i=r.provisioningState;if(_follow_js__WEBPACK_IMPORTED_MODULE_1__._.test(i)){if(i!==`Succeeded`&&n===``&&!this.#a&&(yield*this.#s(r)))continue;return yield*this.#c(r,n)}n=i,i===`Updating`&&(this.#e.change=`update`),this.operationRunning=!0,yield*this.#e.changed(r,``);let a=yield*this.#e.untilSettled();if(this.operationRunning=!1,a!==void 0)return yield*this.#c(a,n);n=``}}async*#o(){let{request:e}=this.#e;for(let t=!1;;){let r=await this.#e.presence();if(r.is===`existing`)return r.extension;r.is===`unread`?yield*this.#e.unreadOnce(r.error):(t||this.#i(`the extension ${e.name} does not exist yet`),t=!0,this.#t=!0,r.others===void 0?r.unlisted!==void 0&&!this.#r&&(this.#r=!0,yield (0,_follow_js__WEBPACK_IMPORTED_MODULE_1__.h)(r.unlisted)):(0,_compare_js__WEBPACK_IMPORTED_MODULE_2__.o)(e,r.others)),await this.#e.pause()}}async*#s(e){let t=`it was so before; waiting up to ${d/6e4} minutes for it to be written again`;yield*this.#e.changed(e,t);for(let t=0;t<d;t+=_follow_js__WEBPACK_IMPORTED_MODULE_1__.i){await this.#e.pause();let t=await this.#e.read();t.is===`unread`&&(yield*this.#e.unreadOnce(t.error));let n=t.is===`existing`?t.extension:void 0;if(n!==void 0&&m(n,e)||t.is===`missing`&&(await this.#e.presence(t)).is===`absent`)return!0}return!1}*#c(e,t){let n=e.provisioningState===`Succeeded`,r=this.#a?`installed`:t===`Updating`?`updated`:t===``?`unchanged`:`installed`;this.end={result:n?r:`failed`};let a=t===`Updating`?`updating the extension`:`installing the extension`;n||(yield (0,_follow_js__WEBPACK_IMPORTED_MODULE_1__.s)((0,_follow_js__WEBPACK_IMPORTED_MODULE_1__.l)(e),a)),yield this.#e.fact(e,``)}};function m(e,t){return e.provisioningState!==t.provisioningState||e.lastModifiedAt!==t.lastModifiedAt}function h({cluster:t,extension:n}){let r=!1;return{cluster(n,i){return i.phase=`appear`,(0,_managed_cluster_js__WEBPACK_IMPORTED_MODULE_0__.t)(n,t,({text:e,unreadable:t})=>{t||(r=!0),t&&i.push((0,_evidence_js__WEBPACK_IMPORTED_MODULE_4__.n)(`managed-cluster`,e)),i.log.progress(`waiting: ${e}`)},i.ending.signal)},extension(e,{log:i,ending:o}){let s=e=>i.progress(`waiting: ${e}`),c=new _follow_js__WEBPACK_IMPORTED_MODULE_1__.r(e,t,n,o.signal);return{run:Promise.resolve(f(c,()=>r,s)),namespace:Promise.resolve((0,_extension_types_js__WEBPACK_IMPORTED_MODULE_3__.i)(void 0,n))}}}}

/***/ })

};

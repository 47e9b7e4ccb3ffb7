export const id = 88;
export const ids = [88];
export const modules = {

/***/ 6088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Git: () => (/* binding */ n)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
const t=[`-c`,`core.fsmonitor=false`,`-c`,`core.hooksPath=/dev/null`,`-c`,`safe.directory=*`,`--no-pager`];var n=class{#e;#t;constructor(e,t){this.#e=e,this.#t=t}async has(e){return/^[0-9a-f]{7,64}$/i.test(e)&&(await this.#n([`cat-file`,`-e`,`${e}^{commit}`])).code===0}async contains(e,t){if(!await this.has(e)||!await this.has(t))return;let{code:n}=await this.#n([`merge-base`,`--is-ancestor`,t,e]);if(n===0)return!0;if(n===1)return(await this.#n([`rev-parse`,`--is-shallow-repository`])).output.toString().trim()!==`false`&&void 0}async remoteHead(e){let{code:t,output:n}=await this.#n([`rev-parse`,`--verify`,`-q`,`refs/remotes/origin/${e}^{commit}`]);return t===0?n.toString().trim():void 0}async files(e){let{code:t,output:n,errors:r}=await this.#n([`ls-tree`,`-r`,`-z`,`--full-tree`,e]);if(t!==0)throw Error(`git ls-tree: ${r}`);let i=/* @__PURE__ */ new Map;for(let e of n.toString().split(`\0`)){let[,t,n,r]=/^\d+ (\w+) ([0-9a-f]+)\t([\s\S]+)$/.exec(e)??[];t===`blob`&&n!==void 0&&r!==void 0&&i.set(r,n)}return i}async contents(e){if(e.length===0)return[];let{code:t,output:n,errors:i}=await this.#n([`cat-file`,`--batch`],`${e.join(`
`)}\n`);if(t!==0)throw Error(`git cat-file: ${i}`);let a=[],o=0;for(;o<n.length&&a.length<e.length;){let e=n.indexOf(10,o),[,,t]=n.subarray(o,e).toString().split(` `),i=Number(t);if(e<0||!Number.isFinite(i))throw Error(`git cat-file: the answer was cut`);a.push(i>r?``:n.subarray(e+1,e+1+i).toString()),o=e+1+i+1}return a}#n(n,r=``){return new Promise(i=>{let a=(0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(`git`,[...t,...n],{cwd:this.#e,signal:this.#t,timeout:1e4,stdio:`pipe`,windowsHide:!0,env:{...process.env,GIT_NO_LAZY_FETCH:`1`,GIT_TERMINAL_PROMPT:`0`,GIT_OPTIONAL_LOCKS:`0`,LC_ALL:`C`}}),o=[],s=0,c=``;a.stdout.on(`data`,e=>{s+=e.length,s>67108864?a.kill():o.push(e)}),a.stderr.on(`data`,e=>{c=(c+e.toString()).slice(-1e3)}),a.stdin.on(`error`,()=>void 0),a.on(`error`,e=>i({code:-1,output:Buffer.alloc(0),errors:e.message})),a.on(`close`,e=>i({code:e??-1,output:Buffer.concat(o),errors:c})),a.stdin.end(r)})}};const r=2097152;

/***/ })

};

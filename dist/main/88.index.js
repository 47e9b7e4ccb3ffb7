export const id = 88;
export const ids = [88];
export const modules = {

/***/ 6088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Git: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1421);
const n=[`-c`,`core.fsmonitor=false`,`-c`,`core.hooksPath=/dev/null`,`-c`,`safe.directory=*`,`--no-pager`];var r=class{#e;#t;constructor(e,t){this.#e=e,this.#t=t}async has(e){return/^[0-9a-f]{7,64}$/i.test(e)&&(await this.#n([`cat-file`,`-e`,`${e}^{commit}`])).code===0}async contains(e,t){if(!await this.has(e)||!await this.has(t))return;let{code:n}=await this.#n([`merge-base`,`--is-ancestor`,t,e]);if(n===0)return!0;if(n===1)return(await this.#n([`rev-parse`,`--is-shallow-repository`])).output.toString().trim()!==`false`&&void 0}async files(e){let{code:t,output:n,errors:r}=await this.#n([`ls-tree`,`-r`,`-z`,`--full-tree`,e]);if(t!==0)throw Error(`git ls-tree: ${r}`);let i=/* @__PURE__ */ new Map;for(let e of n.toString().split(`\0`)){let[,t,n,r]=/^\d+ (\w+) ([0-9a-f]+)\t([\s\S]+)$/.exec(e)??[];t===`blob`&&n!==void 0&&r!==void 0&&i.set(r,n)}return i}async contents(e){if(e.length===0)return[];let{code:t,output:n,errors:r}=await this.#n([`cat-file`,`--batch`],`${e.join(`
`)}\n`);if(t!==0)throw Error(`git cat-file: ${r}`);let a=[],o=0;for(;o<n.length&&a.length<e.length;){let e=n.indexOf(10,o),[,,t]=n.subarray(o,e).toString().split(` `),r=Number(t);if(e<0||!Number.isFinite(r))throw Error(`git cat-file: the answer was cut`);a.push(r>i?``:n.subarray(e+1,e+1+r).toString()),o=e+1+r+1}return a}#n(r,i=``){return new Promise(a=>{let o=(0,node_child_process__WEBPACK_IMPORTED_MODULE_1__.spawn)(`git`,[`-C`,this.#e,...n,...r],{cwd:(0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(process.execPath),signal:this.#t,timeout:1e4,stdio:`pipe`,windowsHide:!0,env:{...process.env,GIT_NO_LAZY_FETCH:`1`,GIT_TERMINAL_PROMPT:`0`,GIT_OPTIONAL_LOCKS:`0`,LC_ALL:`C`}}),s=[],c=0,l=``;o.stdout.on(`data`,e=>{c+=e.length,c>67108864?o.kill():s.push(e)}),o.stderr.on(`data`,e=>{l=(l+e.toString()).slice(-1e3)}),o.stdin.on(`error`,()=>void 0),o.on(`error`,e=>a({code:-1,output:Buffer.alloc(0),errors:e.message})),o.on(`close`,e=>a({code:e??-1,output:Buffer.concat(s),errors:l})),o.stdin.end(i)})}};const i=2097152;

/***/ })

};

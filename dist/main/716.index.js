export const id = 716;
export const ids = [716];
export const modules = {

/***/ 538:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ y)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(641);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(729);
/* harmony import */ var _workflow_step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9422);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7359);
/* harmony import */ var _files2_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8089);
/* harmony import */ var _summary_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5643);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6760);
async function v(n,r=()=>void 0){let a=new _store_js__WEBPACK_IMPORTED_MODULE_6__.t,o=new _workflow_step_js__WEBPACK_IMPORTED_MODULE_1__.g(a),s=[],c=``;for await(let t of n){c||=t.time,a.apply(t),r(t);try{o.observe(t)}catch(n){s.push(`A fact of kind ${t.kind} could not be looked at: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.n)(n)}`)}}return{store:a,findings:await o.findings(),startedAt:c,notes:s}}async function y(e){let t=new _redact_js__WEBPACK_IMPORTED_MODULE_2__.t,i=e=>t.text(e),a=(0,_workflow_step_js__WEBPACK_IMPORTED_MODULE_1__.c)(i),y=new _workflow_step_js__WEBPACK_IMPORTED_MODULE_1__.n,{store:S,startedAt:C,notes:w,...T}=await v(b(e.path,t),e=>y.tell(e)),E=S.extension(),D=e.outcome(T.findings),O=(0,_summary_error_js__WEBPACK_IMPORTED_MODULE_4__.f)(D)?x(T.findings):T.findings,k={outcome:D,findings:O,store:S,timeline:y,error:void 0,notes:[e.note,...w],extensionName:e.extensionName,startedAt:C,endedAt:S.now||C,operationRunning:E!==void 0&&!/^(Succeeded|Failed|Canceled)$/.test(E.provisioningState)},A=i((0,_workflow_step_js__WEBPACK_IMPORTED_MODULE_1__.r)(k)),j=e.folder===``?void 0:(0,_files2_js__WEBPACK_IMPORTED_MODULE_3__.n)(e.folder,O,A,i);return await (0,_workflow_step_js__WEBPACK_IMPORTED_MODULE_1__.a)(A,a),e.outputs&&(0,_workflow_step_js__WEBPACK_IMPORTED_MODULE_1__.s)((0,_workflow_step_js__WEBPACK_IMPORTED_MODULE_1__.o)(k,j,e.path),a),await new _workflow_step_js__WEBPACK_IMPORTED_MODULE_1__.u(i,()=>(0,_workflow_step_js__WEBPACK_IMPORTED_MODULE_1__.t)(process.env,(0,node_path__WEBPACK_IMPORTED_MODULE_5__.resolve)(import.meta.dirname,`../..`))).emit((0,_workflow_step_js__WEBPACK_IMPORTED_MODULE_1__.p)(k,/* @__PURE__ */ new Set)),a.line(`${(0,_summary_error_js__WEBPACK_IMPORTED_MODULE_4__.f)(D)?`✗`:`✓`} ${(0,_summary_error_js__WEBPACK_IMPORTED_MODULE_4__.u)(k)} (outcome: ${D})`),j!==void 0&&a.line(`  Report: ${j.report}`),(0,_summary_error_js__WEBPACK_IMPORTED_MODULE_4__.f)(D)}async function*b(e,t){for await(let n of (0,_workflow_step_js__WEBPACK_IMPORTED_MODULE_1__.h)(e))yield t.fact(n)}function x(e){let[t,...n]=e;return t===void 0||e.some(e=>e.blocking||e.implicated)?e:[{...t,implicated:!0},...n]}

/***/ }),

/***/ 6716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reportFromJournal: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3657);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(641);
/* harmony import */ var _journal_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(538);
/* harmony import */ var _workflow_step_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9422);
/* harmony import */ var _neutralise_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8812);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6760);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3024);
async function u(){if((0,_core_js__WEBPACK_IMPORTED_MODULE_0__.i)(`reported`)===`true`)return;let i=(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.i)(`journal`);if(!(0,node_path__WEBPACK_IMPORTED_MODULE_5__.isAbsolute)(i)||!(0,node_fs__WEBPACK_IMPORTED_MODULE_6__.existsSync)(i))return d(i);try{await (0,_journal_report_js__WEBPACK_IMPORTED_MODULE_2__.t)({path:i,extensionName:(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.i)(`extension`),folder:(0,node_path__WEBPACK_IMPORTED_MODULE_5__.dirname)(i),outcome:()=>`cancelled`,note:`The step ended before it could report; this is what its journal holds.`,outputs:!1})}catch(e){(0,_core_js__WEBPACK_IMPORTED_MODULE_0__.u)((0,_neutralise_js__WEBPACK_IMPORTED_MODULE_4__.r)(`The step ended before it could report, and its journal could not be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.n)(e)}`))}}async function d(e){let t=(0,_workflow_step_js__WEBPACK_IMPORTED_MODULE_3__.c)(e=>e),n=e===``?`The step ended before it had begun. Nothing was written to Azure.`:`The step ended before it could report, and it has left no journal: what it did is not known. A rerun looks at what is there.`;await (0,_workflow_step_js__WEBPACK_IMPORTED_MODULE_3__.a)(`## ❌ The step was cancelled\n\n${n}\n`,t),t.line(`✗ ${n} (outcome: cancelled)`)}

/***/ })

};

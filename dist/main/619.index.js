export const id = 619;
export const ids = [619];
export const modules = {

/***/ 2619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   certificateKind: () => (/* binding */ p)
/* harmony export */ });
/* harmony import */ var _msalClient_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3480);
/* harmony import */ var _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(430);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(888);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1455);
const l=`ClientCertificateCredential`,u=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.o)(l);var d=class{tenantId;additionallyAllowedTenantIds;certificateConfiguration;sendCertificateChain;msalClient;constructor(t,n,i,a={}){if(!t||!n)throw Error(`${l}: tenantId and clientId are required parameters.`);this.tenantId=t,this.additionallyAllowedTenantIds=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.n)(a?.additionallyAllowedTenants),this.sendCertificateChain=a.sendCertificateChain,this.certificateConfiguration={...typeof i==`string`?{certificatePath:i}:i};let o=this.certificateConfiguration.certificate,s=this.certificateConfiguration.certificatePath;if(!this.certificateConfiguration||!(o||s))throw Error(`${l}: Provide either a PEM certificate in string form, or the path to that certificate in the filesystem. To troubleshoot, visit https://aka.ms/azsdk/js/identity/serviceprincipalauthentication/troubleshoot.`);if(o&&s)throw Error(`${l}: To avoid unexpected behaviors, providing both the contents of a PEM certificate and the path to a PEM certificate is forbidden. To troubleshoot, visit https://aka.ms/azsdk/js/identity/serviceprincipalauthentication/troubleshoot.`);this.msalClient=(0,_msalClient_js__WEBPACK_IMPORTED_MODULE_0__.t)(n,t,{...a,logger:u,tokenCredentialOptions:a})}async getToken(e,r={}){return _tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.a.withSpan(`${l}.getToken`,r,async t=>{t.tenantId=(0,_tenantIdUtils_js__WEBPACK_IMPORTED_MODULE_1__.i)(this.tenantId,t,this.additionallyAllowedTenantIds,u);let r=Array.isArray(e)?e:[e],i=await this.buildClientCertificate();return this.msalClient.getTokenByClientCertificate(r,i,t)})}async buildClientCertificate(){let e=await f(this.certificateConfiguration,this.sendCertificateChain??!1),t;return t=this.certificateConfiguration.certificatePassword===void 0?e.certificateContents:(0,node_crypto__WEBPACK_IMPORTED_MODULE_3__.createPrivateKey)({key:e.certificateContents,passphrase:this.certificateConfiguration.certificatePassword,format:`pem`}).export({format:`pem`,type:`pkcs8`}).toString(),{thumbprint:e.thumbprint,thumbprintSha256:e.thumbprintSha256,privateKey:t,x5c:e.x5c}}};async function f(e,t){let n=e.certificate,r=e.certificatePath,i=n||await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_4__.readFile)(r,`utf8`),a=t?i:void 0,s=/(-+BEGIN CERTIFICATE-+)(\n\r?|\r\n?)([A-Za-z0-9+/\n\r]+=*)(\n\r?|\r\n?)(-+END CERTIFICATE-+)/g,l=[],u;do u=s.exec(i),u&&l.push(u[3]);while(u);if(l.length===0)throw Error(`The file at the specified path does not contain a PEM-encoded certificate.`);let d=(0,node_crypto__WEBPACK_IMPORTED_MODULE_3__.createHash)(`sha1`).update(Buffer.from(l[0],`base64`)).digest(`hex`).toUpperCase();return{certificateContents:i,thumbprintSha256:(0,node_crypto__WEBPACK_IMPORTED_MODULE_3__.createHash)(`sha256`).update(Buffer.from(l[0],`base64`)).digest(`hex`).toUpperCase(),thumbprint:d,x5c:a}}function p(e,t){let{tenantId:n,clientId:r,certificate:i,password:o,sendChain:s}=e,c={certificate:i,...o===void 0?{}:{certificatePassword:o}},l={...(0,_kind_js__WEBPACK_IMPORTED_MODULE_2__.t)(t),sendCertificateChain:s};return{make:()=>new d(n,r,c,l)}}

/***/ }),

/***/ 888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8678);
function t({cloud:t,exchanges:n}){return{authorityHost:t.authority,disableInstanceDiscovery:t.foreignAuthority,retryOptions:{maxRetries:0},additionalPolicies:[{policy:n.policy,position:`perCall`},{policy:(0,_network_js__WEBPACK_IMPORTED_MODULE_0__.t)(),position:`perRetry`}]}}

/***/ })

};

/** What emitters put around an error of many kinds: which object, pod or release it is of. */
import type { TextFact } from '../../model/evidence.ts'
import type { Fields } from '../../model/finding.ts'
import { groupsIn, textFields } from './fields.ts'

/** What clients put before a server's message: which object it is of. */
export const OBJECT = [
  /\b(?<resource>[a-z][a-z0-9-]{1,62}(?:\.[a-z0-9.-]{1,200})?) "(?<name>[^"]{1,253})" is forbidden/,
  /\b(?<kind>[A-Z][A-Za-z]{2,60})\/(?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<name>[a-z0-9][a-z0-9.-]{0,252}) (?:dry-run failed|apply failed|was blocked)/,
  /\bin (?:the )?namespace "(?<namespace>[a-z0-9-]{1,63})"/,
]

/** An image's name without a digest's or tag's tail is still the name; quotes end it. */
export const AROUND_POD = [
  /\bpod[= ]"?(?<pod>[a-z0-9][a-z0-9.-]{1,252})_(?<namespace>[a-z0-9-]{1,63})\(/,
  /\bin pod (?<pod>[a-z0-9][a-z0-9.-]{1,252})(?:_(?<namespace>[a-z0-9-]{1,63}))?/,
  /\bcontainer[ =]"?(?<container>[a-z0-9][a-z0-9-]{0,62})"? (?:in pod|pod=|is waiting)/,
]

export const RELEASE = /\brelease:? \[?(?<release>[a-z0-9][a-z0-9.-]{0,52})\]?(?: failed|:| in namespace| with)/

export const POD = /\bpod\/(?<pod>[a-z0-9][a-z0-9.-]{3,252})\s/

export const POD_FIRST = /(?<pod>[a-z0-9][a-z0-9.-]{1,252}-[a-z0-9]{5}) (?:0\/|FailedScheduling)/

export const EVENT = /\b(?<reason>FailedScheduling|NotTriggerScaleUp|Unschedulable)\b/

const KIND = '(?<kind>GitRepository|OCIRepository|HelmRepository|HelmChart|Bucket|Kustomization|HelmRelease)'

/** Flux's controllers log the object in JSON, beside the text. */
export const FLUX_OBJECT = [
  // As `flux logs` prints it: Kind/name.namespace.
  new RegExp(String.raw`${KIND}/(?<name>[a-z0-9][a-z0-9-]{0,252})\.(?<namespace>[a-z0-9-]{1,63}) - `),
  new RegExp(String.raw`${KIND}[ /]'?(?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<name>[a-z0-9][a-z0-9.-]{0,252})`),
  new RegExp(String.raw`\\?"(?:controllerKind|reconcilerKind|reconciler kind|kind)\\?":\s?\\?"${KIND}\\?"`),
  new RegExp(String.raw`\b(?:controllerKind|reconciler kind|reconcilerKind)="?${KIND}\b`),
  /\\?"name\\?":\\?"(?<name>[a-z0-9][a-z0-9.-]{0,252})\\?"/,
  /\\?"namespace\\?":\\?"(?<namespace>[a-z0-9-]{1,63})\\?"/,
]

/** kubectl's own prefix, and the members of a Status that the API server answers with (Kubernetes API conventions). */
const SERVER_REASON = /Error from server \((?<reason>[A-Z]\w{2,40})\)/
const STATUS_REASON = /"reason"\s*:\s*"(?<reason>[A-Z]\w{2,60})"/
const STATUS_CODE = /"code"\s*:\s*(?<code>[1-5]\d\d)\b/
const CODE = /\bcode: (?<code>\d{3})\b/

/** What clients, controllers and kubectl put around any error: fields of every class, where the class's own patterns do not have them. */
export const ANYWHERE: readonly RegExp[] = [
  /ObjectReference\{Kind:"(?<kind>\w{2,60})", Namespace:"(?<namespace>[a-z0-9-]{0,63})", Name:"(?<name>[a-z0-9.-]{1,253})"/,
  /\bevent for (?<pod>[a-z0-9][a-z0-9.-]{1,252}): \{kubelet (?<node>[a-z0-9][a-z0-9.-]{1,252})\}/,
  /\b(?<nodes>0\/\d{1,6}) nodes are available/,
  /(?:\bfor volume "|unmounted volumes=\[)(?<volume>[a-z0-9][a-z0-9.-]{0,252})/,
  /\bunexpected status (?:code )?(?<code>[45]\d\d)\b/,
  /\b[Ss]tatus ?[Cc]ode[=:]? ?"?(?<code>[45]\d\d)\b/,
  /\b(?:responded|answered|returned)[^\n]{0,40} (?<code>[45]\d\d)\b/,
  SERVER_REASON,
  /(?:^|\s)(?:Warning|Normal)\s+(?<reason>[A-Z][A-Za-z]{2,40})\s/,
  STATUS_REASON,
  STATUS_CODE,
  /\b[Pp]ods "(?<pod>[a-z0-9][a-z0-9.-]{1,252})" is forbidden/,
  /\bcreate Pod (?<pod>[a-z0-9][a-z0-9.-]{1,252}) in/,
  /\bcontainers? [<"](?<container>[a-z0-9][a-z0-9-]{0,62})[>"]/i,
  /\b(?:initC|c)ontainer <(?<container>[a-z0-9][a-z0-9-]{0,62})>/i,
  /\bin your Pod <(?<pod>[a-z0-9][a-z0-9.-]{1,252})>/,
  /\bin (?:the )?namespace "(?<namespace>[a-z0-9-]{1,63})"/,
  /\bin namespace (?<namespace>[a-z0-9][a-z0-9-]{0,62})\b/,
  /"(?:target)?[nN]amespace"\s*:\s*"(?<namespace>[a-z0-9-]{1,63})"/,
  /\b(?:targetN|n)amespace[=:] ?"?(?<namespace>[a-z0-9][a-z0-9-]{0,62})\b/,
  /\brelease (?<namespace>[a-z0-9][a-z0-9-]{0,62})\/(?<release>[a-z0-9][a-z0-9.-]{0,52}?)(?:\.v\d+)?(?=[\s:,]|$)/,
  /\bin "?(?<namespace>[a-z0-9][a-z0-9-]{0,62})"? namespace\b/,
  /\/apis?(?:\/[a-z0-9.-]{1,100})?\/v\d\w{0,10}\/namespaces\/(?<namespace>[a-z0-9][a-z0-9-]{0,62})\//,
  /\b(?<hook>(?:pre|post)-(?:install|upgrade|delete|rollback))\b/,
  /\bjobs?(?:\.batch)? "?(?<job>[a-z0-9][a-z0-9.-]{0,62})"? (?:failed|already exists)/,
  /\bJob\/(?:[a-z0-9-]{1,63}\/)?(?<job>[a-z0-9][a-z0-9.-]{0,62})\b/,
  /\bRelease "(?<release>[a-z0-9][a-z0-9.-]{0,52})" (?:does not exist|has been upgraded|failed)/,
  /\brelease="?(?<release>[a-z0-9][a-z0-9.-]{0,52})\b/,
  /\bUpgrade "(?<release>[^"]{1,53})" failed/,
  /\brelease (?<release>[a-z0-9][a-z0-9.-]{0,52}) failed/,
  /\b(?:Helm )?[Cc]hart (?<release>[a-z0-9][a-z0-9.-]{0,52}) in namespace/,
  /\bextension (?<extensionName>[a-z0-9][\w-]{1,62}) of type (?<extensionType>[a-z0-9]+\.[\w.]{2,80})/,
  /[Ee]xtension ?[Nn]ame:?\s*"?(?<extensionName>[a-z0-9][\w-]{1,62})/,
  /\/extensions\/(?<extensionName>[a-z0-9][\w-]{1,62})/,
  /[Ee]xtension [Tt]ype:? '?(?<extensionType>[A-Za-z0-9]+\.[A-Za-z0-9.]{2,80})/,
  /\bkubelet, (?<node>[a-z0-9][a-z0-9.-]{2,62})\b/,
]

/** The object that a controller was at, as it logs it beside the error: where the error itself names none. */
export const LOGGED: readonly RegExp[] = [
  /"(?:HelmRelease|Kustomization|GitRepository|OCIRepository|HelmRepository|HelmChart|Bucket)":\{"name":"(?<name>[a-z0-9.-]{1,253})","namespace":"(?<namespace>[a-z0-9-]{1,63})"\}/,
  /"(?:controllerKind|reconciler kind)":"(?<kind>[A-Z]\w{2,60})"/,
]

/** The beginning of a fact's text, its quotes not escaped. */
export function rawOf({ text }: TextFact): string {
  return text.slice(0, 8000).replace(/\\+"/g, '"')
}

/** @returns what is said around an error of any kind, for rules with patterns of their own. */
export function aroundOf(fact: TextFact): Fields {
  return textFields(groupsIn([...ANYWHERE, ...LOGGED], rawOf(fact)))
}

/** @returns what is said around an error of the code and reason that the server gave, for rules with patterns of their own. */
export function answeredWith(fact: TextFact): Fields {
  return textFields(groupsIn([SERVER_REASON, STATUS_REASON, STATUS_CODE, CODE], rawOf(fact)))
}

/** The code that ARM, az or terraform put beside the text: the innermost, which the last one is. */
export function codeOf(fact: TextFact): string {
  const told = /\bERROR CODE: ([A-Z][A-Za-z]{2,60})\b/.exec(fact.text)?.[1]
  if (fact.kind !== 'arm-error' && fact.kind !== 'cli-output') return told ?? ''
  const json = [
    ...fact.text.matchAll(/\\{0,8}["'][cC]ode\\{0,8}["']\s*:\s*\\{0,8}["']([A-Za-z][\w.]{1,80})\\{0,8}["']/g),
  ].at(-1)?.[1]
  const plain = /(?:^|\n|(?:ERROR|Error|error): |: )\(([A-Z][A-Za-z]{2,60})\)\s/.exec(fact.text)?.[1]
  const named = [...fact.text.matchAll(/\b(?:Error ?)?[cC]ode[:=]\s*"?([A-Z][A-Za-z]{2,60})"?/g)].at(-1)?.[1]
  return json ?? told ?? named ?? plain ?? (fact.kind === 'arm-error' ? fact.data.code : '')
}

/** Generated names differ from try to try (a pod's, and its ReplicaSet's hash before it); the cause is one. */
export function stable(name: string): string {
  return name.replace(/(?:-[bcdfghjklmnpqrstvwxz2456789]{6,10})?-[bcdfghjklmnpqrstvwxz2456789]{5}$/, '-*')
}

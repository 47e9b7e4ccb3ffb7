/** Rows of kubectl's listings, known by their own form: a header may be missing, and columns may have lost their places. */
import type { ObjectRef } from '../../model/evidence.ts'

export interface PodRow {
  readonly namespace: string
  readonly name: string
  readonly ready: number
  readonly wanted: number
  readonly status: string
  readonly restarts: string
}

export interface EventRow {
  /** '' where the row is of the object that is described. */
  readonly namespace: string
  readonly object: ObjectRef | undefined
  readonly warning: boolean
  readonly reason: string
  /** Seconds since it was last seen; undefined where it is not told. */
  readonly ageS: number | undefined
  readonly count: number
  readonly from: string
  readonly message: string
}

const AGE = String.raw`(?:(?:\d{1,5}(?:d|h|m|s|y|ms))+|<unknown>|<invalid>|\d+ (?:seconds?|minutes?|hours?|days?) ago)`
/** `pod-name 0/1 CrashLoopBackOff 5 (2m ago) 10m`, a namespace before it with -A (kubectl's printers). */
const POD = new RegExp(
  String.raw`^\s*(?:(?<namespace>[a-z0-9][a-z0-9-]{0,62})\s+)?(?:pods?/)?(?<name>[a-z0-9][a-z0-9.-]{1,252})\s+(?<ready>\d{1,3})/(?<wanted>\d{1,3})\s+(?<status>[A-Z][\w:/.-]{2,60})\s+(?<restarts>\d{1,6})(?:\s+\(${AGE}(?: ago)?\))?\s+${AGE}(?:\s|$)`,
)
/** `LAST SEEN  TYPE  REASON  OBJECT  MESSAGE`, a namespace before it with -A. */
const EVENT = new RegExp(
  String.raw`^\s*(?:(?<namespace>[a-z0-9][a-z0-9-]{0,62})\s+)?(?<age>${AGE})(?:\s+\(x(?<count>\d{1,7}) over ${AGE}\))?\s+(?<type>Normal|Warning)\s+(?<reason>[A-Z]\w{1,63})\s+(?<kind>[A-Za-z.]{2,60})/(?<name>[A-Za-z0-9][A-Za-z0-9._:-]{0,252})(?:\s+(?<message>\S.*))?$`,
)
/** A describe's: `Warning  Failed  5m (x4 over 7m)  kubelet, node  message`. */
const DESCRIBED = new RegExp(
  String.raw`^\s*(?<type>Normal|Warning)\s+(?<reason>[A-Z]\w{1,63})\s+(?<age>${AGE})(?:\s+\(x(?<count>\d{1,7}) over ${AGE}\))?\s+(?<from>[a-zA-Z][\w./-]{1,80}(?:, [\w.-]{1,253})?)\s{1,}(?<message>\S.*)$`,
)
/** Of kubectl before 1.12: first and last seen, count, name, kind, the object's part, then type, reason, source and message. */
const WIDE = new RegExp(
  String.raw`^\s*(?:(?<namespace>[a-z0-9][a-z0-9-]{0,62})\s+)?(?<age>${AGE})\s+${AGE}\s+(?<count>\d{1,7})\s+(?<name>[a-z0-9][a-z0-9.-]{1,252}?)(?:\.[0-9a-f]{16})?\s+(?<kind>[A-Z]\w{2,40})\s+(?:(?<part>spec\.\S{1,200})\s+)?(?<type>Normal|Warning)\s+(?<reason>[A-Z]\w{1,63})\s+(?<from>[a-z][\w./-]{1,80}(?:, [\w.-]{1,253})?)\s+(?<message>\S.*)$`,
)
/** Of a describe before 1.12: first and last seen, count, from, the object's part, then type, reason and message. */
const WIDE_DESCRIBED = new RegExp(
  String.raw`^\s*(?<age>${AGE})\s+${AGE}\s+(?<count>\d{1,7})\s+(?<from>[a-z][\w./-]{1,80}(?:, [\w.-]{1,253})?|\{[^}]{1,120}\})\s+(?:(?<part>spec\.\S{1,200})\s+)?(?<type>Normal|Warning)\s+(?<reason>[A-Z]\w{1,63})\s+(?<message>\S.*)$`,
)
/** The same as one line of text, as reports quote it: `Warning FailedScheduling pod/x 0/3 nodes …`. */
const LOOSE =
  /^\s*(?:(?<type>Warning|Normal)\s+)?(?<reason>Failed[A-Z]\w{1,60}|BackOff|Unhealthy|NotTriggerScaleUp|Evicted)\s+(?<kind>[a-z]{2,40}(?:\.[a-z.]{2,60})?|Pod|ReplicaSet|Deployment|DaemonSet|StatefulSet|Job)\/(?<name>[a-z0-9][a-z0-9.-]{1,252})\s+(?<message>\S.*)$/

/** A describe's table of a node's conditions: two times stand between a status and its reason. */
const CONDITION =
  /^\s*(?<type>[A-Z][A-Za-z]{2,60})\s+(?<status>True|False|Unknown)\s+\w{3}, \d\d \w{3} \d{4} [\d:]{8} [+-]\d{4}\s+\w{3}, \d\d \w{3} \d{4} [\d:]{8} [+-]\d{4}\s+(?<reason>[A-Z]\w{1,80})\s+(?<message>\S.*)$/

export interface ConditionRow {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
}

/** @returns the condition of a row of `kubectl describe node`; undefined where the line is none. */
export function conditionRow(line: string): ConditionRow | undefined {
  const { type = '', status = '', reason = '', message = '' } = CONDITION.exec(line)?.groups ?? {}
  return type === '' ? undefined : { type, status, reason, message }
}

/** @returns the pod of a row of `kubectl get pods`; undefined where the line is none. */
export function podRow(line: string): PodRow | undefined {
  const groups = POD.exec(line)?.groups
  if (groups === undefined) return undefined
  const { namespace = '', name = '', ready, wanted, status = '', restarts = '' } = groups
  return { namespace, name, ready: Number(ready), wanted: Number(wanted), status, restarts }
}

/** `node NotReady [roles] 5d v1.7.0` (kubectl's printers). */
const NODE = new RegExp(
  String.raw`^\s*(?<name>[a-z0-9][a-z0-9.-]{1,252})\s+(?<status>NotReady(?:,\w+)*)\s+(?:(?<roles>\S+)\s+)?${AGE}\s+v\d+\.\d+`,
)
/** A row of flux's listings that has lost its header: names, a state, and a sentence. */
const FLUX =
  /^\s*(?<namespace>[a-z0-9][a-z0-9-]{0,62})\s+(?<name>[a-z0-9][a-z0-9.-]{0,252})\s+(?:\S+\s+){0,3}?False\s+(?<message>(?:kustomize|failed|unable|Helm|install|upgrade|HelmChart|health|Health|apply|artifact|dry-run|\S+\/\S+ dry-run|chart|source|no artifact|authenticat)\b.*)$/

/** @returns the node of a row that says that it is not Ready; undefined where the line is none. */
export function nodeRow(line: string): string | undefined {
  return NODE.exec(line)?.groups?.['name']
}

/** @returns the object and the sentence of a row of flux's listings that failed; undefined where the line is none. */
export function fluxRow(line: string): { readonly object: ObjectRef; readonly message: string } | undefined {
  const { namespace = '', name = '', message = '' } = FLUX.exec(line)?.groups ?? {}
  return name === '' ? undefined : { object: { kind: '', namespace, name }, message }
}

const KINDS: Readonly<Record<string, string>> = {
  pod: 'Pod',
  pods: 'Pod',
  replicaset: 'ReplicaSet',
  deployment: 'Deployment',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
  job: 'Job',
  cronjob: 'CronJob',
  node: 'Node',
  helmrelease: 'HelmRelease',
  kustomization: 'Kustomization',
  gitrepository: 'GitRepository',
  ocirepository: 'OCIRepository',
  helmrepository: 'HelmRepository',
  helmchart: 'HelmChart',
  bucket: 'Bucket',
  persistentvolumeclaim: 'PersistentVolumeClaim',
  horizontalpodautoscaler: 'HorizontalPodAutoscaler',
  poddisruptionbudget: 'PodDisruptionBudget',
  nodeclaim: 'NodeClaim',
  nodepool: 'NodePool',
}

/** @returns a kind as the API spells it, where it is known; else as it stands. */
export function kindOf(word: string): string {
  const [bare = ''] = word.toLowerCase().split('.')
  return KINDS[bare] ?? word
}

/** @returns the event of a row; undefined where the line is none. @param described the object whose description it is in */
export function eventRow(line: string, described: ObjectRef | undefined): EventRow | undefined {
  const groups = [EVENT, DESCRIBED, WIDE, WIDE_DESCRIBED, LOOSE].map(each => each.exec(line)?.groups).find(Boolean)
  if (groups === undefined) return undefined
  const { namespace = '', age = '', count, type, reason = '', kind, name, from = '', part = '', message = '' } = groups
  const container = /\{([a-z0-9][a-z0-9-]{0,62})\}/.exec(part)?.[1]
  const of = kind === undefined || name === undefined ? described : { kind: kindOf(kind), name }
  const place = namespace || described?.namespace
  return {
    namespace,
    object: of && { ...of, ...(place ? { namespace: place } : {}), ...(container ? { container } : {}) },
    warning: type !== 'Normal',
    reason,
    ageS: secondsOf(age),
    count: Number(count ?? 1),
    from,
    message: message.trim(),
  }
}

const UNIT: Readonly<Record<string, number>> = { y: 31_536_000, d: 86_400, h: 3600, m: 60, s: 1, ms: 0 }

function secondsOf(age: string): number | undefined {
  const spoken = /^(\d+) (second|minute|hour|day)/.exec(age)
  if (spoken !== null) return Number(spoken[1]) * (UNIT[spoken[2]?.[0] ?? 's'] ?? 1)
  const parts = [...age.matchAll(/(\d+)(ms|[ydhms])/g)]
  if (parts.length === 0) return undefined
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNIT[unit ?? 's'] ?? 1), 0)
}

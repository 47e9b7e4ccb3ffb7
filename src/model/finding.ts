/** A finding: what was concluded, how surely, from what, and who can do what about it. Data only; words are report's. */
import type { ClassId } from './classes.ts'
import type { ObjectRef } from './evidence.ts'

export type Certainty = 'proven' | 'likely' | 'possible'

/** Whether waiting can help: `grace` means the same text appears for seconds in healthy installs. */
export type Permanence = 'permanent' | 'grace' | 'transient' | 'symptom'

/** Where a field's value was read: the emitter's text, the pod's spec, the event's source, API discovery, or assumed. */
export type Origin = 'text' | 'pod' | 'event-source' | 'discovery' | 'assumed'

export type FieldName =
  | 'policy'
  | 'binding'
  | 'constraint'
  | 'webhook'
  | 'user'
  | 'serviceAccount'
  | 'verb'
  | 'resource'
  | 'name'
  | 'namespace'
  | 'container'
  | 'pod'
  | 'image'
  | 'reason'
  | 'code'
  | 'taint'
  | 'node'
  | 'quota'
  | 'requested'
  | 'limited'
  | 'url'
  | 'host'
  | 'identity'
  | 'scope'
  | 'action'
  | 'role'
  | 'provider'
  | 'extensionType'
  | 'extensionName'
  | 'release'
  | 'version'
  | 'path'
  | 'kind'
  | 'message'
  | 'tenant'
  | 'objectId'
  | 'issuer'
  | 'subject'
  | 'audience'
  | 'authType'
  | 'hook'
  | 'job'
  | 'nodes'
  | 'region'
  | 'volume'
  | 'target'
  | 'server'
  | 'operation'
  | 'outerCode'
  | 'config'
  | 'chart'
  | 'restarts'
  | 'manager'
  | 'object'
  | 'ref'
  | 'revision'
  | 'configuration'
  | 'file'
  | 'line'

export interface Field {
  readonly value: string
  /** Where several are named: all of them, `value` first. */
  readonly values?: readonly string[]
  readonly origin: Origin
}

export type Fields = Readonly<Partial<Record<FieldName, Field>>>

/** A sentence that helps, who can act on it, and, where there is one, a command or a page. */
export interface Step {
  readonly who: 'you' | 'cluster-admin' | 'aks'
  readonly text: string
  readonly command?: string
  readonly link?: string
}

export interface Remedy {
  /** In the order in which the reader should try them; the first is what they can do themselves, where anything is. */
  readonly steps: readonly Step[]
}

/** A line, event or message that the finding rests on. */
export interface Witness {
  readonly time: string
  readonly object?: ObjectRef
  readonly text: string
}

export type Verdict = 'admitted' | 'denied' | 'undetermined'

/** One edit of the live policy, evaluated before and after. */
export interface Exemption {
  readonly kind: 'group' | 'carve-out'
  /** The group, or the object, that the edit lets through. */
  readonly exempts: string
  /** The match condition, variable or validation whose text changes, as people call it; `added` when it is a new one. */
  readonly place: string
  readonly added: boolean
  readonly before: Verdict
  readonly after: Verdict
  /** The whole patched policy, and the unified diff from the live one, both YAML. */
  readonly patched: string
  readonly diff: string
}

/** What the live policy says of the refused request. */
export interface PolicyJudgement {
  readonly verdict: Verdict | 'not-read'
  /** Why undetermined or not read; what the verdict rests on otherwise. */
  readonly reason: string
  /** When the policy was read (ISO 8601), its generation, and the groups it exempts; empty when not read. */
  readonly readAt: string
  readonly generation: string
  readonly exemptGroups: readonly string[]
  /** The group of the caller's namespace; '' where exempting it would be no answer (Kubernetes' own controllers). */
  readonly group: string
  /** Other policies that deny the same request: an exemption from one alone does not help. */
  readonly alsoRefusedBy: readonly string[]
  readonly exemptions: readonly Exemption[]
}

/** A finding in the words of an annotation: a title of few words, and the cause in a sentence or two. */
export interface Brief {
  readonly title: string
  readonly cause: string
}

export interface Finding {
  /** The same for the same cause across a run; findings are reported once per key. */
  readonly key: string
  readonly class: ClassId
  readonly certainty: Certainty
  readonly permanence: Permanence
  /** It keeps a container of the release from coming up. */
  readonly blocking: boolean
  /** Less than blocking: the pod that met it is not Ready, though the container has not failed on it. */
  readonly implicated: boolean
  /** Permanent, proven, blocking, and not contradicted by the live policy: the only thing that ends a run early. */
  readonly conclusive: boolean
  /** The check concluded it before the install; nothing has met it. */
  readonly predicted?: true
  /** One line. */
  readonly title: string
  /** What an annotation has room for. */
  readonly brief: Brief
  /** What is known, as lines. */
  readonly cause: readonly string[]
  readonly fields: Fields
  readonly remedy: Remedy
  readonly witnesses: readonly Witness[]
  /** How often the text was seen, and in how many starts of one container at the most. */
  readonly seen: number
  readonly starts: number
  readonly policyCheck?: PolicyJudgement
}

/** @returns the line that says of a prediction that nobody saw it come true, and that a run has failed since. */
export function predictedWords({ title }: Pick<Finding, 'title'>): string {
  return `Predicted before the install: ${title}.`
}

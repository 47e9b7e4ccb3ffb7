/**
 * A failure class that is known by its text: patterns whose named groups are the finding's fields, and what to do about it.
 * Most classes are one such object.
 */
import { releaseNamespaceOf, type StoreReader } from '../evidence/store.ts'
import type { ClusterState, TextFact } from '../model/evidence.ts'
import type { ClassId, Field, FieldName, Fields, Finding, Permanence, Step } from '../model/finding.ts'
import { parseManagedClusterId } from '../model/names.ts'
import type { Match, Rule, Suspicion } from './rule.ts'
import { type Blocking, blockingOf, outlasted, overcome, workloadOf } from './standing.ts'

/** What titles and remedies are made of. */
export interface About {
  /** A field's value, or ''. */
  readonly f: (name: FieldName) => string
  readonly cluster: ClusterState | undefined
  /** Names for commands; placeholders where they are not known. */
  readonly names: {
    readonly group: string
    readonly cluster: string
    readonly extension: string
    readonly namespace: string
  }
  readonly extensionType: string
  /** The workload that met it, or ''. */
  readonly component: string
  readonly permanence: Permanence
}

/** One failure class. */
export interface TextRule {
  readonly class: ClassId
  /** `by-reason`: `reason` tells. */
  readonly permanence: Permanence | 'by-reason'
  /** What a log line must hold for the rule to look at it; none where no component logs it. */
  readonly literals: readonly string[]
  /** Kinds of facts that it looks at; all when absent. */
  readonly of?: readonly TextFact['kind'][]
  /** Tried in their order on each layer of a text, innermost first. Named groups are fields. */
  readonly patterns: readonly RegExp[]
  /** What it is not, whatever else it holds: looked for in the whole text. */
  readonly not?: RegExp
  /** Fields that no single pattern finds; they come before those of the patterns. */
  readonly pick?: (text: string) => Readonly<Partial<Record<FieldName, string>>>
  /** Whether a text is this class's, where the patterns alone do not tell. */
  readonly accept?: (text: string, fact: TextFact) => boolean
  /** Texts that only repeat an earlier try. */
  readonly echo?: RegExp
  /** More fields, out of the whole text. */
  readonly around?: readonly RegExp[]
  /** @returns the permanence that a text's reason has. */
  readonly reason?: (text: string) => Permanence
  readonly title: (about: About) => string
  readonly cause?: (about: About) => readonly string[]
  readonly remedy: (about: About) => readonly Step[]
}

/** Texts and counts differ from try to try; the cause is one. */
const FREE: ReadonlySet<FieldName> = new Set(['message', 'requested', 'limited', 'url', 'path', 'pod', 'reason'])

export function textRule(spec: TextRule): Rule {
  return {
    class: spec.class,
    permanence: spec.permanence,
    literals: spec.literals,
    ...(spec.of === undefined ? {} : { of: spec.of }),
    match: (texts, fact, whole) => matchOf(spec, texts.map(({ text }) => text).join(' '), fact, whole),
    conclude: (suspicion, store, others) => concluded(spec, suspicion, store, others),
  }
}

function matchOf(spec: TextRule, text: string, fact: TextFact, whole: string): Match | undefined {
  if (spec.not?.test(whole) || spec.accept?.(text, fact) === false) return undefined
  const found = firstMatch(spec.patterns, text)
  if (found === undefined) return undefined
  // Values of parsed objects have lost their keys; the raw text has them.
  const raw = `${whole} ${fact.text.slice(0, 8000).replace(/\\+"/g, '"')}`
  const groups = [
    spec.pick?.(text),
    found.groups,
    ...[...(spec.around ?? []), ...ANYWHERE].map(pattern => pattern.exec(raw)?.groups),
  ]
  const fields: Partial<Record<FieldName, Field>> = {}
  for (const each of groups)
    for (const [name, value] of Object.entries(each ?? {}))
      if (value) fields[fieldName(name)] ??= { value: tidy(value), origin: 'text' }
  const code = codeOf(fact)
  if (code !== '') fields.code ??= { value: code, origin: 'text' }
  if (reasonOf(fact) !== '') fields.reason ??= { value: reasonOf(fact), origin: 'event-source' }
  placed(fields, fact)
  const permanence = spec.reason?.(text)
  return {
    key: keyOf(fields, fact),
    fields,
    ...(permanence === undefined ? {} : { permanence }),
    ...(spec.echo?.test(text) ? { echo: true } : {}),
  }
}

/** What clients, controllers and kubectl put around any error: fields of every class, where the class's own patterns do not have them. */
const ANYWHERE: readonly RegExp[] = [
  /Error from server \((?<reason>[A-Z]\w{2,40})\)/,
  /(?:^|\s)(?:Warning|Normal)\s+(?<reason>[A-Z][A-Za-z]{2,40})\s/,
  /"reason"\s*:\s*"(?<reason>[A-Z]\w{2,60})"/,
  /"code"\s*:\s*(?<code>[1-5]\d\d)\b/,
  /\b[Pp]ods "(?<pod>[a-z0-9][a-z0-9.-]{1,252})" is forbidden/,
  /\bcreate Pod (?<pod>[a-z0-9][a-z0-9.-]{1,252}) in/,
  /\bcontainers? [<"](?<container>[a-z0-9][a-z0-9-]{0,62})[>"]/i,
  /\b(?:initC|c)ontainer <(?<container>[a-z0-9][a-z0-9-]{0,62})>/i,
  /\bin your Pod <(?<pod>[a-z0-9][a-z0-9.-]{1,252})>/,
  /\bin (?:the )?namespace "(?<namespace>[a-z0-9-]{1,63})"/,
  /\bin namespace (?<namespace>[a-z0-9][a-z0-9-]{0,62})\b/,
  /"(?:target)?[nN]amespace"\s*:\s*"(?<namespace>[a-z0-9-]{1,63})"/,
  /\b(?:targetN|n)amespace[=:] ?"?(?<namespace>[a-z0-9][a-z0-9-]{0,62})\b/,
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

/** @returns what is said around an error of the code and reason that the server gave, for rules with patterns of their own. */
export function answeredWith(fact: TextFact): Fields {
  const raw = fact.text.slice(0, 8000).replace(/\\+"/g, '"')
  const [reason, , status, code] = ANYWHERE.map(pattern => pattern.exec(raw)?.groups)
  const found = {
    reason: reason?.['reason'] ?? status?.['reason'],
    code: code?.['code'] ?? /\bcode: (\d{3})\b/.exec(raw)?.[1],
  }
  const fields = Object.entries(found).filter(([, value]) => value !== undefined)
  return Object.fromEntries(fields.map(([name, value]) => [name, { value: value ?? '', origin: 'text' as const }]))
}

/** Several groups of one pattern may hold the same field: they are numbered, since names must differ. */
function fieldName(group: string): FieldName {
  return group.replace(/\d+$/, '') as FieldName
}

function firstMatch(patterns: readonly RegExp[], text: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text)
    if (match !== null) return match
  }
  return undefined
}

function tidy(value: string): string {
  return value
    .trim()
    .replace(/^["'`]+|["'`]+$/g, '')
    .replace(/[\s,;]+$/, '')
    .replace(/^([^[\]]*)\]+$/, '$1')
    .replace(/^([^{}]*)\}+$/, '$1')
    .trim()
}

/** What the fact itself says of the object, where the text does not. */
function placed(fields: Partial<Record<FieldName, Field>>, { kind, object }: TextFact): void {
  if (object === undefined || kind === 'arm-error' || kind === 'cli-output') return
  const origin = kind === 'event' ? 'event-source' : 'pod'
  if (object.namespace) fields.namespace ??= { value: object.namespace, origin }
  if (object.kind === 'Pod') fields.pod ??= { value: object.name, origin }
  if (object.container) fields.container ??= { value: object.container, origin }
}

/** The event's own reason, where its text has none. */
function reasonOf(fact: TextFact): string {
  return fact.kind === 'event' ? fact.data.reason : ''
}

/** The code that ARM, az or terraform put beside the text: the innermost, which the last one is. */
export function codeOf(fact: TextFact): string {
  if (fact.kind !== 'arm-error' && fact.kind !== 'cli-output') return ''
  const json = [...fact.text.matchAll(/\\*"[cC]ode\\*"\s*:\s*\\*"([A-Za-z][\w.]{1,80})\\*"/g)].at(-1)?.[1]
  const plain = /(?:^|[\s:])\(([A-Z][A-Za-z]{2,60})\)\s/.exec(fact.text)?.[1]
  const named = [...fact.text.matchAll(/\b(?:Error )?[cC]ode[:=]\s*"?([A-Z][A-Za-z]{2,60})"?/g)].at(-1)?.[1]
  return json ?? named ?? plain ?? (fact.kind === 'arm-error' ? fact.data.code : '')
}

function keyOf(fields: Partial<Record<FieldName, Field>>, { object }: TextFact): string {
  const told = Object.entries(fields)
    .filter(([name]) => !FREE.has(name as FieldName))
    .map(([name, field]) => (name === 'name' ? stable(field.value) : field.value))
  return [...told, `${object?.kind ?? ''}/${object === undefined ? '' : stable(object.name)}`].join(' ')
}

/** Generated names differ from try to try (a pod's, and its ReplicaSet's hash before it); the cause is one. */
export function stable(name: string): string {
  return name.replace(/(?:-[bcdfghjklmnpqrstvwxz2456789]{6,10})?-[bcdfghjklmnpqrstvwxz2456789]{5}$/, '-*')
}

function concluded(
  spec: TextRule,
  suspicion: Suspicion,
  store: StoreReader,
  others: readonly Finding[],
): Finding | undefined {
  const { match, witnesses, seen } = suspicion
  const stated = match.permanence ?? (spec.permanence === 'by-reason' ? 'transient' : spec.permanence)
  const standing = blockingOf(suspicion, store)
  const { blocking, implicated, starts, at } = standing
  if (stated !== 'permanent' && overcome(spec.class, suspicion, store)) return undefined
  if (stated === 'symptom' && others.some(other => explains(other, suspicion, store))) return undefined
  const fields: Fields = {
    ...match.fields,
    ...(at?.kind === 'Pod' && match.fields.pod === undefined ? { pod: { value: at.name, origin: 'pod' } } : {}),
  }
  const about = aboutOf(fields, stated, workloadOf(at, store), store)
  const proven = stated === 'permanent'
  return {
    key: `${spec.class} ${match.key}`,
    class: spec.class,
    certainty: proven ? 'proven' : stated === 'symptom' ? 'possible' : 'likely',
    permanence: stated,
    blocking,
    implicated,
    conclusive:
      blocking && mayConclude(spec, suspicion, standing) && (proven || outlasted(spec.class, stated, standing)),
    title: spec.title(about),
    cause: [...(spec.cause?.(about) ?? []), quoted(witnesses[0]?.text ?? '', fields)],
    fields,
    remedy: { steps: spec.remedy(about) },
    witnesses,
    seen,
    starts,
  }
}

/** So long an update's old pods may take to free what its new ones need. */
const ROOM_MS = 60_000

/** What the API server refuses is final whoever logs it. */
const SERVERS_WORD: ReadonlySet<ClassId> = new Set([
  'admission-webhook-denied',
  'pod-security-denied',
  'platform-authorization-denied',
])

/**
 * What Azure itself answers ends the run anyway, with all that it says. Room in a quota may come free. Of what components log,
 * only the API server's refusals end a run: other words of the kind are everyday work as well. Flux's objects are no part of
 * an install.
 */
function mayConclude(spec: TextRule, { first }: Suspicion, { lasted }: Blocking): boolean {
  if (spec.class === 'quota-exceeded' && lasted < ROOM_MS) return false
  if (first.kind === 'arm-error' || spec.class.startsWith('flux-')) return false
  return first.kind !== 'pod-log' || SERVERS_WORD.has(spec.class)
}

/** Whether a cause explains a symptom: that of the same pod or workload; for what Azure says, any that holds the install up. */
function explains(other: Finding, { first }: Suspicion, store: StoreReader): boolean {
  if (other.permanence === 'symptom') return false
  if (first.kind === 'arm-error') return other.blocking || other.implicated
  if (first.object === undefined) return true
  const mine = workloadOf(first.object, store)
  return other.witnesses.some(({ object }) => object !== undefined && workloadOf(object, store) === mine)
}

/** As it was written, so that the reader can look for it; a line's length of it: of a whole log, the line that tells. */
function quoted(text: string, fields: Fields): string {
  const lines = text.length > 600 ? text.split('\n') : []
  const values = Object.values(fields).map(({ value }) => value)
  const telling = lines.findLast(each => values.some(value => value.length > 3 && each.includes(value)))
  const line = (telling ?? text).replace(/\s+/g, ' ').trim()
  return line.length > 600 ? `${line.slice(0, 600)} …` : line
}

function aboutOf(fields: Fields, permanence: Permanence, component: string, store: StoreReader): About {
  const cluster = store.cluster()
  const inputs = store.run()?.data.inputs ?? {}
  const id = parseManagedClusterId(cluster?.id ?? '')
  const extension = store.extension()
  return {
    f: field => fields[field]?.value ?? '',
    cluster,
    component,
    permanence,
    names: {
      group: id?.resourceGroup || inputs['resource-group'] || '<resource-group>',
      cluster: id?.name || inputs['cluster-name'] || '<cluster>',
      extension: fields.extensionName?.value || extension?.name || inputs['extension-name'] || '<extension>',
      namespace: fields.namespace?.value || releaseNamespaceOf(store) || '<namespace>',
    },
    extensionType: (extension?.type || inputs['extension-type'] || '').toLowerCase(),
  }
}

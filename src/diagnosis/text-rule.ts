/**
 * A failure class that is known by its text: patterns whose named groups are the finding's fields, and what to do about it.
 * Most classes are one such object.
 */
import type { StoreReader } from '../evidence/store.ts'
import { CLASSES, type ClassId } from '../model/classes.ts'
import type { TextFact } from '../model/evidence.ts'
import type { Brief, Field, FieldName, Fields, Finding, Permanence, Step } from '../model/finding.ts'
import { type About, aboutOf } from './about.ts'
import type { Match, Rule, Suspicion } from './rule.ts'
import { blockingOf, explains, hasOutlasted, isOfFlux, overcome, workloadOf } from './standing.ts'
import { ANYWHERE, codeOf, LOGGED, rawOf, stable } from './text/around.ts'
import { sentenceOf } from './text/sentence.ts'

/** How a class is met in texts, and what is said of it. */
export interface TextRule {
  /** What a log line must hold for the rule to look at it; none where no component logs it. */
  readonly literals: readonly string[]
  readonly codes?: Rule['codes']
  readonly answer?: Rule['answer']
  /** Kinds of facts that it looks at; all when absent. */
  readonly of?: readonly TextFact['kind'][]
  /** Tried in their order on each layer of a text, innermost first. Named groups are fields. */
  readonly patterns: readonly RegExp[]
  /** What it is not, whatever else it holds: looked for in the whole text. */
  readonly unless?: RegExp
  /** Fields that no single pattern finds; they come before those of the patterns. */
  readonly extract?: (text: string, fact: TextFact) => Readonly<Partial<Record<FieldName, string>>>
  /** Whether a text is this class's, where the patterns alone do not tell. */
  readonly when?: (text: string, fact: TextFact) => boolean
  /** Texts that only repeat an earlier try. */
  readonly repeats?: RegExp
  /** More fields, out of the whole text. */
  readonly around?: readonly RegExp[]
  /** @returns the permanence that a text's reason has, of a class whose permanence is by reason. */
  readonly reason?: (text: string) => Permanence
  readonly title: (about: About) => string
  /** Title and cause in few words, where `title`, `cause` and the text itself are too long for an annotation. */
  readonly brief?: (about: About) => Partial<Brief>
  readonly cause?: (about: About) => readonly string[]
  readonly remedy: (about: About) => readonly Step[]
}

/** Reasons of events that say no more than that something is wrong: a word of the text says more. */
export const WEAK_REASON = /^(?:Failed|BackOff|Error|error|info|Warning|Unhealthy)?$/

/** Texts and counts differ from try to try; the cause is one. */
const FREE: ReadonlySet<FieldName> = new Set(['message', 'requested', 'limited', 'url', 'path', 'pod', 'reason'])

export function textRule<Id extends ClassId>(id: Id, spec: TextRule): Rule<Id> {
  return {
    class: id,
    literals: spec.literals,
    ...(spec.of === undefined ? {} : { of: spec.of }),
    ...(spec.codes === undefined ? {} : { codes: spec.codes }),
    ...(spec.answer === undefined ? {} : { answer: spec.answer }),
    match: (texts, fact, whole, known = false) =>
      matchOf(spec, texts.map(({ text }) => text).join('\n'), fact, whole, known),
    conclude: (suspicion, store, others) => conclude(id, spec, suspicion, store, others),
  }
}

function matchOf(spec: TextRule, text: string, fact: TextFact, whole: string, known: boolean): Match | undefined {
  if (!known && (spec.unless?.test(whole) || spec.when?.(text, fact) === false)) return undefined
  const found = firstMatch(spec.patterns, text)
  if (found === undefined && !known) return undefined
  // Values of parsed objects have lost their keys; the raw text has them.
  const raw = `${whole} ${rawOf(fact)}`
  const groups = [
    spec.extract?.(text, fact),
    found?.groups,
    WEAK_REASON.test(reasonOf(fact)) ? undefined : { reason: reasonOf(fact) },
    ...(spec.around ?? []).map(pattern => pattern.exec(raw)?.groups),
    { code: codeOf(fact) },
    ...ANYWHERE.map(pattern => pattern.exec(raw)?.groups),
  ]
  const fields = fieldsIn(groups)
  // The object of the log stands for one that the error does not name, and is not mixed with one that it does.
  if (fields.name === undefined && fields.resource === undefined)
    Object.assign(fields, { ...fieldsIn(LOGGED.map(pattern => pattern.exec(raw)?.groups)), ...fields })
  if (reasonOf(fact) !== '') fields.reason ??= { value: reasonOf(fact), origin: 'event-source' }
  place(fields, fact)
  const said = known ? text : found === undefined ? '' : statementAt(text, found)
  if (said !== '') fields.message ??= { value: said, origin: 'text' }
  const permanence = spec.reason?.(text)
  return {
    key: keyOf(fields, fact),
    fields,
    ...(permanence === undefined ? {} : { permanence }),
    ...(spec.repeats?.test(text) ? { repeats: true } : {}),
  }
}

/** The first of several groups that have a field gives it. */
function fieldsIn(
  groups: readonly (Readonly<Partial<Record<string, string>>> | undefined)[],
): Partial<Record<FieldName, Field>> {
  const fields: Partial<Record<FieldName, Field>> = {}
  for (const each of groups)
    for (const [name, value] of Object.entries(each ?? {})) {
      const own = value && (name === 'message' ? sentenceOf(value) : tidy(value))
      if (own) fields[fieldName(name)] ??= { value: own, origin: 'text' }
    }
  return fields
}

/** Where a statement begins that goes on over colons: the scheduler's. */
const BEGINS = /\b\d+\/\d+ nodes are available/

/** @returns the statement that a pattern found: its clause, from where it begins to its own end. */
function statementAt(text: string, { index, 0: found }: RegExpExecArray): string {
  const start = text.lastIndexOf('\n', index) + 1
  const before = text.slice(start, index)
  const clause = /^(?:.*(?:: |[{[]\s*|\berr(?:or)?="))/.exec(before)?.[0].length ?? 0
  const own = BEGINS.exec(before)?.index ?? (before.length - clause > 160 ? before.length : clause)
  const end = text.indexOf('\n', index + found.length)
  return sentenceOf(text.slice(start + own, end < 0 ? undefined : end)).slice(0, 600)
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
    .replace(/(?:[\s,;]|(?<=\w):)+$/, '')
    .replace(/^([^[\]]*)\]+$/, '$1')
    .replace(/^([^{}]*)\}+$/, '$1')
    .trim()
}

/** What the fact itself says of the object, where the text does not. */
export function place(fields: Partial<Record<FieldName, Field>>, { kind, object }: TextFact): void {
  if (object === undefined || kind === 'arm-error' || kind === 'cli-output') return
  const origin = kind === 'event' ? 'event-source' : 'pod'
  if (object.namespace) fields.namespace ??= { value: object.namespace, origin }
  if (object.kind === 'Node') fields.node ??= { value: object.name, origin }
  else if (object.kind !== 'Pod' && object.name !== '') {
    if (object.kind !== '') fields.kind ??= { value: object.kind, origin }
    fields.name ??= { value: object.name, origin }
  }
  if (object.kind === 'Pod') fields.pod ??= { value: object.name, origin }
  if (object.container) fields.container ??= { value: object.container, origin }
}

/** The event's own reason, where its text has none. */
function reasonOf(fact: TextFact): string {
  return fact.kind === 'event' ? fact.data.reason : ''
}

function keyOf(fields: Partial<Record<FieldName, Field>>, { object }: TextFact): string {
  const told = Object.entries(fields)
    .filter(([name]) => !FREE.has(name as FieldName))
    .map(([name, field]) => (name === 'name' ? stable(field.value) : field.value))
  return [...told, `${object?.kind ?? ''}/${object === undefined ? '' : stable(object.name)}`].join(' ')
}

function conclude(
  id: ClassId,
  spec: TextRule,
  suspicion: Suspicion,
  store: StoreReader,
  others: readonly Finding[],
): Finding | undefined {
  const { match, first, witnesses, seen } = suspicion
  const { permanence } = CLASSES[id]
  const stated = match.permanence ?? (permanence === 'by-reason' ? 'transient' : permanence)
  const standing = blockingOf(suspicion, store)
  const { blocking, implicated, starts, at } = standing
  if (stated !== 'permanent' && overcome(id, suspicion, store)) return undefined
  if (stated === 'symptom' && others.some(other => explains(other, suspicion, store))) return undefined
  const fields: Fields = {
    ...match.fields,
    ...(at?.kind === 'Pod' && match.fields.pod === undefined ? { pod: { value: at.name, origin: 'pod' } } : {}),
  }
  const about = aboutOf(
    fields,
    stated,
    workloadOf(at, store),
    store,
    ['pod-log', 'event', 'pod-status'].includes(first.kind),
  )
  const predicted = first.kind === 'check-row'
  const proven = stated === 'permanent' && !predicted
  const known = spec.cause?.(about) ?? []
  const said = quote(witnesses[0]?.text ?? '', fields)
  return {
    key: `${id} ${match.key}`,
    class: id,
    certainty: proven ? 'proven' : stated === 'symptom' ? 'possible' : 'likely',
    permanence: stated,
    blocking,
    implicated,
    conclusive: blocking && !isOfFlux(suspicion) && mayConclude(id, suspicion) && hasOutlasted(id, stated, standing),
    title: spec.title(about),
    brief: {
      title: spec.title(about),
      cause: [...known, fields.message?.value || said].join(' '),
      ...spec.brief?.(about),
    },
    cause: [
      ...during(suspicion),
      ...known,
      `${first.kind === 'arm-error' && first.data.during !== '' ? 'Azure: ' : ''}${said}`,
      ...(predicted ? ['Found by the check, before the install.'] : []),
    ],
    ...(predicted ? { predicted } : {}),
    fields,
    remedy: { steps: spec.remedy(about) },
    witnesses,
    seen,
    starts,
  }
}

/**
 * What Azure itself answers ends the run anyway, with all that it says. Of what components log, only what is final ends a
 * run: other words of the kind are everyday work as well.
 */
function mayConclude(id: ClassId, { first }: Suspicion): boolean {
  const { final, partOfInstall } = CLASSES[id]
  if (first.kind === 'arm-error' || partOfInstall === false) return false
  return first.kind !== 'pod-log' || final === true
}

/** What the run was doing when it ended on this. */
function during({ first }: Suspicion): string[] {
  return first.kind === 'arm-error' && first.data.ends === true && first.data.during !== '' ? [first.data.during] : []
}

/** As it was written, so that the reader can look for it; a line's length of it: of a whole log, the line that tells. */
function quote(text: string, fields: Fields): string {
  const lines = text.length > 600 ? text.split('\n') : []
  const values = Object.values(fields).map(({ value }) => value)
  const telling = lines.findLast(each => values.some(value => value.length > 3 && each.includes(value)))
  const line = (telling ?? text).replace(/\s+/g, ' ').trim()
  return line.length > 600 ? `${line.slice(0, 600)} …` : line
}

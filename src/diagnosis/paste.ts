/** What a pasted text is suspected of: its statements judged one by one, and put together where they say one thing. */
import { blankOf } from '../evidence/kinds.ts'
import { CLASSES } from '../model/classes.ts'
import type { TextFact } from '../model/evidence.ts'
import type { Field, FieldName, Fields } from '../model/finding.ts'
import { RULE_OF } from './classes/index.ts'
import { contextOf, type Passage, read } from './reading/index.ts'
import type { Match, Rule } from './rule.ts'
import { textFields } from './text/fields.ts'
import { ownerOf } from './text/owner.ts'
import { waitedFor } from './text/waits.ts'
import { WEAK_REASON } from './text-rule.ts'

/** One thing that a text says, with the statements that say it. */
export interface Said {
  readonly rule: Rule
  readonly match: Match
  readonly facts: readonly TextFact[]
}

/** Objects of which several may have met one cause: they are listed. */
const LISTED: ReadonlySet<FieldName> = new Set(['pod', 'container', 'node', 'restarts'])
/** More are not listed. */
const MOST_LISTED = 50
/** What differs from statement to statement though the cause is one. */
const FREE: ReadonlySet<FieldName> = new Set(['message', 'url', 'path', 'requested', 'limited', 'reason', 'outerCode'])

/** @returns whether a fact is a text that somebody pasted, of no object that is known. */
export function isPaste(fact: TextFact): boolean {
  if (fact.object !== undefined) return false
  return fact.kind !== 'arm-error' || fact.data.during === ''
}

/** @returns what a pasted text says; where no class is known and it says itself that it failed, that. */
export function saidIn(fact: TextFact): Said[] {
  const { passages, prose } = read(fact)
  const found: Said[] = []
  const judge = (passage: Passage) => {
    const as = factOf(passage, fact)
    const [rule, joined] = ownerOf(as) ?? []
    if (rule === undefined || joined === undefined) return undefined
    const match = shorter(rule, joined, passage, fact)
    // What was waited for may stand in another statement than that its time ran out.
    const waited = rule.class === 'helm-timeout-unknown' ? { ...waitedFor(fact.text), ...contextOf(fact.text) } : {}
    return {
      rule,
      match: { ...match, fields: { ...textFields({ ...waited, ...passage.fields }), ...match.fields } },
      fact: clueOf(passage, as, fact),
    }
  }
  const seen = new Set<string>()
  for (const passage of few(passages)) {
    // What is said again in the same words says nothing more.
    const key = JSON.stringify([passage.kind, passage.reason, passage.object, passage.text])
    if (seen.has(key)) continue
    seen.add(key)
    const judged = judge(passage)
    if (judged !== undefined) put(found, judged)
  }
  // What one statement says no half of, several may say together.
  if (!found.some(({ rule }) => CLASSES[rule.class].permanence !== 'symptom') && prose !== '') {
    const areLogs = passages.every(({ kind }) => kind === 'pod-log')
    const judged = judge({ kind: areLogs ? 'pod-log' : fact.kind, text: prose })
    if (judged !== undefined) put(found, judged)
  }
  if (found.length > 0) return found
  const failed = passages.findLast(each => each.failed)
  if (failed === undefined) return []
  const as = factOf(failed, fact)
  const rule = RULE_OF['unrecognised-failure']
  // Where lines were joined by guess, the first one is the statement.
  const own = failed.boxed ? failed.text : ((failed.lines ?? failed.text).split('\n')[0] ?? '')
  const first = own.length > 20 ? own : failed.text
  const match = rule.match([{ text: first, whole: true }], as, first)
  if (match === undefined) return []
  return [
    {
      rule,
      match: { ...match, fields: { ...textFields(failed.fields ?? {}), ...match.fields } },
      facts: [clueOf(failed, as, fact)],
    },
  ]
}

/**
 * Whether a line goes on in the next one nobody can tell: where the lines apart say the same, they are taken apart.
 * @returns the match whose message ends with its own line.
 */
function shorter(rule: Rule, joined: Match, passage: Passage, fact: TextFact): Match {
  const { lines = '', boxed } = passage
  if (boxed || !lines.includes('\n') || joined.fields.message === undefined) return joined
  const [other, apart] = ownerOf(factOf({ ...passage, text: lines }, fact)) ?? []
  if (other !== rule || apart === undefined) return joined
  const names = Object.keys({ ...joined.fields, ...apart.fields }) as FieldName[]
  const isSame = names.every(name => name === 'message' || joined.fields[name]?.value === apart.fields[name]?.value)
  return isSame && apart.fields.message !== undefined
    ? { ...joined, fields: { ...joined.fields, message: apart.fields.message } }
    : joined
}

/** Statements of one text that are judged; errors are at its end, and what began them at its beginning. */
const [FIRST, LAST] = [500, 3500]

function few(passages: readonly Passage[]): readonly Passage[] {
  return passages.length <= FIRST + LAST ? passages : [...passages.slice(0, FIRST), ...passages.slice(-LAST)]
}

/** A statement as the fact that it would be live. */
function factOf(
  { kind, text, object, reason = '', count = 1 }: Passage,
  { time, data, kind: own }: TextFact,
): TextFact {
  const blank = kind === own ? data : blankOf(kind)
  const told = kind === 'event' && reason !== '' ? { ...blank, reason, count } : blank
  return { kind, time, text, ...(object === undefined ? {} : { object }), data: told } as TextFact
}

/** How it stands is told by what was pasted: a listing's event is not happening now. Its lines are quoted as they were. */
function clueOf({ lines }: Passage, as: TextFact, paste: TextFact): TextFact {
  if (paste.kind !== 'cli-output' && paste.kind !== 'arm-error') return as
  return { ...paste, text: lines ?? as.text, ...(as.object === undefined ? {} : { object: as.object }) }
}

function put(found: Said[], { rule, match, fact }: { rule: Rule; match: Match; fact: TextFact }): void {
  const at = found.findIndex(each => each.rule === rule && isOne(each.match.fields, match.fields))
  const known = found[at]
  if (known === undefined) found.push({ rule, match, facts: [fact] })
  else
    found[at] = {
      rule,
      match: together(known.match, match),
      facts: known.facts.length < MOST_LISTED ? [...known.facts, fact] : known.facts,
    }
}

/** Whether two statements of one class contradict each other in nothing that tells one cause from another. */
function isOne(one: Fields, other: Fields): boolean {
  return (Object.keys(one) as FieldName[]).every(name => {
    const [a, b] = [one[name]?.value, other[name]?.value]
    return a === b || b === undefined || FREE.has(name) || LISTED.has(name)
  })
}

/** The one that says more leads; the other gives what it lacks, and further objects. */
function together(one: Match, other: Match): Match {
  const [first, second] =
    Object.keys(other.fields).length > Object.keys(one.fields).length ? [other, one] : [one, other]
  const fields: Partial<Record<FieldName, Field>> = { ...second.fields, ...first.fields }
  const reason = [first, second].map(each => each.fields.reason).find(each => !WEAK_REASON.test(each?.value ?? ''))
  if (reason !== undefined) fields.reason = reason
  for (const name of LISTED) {
    const all = [one, other].flatMap(({ fields: { [name]: field } }) => (field === undefined ? [] : valuesOf(field)))
    const values = [...new Set(all)].slice(0, MOST_LISTED)
    const field = fields[name]
    if (field !== undefined && values.length > 1) fields[name] = { ...field, value: values[0] ?? '', values }
  }
  return { ...first, key: one.key, fields }
}

function valuesOf({ value, values }: Field): readonly string[] {
  return values ?? [value]
}

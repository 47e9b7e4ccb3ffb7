/** Which class owns a text: the innermost error first; symptoms only where no cause is found. */
import { CLASSES } from '../../model/classes.ts'
import type { TextFact } from '../../model/evidence.ts'
import { LITERALS, RULES } from '../classes/index.ts'
import type { Match, Rule } from '../rule.ts'
import { BENIGN, EVERYDAY, SUSPECT } from './everyday.ts'
import { layersOf, withoutBoilerplate } from './layers.ts'
import { type Unwrapped, unwrap } from './unwrap.ts'

const CAUSES = RULES.filter(rule => CLASSES[rule.class].permanence !== 'symptom')
const SYMPTOMS = RULES.filter(rule => CLASSES[rule.class].permanence === 'symptom')
const INNERMOST = RULES.filter(rule => CLASSES[rule.class].innermost === true)
/** Characters of a text that rules look at: an error is said in less, and a line may be made to cost. */
const LOOKED_AT = 8192

/** Characters before a pasted text's window that the next one sees as well: no error is cut in two. */
const OVERLAP = 1024

/** @returns the rule that owns a text. What was pasted may be a whole log, and its error is at the end. */
export function ownerOf(fact: TextFact): readonly [Rule, Match] | undefined {
  const pasted = fact.kind === 'cli-output' || (fact.kind === 'arm-error' && fact.data.during === '')
  if (!pasted || fact.text.length <= LOOKED_AT) return ownedIn(fact)
  let symptom: readonly [Rule, Match] | undefined
  for (let end = fact.text.length; end > 0; end -= LOOKED_AT - OVERLAP) {
    const found = ownedIn({ ...fact, text: fact.text.slice(Math.max(0, end - LOOKED_AT), end) })
    if (found !== undefined && !SYMPTOMS.includes(found[0])) return found
    symptom ??= found
  }
  return symptom
}

/** @returns the rule that owns a text: the innermost error first; symptoms only where no cause is found. */
function ownedIn(fact: TextFact): readonly [Rule, Match] | undefined {
  if (fact.kind === 'pod-log' && !SUSPECT.test(fact.text) && !isCandidate(fact.text)) return undefined
  const told = withoutBenign(fact)
  if (told === '') return fact.kind === 'arm-error' ? (byCode(fact, [], '') ?? byAnswer(fact, [], '')) : undefined
  const texts = textsOf(told)
  const whole = texts
    .map(({ text }) => text)
    .join('\n')
    .slice(0, LOOKED_AT)
  const tryRules = (rules: readonly Rule[], parts: typeof texts) => {
    for (const rule of rules) {
      if (rule.of !== undefined && !rule.of.includes(fact.kind)) continue
      const match = rule.match(parts, fact, whole)
      if (match !== undefined) return [rule, match] as const
    }
    return undefined
  }
  // What an admission policy refused is always the innermost; who asked and for what stands around it.
  const short = texts.map(each => ({ ...each, text: each.text.slice(0, LOOKED_AT) }))
  const first = tryRules(INNERMOST, short) ?? byCode(fact, short, whole)
  if (first !== undefined) return first
  for (const layer of layersOf(whole)) {
    const found = tryRules(CAUSES, [{ text: layer, whole: true }])
    if (found !== undefined) return found
  }
  return (
    inDetails(fact) ??
    tryRules(SYMPTOMS, [{ text: withoutBoilerplate(whole), whole: true }]) ??
    byAnswer(fact, short, whole)
  )
}

/**
 * What Azure says by its own code is so whatever the text. Of an operation that failed (200) the code is an envelope's, and one
 * in its text is of whatever the text is about: only codes of ours, which state what is there, count then.
 */
function byCode(fact: TextFact, texts: readonly Unwrapped[], whole: string): readonly [Rule, Match] | undefined {
  if (fact.kind !== 'arm-error') return undefined
  const { code, status, ends, during } = fact.data
  const isDirect = status !== 200 || ends === true || during === ''
  const rule = isDirect ? RULES.find(each => each.codes?.test(code) === true) : undefined
  return ruleWith(rule, fact, texts, whole)
}

/** Details of an error that says no more than that there are details; each begins with its code. */
const DETAILS = 10

function inDetails(fact: TextFact): readonly [Rule, Match] | undefined {
  if (fact.kind !== 'arm-error') return undefined
  for (const detail of fact.data.details.slice(0, DETAILS)) {
    const [code = ''] = detail.split(':')
    const found = ownedIn({ ...fact, text: detail, data: { ...fact.data, code, during: '', details: [] } })
    if (found !== undefined && !SYMPTOMS.includes(found[0])) return found
  }
  return undefined
}

/** An answer of which neither code nor text is known, by its kind: refused, throttled, broken, none. */
function byAnswer(fact: TextFact, texts: readonly Unwrapped[], whole: string): readonly [Rule, Match] | undefined {
  if (fact.kind !== 'arm-error' || fact.data.during === '') return undefined
  return ruleWith(
    CAUSES.find(rule => rule.answer?.(fact.data) === true),
    fact,
    texts,
    whole,
  )
}

function ruleWith(
  rule: Rule | undefined,
  fact: TextFact,
  texts: readonly Unwrapped[],
  whole: string,
): readonly [Rule, Match] | undefined {
  const match = rule?.match(texts, fact, whole, true)
  return rule === undefined || match === undefined ? undefined : [rule, match]
}

/** What holds a literal that a rule looks for always reaches the rules: of other lines most are everyday work. */
export function isCandidate(line: string): boolean {
  return LITERALS.some(each => line.includes(each))
}

/** @returns the text without the lines that say of themselves that nothing is wrong; '' where that is all of it. */
function withoutBenign({ kind, text }: TextFact): string {
  const benign = (line: string) =>
    BENIGN.test(line) || (kind === 'pod-log' && EVERYDAY.test(line) && !isCandidate(line))
  if (!text.includes('\n')) return benign(text) ? '' : text
  return text
    .split('\n')
    .filter(line => !benign(line))
    .join('\n')
    .trim()
}

/** A pasted text may be many lines, each an object of its own. */
function textsOf(text: string) {
  const texts = unwrap(text)
  if (!text.includes('\n')) return texts
  const objects = text.split('\n').filter(line => /^\s*\{.*\}\s*$/.test(line))
  return [...texts, ...objects.slice(0, 50).flatMap(unwrap)]
}

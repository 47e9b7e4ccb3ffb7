/**
 * Regular expressions. Whether one matches is asked of RE2, whose time grows with the text alone (policies are hostile
 * input). RE2 here gives no text that was found: that is asked of JavaScript's own engine, for patterns that mean the same in
 * both; a pattern that takes long there costs the judging thread, and the answer (ADR 16).
 */
import { RE2JS } from '@bufbuild/re2'
import type { Budget } from '../budget.ts'
import { cannotTell, fail } from '../values.ts'
import { arity, int, type Library, text, within } from './shared.ts'

const compiled = new Map<string, RE2JS | undefined>()

function compile(pattern: string): RE2JS {
  if (!compiled.has(pattern)) {
    if (compiled.size > 1000) compiled.clear()
    try {
      compiled.set(pattern, RE2JS.compile(pattern))
    } catch {
      compiled.set(pattern, undefined)
    }
  }
  return compiled.get(pattern) ?? fail('error parsing regexp')
}

function spend(budget: Budget, value: string, pattern: string): void {
  budget.spendText(value.length + 1, pattern.length * 2.5)
}

/** Flags, names, classes by name and Perl's own escapes are read differently, or not at all. */
const DIFFERENT = /\(\||\|\)|\(\?:\||\|\||^\||\|$|\(\?(?!:)|\[\[:|\\[^dDwWsSbB\\.^$|?*+()[\]{}/nrtfv-]|\$(?!$|\))/

/** The same pattern for JavaScript's engine: blanks and the dot are fewer and more there. */
function patternOf(pattern: string): RegExp {
  compile(pattern)
  if (DIFFERENT.test(pattern) || /[\ud800-\udfff]|\[\^?\]/.test(pattern)) cannotTell('find() with such a pattern')
  let same = ''
  let inClass = false
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at)
    if (char === '\\') {
      const escaped = pattern.slice(at, at + 2)
      at++
      if (escaped === '\\s') same += inClass ? '\\t\\n\\f\\r ' : '[\\t\\n\\f\\r ]'
      else if (escaped === '\\S') same += inClass ? cannotTell('find() with such a pattern') : '[^\\t\\n\\f\\r ]'
      else same += escaped
      continue
    }
    if (char === '[') inClass = true
    if (char === ']') inClass = false
    same += char === '.' && !inClass ? '[^\\n]' : char
  }
  return new RegExp(same, 'g')
}

function all(value: string, pattern: string): string[] {
  if (/[\ud800-\udfff]/.test(value)) cannotTell('find() in such a text')
  return within([...value.matchAll(patternOf(pattern))].map(match => match[0]))
}

const matches = (values: readonly unknown[], budget: Budget) => {
  arity(values, 2)
  const [value, pattern] = [text(values[0]), text(values[1])]
  spend(budget, value, pattern)
  // Letters beyond ASCII are folded in another way here; a name that is given twice is taken there.
  if (/\(\?[a-zA-Z]*i/.test(pattern) && /[^\x00-\x7f]/.test(pattern + value))
    cannotTell('letters beyond ASCII without case')
  if (/\(\?P?</.test(pattern)) cannotTell('a pattern with names')
  return compile(pattern).test(value)
}

export const REGEX: Library = {
  matches,
  find: (values, budget) => {
    arity(values, 2)
    const [value, pattern] = [text(values[0]), text(values[1])]
    spend(budget, value, pattern)
    // Asked of RE2 first: what it does not find costs the other engine most.
    return compile(pattern).test(value) ? (all(value, pattern)[0] ?? '') : ''
  },
  findAll: (values, budget) => {
    arity(values, 2, 3)
    const [value, pattern] = [text(values[0]), text(values[1])]
    spend(budget, value, pattern)
    const limit = values.length === 3 ? int(values[2]) : -1n
    // Go leaves out an empty match beside the one before.
    if (compile(pattern).test('')) cannotTell('findAll() with a pattern that an empty text matches')
    const parts = all(value, pattern)
    return limit < 0n ? parts : parts.slice(0, Number(limit))
  },
}

export const REGEX_CALLS: Library = { matches }

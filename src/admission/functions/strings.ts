/** The strings library, and regular expressions by RE2 (Kubernetes docs, "CEL in Kubernetes"). */
import type { RE2JS } from '@bufbuild/re2'
import { EvaluationError } from '@marcbachmann/cel-js'
import { fail, isLong, LONGEST_LIST, LONGEST_TEXT, type Method, type Unknown } from './shared.ts'

/** CEL counts Unicode code points, JavaScript UTF-16 units. */
export function stringMethods(regex: (pattern: string) => RE2JS | undefined, unknown: Unknown): Method[] {
  const index = (points: string[], search: string, from: bigint) => {
    const wanted = [...search]
    if (from < 0n || from > BigInt(points.length)) fail(`index out of range: ${from}`)
    for (let at = Number(from); at + wanted.length <= points.length; at++)
      if (wanted.every((each, offset) => points[at + offset] === each)) return BigInt(at)
    return -1n
  }
  const lastIndex = (points: string[], search: string, from: bigint) => {
    const wanted = [...search]
    if (from < 0n || from > BigInt(points.length)) fail(`index out of range: ${from}`)
    for (let at = Math.min(Number(from), points.length - wanted.length); at >= 0; at--)
      if (wanted.every((each, offset) => points[at + offset] === each)) return BigInt(at)
    return -1n
  }
  const substring = (text: string, from: bigint, to: bigint) => {
    const points = [...text]
    if (from < 0n || to > BigInt(points.length) || from > to) fail(`index out of range: ${from}, ${to}`)
    return points.slice(Number(from), Number(to)).join('')
  }
  const replace = (text: string, search: string, by: string, limit: bigint) => {
    if (isLong(text, search, unknown) || text.length * Math.max(1, by.length) > LONGEST_TEXT) {
      unknown('a string of over a million characters')
      return ''
    }
    if (limit < 0n) return text.replaceAll(search, () => by)
    let done = 0n
    return text.replaceAll(search, found => (done++ < limit ? by : found))
  }
  const split = (text: string, by: string, limit: bigint) => (isLong(text, by, unknown) ? [] : splitGo(text, by, limit))
  return [
    [
      'matches',
      'string.matches(string): bool',
      (text: string, pattern: string) =>
        regex(pattern)?.test(text) ??
        (() => {
          throw new EvaluationError({ code: 'evaluation_error', message: 'error parsing regexp' })
        })(),
    ],
    ['lowerAscii', 'string.lowerAscii(): string', (text: string) => text.replace(/[A-Z]+/g, up => up.toLowerCase())],
    ['upperAscii', 'string.upperAscii(): string', (text: string) => text.replace(/[a-z]+/g, low => low.toUpperCase())],
    ['trim', 'string.trim(): string', (text: string) => text.trim()],
    [
      'charAt',
      'string.charAt(int): string',
      (text: string, at: bigint) => {
        const points = [...text]
        if (at < 0n || at > BigInt(points.length)) fail(`index out of range: ${at}`)
        return points[Number(at)] ?? ''
      },
    ],
    ['indexOf', 'string.indexOf(string): int', (text: string, search: string) => index([...text], search, 0n)],
    [
      'indexOf',
      'string.indexOf(string, int): int',
      (text: string, search: string, from: bigint) => index([...text], search, from),
    ],
    [
      'lastIndexOf',
      'string.lastIndexOf(string): int',
      (text: string, search: string) => lastIndex([...text], search, BigInt([...text].length)),
    ],
    [
      'lastIndexOf',
      'string.lastIndexOf(string, int): int',
      (text: string, search: string, from: bigint) => lastIndex([...text], search, from),
    ],
    [
      'substring',
      'string.substring(int): string',
      (text: string, from: bigint) => substring(text, from, BigInt([...text].length)),
    ],
    ['substring', 'string.substring(int, int): string', substring],
    ['split', 'string.split(string): list<string>', (text: string, by: string) => split(text, by, -1n)],
    ['split', 'string.split(string, int): list<string>', split],
    [
      'replace',
      'string.replace(string, string): string',
      (text: string, search: string, by: string) => replace(text, search, by, -1n),
    ],
    ['replace', 'string.replace(string, string, int): string', replace],
  ]
}

/** Searches run in the engine itself, where no time limit reaches them: what would last is not begun. */
function splitGo(text: string, by: string, limit: bigint): string[] {
  if (limit === 0n) return []
  // More parts than a list may have are not made; the last one tells that there were more.
  const parts = by === '' ? [...text] : text.split(by, LONGEST_LIST + 1)
  const most = Number(limit)
  return most < 0 || parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(by)]
}

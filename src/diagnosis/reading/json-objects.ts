/** Objects of Kubernetes that a text holds as JSON, on one line or over many. */
import { isRecord } from '../../json.ts'

/** Lines that one object may have; a longer one is read as text. */
const LONGEST = 5000
/** Lines that are parsed of one text, all told: objects may be nested so that each line begins another. */
const PARSED = 100_000

/** Strings are no brackets. */
const STRING = /"(?:[^"\\]|\\.)*(?:"|$)/g

export class JsonObjects {
  readonly #lines: readonly string[]
  /** Where the brackets that a line opens are closed: the line behind. */
  readonly #ends: readonly number[]
  #left = PARSED

  constructor(lines: readonly string[]) {
    this.#lines = lines
    this.#ends = endsOf(lines)
  }

  /** @returns the objects that begin at a line, and how many lines they take; undefined where none does. */
  at(start: number): { readonly objects: readonly unknown[]; readonly lines: number } | undefined {
    const first = this.#lines[start]?.trim() ?? ''
    if (!first.startsWith('{') && !/^\[\s*(?:\{.*)?$/.test(first)) return undefined
    const count = (this.#ends[start] ?? 0) - start
    if (count <= 0 || count > Math.min(LONGEST, this.#left)) return undefined
    this.#left -= count
    try {
      const value: unknown = JSON.parse(this.#lines.slice(start, start + count).join('\n'))
      const all = Array.isArray(value) ? value : [value]
      return all.length > 0 && all.every(isKubernetes) ? { objects: all, lines: count } : undefined
    } catch {
      return undefined
    }
  }
}

/** Of each line, the first place from which on no more brackets are open than before it; 0 where there is none. */
function endsOf(lines: readonly string[]): number[] {
  const ends = Array.from({ length: lines.length }, () => 0)
  const open: { readonly line: number; readonly depth: number }[] = []
  let depth = 0
  for (const [at, line] of lines.entries()) {
    open.push({ line: at, depth })
    const bare = /[{}[\]]/.test(line) ? line.replace(STRING, '') : ''
    depth += (bare.match(/[{[]/g)?.length ?? 0) - (bare.match(/[}\]]/g)?.length ?? 0)
    for (let last = open.at(-1); last !== undefined && last.depth >= depth; last = open.at(-1)) {
      ends[last.line] = at + 1
      open.pop()
    }
  }
  return ends
}

function isKubernetes(value: unknown): boolean {
  if (!isRecord(value)) return false
  if (value['kind'] === 'Status') return false
  if (typeof value['kind'] === 'string' && ('metadata' in value || 'items' in value || 'involvedObject' in value))
    return true
  return Array.isArray(value['conditions']) || Array.isArray(value['containerStatuses'])
}

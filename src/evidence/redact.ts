/** Takes secrets out of text before anything is kept: registered ones in every form they travel in, and known shapes. */
import { stripVTControlCharacters } from 'node:util'
import { formsOf, MASK, SHAPES, SHORTEST, withoutTokens } from './secret-forms.ts'

/** Deeper JSON than this is no policy that an API server took. */
const DEPTH = 100

/** Fewer letters than this are met in ordinary prose as well. */
const LETTERS = 10
/** Letters parted one by one, at least so many in a row. */
const PARTED = /(?:[A-Za-z0-9][^A-Za-z0-9]{1,3}){6}[A-Za-z0-9]/

/** Longer forms are searched as they are: an expression of them all would be longer than the engine takes. */
const LONG_FORM = 500
/** Characters of forms in one expression. */
const PATTERN_SIZE = 8000
/** Characters of a gap's text that are kept, once secrets are out of it. */
const GAP_LIMIT = 1500

export class Redactor {
  #forms = new Set<string>()
  #long: string[] = []
  #patterns: RegExp[] = []
  readonly #edges = new Edges()
  /** Letters and digits of secrets that have enough of them to be told by these. */
  readonly #letters = new Set<string>()

  /** Each line of a secret of several lines is a secret too. */
  register(secret: string): void {
    for (const part of new Set([secret, ...secret.split(/\r\n|\r|\n/)].map(each => each.trim()))) {
      if (part.length < SHORTEST) continue
      for (const form of [part, ...formsOf(part)]) {
        this.#forms.add(form)
        this.#edges.add(form)
      }
      const letters = part.replace(/[^A-Za-z0-9]/g, '')
      if (letters.length >= LETTERS && part.length <= LONG_FORM) this.#letters.add(letters)
    }
    // Longest first, so that a secret inside another does not leave the rest of it standing.
    const forms = [...this.#forms].sort((a, b) => b.length - a.length)
    this.#long = forms.filter(form => form.length > LONG_FORM)
    this.#patterns = patternsOf(forms.slice(this.#long.length))
  }

  /** Registered secrets and known shapes, also where control characters and escape codes part them. */
  text(text: string): string {
    return this.#edges.redact(this.#whole(text))
  }

  #whole(text: string): string {
    const plain = bare(text)
    // What is parted is told without what parts it; all else stays as it came.
    let clean = this.#redactRegistered(text)
    for (const whole of [plain, joinBase64(plain)]) {
      if (whole === text) continue
      const found = this.#redactRegistered(whole)
      if (masksIn(found) > masksIn(clean)) clean = found
    }
    clean = withoutShapes(this.#redactParted(clean))
    if (plain === text) return clean
    // A shape that escape codes part is one only without them.
    const whole = withoutShapes(this.#redactParted(this.#redactRegistered(plain)))
    return masksIn(whole) > masksIn(clean) ? whole : clean
  }

  /** All texts in a value, at any depth. @returns the same value where nothing had to be taken out. */
  deep<T>(value: T): T {
    return this.#deep(value, DEPTH, text => this.text(text)) as T
  }

  /** Only what was registered, in all texts of a value: for what is evaluated. @returns the same value where nothing had to be taken out. */
  registeredIn<T>(value: T): T {
    return this.#deep(value, DEPTH, text => this.#redactRegistered(text)) as T
  }

  /** Cut only when it is redacted: of a secret's half nobody would know that it is one. */
  cut(raw: string): string {
    const text = this.text(raw)
    return text.length > GAP_LIMIT ? `${text.slice(0, GAP_LIMIT)} …` : text
  }

  /** A secret whose letters are parted by dashes, dots or blanks is one all the same. */
  #redactParted(text: string): string {
    if (this.#letters.size === 0 || !PARTED.test(text)) return text
    const at: number[] = []
    let letters = ''
    for (const { 0: letter, index } of text.matchAll(/[A-Za-z0-9]/g)) {
      at.push(index)
      letters += letter
    }
    let clean = text
    // From the end, so that what stands before keeps its place.
    const found: [from: number, to: number][] = []
    for (const secret of this.#letters)
      for (let from = letters.indexOf(secret); from >= 0; from = letters.indexOf(secret, from + secret.length))
        found.push([at[from] ?? 0, (at[from + secret.length - 1] ?? 0) + 1])
    for (const [from, to] of found.sort((a, b) => b[0] - a[0]))
      if (PARTED.test(clean.slice(from, to))) clean = clean.slice(0, from) + MASK + clean.slice(to)
    return clean
  }

  #redactRegistered(text: string): string {
    let clean = text
    for (const form of this.#long) if (clean.includes(form)) clean = clean.replaceAll(form, MASK)
    for (const pattern of this.#patterns) clean = clean.replace(pattern, MASK)
    return clean
  }

  /** @returns the same value where nothing changed. @throws RangeError when it is nested deeper than any object of the API. */
  #deep(value: unknown, depth: number, redact: (text: string) => string): unknown {
    if (depth === 0) throw new RangeError(`an object is nested over ${DEPTH} deep`)
    if (typeof value === 'string') return redact(value)
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) {
      const items = value.map(each => this.#deep(each, depth - 1, redact))
      return items.every((each, at) => each === value[at]) ? value : items
    }
    const entries = Object.entries(value)
    const clean = entries.map(([key, each]) => [key, this.#deep(each, depth - 1, redact)] as const)
    return clean.every(([, each], at) => each === entries[at]?.[1]) ? value : Object.fromEntries(clean)
  }
}

/** Characters of a half of a secret that tell it: fewer are met in ordinary text as well. */
const HALF = 12
/** A form that is shorter is not told by its half. */
const SHORTEST_CUT = 20
/** Characters at the end of a line in which the first half of a secret is looked for. */
const EDGE = 600

/** A secret that was cut over two lines or two texts: its first half ends one, and its second half begins the next. */
class Edges {
  readonly #heads = new Map<string, string[]>()
  readonly #tails = new Map<string, string[]>()

  add(form: string): void {
    if (form.length < SHORTEST_CUT) return
    for (const [map, key] of [
      [this.#heads, form.slice(0, HALF)],
      [this.#tails, form.slice(-HALF)],
    ] as const)
      map.set(key, [...(map.get(key) ?? []), form])
  }

  redact(text: string): string {
    if (this.#heads.size === 0) return text
    if (!text.includes('\n')) return this.#line(text)
    return text
      .split('\n')
      .map(line => this.#line(line))
      .join('\n')
  }

  #line(line: string): string {
    if (line.length < HALF) return line
    return this.#end(this.#beginning(line))
  }

  #end(line: string): string {
    for (let at = Math.max(0, line.length - EDGE); at <= line.length - HALF; at++) {
      const forms = this.#heads.get(line.slice(at, at + HALF))
      if (forms?.some(form => form.startsWith(line.slice(at)))) return line.slice(0, at) + MASK
    }
    return line
  }

  #beginning(line: string): string {
    for (let end = Math.min(line.length, EDGE); end >= HALF; end--) {
      const forms = this.#tails.get(line.slice(end - HALF, end))
      if (forms?.some(form => form.endsWith(line.slice(0, end)))) return MASK + line.slice(end)
    }
    return line
  }
}

function masksIn(text: string): number {
  return text.split(MASK).length
}

/** Base64 in lines, as `base64` and PEM write it; line ends may be escaped. */
function joinBase64(text: string): string {
  return text.replace(/(?<=[A-Za-z0-9+/]{16})(?:\\{1,4}r)?(?:\\{1,4}n|\r?\n)\s{0,40}(?=[A-Za-z0-9+/=])/g, '')
}

function patternsOf(forms: readonly string[]): RegExp[] {
  const patterns: RegExp[] = []
  let group: string[] = []
  let size = 0
  const close = () => {
    if (group.length > 0) patterns.push(new RegExp(group.join('|'), 'g'))
    group = []
    size = 0
  }
  for (const form of forms) {
    const escaped = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    if (size + escaped.length > PATTERN_SIZE) close()
    group.push(escaped)
    size += escaped.length
  }
  close()
  return patterns
}

/** What every shape of a secret has, and hardly any name: most names are not looked at further. */
export const SHAPED = /[=:]|eyJ|gh[pousr]_|github_pat_|PRIVATE|LS0t|Q~|[01]\.A/

export function withoutShapes(text: string): string {
  let clean = text
  for (const [shape, mask] of SHAPES) clean = clean.replace(shape, mask)
  return withoutTokens(clean)
}

/** As a reader sees it: without escape codes and what is not printed. */
function bare(text: string): string {
  return stripVTControlCharacters(text).replace(
    /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\ufe0f/g,
    '',
  )
}

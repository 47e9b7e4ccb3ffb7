/** Takes secrets out of text before anything is kept: registered ones in every form they travel in, and known shapes. */
import { stripVTControlCharacters } from 'node:util'
import { isRecord } from '../json.ts'
import type { Evidence } from '../model/evidence.ts'
import { kindOf } from './kinds.ts'
import type { Look, Words } from './shape.ts'

/** What a secret is replaced by, as the runner's own masking does. */
const MASK = '***'
/** A shorter value would blank half of every text, and hides nothing. */
const SHORTEST = 4

/** Between a name and its value: quotes (also escaped, once or twice), and the sign. */
const SIGN = String.raw`\\{0,4}["']?[=:]\s{0,4}`
/** The same with blanks before the sign. */
const LOOSE = String.raw`\\{0,4}["']?\s{0,4}[=:]\s{0,4}`
/** A value in quotes, escaped or not, with whatever blanks it holds. The third group is the quote. */
const QUOTED = String.raw`(\\{0,4}["'])(?:(?!\3)[^\n]){4,512}(?=\3)`
const BARE = String.raw`[^;"'\s\\,}]{4,}`
const NAMES = String.raw`(?<![\w-])([\w-]{0,40}?(?:password|passwd|(?:client|access|refresh|auth|api|session|bearer)[-_]?(?:secret|token|key)|client-key-data))`
/** What stands before a parameter of a URL: also as Go's JSON and HTML write the ampersand. */
const AMPERSAND = String.raw`(?:[?&]|\\{1,4}u0026|&amp;|%26|%3F)`

const SHAPES: readonly (readonly [RegExp, string])[] = [
  // JSON Web Tokens: three base64url parts, the first two beginning with {" (RFC 7519).
  [/(?<![\w-])eyJ[\w-]{8,4096}\.eyJ[\w-]{4,8192}\.[\w-]{0,4096}/g, MASK],
  [/\b(bearer|basic)(\s{1,8})[\w.~+/=-]{8,}/gi, `$1$2${MASK}`],
  // Keys in connection strings and in JSON (Azure Storage, Service Bus, Event Hubs, Redis, SQL).
  [
    new RegExp(
      String.raw`\b(AccountKey|SharedAccessKey|SharedAccessSignature|AccessKey|Password|Passwd|Pwd|Client_?Secret)(${LOOSE})(?:${QUOTED}|${BARE})`,
      'gi',
    ),
    `$1$2$3${MASK}`,
  ],
  // The same with a prefix, as in environments, kubeconfigs and settings (ARM_CLIENT_SECRET, adminPassword, api-key).
  [new RegExp(`${NAMES}(${SIGN})(?:${QUOTED}|${BARE})`, 'gi'), `$1$2$3${MASK}`],
  // With blanks before the sign it is a value only in quotes: prose has names and colons too.
  [new RegExp(String.raw`${NAMES}(\\{0,4}["']\s{0,4}[=:]\s{0,4})${QUOTED}`, 'gi'), `$1$2$3${MASK}`],
  [/(?<![\w-])(--?(?:client-secret|password|secret|token|account-key)[ =]["']?)[^\s"']{4,}/gi, `$1${MASK}`],
  [/(az login\b[^\n]{0,200}? -p )\S{4,}/g, `$1${MASK}`],
  [new RegExp(String.raw`(?<![\w-])(token${LOOSE}\\{0,4}["']?)[\w.~+/=-]{16,}`, 'gi'), `$1${MASK}`],
  // The credential of a registry in a Docker configuration: user and password in base64.
  [/(?<![\w-])(auth\\{0,4}["']\s{0,4}:\s{0,4}\\{0,4}["'])[\w+/=-]{8,}/g, `$1${MASK}`],
  // Tokens by their own shapes: GitHub's prefixes, a client secret of Entra ID.
  [/(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255})/g, MASK],
  [/(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31,37}/g, MASK],
  [
    new RegExp(String.raw`(${AMPERSAND}(?:sig|sas|code|access_token|client_secret)(?:=|%3D))[\w%+/=.~-]{8,}`, 'gi'),
    `$1${MASK}`,
  ],
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g, MASK],
  // The same in base64, as Secrets and kubeconfigs hold it; a certificate begins otherwise.
  [/LS0tLS1CRUdJTi(?!BDRVJU)[\w+/=-]{16,}/g, MASK],
  // A token, or user and password, in a URL.
  [/(:\/\/)[^/\s:@"']{16,256}@/g, `$1${MASK}@`],
  [/(:\/\/[^/\s:@"']{1,256}:)[^/\s@"']{1,256}@/g, `$1${MASK}@`],
]

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
  /** Letters and digits of secrets that have enough of them to be told by these. */
  readonly #letters = new Set<string>()

  /** Each line of a secret of several lines is a secret too. */
  register(secret: string): void {
    for (const part of new Set([secret, ...secret.split(/\r\n|\r|\n/)].map(each => each.trim()))) {
      if (part.length < SHORTEST) continue
      for (const form of [part, ...formsOf(part)]) this.#forms.add(form)
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
    const plain = bare(text)
    // What is parted is told without what parts it; all else stays as it came.
    let clean = this.#known(text)
    for (const whole of [plain, unwrapped(plain)]) {
      if (whole === text) continue
      const found = this.#known(whole)
      if (masksIn(found) > masksIn(clean)) clean = found
    }
    clean = this.#unfilled(clean)
    for (const [shape, mask] of SHAPES) clean = clean.replace(shape, mask)
    return clean
  }

  /** All texts in a value, at any depth. @returns the same value where nothing had to be taken out. */
  deep<T>(value: T): T {
    return this.#deep(value, DEPTH, text => this.text(text)) as T
  }

  /** Cut only when it is redacted: of a secret's half nobody would know that it is one. */
  #cut(raw: string): string {
    const text = this.text(raw)
    return text.length > GAP_LIMIT ? `${text.slice(0, GAP_LIMIT)} …` : text
  }

  /**
   * A fact with the foreign words in it redacted, as its kind says which they are; of a kind that is not known, all of them.
   * What is evaluated (policies, bindings, params) loses registered secrets only, and says so.
   * @throws RangeError when an object in it is nested deeper than any of the API
   */
  fact(fact: Evidence): Evidence {
    const kind = kindOf(fact.kind)
    if (kind === undefined) return this.deep(fact)
    const data = this.#part(fact.data, kind.data) as Readonly<Record<string, unknown>>
    const altered = Object.entries(partsOf(kind.data)).some(
      ([name, { is }]) => is === 'judged' && data[name] !== Reflect.get(fact.data, name),
    )
    return {
      ...fact,
      text: this.#worded(fact.text, kind.text),
      data: altered ? { ...data, altered } : data,
    } as Evidence
  }

  /** What does not look as its kind does is of a later version, whose words nobody knows. */
  #part(value: unknown, look: Look | undefined): unknown {
    if (look === undefined) return this.deep(value)
    switch (look.is) {
      case 'string':
        return typeof value === 'string' ? this.#worded(value, look.words) : this.deep(value)
      case 'list':
        return Array.isArray(value) ? value.map(each => this.#part(each, look.each)) : this.deep(value)
      case 'map':
        return isRecord(value) ? mapped(value, (_, each) => this.#part(each, look.each)) : this.deep(value)
      case 'object':
        return isRecord(value) ? mapped(value, (name, each) => this.#part(each, look.parts[name])) : this.deep(value)
      case 'judged':
        return this.#deep(value, DEPTH, text => this.#known(text))
      default:
        return typeof value === look.is ? value : this.deep(value)
    }
  }

  #worded(text: string, words: Words): string {
    return words === 'own' ? text : words === 'cut' ? this.#cut(text) : this.text(text)
  }

  /** A secret whose letters are parted by dashes, dots or blanks is one all the same. */
  #unfilled(text: string): string {
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

  #known(text: string): string {
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

function mapped(value: Readonly<Record<string, unknown>>, change: (name: string, each: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(name, each)]))
}

function partsOf(look: Look): Readonly<Record<string, Look>> {
  return look.is === 'object' ? look.parts : {}
}

function masksIn(text: string): number {
  return text.split(MASK).length
}

/** Base64 in lines, as `base64` and PEM write it; line ends may be escaped. */
function unwrapped(text: string): string {
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

/** As a reader sees it: without escape codes and what is not printed. */
function bare(text: string): string {
  return stripVTControlCharacters(text).replace(
    /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    '',
  )
}

/**
 * The forms in which a secret travels: escaped as JSON once and twice (logs are JSON that quotes JSON), in a URL and in a
 * form, in HTML, as hexadecimal digits, and as base64 of UTF-8 and UTF-16 at each of the three offsets, once and twice.
 */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  // Go's encoder writes these three as escapes.
  const go = json.replace(/[&<>]/g, each => `\\u00${each.charCodeAt(0).toString(16)}`)
  const escaped = [json, go, json.replaceAll('/', '\\/'), ...asciiForms(json)]
  const twice = escaped.map(each => JSON.stringify(each).slice(1, -1))
  const bytes = Buffer.from(secret)
  const url = [encodeURIComponent(secret.toWellFormed()), new URLSearchParams([['', secret]]).toString().slice(1)]
  const again = url.map(encodeURIComponent)
  const lower = [...url, ...again].map(each => each.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase()))
  const hex = [bytes.toString('hex'), bytes.toString('hex').toUpperCase()]
  const forms = [
    ...escaped,
    ...twice,
    secret.replace(/\s+/g, ' '),
    ...url,
    ...again,
    ...lower,
    ...hex,
    ...htmlForms(secret),
    ...base64Forms(secret),
  ]
  return [...forms, ...base64Forms(bytes.toString('base64'))].filter(form => form.length >= SHORTEST)
}

/** As encoders write JSON that hold to ASCII (Python's), and to what is safe in HTML too (.NET's), in digits of either case. */
function asciiForms(json: string): string[] {
  const unicode = (each: string) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`
  const upper = (each: string) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`
  const dotnet = json.replaceAll('\\"', '"')
  return [
    json.replace(/[\u007f-\uffff]/g, unicode),
    json.replace(/[\u007f-\uffff]/g, upper),
    dotnet.replace(/[\u007f-\uffff"&'+<>`]/g, upper),
    dotnet.replace(/[\u007f-\uffff"&'+<>`]/g, unicode),
  ]
}

/** With the names and with the numbers that encoders use for the quotes. */
function htmlForms(secret: string): string[] {
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [
    html,
    html.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    html.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    html.replaceAll('"', '&quot;').replaceAll("'", '&#x27;'),
  ]
}

/** Base64 depends on where in a group of three bytes the secret begins; the characters that its neighbours touch are cut. */
function base64Forms(secret: string): string[] {
  const utf16 = Buffer.from(secret, 'utf16le')
  return [Buffer.from(secret), utf16, Buffer.from(utf16).swap16()].flatMap(base64Of)
}

function base64Of(bytes: Buffer): string[] {
  const whole = [bytes.toString('base64'), bytes.toString('base64url')]
  if (bytes.length < 8) return whole
  const inner = [0, 1, 2].flatMap(offset => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const from = Math.ceil((offset * 8) / 6)
    const upTo = Math.floor(((offset + bytes.length) * 8) / 6)
    const core = encoded.slice(from, upTo)
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })
  return [...whole, ...inner]
}

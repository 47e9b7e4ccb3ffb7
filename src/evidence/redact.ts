/** Takes secrets out of text before anything is kept: registered ones in every form they travel in, and known shapes. */
import type { Evidence } from '../model/evidence.ts'

/** What a secret is replaced by, as the runner's own masking does. */
const MASK = '***'
/** A shorter value would blank half of every text, and hides nothing. */
const SHORTEST = 4

const SHAPES: readonly (readonly [RegExp, string])[] = [
  // JSON Web Tokens: three base64url parts, the first two beginning with {" (RFC 7519).
  [/(?<![\w-])eyJ[\w-]{8,4096}\.eyJ[\w-]{4,8192}\.[\w-]{0,4096}/g, MASK],
  [/\b(bearer|basic)(\s{1,8})[\w.~+/=-]{8,}/gi, `$1$2${MASK}`],
  // Keys in connection strings and in JSON (Azure Storage, Service Bus, Event Hubs, Redis, SQL).
  [
    /\b(AccountKey|SharedAccessKey|SharedAccessSignature|AccessKey|Password|Passwd|Pwd|Client_?Secret)(\\{0,4}"?\s{0,4}[=:]\s{0,4}\\{0,4}["']?)[^;"'\s\\,}]{4,}/gi,
    `$1$2${MASK}`,
  ],
  [/([?&](?:sig|sas|code|access_token|client_secret)=)[\w%+/=.~-]{8,}/gi, `$1${MASK}`],
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g, MASK],
  // User and password in a URL.
  [/(:\/\/[^/\s:@"']{1,256}:)[^/\s@"']{1,256}@/g, `$1${MASK}@`],
]

/** Deeper JSON than this is no policy that an API server took. */
const DEPTH = 100

export class Redactor {
  #forms: string[] = []
  #pattern: RegExp | undefined

  /** Each line of a secret of several lines is a secret too. */
  register(secret: string): void {
    for (const part of new Set([secret, ...secret.split(/\r?\n/)].map(each => each.trim()))) {
      if (part.length < SHORTEST) continue
      this.#forms.push(part, ...formsOf(part))
    }
    if (this.#forms.length === 0) return
    // Longest first, so that a secret inside another does not leave the rest of it standing.
    this.#forms = [...new Set(this.#forms)].sort((a, b) => b.length - a.length)
    this.#pattern = new RegExp(this.#forms.map(form => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
  }

  /** Registered secrets and known shapes. */
  text(text: string): string {
    let clean = this.#known(text)
    for (const [shape, mask] of SHAPES) clean = clean.replace(shape, mask)
    return clean
  }

  /**
   * A fact with the foreign text in it redacted. Names, ids and our own words stay: a protected setting may hold a word
   * that they hold too. What is evaluated (policies, bindings, params) loses registered secrets only, and says so.
   */
  fact(fact: Evidence): Evidence {
    switch (fact.kind) {
      case 'pod-log':
      case 'event':
      case 'gap':
      case 'extension':
        return { ...fact, text: this.text(fact.text) }
      case 'arm-error':
        return {
          ...fact,
          text: this.text(fact.text),
          data: { ...fact.data, details: fact.data.details.map(each => this.text(each)) },
        }
      case 'pod-status': {
        const containers = fact.data.containers.map(each => ({ ...each, message: this.text(each.message) }))
        return { ...fact, data: { ...fact.data, containers } }
      }
      case 'policy':
      case 'binding':
      case 'param': {
        const body = this.#object(fact.data.body, DEPTH)
        const altered = JSON.stringify(body) !== JSON.stringify(fact.data.body)
        return { ...fact, data: { ...fact.data, body, ...(altered ? { altered } : {}) } } as Evidence
      }
      default:
        return fact
    }
  }

  #known(text: string): string {
    return this.#pattern === undefined ? text : text.replace(this.#pattern, MASK)
  }

  /** @throws RangeError when it is nested deeper than any object of the API. */
  #object(value: unknown, depth: number): unknown {
    if (depth === 0) throw new RangeError(`an object is nested over ${DEPTH} deep`)
    if (typeof value === 'string') return this.#known(value)
    if (Array.isArray(value)) return value.map(each => this.#object(each, depth - 1))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#object(each, depth - 1)]))
  }
}

/**
 * The forms in which a secret travels: escaped as JSON once and twice (logs are JSON that quotes JSON), in a URL and in a
 * form, in HTML, as hexadecimal digits, and as base64 at each of the three offsets, once and twice.
 */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  // Go's encoder writes these three as escapes.
  const go = json.replace(/[&<>]/g, each => `\\u00${each.charCodeAt(0).toString(16)}`)
  const twice = [json, go].map(each => JSON.stringify(each).slice(1, -1))
  const bytes = Buffer.from(secret)
  const url = [encodeURIComponent(secret.toWellFormed()), new URLSearchParams([['', secret]]).toString().slice(1)]
  const lower = url.map(each => each.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase()))
  const hex = [bytes.toString('hex'), bytes.toString('hex').toUpperCase()]
  const forms = [json, go, ...twice, ...url, ...lower, ...hex, ...htmlForms(secret), ...base64Forms(secret)]
  return [...forms, ...base64Forms(bytes.toString('base64'))].filter(form => form.length >= SHORTEST)
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
  const bytes = Buffer.from(secret)
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

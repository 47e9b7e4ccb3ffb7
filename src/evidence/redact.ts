/** Takes secrets out of text before anything is kept: registered ones in every form they travel in, and known shapes. */

/** What a secret is replaced by, as the runner's own masking does. */
const MASK = '***'
/** A shorter value would blank half of every text, and hides nothing. */
const SHORTEST = 4

const SHAPES: readonly (readonly [RegExp, string])[] = [
  // JSON Web Tokens: three base64url parts, the first two beginning with {" (RFC 7519).
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{4,}\.[\w-]*/g, MASK],
  [/\b(bearer|basic)(\s+)[\w.~+/=-]{8,}/gi, `$1$2${MASK}`],
  // Keys in connection strings and signed URLs (Azure Storage, Service Bus, Event Hubs, Redis, SQL).
  [
    /\b(AccountKey|SharedAccessKey|SharedAccessSignature|AccessKey|Password|Pwd|ClientSecret)(\s*=\s*)[^;"'\s\\]{4,}/gi,
    `$1$2${MASK}`,
  ],
  [/([?&](?:sig|sas|code|access_token|client_secret)=)[\w%+/=.~-]{8,}/gi, `$1${MASK}`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK],
  // User and password in a URL.
  [/(:\/\/[^/\s:@"']{1,256}:)[^/\s@"']{1,256}@/g, `$1${MASK}@`],
]

export class Redactor {
  #forms: string[] = []
  #pattern: RegExp | undefined

  /** Each line of a secret of several lines is a secret too. */
  register(secret: string): void {
    for (const part of new Set([secret, ...secret.split(/\r?\n/)].map(each => each.trim()))) {
      if (part.length < SHORTEST) continue
      this.#forms.push(part, ...formsOf(part))
    }
    // Longest first, so that a secret inside another does not leave the rest of it standing.
    this.#forms = [...new Set(this.#forms)].sort((a, b) => b.length - a.length)
    this.#pattern = new RegExp(this.#forms.map(form => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
  }

  text(text: string): string {
    let clean = this.#pattern === undefined ? text : text.replace(this.#pattern, MASK)
    for (const [shape, mask] of SHAPES) clean = clean.replace(shape, mask)
    return clean
  }

  /** A copy of a JSON value with every string in it redacted, property names included. */
  value<T>(value: T): T {
    if (typeof value === 'string') return this.text(value) as T
    if (Array.isArray(value)) return value.map(each => this.value(each)) as T
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [this.text(key), this.value(each)])) as T
  }
}

/** Escaped as JSON once and twice (logs are JSON that quotes JSON), URL-encoded, and base64 at each of the three offsets. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const forms = [json, JSON.stringify(json).slice(1, -1), encodeURIComponent(secret), ...base64Forms(secret)]
  return forms.filter(form => form.length >= SHORTEST)
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

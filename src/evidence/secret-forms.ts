/** What secrets look like: the shapes of common ones, and the forms in which a registered one travels. */

/** What a secret is replaced by, as the runner's own masking does. */
export const MASK = '***'
/** A shorter value would blank half of every text, and hides nothing. */
export const SHORTEST = 4

/** Between a name and its value: quotes (also escaped, once or twice), and the sign. */
const SIGN = String.raw`\\{0,4}["']?[=:]\s{0,4}`
/** The same with blanks before the sign. */
const LOOSE = String.raw`\\{0,4}["']?\s{0,4}[=:]\s{0,4}`
/** A value in quotes, escaped or not, with whatever blanks it holds. The third group is the quote. */
const QUOTED = String.raw`(\\{0,4}["'])(?:(?!\3)[^\n]){4,512}(?=\3)`
const BARE = String.raw`[^;"'\s\\,}]{4,}`
const NAMES = String.raw`(?<![\w-])([\w-]{0,40}?(?:password|passwd|(?:client|access|refresh|auth|api|session|bearer|account|primary|secondary|workspace|private|secret|subscription)[-_]?(?:secret|token|key)|client-key-data))`
/** What stands before a parameter of a URL: also as Go's JSON and HTML write the ampersand. */
const AMPERSAND = String.raw`(?:[?&]|\\{1,4}u0026|&amp;|%26|%3F)`

/** Secrets that nobody registered, by what they look like or stand beside. */
export const SHAPES: readonly (readonly [RegExp, string])[] = [
  // GitHub's tokens, by their prefixes; an installation's holds a JSON Web Token (GitHub changelog, 2026-05-15).
  [/(?:gh[pousr]_[A-Za-z0-9._-]{20,1024}|github_pat_\w{20,255})/g, MASK],
  [/\b(bearer|basic)(\s{1,8}|%20)[\w.~+/=-]{8,}/gi, `$1$2${MASK}`],
  [/(\bauthorization\\{0,4}["']?\s{0,4}[:=]\s{0,4}\\{0,4}["']?(?:token )?)[\w.~+/=-]{16,}/gi, `$1${MASK}`],
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
  [/((?:az|docker) login\b[^\n]{0,200}? -p[ =])\S{4,}/g, `$1${MASK}`],
  [/(\bcurl\b[^\n]{0,200}? -u\s{1,4}[^\s:]{1,64}:)\S{4,}/g, `$1${MASK}`],
  // Protected settings on a command line: each value, whatever its key.
  [/(--config(?:uration)?-protected(?:-settings)?[ =]["']?[\w.-]{1,128}=)[^\s"']{4,}/g, `$1${MASK}`],
  [
    new RegExp(String.raw`(?<![\w-])([\w-]{0,40}?(?:token|assertion)${LOOSE}\\{0,4}["']?)[\w.~+/=-]{16,}`, 'gi'),
    `$1${MASK}`,
  ],
  // The credential of a registry in a Docker configuration: user and password in base64.
  [/(?<![\w-])(auth\\{0,4}["']\s{0,4}:\s{0,4}\\{0,4}["'])[\w+/=-]{8,}/g, `$1${MASK}`],
  // A refresh token of Entra ID, by its own shape: two letters that tell its version, and parts in base64.
  [/(?<![\w.-])[01]\.A[\w-]{20,4096}(?:\.[\w-]{4,8192}){0,8}/g, MASK],
  // A client secret of Entra ID, by its own shape.
  [/(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31,37}/g, MASK],
  [
    new RegExp(String.raw`(${AMPERSAND}(?:sig|sas|code|access_token|client_secret)(?:=|%3D))[\w%+/=.~-]{8,}`, 'gi'),
    `$1${MASK}`,
  ],
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    MASK,
  ],
  // The same in base64, as Secrets and kubeconfigs hold it; a certificate begins otherwise.
  [/LS0tLS1CRUdJTi(?!BDRVJU)[\w+/=-]{16,}/g, MASK],
  // A token, or user and password, in a URL.
  [/(:\/\/)[^/\s:@"']{16,256}@/g, `$1${MASK}@`],
  [/(:\/\/[^/\s:@"']{1,256}:)[^/\s@"']{1,256}@/g, `$1${MASK}@`],
]

/** The end of a JSON Web Token, from the part that is rare in other texts. */
const TOKEN_REST = /\.eyJ[\w-]{4,8192}\.[\w-]{0,4096}/y
const HEADER = 4096
const WORD = /[\w-]/

/**
 * JSON Web Tokens: three base64url parts, the first two beginning with {" (RFC 7519). Looked for from the second part: an
 * expression that begins with the first tries each of its letters in a text that is made of them.
 */
export function withoutTokens(text: string): string {
  let clean = ''
  let done = 0
  for (let at = text.indexOf('.eyJ'); at >= 0; at = text.indexOf('.eyJ', at + 1)) {
    if (at < done) continue
    let from = at
    while (from > done && at - from < HEADER && WORD.test(text.charAt(from - 1))) from--
    const header = text.indexOf('eyJ', from)
    TOKEN_REST.lastIndex = at
    if (at - header < 11 || !TOKEN_REST.test(text)) continue
    clean += `${text.slice(done, header)}${MASK}`
    done = TOKEN_REST.lastIndex
  }
  return clean + text.slice(done)
}

/**
 * The forms in which a secret travels: escaped as JSON once and twice (logs are JSON that quotes JSON), in a URL and in a
 * form, in HTML, as hexadecimal digits, and as base64 of UTF-8 and UTF-16 at each of the three offsets, once and twice.
 */
export function formsOf(secret: string): string[] {
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

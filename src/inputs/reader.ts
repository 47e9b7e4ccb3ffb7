/** Reads inputs by kind, as the runner hands them over in the environment, and gathers what is wrong with them. */
import { getInput } from '@actions/core'
import leven from 'leven'

/** A key or certificate in PEM (RFC 7468), of several lines. */
const PEM_BEGIN = /^-----BEGIN [A-Z0-9 ]+-----/
const PEM_END = /^\s*-----END [A-Z0-9 ]+-----\s*$/

export class Reader {
  readonly wrong: string[]
  /** The names of all inputs, learnt by reading them. */
  readonly #names = new Set<string>()
  constructor(wrong: string[]) {
    this.wrong = wrong
  }

  text(name: string): string | undefined {
    this.#names.add(name)
    return getInput(name) || undefined
  }

  /**
   * A misspelt name is no input of the action: the runner warns of it and goes on without what the user meant. Names that
   * are near none are left to the runner.
   */
  refuseNearMisses(): void {
    const plain = (name: string) => name.replace(/[-_ ]/g, '')
    for (const key of Object.keys(process.env)) {
      if (!key.startsWith('INPUT_')) continue
      const given = key.slice('INPUT_'.length).toLowerCase()
      if (given === '' || this.#names.has(given) || given.length > 64) continue
      const [nearest] = [...this.#names]
        .map(name => ({ name, distance: leven(plain(given), plain(name)) }))
        .sort((a, b) => a.distance - b.distance)
      if (nearest !== undefined && nearest.distance <= Math.min(2, Math.floor(nearest.name.length / 4)))
        this.wrong.push(`${given}: unknown input; did you mean ${nearest.name}?`)
    }
  }

  /** @param quoted whether a value that does not match is shown: where a secret is easily pasted, it is not. */
  matching(name: string, pattern: RegExp, meaning: string, quoted = true): string | undefined {
    const value = this.text(name)
    if (value !== undefined && !pattern.test(value))
      this.wrong.push(`${name}: ${quoted ? `'${value}'` : `a value of ${value.length} characters`} is not ${meaning}`)
    return value
  }

  oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const given = this.text(name) ?? fallback
    const value = given.toLowerCase()
    const choice = choices.find(each => each.toLowerCase() === value)
    if (choice === undefined) this.wrong.push(`${name}: '${value}' is not one of ${choices.join(', ')}`)
    return choice ?? fallback
  }

  boolean(name: string): boolean | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    if (/^(true|True|TRUE)$/.test(value)) return true
    if (!/^(false|False|FALSE)$/.test(value)) this.wrong.push(`${name}: '${value}' is neither true nor false`)
    return false
  }

  /** An https origin without path, as `https://host[:port]`. */
  origin(name: string): string | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const url = URL.canParse(value) ? new URL(value) : undefined
    if (url?.protocol === 'https:' && url.pathname === '/' && !url.username && !url.search && !url.hash)
      return url.origin
    this.wrong.push(`${name}: '${value}' is not an https address without a path, such as https://management.example`)
    return undefined
  }

  /** @returns ms. */
  duration(name: string, fallback: string): number {
    const value = this.text(name) ?? fallback
    const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(value)
    const [hours = 0, minutes = 0, seconds = 0] = (parts ?? []).slice(1).map(part => Number(part ?? 0))
    const ms = ((hours * 60 + minutes) * 60 + seconds) * 1000
    if (ms > 0 && ms <= 24 * 3_600_000) return ms
    this.wrong.push(`${name}: '${value}' is not a duration of at most 24h, such as 30m, 90s or 1h30m`)
    return 1
  }

  /** Lines of key=value, or one JSON object of strings, numbers and booleans. */
  settings(name: string): Record<string, string> {
    const value = this.text(name)
    if (value === undefined) return {}
    return value.startsWith('{') ? this.#settingsFromJson(name, value) : this.#settingsFromLines(name, value)
  }

  #settingsFromJson(name: string, value: string): Record<string, string> {
    const settings: [string, string][] = []
    let parsed: unknown
    try {
      parsed = JSON.parse(value)
    } catch {
      // The parser's message quotes the text, which may hold a secret.
      this.wrong.push(`${name}: starts with '{' but is not valid JSON`)
      return {}
    }
    for (const [key, item] of Object.entries(parsed as object)) {
      if (['string', 'number', 'boolean'].includes(typeof item)) settings.push([key, String(item)])
      else this.wrong.push(`${name}: the value of '${key}' is not a string, number or boolean`)
    }
    return Object.fromEntries(settings)
  }

  #settingsFromLines(name: string, value: string): Record<string, string> {
    const settings = new Map<string, string>()
    // A private key is given as it is: its lines belong to the value.
    let open = ''
    for (const [index, line] of value.split(/\r?\n/).entries()) {
      if (open !== '') {
        settings.set(open, `${settings.get(open)}\n${line.trim()}`)
        if (PEM_END.test(line)) open = ''
        continue
      }
      const at = line.indexOf('=')
      const key = line.slice(0, at).trim()
      if (line.trim() === '') continue
      if (at <= 0 || key === '') this.wrong.push(`${name}: line ${index + 1} is not key=value`)
      else if (settings.has(key)) this.wrong.push(`${name}: line ${index + 1} gives '${key}' again`)
      else {
        settings.set(key, line.slice(at + 1).trim())
        if (PEM_BEGIN.test(settings.get(key) ?? '')) open = key
      }
    }
    if (open !== '') this.wrong.push(`${name}: the key or certificate of '${open}' has no END line`)
    for (const [key, text] of settings) if (PEM_BEGIN.test(text)) settings.set(key, `${text}\n`)
    return Object.fromEntries(settings)
  }
}

/** @returns an object with the value, or without the key: what was not given is absent. */
export function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
}

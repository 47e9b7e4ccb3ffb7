/** URLs (Kubernetes docs, "CEL in Kubernetes"; Go's net/url). */
import { isIPv6 } from 'node:net'
import { type Comparable, cannotTell, fail } from '../values.ts'
import { instance, type Library, parsing } from './shared.ts'

/** A URL of the plain kind; Go reads others in its own way (net/url, ParseRequestURI). */
class Url implements Comparable {
  readonly type = 'kubernetes.URL'
  readonly text: string
  readonly parts: Readonly<Record<string, string | undefined>>

  constructor(value: string, parts: Readonly<Record<string, string | undefined>>) {
    this.text = value
    this.parts = parts
  }

  equals(other: Comparable): boolean {
    return other instanceof Url && other.canonical() === this.canonical()
  }

  canonical(): string {
    return this.text.replace(/^[A-Za-z][A-Za-z0-9+.-]*:/, scheme => scheme.toLowerCase())
  }

  get(part: string): string {
    return this.parts[part] ?? ''
  }
}

const PLAIN =
  /^(?:(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?\/\/(?<host>(?:(?<name>[A-Za-z0-9._*-]*)|\[(?<literal>[0-9A-Fa-f:.]{2,45})\])(?::(?<port>\d*))?))?(?<path>(?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?)(?:\?(?<query>(?:[A-Za-z0-9._~&=/+-]|%[0-9A-Fa-f]{2})*))?$/
const OPAQUE = /^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):[A-Za-z0-9@._-]+$/
/** Neither absolute nor a path ("invalid URI for request"), or a host with a space. */
const NONE = /^[A-Za-z0-9._~ -]*$|^\.\.\/|^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]* /

/** @returns undefined where Go takes the text for none. */
function parseUrl(value: string): Url | undefined {
  const parts = PLAIN.exec(value)?.groups ?? OPAQUE.exec(value)?.groups
  if (parts?.['literal'] !== undefined && !isIPv6(parts['literal'])) return undefined
  if (parts !== undefined && (parts['scheme'] !== undefined || value.startsWith('/')))
    return new Url(value, {
      ...parts,
      scheme: parts['scheme']?.toLowerCase(),
      name: parts['literal'] ?? parts['name'],
    })
  return NONE.test(value) ? undefined : cannotTell('such a URL')
}

export const URLS: Library = {
  getScheme: values => instance(values[0], Url).get('scheme'),
  getHost: values => instance(values[0], Url).get('host'),
  getHostname: values => instance(values[0], Url).get('name'),
  getPort: values => instance(values[0], Url).get('port'),
  getEscapedPath: values => instance(values[0], Url).get('path'),
  getQuery: values => {
    const query = instance(values[0], Url).get('query')
    if (!/^[A-Za-z0-9._~&=/-]*$/.test(query)) cannotTell('such a query of a URL')
    const map = new Map<string, string[]>()
    for (const each of query.split('&').filter(part => part !== '')) {
      const [key = '', ...value] = each.split('=')
      const known = map.get(key)
      if (known === undefined) map.set(key, [value.join('=')])
      else known.push(value.join('='))
    }
    return map
  },
}

export const URL_CALLS: Library = {
  isURL: parsing(value => parseUrl(value) !== undefined),
  url: parsing(value => parseUrl(value) ?? fail('invalid URI for request')),
}

/**
 * fetch() for GitHub's client, over node:https and by the runner's network: the client's own comes with an HTTP client of
 * 700 kB, and takes the place of the proxy that is set here (docs/adr/0029).
 */
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { SHARED } from './agents.ts'
import { proxyFor } from './proxy.ts'

/** As much of fetch's options as the client uses. */
export interface FetchOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
}

/** Bytes of an answer: pages of 100 comments have a fraction of it. */
const LIMIT = 32 * 1024 * 1024
const REDIRECTS = 5
/** Statuses that have no body (Fetch standard, "null body status"). */
const BODILESS = new Set([101, 103, 204, 205, 304])

/** @returns the answer, whole. @throws Error where none came */
export async function fetchByAgents(address: string | URL, options: FetchOptions = {}): Promise<Response> {
  let url = new URL(address)
  let { headers = {}, method = 'GET', body } = options
  for (let hops = 0; ; hops++) {
    const answer = await fetchOnce(url, { ...options, method, headers, ...(body === undefined ? {} : { body }) })
    const to = redirectOf(answer, url)
    if (to === undefined) return answer
    if (hops === REDIRECTS) throw new Error(`${url.host} redirects without end`)
    // The token is for the host that was asked.
    if (to.host !== url.host) headers = withoutToken(headers)
    if (answer.status === 303) [method, body] = ['GET', undefined]
    url = to
  }
}

/** @returns where a renamed repository is now; undefined where there is no redirect, or the method may not follow it. */
function redirectOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get('location')
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return undefined
  const to = new URL(location, from)
  return to.protocol === from.protocol ? to : undefined
}

function withoutToken(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'))
}

async function fetchOnce(url: URL, { method, headers, body, signal }: FetchOptions): Promise<Response> {
  const isHttps = url.protocol === 'https:'
  const agent = isHttps ? await SHARED.for(proxyFor(url)) : undefined
  return new Promise((resolve, reject) => {
    const options = {
      method,
      headers: { ...headers, 'accept-encoding': 'identity' },
      ...(agent === undefined ? {} : { agent }),
      ...(signal === undefined ? {} : { signal }),
    }
    const asked = (isHttps ? requestHttps : requestHttp)(url, options, response => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > LIMIT) response.destroy(new Error(`the answer of ${url.host} is too long`))
        else chunks.push(chunk)
      })
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode: status = 0 } = response
        const all = Object.entries(response.headers).flatMap(([name, value]) =>
          [value ?? []].flat().map((each): [string, string] => [name, each]),
        )
        resolve(new Response(BODILESS.has(status) ? null : Buffer.concat(chunks), { status, headers: all }))
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

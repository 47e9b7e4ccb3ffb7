/** One GET over node:https, whole: for what is asked before an SDK is parsed (docs/adr/0003). */
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { SHARED } from './agents.ts'
import { proxyFor } from './proxy.ts'

export interface Got {
  /** 0 where the answer has none. */
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface Getting {
  readonly headers: Readonly<Record<string, string>>
  /** ms for the whole answer. */
  readonly deadlineMs: number
  /** Bytes of the answer. */
  readonly limit: number
  /** Told once the request's bytes have left. */
  readonly onSent: () => void
}

/** @throws Error where no whole answer came. */
export async function getText(url: URL, { headers, deadlineMs, limit, onSent }: Getting): Promise<Got> {
  const agent = await SHARED.for(proxyFor(url))
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, response => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > limit) response.destroy(new Error(`the answer is over ${limit / 1024} KiB`))
        else chunks.push(chunk)
      })
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    // While a proxy is waited for, a request that is destroyed does not say so.
    const deadline = setTimeout(() => {
      const late = new Error(`no answer for ${deadlineMs / 1000} s`)
      asked.destroy(late)
      reject(late)
    }, deadlineMs)
    asked.on('close', () => clearTimeout(deadline))
    asked.on('error', reject)
    // import() blocks the event loop: started before the handshake is over, it would delay this very request.
    asked.on('socket', socket => {
      const isKept = !socket.connecting && (socket as { secureConnecting?: boolean }).secureConnecting !== true
      if (isKept) setImmediate(onSent)
      else socket.once('secureConnect', () => setImmediate(onSent))
    })
    asked.end()
  })
}

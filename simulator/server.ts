/** HTTPS on loopback, with a certificate made at start, and routes by method and path. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'

export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** A certificate for loopback that signs itself: given as CA, it is trusted. */
export async function makeCertificate(): Promise<Certificate> {
  // A name of its own: a client that trusts two of them tells them apart by it.
  const value = `aks-flux-bootstrap simulator ${randomUUID()}`
  const made = await generate([{ name: 'commonName', value }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 24 * 3_600_000),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
          { type: 2, value: '*.simulator.test' },
        ],
      },
    ],
  })
  return { cert: made.cert, key: made.private }
}

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>

export interface Server {
  /** `https://host:port`. */
  readonly origin: string
  /** Stops listening and cuts what is open. */
  close(): Promise<void>
  /** Listens again where it did. */
  reopen(): Promise<void>
  /** Connections that were made so far. */
  connections(): number
}

export async function serve(certificate: Certificate, handle: Handler, host = '127.0.0.1'): Promise<Server> {
  const server = createServer(certificate, (request, response) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host ?? 'localhost'}`)
    Promise.resolve(handle(request, response, url)).catch((thrown: unknown) => {
      if (!response.headersSent) sendJson(response, 500, { error: { code: 'SimulatorError', message: String(thrown) } })
      else response.destroy()
    })
  })
  let connections = 0
  server.on('secureConnection', () => connections++)
  const listen = (on: number) => new Promise<void>(resolve => server.listen(on, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    origin: `https://${host}:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    reopen: () => listen(port),
    connections: () => connections,
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = body === undefined || body === null ? '' : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(text)
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

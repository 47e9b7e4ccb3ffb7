/** A proxy that knows the names below `simulator.test`: each leads to this machine. It does CONNECT and nothing else. */
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface ProxyBehaviour {
  /** `user:password` that it wants. */
  readonly credentials?: string
  /** What it answers to a CONNECT in the place of a connection; 0 for no answer at all. */
  readonly answer?: (target: string) => number | undefined
  /** It answers what is no HTTP. */
  readonly garbage?: boolean
  /** ms for which it holds what a server sends. */
  readonly holdsMs?: number
}

export interface ProxyServer {
  readonly port: number
  /** `host:port` of each connection that was made. */
  readonly connections: readonly string[]
  close(): Promise<void>
}

export async function startProxy({
  credentials,
  answer,
  garbage,
  holdsMs = 0,
}: ProxyBehaviour = {}): Promise<ProxyServer> {
  const connections: string[] = []
  const sockets = new Set<Duplex>()
  const hold = (socket: Duplex) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connect', (request, client: Duplex) => {
    hold(client)
    const target = request.url ?? ''
    if (garbage) {
      client.end('SSH-2.0-OpenSSH_9.6\r\n\r\n')
      return
    }
    const wanted = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`
    const status = request.headers['proxy-authorization'] === wanted ? answer?.(target) : 407
    if (status === 0) return
    if (status !== undefined) {
      client.end(`HTTP/1.1 ${status} No\r\ncontent-type: text/html\r\n\r\n<html>proxy says ${status}</html>`)
      return
    }
    connections.push(target)
    const [host = '', port = ''] = target.split(':')
    if (!host.endsWith('.simulator.test')) {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
      return
    }
    const upstream: Socket = connect(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      client.pipe(upstream)
      if (holdsMs === 0) upstream.pipe(client)
      else {
        upstream.on('data', (chunk: Buffer) => setTimeout(() => client.writable && client.write(chunk), holdsMs))
        upstream.on('end', () => setTimeout(() => client.end(), holdsMs))
      }
    })
    hold(upstream)
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => setTimeout(() => client.destroy(), holdsMs))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

/** Whether an address takes TLS connections at all: asked first, so that nothing waits for one that does not. */
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { messageOf } from '../../errors.ts'
import { KubernetesError } from './interface.ts'

/** ms: a network that drops packets never answers. */
const CONNECT_MS = 3000

/** @param address https. @throws KubernetesError that says why no connection came */
export function reach(address: string, signal: AbortSignal): Promise<void> {
  const { hostname, port } = new URL(address)
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    // Nothing is sent, and no answer is believed: whose certificate it is, the first request tells.
    const socket = connect({
      host,
      port: Number(port || 443),
      rejectUnauthorized: false,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    })
    const fail = (why: string, cause?: unknown) => {
      socket.destroy()
      reject(
        new KubernetesError(
          `${hostname} cannot be reached: ${why}. Check that this runner reaches it (firewall, proxy, name resolution).`,
          0,
          cause,
        ),
      )
    }
    const timer = setTimeout(() => fail(`no connection within ${CONNECT_MS / 1000} s`), CONNECT_MS)
    const cancel = () => fail('cancelled')
    signal.addEventListener('abort', cancel, { once: true })
    socket.once('secureConnect', () => {
      socket.destroy()
      resolve()
    })
    socket.once('error', cause => fail(messageOf(cause), cause))
    socket.once('close', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
    })
  })
}

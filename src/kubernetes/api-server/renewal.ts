/** When a token, or the kubeconfig itself, may be out of date. */
import type { KubernetesError } from './interface.ts'

/** A token is given up for a new one, and a kubeconfig for a new one, this often at most, however many requests are refused. */
const RENEW_MS = 60_000
/** Refusals (401) in a row after which it may be the kubeconfig that is out of date. */
const REFUSALS = 2

export interface Renewable {
  /** Told a token that the API server did not take, so that the next one is another. */
  readonly onRefused?: (token: string) => void
  /** Reads the kubeconfig again, as YAML: certificates are rotated. */
  readonly renewed?: () => Promise<string>
}

export class Renewal {
  readonly #connection: Renewable
  readonly #onRenewed: (yaml: string) => void
  #tokenAt = Number.NEGATIVE_INFINITY
  #configAt = Number.NEGATIVE_INFINITY
  /** Refusals in a row. */
  #refusals = 0

  constructor(connection: Renewable, onRenewed: (yaml: string) => void) {
    this.#connection = connection
    this.#onRenewed = onRenewed
  }

  noteAnswer(): void {
    this.#refusals = 0
  }

  noteFailure(error: KubernetesError, token: string): void {
    if (error.status === 401) {
      this.#refuse(token)
      if (++this.#refusals >= REFUSALS) this.#renew()
    } else if (isOfCertificates(error)) this.#renew()
  }

  #refuse(token: string): void {
    const now = performance.now()
    if (token === '' || now - this.#tokenAt <= RENEW_MS) return
    this.#tokenAt = now
    this.#connection.onRefused?.(token)
  }

  #renew(): void {
    const now = performance.now()
    if (now - this.#configAt < RENEW_MS) return
    this.#configAt = now
    // What fails of it is told by the requests that go on failing.
    this.#connection
      .renewed?.()
      .then(this.#onRenewed)
      .catch(() => undefined)
  }
}

/** A certificate that is not taken any more: the cluster's CA may have been rotated. */
function isOfCertificates({ status, cause, message }: KubernetesError): boolean {
  const code = String((cause as { code?: unknown } | undefined)?.code ?? '')
  return status === 0 && /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_|HOSTNAME/i.test(`${code} ${message}`)
}

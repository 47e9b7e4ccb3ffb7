/** The way to an API server, whatever it is. */
import type { Pace } from './pace.ts'

/** What the API server, or the network before it, answered instead of the object. `status` is 0 without an answer. */
export class KubernetesError extends Error {
  override readonly name = 'KubernetesError'
  readonly status: number
  constructor(message: string, status: number, cause?: unknown) {
    super(message, { cause })
    this.status = status
  }
}

export type WatchEvent = { readonly type: string; readonly object: unknown }

export interface Impersonated {
  readonly username: string
  readonly groups: readonly string[]
}

/** A log as it arrives. */
export type LogStream = AsyncIterable<Buffer> & {
  /** It came to its own end, and was not cut. */
  readonly complete: boolean
}

export interface ApiServer {
  /** Of the retries of all that is asked of it. */
  readonly pace: Pace
  /** Host and port, for messages. */
  readonly host: string
  /** Its credential is the kubeconfig's own: the certificate of an admin, where Azure gave it. */
  readonly ownCredential: boolean
  /** Resolves where it takes connections, or nobody can tell before the first request. @throws KubernetesError within seconds */
  reach(signal: AbortSignal): Promise<void>
  /** @throws KubernetesError */
  get(path: string, signal: AbortSignal, accept?: string): Promise<unknown>
  /** A write as somebody else that is never carried out. @throws KubernetesError with the server's words when it is refused */
  dryRun(path: string, body: object, as: Impersonated, signal: AbortSignal): Promise<unknown>
  /** Sets annotations of one object, and changes nothing else of it. @throws KubernetesError */
  annotate(path: string, annotations: Readonly<Record<string, string>>, signal: AbortSignal): Promise<void>
  /** The answer's body as it arrives. @throws KubernetesError before its first byte */
  stream(path: string, signal: AbortSignal): Promise<LogStream>
  /** Calls back per watch event. @returns when the server ended the watch. @throws KubernetesError */
  watch(
    path: string,
    query: Record<string, string>,
    onEvent: (event: WatchEvent) => void,
    signal: AbortSignal,
  ): Promise<void>
  /** When what it answers was read (ISO 8601), where that is not the moment at which it is asked. */
  takenAt?(): string
  close(): void
}

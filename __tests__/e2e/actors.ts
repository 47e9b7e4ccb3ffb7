/** The parts of Flux that the tests need, played: each does the real thing with its own account's token, and lives or dies by the answer. */
import type { Actor, Casting, Container } from './kubelet.ts'

/** Comes up and stays up. */
export const healthy: Actor = async container => {
  container.log(`{"level":"info","ts":"${new Date().toISOString()}","logger":"setup","msg":"starting manager"}`)
  container.ready()
  await stopped(container)
  return 0
}

export function stopped({ stopped: signal }: Container): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}

/** One write that a component makes when it starts. */
export interface Write {
  readonly method: string
  readonly path: (namespace: string) => string
  readonly body: object
  /** How the component words a refusal, up to the server's message. */
  readonly words: string
}

/** The agent's ConfigMap, and its words (Azure/AKS issue 5645). */
export const IMMUTABLE_VALUES: Write = {
  method: 'POST',
  path: namespace => `/api/v1/namespaces/${namespace}/configmaps`,
  body: { metadata: { name: 'fluxconfig-immutable-values' }, data: { a: 'b' } },
  words: 'Failed to create the immutable value configmap against the apiServer for the fluxConfigurations with err: ',
}

/** Told of each answer that a component got, with performance.now() of it. */
export type OnAnswer = (status: number, at: number, message: string) => void

/** Makes its write as the agent does, logs what the server says, and ends on a refusal. */
export function writes(write: Write, onAnswer: OnAnswer = () => undefined): Actor {
  return async container => {
    container.log(`{"level":"info","ts":"${new Date().toISOString()}","logger":"setup","msg":"starting manager"}`)
    const api = await container.api()
    const { status, body } = await api.ask(write.method, write.path(container.namespace), write.body)
    onAnswer(status, performance.now(), body?.message ?? '')
    if (status < 300 || status === 409) {
      container.ready()
      await stopped(container)
      return 0
    }
    const now = new Date()
    const stamp = now.toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')
    container.log(
      JSON.stringify({
        Message: `${stamp} ${write.words}${body.message}`,
        LogType: 'ConfigAgentTrace',
        LogLevel: 'Information',
        Environment: 'prod',
        Role: 'ClusterConfigAgent',
        AgentName: 'FluxConfigAgent',
        AgentVersion: '1.19.5',
        AgentTimestamp: stamp,
      }),
    )
    return 1
  }
}

/** Flux as it is installed: all come up, but that fluxconfig-controller first makes its write. @param others by workload or workload/container. */
export function flux(others: Readonly<Record<string, ReturnType<Casting>>> = {}, onAnswer?: OnAnswer): Casting {
  const cast: Record<string, ReturnType<Casting>> = {
    'fluxconfig-controller/manager': writes(IMMUTABLE_VALUES, onAnswer),
    ...others,
  }
  return ({ metadata }, container) => {
    const workload = metadata.labels?.['app'] ?? metadata.name
    return cast[`${workload}/${container}`] ?? cast[workload] ?? healthy
  }
}

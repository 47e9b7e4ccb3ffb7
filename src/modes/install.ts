/** mode install, as a story: sign in, read, watch, install, verify, report. */
import { resolve } from 'node:path'
import { saveState, setSecret } from '@actions/core'
import { connectArm } from '../azure/arm.ts'
import { AKS_SERVER_SCOPE, cloudOf } from '../azure/cloud.ts'
import { clusterResourceId, readCluster, readKubeconfig } from '../azure/cluster.ts'
import { type GetToken, signIn } from '../azure/credential.ts'
import { type Install, install, readExtension } from '../azure/extension.ts'
import type { AssertionSource } from '../azure/github-oidc.ts'
import { LITERALS } from '../diagnosis/index.ts'
import { ActionError, messageOf } from '../errors.ts'
import type { Redactor } from '../evidence/redact.ts'
import { notReady } from '../evidence/store.ts'
import type { Inputs } from '../inputs.ts'
import type { ApiServer } from '../kubernetes/client.ts'
import { type Evidence, gap } from '../model/evidence.ts'
import { Session } from '../session.ts'

/** So long the first write waits for the cluster's sources to have read what is there. */
const WATCHING_MS = 10_000
/** After Helm's own wait all pods were Ready once; this long they may take to be so again. */
const VERIFY_MS = 300_000

export async function installMode(
  inputs: Inputs,
  assertion: AssertionSource | undefined,
  redactor: Redactor,
): Promise<boolean> {
  const session = new Session({
    redactor,
    extensionName: spoken(inputs),
    stopOnProvenCause: inputs.stopOnProvenCause,
    logs: inputs.logs,
    env: process.env,
    actionRoot: resolve(import.meta.dirname, '../..'),
  })
  saveState('journal', session.journal.path)
  saveState('extension', spoken(inputs))
  const onSecret = (secret: string) => {
    redactor.register(secret)
    setSecret(secret)
  }
  const release = endOn(session, inputs.timeoutMs)
  try {
    const run = new InstallMode(session, inputs, onSecret)
    // Not awaited: a sign-in that hangs must not outlive the timeout or a cancel.
    run.start(assertion).catch((thrown: unknown) => session.end('failed', thrown))
    await session.follow(fact => run.onFact(fact))
    const red = await session.report()
    saveState('reported', 'true')
    return red
  } finally {
    release()
  }
}

/** @returns a function that takes the timer and the signal handlers away again. */
function endOn(session: Session, timeoutMs: number): () => void {
  const timer = setTimeout(() => session.end('timed-out'), timeoutMs)
  const cancel = () => session.end('cancelled')
  process.on('SIGINT', cancel).on('SIGTERM', cancel)
  return () => {
    clearTimeout(timer)
    process.off('SIGINT', cancel).off('SIGTERM', cancel)
  }
}

class InstallMode {
  readonly #session: Session
  readonly #inputs: Inputs
  readonly #onSecret: (secret: string) => void
  readonly #namespace = Promise.withResolvers<string>()
  readonly #watching = Promise.withResolvers<void>()
  readonly #awaited = new Set<string>()
  #install: Install | undefined
  #api: ApiServer | undefined
  #verifyUntil = Number.POSITIVE_INFINITY

  constructor(session: Session, inputs: Inputs, onSecret: (secret: string) => void) {
    this.#session = session
    this.#inputs = inputs
    this.#onSecret = onSecret
    session.ending.signal.addEventListener('abort', () => this.#api?.close(), { once: true })
  }

  /** Begins everything; what comes of it is evidence. @throws ActionError for what the run cannot do without. */
  async start(assertion: AssertionSource | undefined): Promise<void> {
    const { cluster, extension, environment, resourceManagerEndpoint, authorityHost, identity } = this.#inputs
    const { signal } = this.#session.ending
    const cloud = cloudOf(environment, {
      ...(resourceManagerEndpoint ? { resourceManagerEndpoint } : {}),
      ...(authorityHost ? { authorityHost } : {}),
    })
    for (const [name, origin] of [
      ['Azure Resource Manager', resourceManagerEndpoint],
      ['Entra ID', authorityHost],
    ])
      if (origin) this.#session.log.line(`${name} is ${new URL(origin).host}, as the inputs say.`)
    this.#session.push(runFact(this.#inputs))
    const getToken = signIn(identity, cloud, assertion, this.#onSecret, signal)
    const arm = connectArm(cloud, cluster.subscriptionId, getToken)
    const state = await readCluster(arm, cluster, signal)
    this.#session.log.progress(SIGNED_IN[identity.kind])
    this.#session.push({
      kind: 'cluster',
      time: new Date().toISOString(),
      object: { kind: 'ManagedCluster', name: cluster.name },
      text: '',
      data: { ...state, id: clusterResourceId(cluster) },
    })
    const reading = readExtension(arm, cluster, extension.name, signal)
    const namespace = reading.then(
      found => found?.scope?.cluster?.releaseNamespace ?? extension.releaseNamespace,
      () => extension.releaseNamespace,
    )
    const kubeconfig = async () => readKubeconfig(arm, cluster, signal)
    await this.#watchCluster(kubeconfig, getToken, namespace, state.privateCluster)
    const existing = await reading
    this.#session.phase = 'install'
    this.#install = install(arm, cluster, extension, existing, this.#watching.promise, signal)
    this.#session.operationRunning = () => this.#install?.operationRunning() ?? false
    this.#session.add('install', this.#install.evidence)
  }

  /** Sees to what each fact means for the run's course. */
  onFact(fact: Evidence): void {
    if (fact.kind === 'listing' || fact.kind === 'gap') {
      this.#awaited.delete(fact.data.what)
      if (this.#awaited.size === 0) this.#watching.resolve()
    }
    if (fact.kind === 'extension' && fact.data.releaseNamespace) this.#namespace.resolve(fact.data.releaseNamespace)
    const end = this.#install?.end()
    if (end === undefined || this.#session.outcome !== undefined) return
    if (end.result === 'failed') {
      // The service's error came before; the extension's state is the last that is told.
      if (fact.kind === 'extension') this.#session.end('failed')
      return
    }
    if (this.#session.phase === 'install') {
      this.#session.phase = 'verify'
      this.#verifyUntil = Date.parse(fact.time) + VERIFY_MS
    }
    this.#verify(end.result, Date.parse(fact.time))
  }

  #verify(result: 'installed' | 'unchanged', now: number): void {
    const { store, notes } = this.#session
    const namespace = store.extension()?.releaseNamespace || this.#inputs.extension.releaseNamespace || ''
    if (!store.wasListed(`pods in ${namespace}`)) {
      // An extension that is scoped to a namespace names no release namespace: there is nothing to look at.
      const unseen = ['the cluster', `pods in ${namespace}`]
      if (namespace !== '' && !store.gaps().some(each => unseen.includes(each.data.what))) return
      notes.push('Azure says that the extension is Succeeded; whether its pods are Ready could not be seen.')
      this.#session.end(result)
      return
    }
    const pods = store.pods().filter(pod => !pod.data.deleted)
    const waiting = pods.filter(pod => notReady(pod.data))
    if (waiting.length === 0) {
      const count = `${pods.length} pod${pods.length === 1 ? '' : 's'} in ${namespace}`
      notes.push(pods.length === 0 ? `No pod is in ${namespace}.` : `${count}, all Ready.`)
      this.#session.end(result)
    } else if (now > this.#verifyUntil) {
      const names = waiting
        .slice(0, 5)
        .map(pod => pod.object?.name)
        .join(', ')
      notes.push(
        `Azure says that the extension is Succeeded, but ${waiting.length} of ${pods.length} pods in ${namespace} are not Ready: ${names}.`,
      )
      this.#session.end('failed')
    }
  }

  /** Without the cluster the install goes on; what is lost is said as a gap. */
  async #watchCluster(
    kubeconfig: () => Promise<string>,
    getToken: GetToken,
    namespace: Promise<string | undefined>,
    privateCluster: boolean,
  ): Promise<void> {
    const { ending, log } = this.#session
    try {
      const [config, { connectApiServer }] = await Promise.all([kubeconfig(), import('../kubernetes/client.ts')])
      const token = async () => (await getToken(AKS_SERVER_SCOPE)).token
      const api = connectApiServer(config, token, this.#onSecret)
      this.#api = api
      if (api.adminCertificate)
        log.line(
          "The cluster has no Entra ID: its user credential is an admin certificate, kept in this process's memory only.",
        )
      await this.#addSources(api, await namespace)
      // A promise that nobody resolves must not hold the install up: an unreachable API server is found out in 5 s.
      setTimeout(() => this.#watching.resolve(), WATCHING_MS).unref()
    } catch (thrown) {
      if (ending.signal.aborted) return
      const why = thrown instanceof ActionError ? `${thrown.likely} ${thrown.next}` : messageOf(thrown)
      const hint = privateCluster ? ' The cluster is private: the runner must be in its network.' : ''
      const remedy = 'Pods, logs, events and policies are not seen; only what Azure says of the extension is.'
      this.#session.push(gap('the cluster', `${why}${hint}`, { remedy }))
      this.#watching.resolve()
    }
  }

  /** @param known the release namespace, of the instance that is there or as asked for; else the service tells it later. */
  async #addSources(api: ApiServer, known: string | undefined): Promise<void> {
    const { signal } = this.#session.ending
    const [{ watchPods }, { watchEvents }, { watchPolicies, watchNamespace }] = await Promise.all([
      import('../kubernetes/pods.ts'),
      import('../kubernetes/events.ts'),
      import('../kubernetes/policies.ts'),
    ])
    const all = this.#inputs.logs === 'all'
    const options = {
      literals: LITERALS,
      ...(all
        ? {
            echo: (target: { pod: string; container: string }, text: string) =>
              this.#session.echo(target.pod, target.container, text),
          }
        : {}),
    }
    for (const what of ['admission policies', 'admission policy bindings']) this.#awaited.add(what)
    if (known) for (const what of ['pods', 'events']) this.#awaited.add(`${what} in ${known}`)
    this.#session.add('admission policies', watchPolicies(api, this.#namespace.promise, signal))
    void this.#namespace.promise.then(namespace => {
      this.#session.add('pods', watchPods(api, namespace, options, signal))
      this.#session.add('events', watchEvents(api, namespace, signal))
      this.#session.add('namespace', watchNamespace(api, namespace, signal))
    })
    if (known) this.#namespace.resolve(known)
  }
}

/** What the reports call the extension. */
function spoken({ extension }: Inputs): string {
  return extension.type === 'microsoft.flux' ? 'Flux' : extension.name
}

const SIGNED_IN = {
  'github-oidc': 'signed in to Azure with a GitHub OIDC token',
  'client-secret': 'signed in to Azure with a client secret',
  'azure-cli': 'signed in to Azure with the session of the Azure CLI',
} as const

/** The inputs as evidence: names and choices, no value that may be secret. */
function runFact(inputs: Inputs): Evidence {
  const { cluster, extension, identity } = inputs
  return {
    kind: 'run',
    time: new Date().toISOString(),
    text: 'began',
    data: {
      inputs: {
        'cluster-name': cluster.name,
        'resource-group': cluster.resourceGroup,
        'subscription-id': cluster.subscriptionId,
        'extension-type': extension.type,
        'extension-name': extension.name,
        'release-namespace': extension.releaseNamespace ?? '',
        'extension-version': extension.version ?? '',
        'configuration-settings': Object.keys(extension.settings).join(' '),
        'configuration-protected-settings': Object.keys(extension.protectedSettings).join(' '),
        identity: identity.kind,
      },
    },
  }
}

/** What install and watch have in common, as a story: sign in, find the cluster, watch it, follow the extension, verify, report. */
import { readAhead } from '../azure/arm/ahead.ts'
import { type Arm, connectArm } from '../azure/arm/client.ts'
import { readKubeconfig } from '../azure/cluster/kubeconfig.ts'
import { closedBy, runCommandLimits } from '../azure/cluster/managed-cluster.ts'
import { watchConnectivity } from '../azure/cluster/read.ts'
import { runCommand } from '../azure/cluster/run-command.ts'
import { type ExtensionRun, withOperation } from '../azure/extension/run.ts'
import { messageOf } from '../errors.ts'
import type { Redactor } from '../evidence/redact.ts'
import type { Inputs } from '../inputs/index.ts'
import type { Evidence } from '../model/evidence.ts'
import { extensionType, releaseNamespace } from '../model/extension-types.ts'
import type { Finding } from '../model/finding.ts'
import { fluxKey } from '../model/flux.ts'
import type { DesiredConfiguration } from '../model/flux-configuration.ts'
import { CREDENTIALS } from '../model/identity.ts'
import { clusterArmId } from '../model/names.ts'
import { leaveForPost } from '../report/state.ts'
import { begin, runFact } from './begin.ts'
import { ClusterWatch } from './cluster-watch.ts'
import { fluxPhase, identityIds } from './flux-phase.ts'
import { Gate } from './gate.ts'
import type { Mode } from './mode.ts'
import { Repository } from './repository.ts'
import type { Ending, Session } from './session.ts'
import { type Asked, openSignIn } from './sign-in.ts'
import { type Verified, Verify } from './verify.ts'

/** Where an exception that nobody caught goes, while there is a session to end with it. */
export interface Crash {
  end?: (thrown: unknown) => void
}

export interface Around extends Asked {
  readonly redactor: Redactor
  /** Aborted when the runner cancels the step. */
  readonly cancelled: AbortSignal
  readonly crash: Crash
  /** Flux configurations to write, once the extension is well. */
  readonly desired: readonly DesiredConfiguration[]
}

/** @returns whether the step is red. */
export async function runStory(
  inputs: Inputs,
  { assertion, metadata, redactor, cancelled, crash, desired }: Around,
): Promise<boolean> {
  const { modeOf } = await import('./modes/index.ts')
  const mode = modeOf(inputs, desired)
  const { session, onSecret, release } = begin(inputs, redactor, cancelled, () => run.atTimeout())
  crash.end = thrown => {
    if (session.outcome === undefined) session.end('failed', { thrown })
    else session.log.line(`An error occurred after the end: ${messageOf(thrown)}`)
  }
  session.open.also = () => assertion?.waits() ?? ''
  const run = new Story(mode, session, inputs, desired)
  try {
    // Not awaited: a sign-in that hangs must not outlive the timeout or a cancel.
    if (session.outcome === undefined)
      run.start({ assertion, metadata }, onSecret).catch((thrown: unknown) => session.end('failed', { thrown }))
    await session.follow(fact => run.onFact(fact))
    const red = await session.report()
    leaveForPost('reported', 'true')
    await session.comment(cancelled)
    await session.checkRun(cancelled)
    return red
  } finally {
    release()
  }
}

/** @returns what was read, and reads it again only where that is asked for: each read is noted as one of a credential. */
function keeping(read: () => Promise<string>): (again?: boolean) => Promise<string> {
  let kept: string | undefined
  return async (again = false) => {
    if (again || kept === undefined) kept = await read()
    return kept
  }
}

/** Of an object's refusal by a policy: the live policy, evaluated here, admits it. */
function isAdmitted({ class: id, blocking, witnesses }: Finding, key: string): boolean {
  if (id !== 'admission-policy-denied' || blocking) return false
  return witnesses.some(
    ({ object }) => object !== undefined && fluxKey(object.kind, object.namespace ?? '', object.name) === key,
  )
}

class Story {
  readonly #mode: Mode
  readonly #session: Session
  readonly #inputs: Inputs
  readonly #cluster: ClusterWatch
  #run: ExtensionRun | undefined
  #verify: Verify | undefined
  readonly #desired: readonly DesiredConfiguration[]
  #arm: Arm | undefined
  #identity: readonly string[] = []
  /** How the extension ended, while Flux is waited for. */
  #installed: Verified | undefined
  readonly #gate: Gate

  constructor(mode: Mode, session: Session, inputs: Inputs, desired: readonly DesiredConfiguration[]) {
    this.#desired = desired
    this.#mode = mode
    this.#session = session
    this.#inputs = inputs
    this.#cluster = new ClusterWatch(session, inputs)
    const repository = new Repository(process.env, inputs.githubToken, session.ending.signal, text =>
      session.log.line(text),
    )
    this.#gate = new Gate({
      store: session.store,
      isContradicted: key => session.findings.some(each => isAdmitted(each, key)),
      timeoutMs: inputs.flux.timeoutMs,
      log: text => session.log.progress(text),
      end: (result, ending) => this.#endGate(result, ending),
      push: fact => session.push(fact),
      watchNamespace: namespace => this.#cluster.watchNamespace(namespace),
      reconcile: inputs.flux.reconcile ? key => this.#cluster.reconcile(key) : undefined,
      compare: (commit, ancestor) => repository.compare(commit, ancestor),
      place: asked => repository.place(asked),
    })
    session.ending.signal.addEventListener('abort', () => this.#gate.close(), { once: true })
    session.confirm = () => this.#cluster.readWorkloads()
  }

  /** Begins everything; what comes of it is evidence. @throws ActionError for what the run cannot do without. */
  async start(asked: Asked, onSecret: (secret: string) => void): Promise<void> {
    const { cluster, identity, kubeconfig: given, kubeAccess } = this.#inputs
    const { log, ending, open } = this.#session
    const { signal } = ending
    this.#session.push(runFact(this.#inputs))
    const { cloud, signedIn, clusterToken } = await openSignIn(this.#inputs, asked, this.#session, onSecret)
    const asksCluster = given === undefined && cluster.type === 'managedClusters' && kubeAccess !== 'none'
    const ahead = readAhead(connectArm(cloud, cluster.subscriptionId, signedIn, text => log.progress(text), open))
    const { arm } = ahead
    const signing = signedIn.getToken(cloud.resourceManagerScope)
    // Of a cluster without Entra ID it is of no use, and whoever needs it is told of what was refused.
    if (asksCluster) clusterToken().catch(() => undefined)
    const { token } = await signing
    this.#arm = arm
    this.#identity = identityIds(token)
    log.progress(`signed in to Azure with ${CREDENTIALS[identity.kind]}`)
    const reading = this.#mode.cluster(arm, this.#session)
    if (asksCluster && kubeAccess !== 'run-command') ahead.begin(by => readKubeconfig(by, cluster, signal))
    ahead.begin(...this.#mode.ahead.map(read => (by: Arm) => read(by, signal)))
    // Importing blocks: what was sent comes back meanwhile.
    this.#cluster.load()
    const state = await reading
    this.#session.push({
      kind: 'cluster',
      time: new Date().toISOString(),
      object: { kind: cluster.type === 'managedClusters' ? 'ManagedCluster' : 'ConnectedCluster', name: cluster.name },
      text: '',
      data: { ...state, id: clusterArmId(cluster) },
    })
    // What Azure cannot reach any more stays Creating for two days.
    if (cluster.type === 'connectedClusters')
      watchConnectivity(arm, cluster, signal).catch((thrown: unknown) => this.#session.end('failed', { thrown }))
    const { run, namespace } = this.#mode.extension(arm, this.#session, this.#cluster)
    // Awaited below; a rejection before that must not count as unhandled.
    run.catch(() => undefined)
    const access = {
      kubeconfig: keeping(given === undefined ? () => readKubeconfig(arm, cluster, signal) : async () => given.text),
      signedIn,
      clusterToken,
      onSecret,
      closed: closedBy(state),
      runScript: async (script: string) =>
        runCommand(arm, cluster, script, state.entra ? await clusterToken() : '', signal),
      runCommandToken: async () => (state.entra ? clusterToken() : ''),
      ...runCommandLimits(state),
      hosts: state.apiServerHosts ?? [],
    }
    // Not awaited: the cluster's own evidence is worth having, and holds nothing up.
    this.#cluster.begin(access, namespace).catch((thrown: unknown) => this.#session.end('failed', { thrown }))
    const following = await run
    this.#run = following
    this.#session.add('extension', withOperation(following))
  }

  /** Sees to what each fact means for the run's course. */
  onFact(fact: Evidence): void {
    const session = this.#session
    this.#cluster.onFact(fact)
    this.#gate.onFact(fact)
    if (fact.kind === 'extension' && session.phase !== 'verify' && session.phase !== 'end') session.phase = 'install'
    const end = this.#run?.end()
    if (end === undefined || session.outcome !== undefined || this.#installed !== undefined) return
    if (end.result === 'failed') {
      // The service's error came before; the extension's state is the last that is told.
      if (fact.kind === 'extension') session.end('failed')
      return
    }
    const now = Date.parse(fact.time)
    if (this.#verify === undefined) {
      session.phase = 'verify'
      this.#verify = new Verify(now, extensionType(this.#inputs.extension.type) !== undefined)
      this.#cluster.relistPods()
      // What in the namespace is not the extension's own, its pods' readiness does not count.
      this.#cluster.askWorkloads()
    }
    const verified = this.#verify.look(session.store, this.#namespace(), now)
    if (verified !== undefined) this.#conclude(verified)
    // A proxy may hold back what the watch would tell of them.
    else if (fact.kind === 'tick') {
      this.#cluster.relistPods()
      if (session.store.workloads() === undefined) this.#cluster.askWorkloads()
    }
  }

  /** What a step comes to whose time is over while only the pods are looked at: what Azure calls Succeeded is not red unseen. */
  atTimeout(): void {
    if (this.#installed !== undefined) return this.#session.timeOut()
    const verified = this.#verify?.atTimeout(this.#session.store, this.#namespace())
    if (verified === undefined) this.#session.timeOut()
    else this.#conclude(verified)
  }

  /** What was installed is written for, and waited for, where that is asked for. @returns whether it is. */
  #beginFlux(installed: Verified): boolean {
    const arm = this.#arm
    const { flux, mode } = this.#inputs
    if (mode !== 'install' || arm === undefined || (this.#desired.length === 0 && !flux.wait)) return false
    this.#installed = installed
    const end = () => this.#endGate('reconciled', {})
    this.#session.add(
      'flux-configurations',
      fluxPhase(this.#inputs, arm, this.#session, this.#cluster, this.#desired, this.#identity, end),
    )
    return true
  }

  #endGate(result: 'reconciled' | 'failed' | 'timed-out', ending: Ending): void {
    const { note = '', warn = false } = this.#installed ?? {}
    const outcome = result === 'reconciled' ? (this.#run?.end()?.result ?? result) : result
    const notes = [note, ending.note ?? ''].filter(Boolean).join(' ')
    const warning = [warn ? note : '', ending.warning ?? ''].filter(Boolean).join(' ')
    this.#session.end(outcome, { ...ending, ...(notes === '' ? {} : { note: notes }), warning })
  }

  #namespace(): string {
    return releaseNamespace(this.#session.store.extension(), this.#inputs.extension)
  }

  #conclude({ healthy, note, warn }: Verified): void {
    const session = this.#session
    if (healthy && this.#beginFlux({ healthy, note, warn })) return
    const outcome = healthy ? (this.#run?.end()?.result ?? 'failed') : 'failed'
    session.end(outcome, { note, ...(warn ? { warning: note } : {}) })
  }
}

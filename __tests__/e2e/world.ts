/**
 * The whole set-up: a control plane, the stand-in kubelet, and the simulator's Azure with an extension service whose
 * install is Helm's own atomic install into that control plane. The action meets it as its own process.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { OperationEnd } from '../../simulator/azure.ts'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { runStep, type StepOptions, type StepRun, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { flux } from './actors.ts'
import { until } from './api.ts'
import { ACTION_USER, type ControlPlane, startControlPlane } from './control-plane.ts'
import { type Casting, type Kubelet, startKubelet } from './kubelet.ts'
import { type Finished, finish } from './processes.ts'

export const NAMESPACE = 'flux-system'
/** A group that RBAC lets do everything and that no policy exempts: what it is refused, admission refuses. */
export const PROBE = 'e2e:probe'
const ROOT = join(import.meta.dirname, '../..')
const POLICIES = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies'
const BINDINGS = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings'
const RBAC = '/apis/rbac.authorization.k8s.io/v1'

type Json = Record<string, unknown> & { metadata: { name: string; [key: string]: unknown } }

/** The policy of the report and its binding, as the simulator's scenario has them. */
export function reported(): {
  policy: Json & { spec: Record<string, unknown> }
  binding: Json & { spec: Record<string, unknown> }
} {
  const { policies = [], bindings = [] } = loadScenario('atomic-rollback').kubernetes ?? {}
  const [policy, binding] = structuredClone([policies[0], bindings[0]]) as [never, never]
  delete (policy as Json).metadata['generation']
  return { policy, binding }
}

export interface Ended {
  readonly end: OperationEnd
  /** performance.now() at which Helm ended. */
  readonly at: number
  readonly helm: Finished
}

export interface Installation {
  readonly run: StepRun
  readonly simulator: Simulator
  /** performance.now() when the service began. */
  readonly began: number
  /** How Helm's own wait ended; it goes on when the action has stopped. */
  readonly service: Promise<Ended | undefined>
}

export interface InstallOptions {
  /** Of Helm. */
  readonly seconds?: number
  readonly inputs?: Readonly<Record<string, string>>
  /** Given to the chart. */
  readonly values?: object
  readonly scenario?: Partial<Scenario>
  readonly step?: Partial<StepOptions>
}

export class World {
  readonly plane: ControlPlane
  #kubelet: Kubelet | undefined

  constructor(plane: ControlPlane) {
    this.plane = plane
  }

  get admin() {
    return this.plane.admin
  }

  get kubelet(): Kubelet {
    if (this.#kubelet === undefined) throw new Error('no kubelet was started')
    return this.#kubelet
  }

  /** The role of the README, and nothing else. @param without rules that are taken away, as resource or resource:verb. */
  async grant(without = ''): Promise<void> {
    const role = parse(readFileSync(join(ROOT, 'docs/role.yaml'), 'utf8')) as {
      metadata: { name: string }
      rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[]
    }
    const [resource = '', verb = ''] = without.split(':')
    const rules = role.rules.flatMap(rule =>
      rule.resources.map(each => ({
        apiGroups: rule.apiGroups,
        resources: [each],
        verbs: each === resource ? rule.verbs.filter(one => verb !== '' && one !== verb) : rule.verbs,
      })),
    )
    const { name } = role.metadata
    const kept = { ...role, rules: rules.filter(({ verbs }) => verbs.length > 0) }
    await this.put(`${RBAC}/clusterroles`, kept as never)
    await this.put(`${RBAC}/clusterrolebindings`, {
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: ACTION_USER }],
    })
  }

  /** Creates it, or replaces what is there. */
  async put(path: string, object: Json): Promise<void> {
    const there = await this.admin.ask('GET', `${path}/${object.metadata.name}`)
    if (there.status === 404) await this.admin.must('POST', path, object)
    else {
      const { resourceVersion } = there.body.metadata
      const metadata = { ...object.metadata, resourceVersion }
      await this.admin.must('PUT', `${path}/${object.metadata.name}`, { ...object, metadata })
    }
  }

  /** Puts policies and bindings there, and waits until the server evaluates them. */
  async guard(pairs: readonly { policy: Json; binding: Json }[], probe = true): Promise<void> {
    for (const { policy, binding } of pairs) {
      await this.put(POLICIES, policy)
      await this.put(BINDINGS, binding)
    }
    if (!probe) return
    // A policy takes effect some tenths of a second after its creation: asked of the server itself, by a write that it refuses.
    await this.admin.ask('POST', '/api/v1/namespaces', { metadata: { name: NAMESPACE } })
    await until('the policies take effect', () => this.refuses())
  }

  /** Whether a write by an account of the release namespace is refused, by a dry run. */
  async refuses(name = 'probe'): Promise<boolean> {
    const as = this.admin.impersonating(`system:serviceaccount:${NAMESPACE}:probe`, [
      'system:serviceaccounts',
      `system:serviceaccounts:${NAMESPACE}`,
      PROBE,
    ])
    const answer = await this.admin.ask(
      'POST',
      `/api/v1/namespaces/${NAMESPACE}/configmaps?dryRun=All`,
      { metadata: { name } },
      as,
    )
    return String(answer.body?.message).includes('ValidatingAdmissionPolicy')
  }

  /** As before any test: no policies, no release, no namespace, the README's role, and Flux to be played. */
  async reset(
    cast: Casting = flux(),
    backOff?: readonly number[],
    onExit?: (pod: string, container: string) => void,
  ): Promise<void> {
    await this.#kubelet?.stop()
    await this.clearPolicies()
    await this.admin.ask('DELETE', `/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations`)
    this.#kubelet = await startKubelet(this.plane, {
      cast,
      ...(backOff ? { backOff } : {}),
      ...(onExit ? { onExit } : {}),
    })
    await this.removeNamespace()
    await this.grant()
  }

  async clearPolicies(): Promise<void> {
    await this.admin.must('DELETE', POLICIES)
    await this.admin.must('DELETE', BINDINGS)
    if ((await this.admin.ask('GET', `/api/v1/namespaces/${NAMESPACE}`)).status === 200)
      await until('the policies are gone', async () => !(await this.refuses()))
  }

  async removeNamespace(name = NAMESPACE): Promise<void> {
    await this.admin.ask('DELETE', `/api/v1/namespaces/${name}`)
    await until(`namespace ${name} is gone`, async () => {
      return (await this.admin.ask('GET', `/api/v1/namespaces/${name}`)).status === 404
    })
  }

  /** Azure, whose extension service installs into this cluster. */
  async azure({ seconds = 30, values = {}, scenario = {} }: InstallOptions = {}) {
    const base = loadScenario('healthy')
    const state = { began: 0 }
    const ended = Promise.withResolvers<Ended | undefined>()
    const simulator = await startSimulator(
      {
        ...base,
        speed: 1,
        inputs: {},
        kubernetes: {},
        faults: [],
        ...scenario,
        azure: { ...base.azure, ...scenario.azure },
      },
      () => undefined,
      {
        server: this.plane.server,
        ca: this.plane.ca,
        kubectl: this.plane.binaries.kubectl,
        operate: async kind => {
          state.began ||= performance.now()
          const helm = await this.helm(kind, seconds, values)
          const end = endOf(kind, helm)
          ended.resolve({ end, at: performance.now(), helm })
          return end
        },
      },
    )
    return { simulator, state, ended }
  }

  /** Helm's own install of the chart, atomic. */
  helm(kind: 'Create' | 'Update' | 'Delete', seconds: number, values: object = {}): Promise<Finished> {
    const { binaries, kubeconfig } = this.plane
    const common = ['--kubeconfig', kubeconfig, '--namespace', NAMESPACE]
    if (kind === 'Delete') return finish([...binaries.helm, 'uninstall', ...common, 'flux'])
    const set = Object.entries(values).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    const options = ['--atomic', '--create-namespace', '--timeout', `${seconds}s`, '--set-json', set.join(',')]
    const chart = join(import.meta.dirname, 'chart')
    return finish([...binaries.helm, 'install', ...common, ...options, 'flux', chart])
  }

  /** The real kubectl, as an administrator. @throws Error with its words */
  async kubectl(...args: readonly string[]): Promise<string> {
    const { binaries, kubeconfig } = this.plane
    const { status, stdout, stderr } = await finish([...binaries.kubectl, '--kubeconfig', kubeconfig, ...args])
    if (status !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
    return stdout
  }

  /** The bundled action against it, until it ends. */
  async bootstrap(options: InstallOptions = {}): Promise<Installation> {
    const { simulator, state, ended } = await this.azure(options)
    const { inputs, environment } = towards(simulator, options.inputs)
    const run = await runStep({ inputs, environment, ...options.step })
    // Where nothing was written, nothing will end.
    if (state.began === 0) ended.resolve(undefined)
    await simulator.close()
    return { run, simulator, began: state.began, service: ended.promise }
  }

  async stop(): Promise<void> {
    await this.#kubelet?.stop()
    await this.plane.stop()
  }
}

export async function startWorld(): Promise<World> {
  const world = new World(await startControlPlane())
  await world.put(`${RBAC}/clusterrolebindings`, {
    metadata: { name: 'e2e-probe' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: PROBE }],
  })
  return world
}

/** Helm's own words, in those that the extension service puts around them (Azure/AKS issue 5645). */
function endOf(kind: string, { status, stdout, stderr }: Finished): OperationEnd {
  if (status === 0) return { status: 'Succeeded' }
  const inner =
    stderr
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^Error: (?:INSTALLATION FAILED: )?/, '') ?? ''
  const last = [...stdout.matchAll(/(?:Deployment|StatefulSet|DaemonSet) is not ready: ([^.]+)\./g)].at(-1)?.[1]
  const category = /deadline exceeded|timed out/.test(inner)
    ? `Helm installation failed : Timed out waiting for the resource to come to a ready/completed state${last ? ` Last resource not ready was ${last}` : ''}`
    : 'Helm installation failed : Unable to create/update Kubernetes resources for the extension'
  const recommendation = 'Recommendation Please contact Microsoft support for further inquiries'
  return {
    status: 'Failed',
    error: {
      code: 'ExtensionOperationFailed',
      message: `The extension operation failed with the following error:  Error: [ InnerError: [${category} : ${recommendation} : InnerError [${inner}]]] occurred while doing the operation : [${kind}] on the config, For general troubleshooting visit: https://aka.ms/k8s-extensions-TSG, For more application specific troubleshooting visit: https://aka.ms/gitops-troubleshooting.`,
    },
  }
}

/** Admission policies with all that a verdict needs: bindings, params, and the release namespace's labels. */
import { Channel } from '../channel.ts'
import { messageOf } from '../errors.ts'
import type { Evidence, Gap, KubernetesObject } from '../model/evidence.ts'
import type { ApiServer } from './client.ts'
import { changesOf } from './collection.ts'

const GROUP = '/apis/admissionregistration.k8s.io/v1'
const REMEDY =
  'A ClusterRole with get, list and watch on validatingadmissionpolicies and validatingadmissionpolicybindings, bound to the identity, lets the action read them (README, "Roles"); Azure Kubernetes Service RBAC Reader does not contain them.'
/** So that a cluster full of bindings cannot make the action read without end. */
const PARAMS_LIMIT = 100

export async function* watchPolicies(api: ApiServer, signal: AbortSignal): AsyncGenerator<Evidence> {
  const out = new Channel<Evidence>()
  const params = new Params(api, out, signal)
  const follow = async (kind: 'policy' | 'binding', plural: string, what: string) => {
    const collection = { what, path: `${GROUP}/${plural}`, remedy: REMEDY }
    for await (const change of changesOf(api, collection, signal)) {
      // Before the listing is told: whoever waits for it counts on the params of what was listed being there too.
      if (change.type === 'told') {
        await params.settled()
        out.push(change.fact)
        continue
      }
      const body = bare(change.object)
      const gone = change.type === 'gone'
      out.push({
        kind,
        time: new Date().toISOString(),
        object: {
          kind: kind === 'policy' ? 'ValidatingAdmissionPolicy' : 'ValidatingAdmissionPolicyBinding',
          name: body.metadata.name,
        },
        text: '',
        data: { body: gone ? null : body },
      })
      params.learn(kind, body, gone)
    }
  }
  Promise.all([
    follow('policy', 'validatingadmissionpolicies', 'admission policies'),
    follow('binding', 'validatingadmissionpolicybindings', 'admission policy bindings'),
  ])
    .catch((thrown: unknown) => out.push(gap('admission policies', messageOf(thrown))))
    .finally(() => out.close())
  yield* out
}

export async function* watchNamespace(api: ApiServer, name: string, signal: AbortSignal): AsyncGenerator<Evidence> {
  const collection = {
    what: `namespace ${name}`,
    path: '/api/v1/namespaces',
    query: { fieldSelector: `metadata.name=${name}` },
    remedy: 'Azure Kubernetes Service RBAC Reader on the cluster lets the action read namespaces.',
  }
  for await (const change of changesOf(api, collection, signal)) {
    if (change.type === 'told') {
      yield change.fact
      continue
    }
    const { metadata, status } = change.object as KubernetesObject & { status?: { phase?: string } }
    yield {
      kind: 'namespace',
      time: new Date().toISOString(),
      object: { kind: 'Namespace', name: metadata.name },
      text: '',
      data: { labels: metadata.labels ?? {}, phase: status?.phase ?? '', deleted: change.type === 'gone' },
    }
  }
}

interface ParamKind {
  readonly apiVersion?: string
  readonly kind?: string
}

interface ParamRef {
  readonly name?: string
  readonly namespace?: string
  readonly selector?: unknown
}

/** Reads the objects that bindings name as params, once for each binding that names one. */
class Params {
  readonly #api: ApiServer
  readonly #out: Channel<Evidence>
  readonly #signal: AbortSignal
  readonly #kinds = new Map<string, ParamKind>()
  readonly #refs = new Map<string, { policy: string; ref: ParamRef }>()
  readonly #read = new Map<string, Promise<void>>()
  readonly #resources = new Map<string, Promise<{ name: string; namespaced: boolean } | undefined>>()

  constructor(api: ApiServer, out: Channel<Evidence>, signal: AbortSignal) {
    this.#api = api
    this.#out = out
    this.#signal = signal
  }

  learn(kind: 'policy' | 'binding', body: KubernetesObject, gone: boolean): void {
    const { name } = body.metadata
    const spec = body['spec'] as { paramKind?: ParamKind; paramRef?: ParamRef; policyName?: string } | undefined
    if (kind === 'policy' && spec?.paramKind && !gone) this.#kinds.set(name, spec.paramKind)
    if (kind === 'binding' && spec?.paramRef && !gone)
      this.#refs.set(name, { policy: spec.policyName ?? '', ref: spec.paramRef })
    if (gone) (kind === 'policy' ? this.#kinds : this.#refs).delete(name)
    for (const { policy, ref } of this.#refs.values()) {
      const paramKind = this.#kinds.get(policy)
      const key = JSON.stringify([paramKind, ref])
      if (paramKind === undefined || this.#read.has(key)) continue
      if (this.#read.size >= PARAMS_LIMIT) {
        this.#out.push(gap(`params of ${policy}`, `over ${PARAMS_LIMIT} params are referred to; this one was not read`))
        continue
      }
      this.#read.set(key, this.#readParam(paramKind, ref, policy))
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.#read.values())
  }

  async #readParam(paramKind: ParamKind, ref: ParamRef, policy: string): Promise<void> {
    const { apiVersion = 'v1', kind = '' } = paramKind
    try {
      const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
      const resource = await this.#resourceOf(base, kind)
      if (resource === undefined) throw new Error(`the API server does not serve ${kind} in ${apiVersion}`)
      // Without a namespace in the reference, params are looked up beside the request's object: any namespace.
      const scope = resource.namespaced && ref.namespace ? `/namespaces/${ref.namespace}` : ''
      const query = ref.name ? `?fieldSelector=metadata.name%3D${encodeURIComponent(ref.name)}` : ''
      const list = (await this.#api.get(`${base}${scope}/${resource.name}${query}`, this.#signal)) as {
        items?: KubernetesObject[]
      }
      for (const item of list.items ?? [])
        this.#out.push({
          kind: 'param',
          time: new Date().toISOString(),
          object: objectRef(kind, item),
          text: '',
          data: { body: { apiVersion, kind, ...bare(item) } },
        })
    } catch (thrown) {
      this.#out.push(gap(`params of ${policy} (${kind} ${ref.name ?? 'by selector'})`, messageOf(thrown)))
    }
  }

  #resourceOf(base: string, kind: string) {
    let asked = this.#resources.get(`${base} ${kind}`)
    if (asked === undefined) {
      asked = this.#api.get(base, this.#signal).then(answer => {
        const { resources = [] } = answer as { resources?: { name: string; kind: string; namespaced: boolean }[] }
        return resources.find(each => each.kind === kind && !each.name.includes('/'))
      })
      this.#resources.set(`${base} ${kind}`, asked)
    }
    return asked
  }
}

function objectRef(kind: string, object: KubernetesObject) {
  const { name, namespace } = object.metadata
  return { kind, name, ...(namespace === undefined ? {} : { namespace }) }
}

/** The object without metadata.managedFields, which can be larger than all the rest and says nothing of the rules. */
function bare(object: KubernetesObject): KubernetesObject {
  const { managedFields: _, ...metadata } = object.metadata
  return { ...object, metadata }
}

function gap(what: string, text: string): Gap {
  return { kind: 'gap', time: new Date().toISOString(), text, data: { what, lost: 0, remedy: REMEDY } }
}

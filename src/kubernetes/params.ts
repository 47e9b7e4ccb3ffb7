/** The objects that bindings of admission policies name as params. */
import type { Channel } from '../channel.ts'
import { messageOf } from '../errors.ts'
import { type CollectionId, paramsOf } from '../model/collections.ts'
import { type Evidence, gap, type KubernetesObject } from '../model/evidence.ts'
import type { ApiServer } from './api-server/interface.ts'
import { changesOf } from './collection.ts'

export const REMEDY =
  'Bind the ClusterRole of docs/role.yaml to the identity (docs/permissions.md); Azure Kubernetes Service RBAC Reader cannot read admission policies.'
/** So that a cluster full of bindings cannot make the action read without end. */
const PARAMS_LIMIT = 100

interface ParamKind {
  readonly apiVersion?: string
  readonly kind?: string
}

interface ParamRef {
  readonly name?: string
  readonly namespace?: string
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> }
}

/** Follows the objects that bindings name as params. */
export class Params {
  readonly #api: ApiServer
  readonly #out: Channel<Evidence>
  readonly #namespace: Promise<string>
  readonly #signal: AbortSignal
  readonly #kinds = new Map<string, ParamKind>()
  readonly #refs = new Map<string, { policy: string; ref: ParamRef }>()
  readonly #followed = new Set<string>()
  readonly #firstReads: Promise<void>[] = []
  readonly #resources = new Map<string, Promise<{ name: string; namespaced: boolean } | undefined>>()

  constructor(api: ApiServer, out: Channel<Evidence>, namespace: Promise<string>, signal: AbortSignal) {
    this.#api = api
    this.#out = out
    this.#namespace = namespace
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
      const key = JSON.stringify([policy, paramKind, ref])
      if (paramKind === undefined || this.#followed.has(key)) continue
      this.#followed.add(key)
      this.#begin(paramKind, ref, policy)
    }
  }

  /** Resolves when each of the params that are known of by now was read once, or could not be. */
  async untilRead(): Promise<void> {
    await Promise.all(this.#firstReads)
  }

  #begin(paramKind: ParamKind, ref: ParamRef, policy: string): void {
    // Each reference by itself: that one was read says nothing of another.
    const what = paramsOf(policy, [ref.namespace, ref.name].filter(Boolean).join('/'))
    const refuse = (why: string) => this.#out.push(gap(what, why, { remedy: REMEDY }))
    if (this.#followed.size > PARAMS_LIMIT) return refuse(`more than ${PARAMS_LIMIT} params; this one was not read`)
    if (paramKind.kind === 'Secret') return refuse('it is a Secret; the action does not read Secrets')
    const { promise, resolve } = Promise.withResolvers<void>()
    // Without a namespace in the reference, params are looked up in the request's: the release namespace, which may not
    // be known before the service has told it.
    if (ref.namespace) this.#firstReads.push(promise)
    this.#follow(paramKind, ref, what, resolve)
      .catch((thrown: unknown) => refuse(messageOf(thrown)))
      .finally(resolve)
  }

  async #follow({ apiVersion = 'v1', kind = '' }: ParamKind, ref: ParamRef, what: CollectionId, onRead: () => void) {
    const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
    const resource = await this.#resourceOf(base, kind)
    if (resource === undefined) throw new Error(`the API server does not serve ${kind} in ${apiVersion}`)
    const scope = resource.namespaced ? `/namespaces/${ref.namespace || (await this.#namespace)}` : ''
    const selector = ref.name ? { fieldSelector: `metadata.name=${ref.name}` } : labelSelector(ref.selector)
    const collection = { what, path: `${base}${scope}/${resource.name}`, query: selector, remedy: REMEDY }
    for await (const change of changesOf(this.#api, collection, this.#signal)) {
      if (change.type === 'told') {
        this.#out.push(change.fact)
        onRead()
        continue
      }
      const body = { apiVersion, kind, ...bare(change.object) }
      this.#out.push({
        kind: 'param',
        time: new Date().toISOString(),
        object: objectRef(kind, change.object),
        text: '',
        data: { body, deleted: change.type === 'deleted' },
      })
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

/** Equality requirements of a selector as a query, so that no more is read than they name; the rest is judged later. */
function labelSelector(selector: ParamRef['selector']): Record<string, string> {
  const labels = Object.entries(selector?.matchLabels ?? {})
  return labels.length === 0 ? {} : { labelSelector: labels.map(([key, value]) => `${key}=${value}`).join(',') }
}

function objectRef(kind: string, object: KubernetesObject) {
  const { name, namespace } = object.metadata
  return { kind, name, ...(namespace === undefined ? {} : { namespace }) }
}

/** The object without metadata.managedFields, which can be larger than all the rest and says nothing of the rules. */
export function bare(object: KubernetesObject): KubernetesObject {
  const { managedFields: _, ...metadata } = object.metadata
  return { ...object, metadata }
}

/** What Flux's objects say of themselves, as texts that failure classes know; and what is known of them, for findings. */
import { releaseNamespaceOf, type StoreReader } from '../evidence/store.ts'
import { isTrue } from '../flux/conditions.ts'
import { faultAt } from '../flux/cycle.ts'
import type { Leaf } from '../flux/gate.ts'
import { permalink } from '../flux/permalink.ts'
import { refusedBy } from '../flux/refused.ts'
import { shortRevision } from '../flux/revision.ts'
import { targetOf } from '../flux/target.ts'
import { type FluxView, viewOf } from '../flux/view.ts'
import type { ClassId } from '../model/classes.ts'
import type { ClusterEvent, FluxObjectFact, ManifestPlace } from '../model/evidence.ts'
import type { Field, FieldName, Fields, Finding, Step } from '../model/finding.ts'
import { FLUX_KINDS, type FluxObject, fluxKey, isFluxKind, keyWords } from '../model/flux.ts'
import { RULE_OF } from './classes/index.ts'
import { causeWords } from './flux-causes.ts'
import { gateStandingOf, leafAt } from './flux-leaf.ts'
import type { Match, Rule, Suspicion } from './rule.ts'
import { isOfFlux } from './standing.ts'
import { ownerOf } from './text/owner.ts'

/** @returns the class of the failure that an object tells of itself, with the text, as an event of that object. */
export function* fluxTexts(fact: FluxObjectFact, store: StoreReader): Generator<readonly [Rule, Match, ClusterEvent]> {
  const { object, data, time } = fact
  if (data.deleted || data.suspended || object === undefined || !isFluxKind(object.kind)) return
  const fault = faultAt(fluxKey(object.kind, object.namespace ?? '', object.name), data, knownObjects(store))
  if (fault === undefined) return
  const text: ClusterEvent = {
    kind: 'event',
    time,
    object,
    text: fault.message,
    data: {
      type: 'Warning',
      reason: fault.reason,
      reportingController: CONTROLLERS[FLUX_KINDS[object.kind].role],
      count: 1,
      emitted: fault.at,
      old: false,
    },
  }
  // What of the cause no class knows is still a failure of Flux's own.
  const own: Rule = RULE_OF[FLUX_KINDS[object.kind].role === 'source' ? 'flux-source-failed' : 'flux-reconcile-failed']
  const owner = FLUX_KINDS[object.kind].role === 'source' ? sourceOwner(text) : ownerOf(text)
  const [rule, match] = owner ?? [own, own.match([{ text: fault.message, whole: true }], text, fault.message, true)]
  if (match === undefined) return
  const message: Field = match.fields.message ?? { value: fault.message.slice(0, 600), origin: 'text' }
  yield [rule, { ...match, fields: { ...match.fields, message } }, text]
}

/** What a source says is of the source, whatever its words are elsewhere: a connection that is refused is not the API server's. */
function sourceOwner(text: ClusterEvent): ReturnType<typeof ownerOf> {
  const owner = ownerOf(text)
  return owner !== undefined && /^(?:flux-source-failed|config-missing)$/.test(owner[0].class) ? owner : undefined
}

/** As the gate has them, where there is one. */
function knownObjects(store: StoreReader): ReadonlyMap<string, FluxObject> {
  const view = viewOf(store)
  if (view !== undefined) return view.objects
  return new Map(
    [...store.flux().objects].flatMap(([key, { cluster, azure }]) => {
      const object = cluster ?? azure
      return object === undefined ? [] : [[key, object] as const]
    }),
  )
}

const CONTROLLERS = {
  source: 'source-controller',
  applier: 'kustomize-controller',
  image: 'image-reflector-controller',
} as const

/** @returns whether all that Flux's objects told of it is over: they are well, or tell of something else by now. */
export function isOverInFlux(suspicion: Suspicion, store: StoreReader): boolean {
  if (!isOfFlux(suspicion)) return false
  const { objects } = store.flux()
  const known = knownObjects(store)
  return [...suspicion.sightings.values()].every(({ object, text }) => {
    const key = fluxKey(object.kind, object.namespace ?? '', object.name)
    const both = objects.get(key)
    const current = known.get(key) ?? both?.cluster ?? both?.azure
    // Where it has no condition at all, its events are all that tells.
    if (current === undefined || (current.conditions.length === 0 && !current.deleted)) return false
    const fault = faultAt(key, current, known)
    return current.deleted || fault?.message !== text
  })
}

/** @returns the finding with what its Flux object says; where that is what the repository deploys, with its place there. */
export function withFlux(finding: Finding, store: StoreReader): Finding {
  const at = finding.witnesses.find(({ object }) => object !== undefined && isFluxKind(object.kind))?.object
  const leaf = at === undefined ? undefined : leafAt(at, store)
  const view = viewOf(store)
  if (view === undefined) return finding
  if (at === undefined || leaf === undefined) return ofRepository(finding, store)
  const { key, object } = leaf
  const { place, key: about } = placeAt(leaf, view, store)
  const source = gateStandingOf(store)?.objects.get(object.source)
  const values: Partial<Record<FieldName, string | undefined>> = {
    object: key,
    url: object.url || source?.url,
    ref: object.ref || source?.ref,
    chart: object.chart,
    revision: object.attempted || object.revision,
    configuration: object.configuration,
  }
  const told = Object.entries(values).flatMap(([name, value]): [string, Field][] =>
    value ? [[name, { value, origin: 'event-source' }]] : [],
  )
  const path: Fields = object.path === '' ? {} : { path: { value: object.path, origin: 'event-source' } }
  const fields = { ...Object.fromEntries(told), ...finding.fields, ...path, ...placeFields(place) }
  const refusal = refusedBy(finding)
  const { policyCheck, ...rest } = finding
  // No exemption for what the repository deploys: the remedy is the object.
  return {
    ...rest,
    ...(policyCheck === undefined || refusal ? {} : { policyCheck }),
    title: refusal ? `${keyWords(about)} is denied by ${refusal}` : titleOf(finding, leaf),
    cause: [...finding.cause, ...rolledBack(leaf)],
    conclusive: false,
    fields,
    remedy: {
      steps: [
        ...placeSteps(place, view.gate.repository, about),
        ...(refusal ? refusedSteps(finding, store) : stepsFor(finding)),
      ],
    },
  }
}

/** A pod of what the repository deploys: its place is that of the object that waits for it, and the extension is not its owner. */
function ofRepository(finding: Finding, store: StoreReader): Finding {
  const standing = gateStandingOf(store)
  const namespaces = new Set(finding.witnesses.flatMap(({ object }) => object?.namespace ?? []))
  if (standing === undefined || namespaces.size === 0 || namespaces.has(releaseNamespaceOf(store))) return finding
  // No exemption for what the repository deploys, whoever makes its pods.
  const { policyCheck, ...rest } = finding
  const refusal = refusedBy(finding)
  const bare = refusal === '' && policyCheck !== undefined ? finding : rest
  const steps =
    refusal === '' ? finding.remedy.steps.filter(({ text }) => !OF_AN_INSTALL.test(text)) : refusedSteps(finding, store)
  const leaf = standing.leaves.find(({ key, object, standing: { fault } }) =>
    targetOf(key, object, fault?.message ?? '', standing.view).namespaces.some(each => namespaces.has(each)),
  )
  // Nothing of Flux has failed: the pod may be of what ran before.
  if (leaf === undefined) return { ...bare, conclusive: false, remedy: { steps } }
  const { place, key } = placeAt(leaf, standing.view, store)
  return {
    ...bare,
    conclusive: false,
    fields: { ...finding.fields, ...placeFields(place) },
    remedy: { steps: [...placeSteps(place, standing.view.gate.repository, key), ...steps] },
  }
}

function placeAt({ key, object, standing }: Leaf, view: FluxView, store: StoreReader) {
  const target = targetOf(key, object, standing.fault?.message ?? '', view)
  const place = store.flux().manifests.get(`${target.of} ${target.object || target.of}`)
  return { place, key: target.object || key }
}

function placeFields(place: ManifestPlace | undefined): Partial<Record<FieldName, Field>> {
  if (place === undefined || place.file === '') return {}
  const field = (value: string): Field => ({ value, origin: 'discovery' })
  return { file: field(place.file), ...(place.line > 0 ? { line: field(String(place.line)) } : {}) }
}

/** What the classes of an install call the extension is here a release or an object of the repository's. */
const TITLES: Partial<Record<ClassId, (leaf: string, f: (name: FieldName) => string) => string>> = {
  'helm-render-failed': leaf => `the chart of ${leaf} does not render with its values`,
  'helm-hook-failed': (leaf, f) => `${f('hook') || 'a hook'} of ${leaf} failed`,
  'helm-timeout-unknown': leaf => `${leaf} did not become ready in time`,
  'immutable-field': (leaf, f) =>
    `${[f('kind'), f('name')].filter(Boolean).join(' ') || leaf} changes an immutable field`,
  'dependency-missing': (leaf, f) => `${leaf} needs ${f('kind') || 'an API'}, which is missing from the cluster`,
  'rbac-forbidden': (_, f) =>
    `RBAC denies ${(f('serviceAccount') || f('user')).replace('system:serviceaccount:', '')} to ${f('verb')} ${f('resource')}`,
}

function titleOf({ class: id, title, fields }: Finding, { key, object, standing }: Leaf): string {
  const leaf = keyWords(key)
  const f = (name: FieldName) => (name === 'path' || name === 'ref' ? object[name] : (fields[name]?.value ?? ''))
  const own = TITLES[id]?.(leaf, f)
  if (own !== undefined) return own
  if (id !== 'flux-source-failed' && id !== 'flux-reconcile-failed') return title
  return causeWords(standing.fault?.message ?? '', leaf, f) || title
}

/** Advice about an install is none about what the repository deploys; what is set on the extension itself stays. */
const OF_AN_INSTALL = /\b(?:the|an|this) extension\b(?!\.)|\bextension’s\b|configuration-settings|extension-version/

/** What a class says of an install only, said of a release. */
const STEPS: Partial<Record<ClassId, string>> = {
  'helm-render-failed': "Correct the values of the HelmRelease, or the chart's template that the message names.",
  'quota-exceeded': 'Raise the ResourceQuota of the namespace, or request less in the manifest.',
  'helm-hook-failed': 'Read the log of the hook’s Job, and correct the chart or its values.',
}

function stepsFor({ class: id, remedy }: Finding): readonly Step[] {
  const kept = remedy.steps.filter(({ text }) => !OF_AN_INSTALL.test(text))
  const own = STEPS[id]
  if (kept.length > 0) return kept
  return [{ who: 'you', text: own ?? 'Correct the object in the repository, as the message says.' }]
}

/** A rollback is no recovery: which version runs is what the reader has to know. */
function rolledBack({ key, object }: Leaf): string[] {
  if (!isTrue(object, 'Remediated')) return []
  const version = object.revision === '' ? 'the version before' : `version ${object.revision}`
  return [`${keyWords(key)} was rolled back: ${version} runs.`]
}

function placeSteps(place: ManifestPlace | undefined, repository: string, key: string): Step[] {
  if (place === undefined) return []
  if (place.nearest !== '')
    return [
      {
        who: 'you',
        text: `Correct the path, or push the folder. The nearest path that exists at ${shortRevision(place.commit)} is ${place.nearest}.`,
      },
    ]
  if (place.file === '') return []
  const link = permalink(repository, place)
  const where = place.line > 0 ? `${place.file}:${place.line}` : place.file
  return [
    {
      who: 'you',
      text: `Fix it in Git: ${keyWords(key)} is in ${where} (commit ${shortRevision(place.commit)}).`,
      ...(link === '' ? {} : { link }),
    },
  ]
}

/** Where the platform's own policy guards the platform's own namespace, what the repository puts there has to go elsewhere. */
function refusedSteps({ fields }: Finding, store: StoreReader): Step[] {
  const policy = fields.policy?.value ?? ''
  const namespace = fields.namespace?.value ?? ''
  const message = fields.message?.value ?? ''
  const isPlatforms = /^aks-managed-/.test(policy)
  const labels = store.namespaceLabels(namespace)
  const isSystems =
    /^(?:kube-|gatekeeper-system$|flux-system$|aks-|app-routing-system$|azure-extensions)/.test(namespace) ||
    labels?.['kubernetes.azure.com/managedby'] === 'aks'
  if (isPlatforms && isSystems)
    return [
      {
        who: 'you',
        text: `Move the object to your own namespace: only AKS can write to ${namespace}.`,
        link: 'https://learn.microsoft.com/azure/aks/automatic/aks-automatic-managed-system-node-pools-about',
      },
    ]
  return [
    {
      who: 'you',
      text: `Change the object so that the policy allows it${message === '' ? '' : `: ${message.slice(0, 200)}`}`.replace(
        /([^.])$/,
        '$1.',
      ),
    },
  ]
}

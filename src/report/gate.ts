/** What a gate came to, in words: headline, annotation, summary, outputs. */

import type { StoreReader } from '../evidence/store.ts'
import { appliedRevision } from '../flux/behind.ts'
import { wayToLeaf } from '../flux/chain.ts'
import { contains, type GateStanding, gateOf, keysIn, type Leaf } from '../flux/gate.ts'
import { compareLink } from '../flux/permalink.ts'
import { refusedBy } from '../flux/refused.ts'
import { hashOf, isDemanded, shortRevision } from '../flux/revision.ts'
import type { FluxState } from '../flux/standing.ts'
import { targetOf } from '../flux/target.ts'
import { countOf } from '../model/count-of.ts'
import type { ManifestPlace } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import { keyWords, partsOfKey } from '../model/flux.ts'
import { isRed, type Outcome } from '../model/outcome.ts'
import { type Line, TITLE_LIMIT } from './budget.ts'
import type { Ink } from './markdown.ts'
import { clipText, clusterName, duration } from './words.ts'

export interface GateReport {
  readonly outcome: Outcome
  readonly findings: readonly Finding[]
  readonly store: StoreReader
  readonly endedAt: string
}

/** Failures that say that something was waited for in vain: its pods know why. */
const A_WAIT = /timed? ?out|health check|deadline exceeded|timeout waiting|not ready/i

/** @returns the finding that a gate is red for: the leaf's own, or that of the pods that it waited for. */
export function gateCause(findings: readonly Finding[], store: StoreReader): Finding | undefined {
  const standing = gateOf(store)
  const [leaf] = standing?.leaves ?? []
  if (standing === undefined) return undefined
  if (leaf === undefined) return findings.find(each => each.blocking) ?? findings.find(each => each.implicated)
  const own = findings.find(({ witnesses }) =>
    witnesses.some(({ object }) => object !== undefined && keyOf(object) === leaf.key),
  )
  const message = leaf.standing.fault?.message ?? ''
  if (!A_WAIT.test(message)) return own ?? findings.find(each => each.blocking)
  const { namespaces } = targetOf(leaf.key, leaf.object, message, standing.view)
  const ofPods = findings.filter(
    each =>
      each !== own &&
      each.permanence !== 'symptom' &&
      each.witnesses.some(({ object }) => object?.namespace !== undefined && namespaces.includes(object.namespace)),
  )
  const held = ofPods.find(each => each.blocking || each.implicated) ?? ofPods.find(each => isOfUnready(each, store))
  return held ?? own ?? findings.find(each => each.blocking)
}

/** A pod that is not Ready met it, however often: Flux has waited for it in vain. */
function isOfUnready({ witnesses }: Finding, store: StoreReader): boolean {
  return witnesses.some(({ object }) => {
    const pod = object?.kind === 'Pod' ? store.pod(object.namespace ?? '', object.name)?.data : undefined
    return pod !== undefined && !pod.ready
  })
}

function keyOf({ kind, namespace = '', name }: { kind: string; namespace?: string; name: string }): string {
  return `${kind}/${namespace}/${name}`
}

/** @returns the first leaf's place in the repository. */
export function placeOf(store: StoreReader): ManifestPlace | undefined {
  const standing = gateOf(store)
  const [leaf] = standing?.leaves ?? []
  if (standing === undefined || leaf === undefined) return undefined
  const target = targetOf(leaf.key, leaf.object, leaf.standing.fault?.message ?? '', standing.view)
  return store.flux().manifests.get(`${target.of} ${target.object || target.of}`)
}

/** What of a revision is not so: nothing of it is applied, or it is and is not healthy. */
function notSo({ key, standing }: Leaf): string {
  const { kind } = partsOfKey(key)
  const message = standing.fault?.message ?? ''
  if (/^(?:GitRepository|OCIRepository|Bucket)$/.test(kind)) return 'is not fetched'
  const isApplied = kind === 'HelmRelease' || /[Hh]ealth check|timeout waiting/.test(message)
  return isApplied ? 'is not healthy' : 'is not applied'
}

/** @returns what the gate is about: the revision that is demanded, or that the source has. */
function subject(standing: GateStanding): string {
  const { gate, objects } = standing.view
  const source = [...objects].find(([key, { revision }]) => revision !== '' && /^(?:Git|OCI|Bucket)/.test(key))?.[1]
  const revision = gate.revision || standing.revision || source?.revision || ''
  return revision === '' ? 'Flux' : shortRevision(revision)
}

/** @returns one line: what came of it. */
export function gateHeadline({ outcome, findings, store }: GateReport): string {
  const name = clusterName(store) || 'the cluster'
  const standing = gateOf(store)
  if (standing === undefined) return `${name}: what Flux applies is unknown`
  if (!isRed(outcome)) return `${name}: ${greenWords(standing, store)}`
  const [leaf] = standing.leaves
  const what = subject(standing)
  if (leaf === undefined) {
    if (standing.state === 'suspended')
      return clipText(`${name}: ${keyWords(standing.suspended[0] ?? '')} is suspended`, TITLE_LIMIT)
    const [first = 'Flux'] = standing.waits
    return clipText(`${name}: ${what} was not applied in time, waiting for ${first}`, TITLE_LIMIT)
  }
  const cause = gateCause(findings, store)?.title ?? `${keyWords(leaf.key)} fails`
  // What does not fit is said by the lines below it: namespaces first, then what is not so.
  const bare = cause.replace(/\b([A-Z]\w+) [a-z0-9-]+\/([a-z0-9.-]+)/g, '$1 $2')
  const all = [
    `${name}: ${what} ${notSo(leaf)}, ${cause}`,
    `${name}: ${what} ${notSo(leaf)}, ${bare}`,
    `${name}: ${bare}`,
  ]
  return all.find(each => each.length <= TITLE_LIMIT) ?? clipText(`${name}: ${bare}`, TITLE_LIMIT)
}

function greenWords(standing: GateStanding, store: StoreReader): string {
  const { gate } = standing.view
  const count = `${countOf(standing.ready, 'Flux object')} reconciled`
  if (standing.ready === 0 && standing.suspended.length > 0) return 'all Flux objects are suspended'
  if (gate.revision === '')
    return `${count}${standing.revision === '' ? '' : `, at ${shortRevision(standing.revision)}`}`
  const has =
    standing.suspended.length > 0
      ? standing.revision
      : (standing.objects.get(gate.sources[0] ?? '')?.revision ?? standing.revision)
  if (has === '') return `${count}, ${standing.suspended.length} suspended`
  if (isDemanded(has, gate.revision)) return `runs ${shortRevision(gate.revision)}, ${count}`
  const holds = contains(has, gate.revision, store) === 'yes'
  return `runs ${shortRevision(has)}${holds ? `, which contains ${shortRevision(gate.revision)}` : ''}, ${count}`
}

/** @returns the lines of the annotation below its title: whose move, cause, where, what waits, where the rest is. */
export function gateLines({ findings, store }: GateReport): Line[] {
  const standing = gateOf(store)
  const [leaf] = standing?.leaves ?? []
  if (standing === undefined) return []
  const rest = { text: 'Chain, pod log, compare link: job summary.', spare: 0 }
  if (leaf === undefined)
    return [
      { text: leaflessMove(standing), spare: 0 },
      ...(failedInAzure(standing) ?? []).map(spared(1)),
      ...standing.waits
        .slice(0, 3)
        .map(each => `Waiting for: ${each}.`)
        .map(spared(2)),
      ...silentLines(standing).map(spared(2)),
      rest,
    ]
  const cause = gateCause(findings, store)
  const place = placeOf(store)
  const { retryMs, intervalMs } = leaf.object
  const every = retryMs || intervalMs
  const retries = every > 0 ? ` Flux retries every ${duration(every)}.` : ''
  return [
    { text: `${moveWords(cause, place)}${leaf.standing.final ? ' Waiting does not help.' : retries}`, spare: 1 },
    { text: `Cause: ${causeWords(cause, leaf)}`, spare: 2 },
    ...policyLines(cause).map(spared(2)),
    ...whereLines(place).map(spared(1)),
    ...waitingLines(leaf, standing).map(spared(3)),
    rest,
  ]
}

/** Whose move it is where nothing fails by itself. */
function leaflessMove(standing: GateStanding): string {
  if (failedInAzure(standing) !== undefined) return 'Your move: correct the Flux configuration.'
  if (standing.state === 'suspended') return 'Your move: resume the suspended objects, or set allow-suspended: true.'
  return 'Your move: Flux has reported no failure, so waiting longer may help.'
}

const spared =
  (spare: number) =>
  (text: string): Line => ({ text, spare })

function moveWords(cause: Finding | undefined, place: ManifestPlace | undefined): string {
  const [first] = cause?.remedy.steps ?? []
  if (place !== undefined && (place.file !== '' || place.nearest !== '')) return 'Your move: fix in Git.'
  if (first === undefined) return 'Your move: read the conditions in the job summary.'
  const who =
    first.who === 'you'
      ? 'Your move'
      : first.who === 'aks'
        ? 'Microsoft must fix this'
        : 'An administrator must fix this'
  const [sentence = ''] = first.text.split(/(?<=[.:;])\s/)
  return `${who}: ${/^Flux\b/.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)}`.replace(
    /[:;,.]*$/,
    '.',
  )
}

/** Who refuses is named, and no exemption: the object is what has to change. */
function policyLines(cause: Finding | undefined): string[] {
  const refusal = cause === undefined ? '' : refusedBy(cause)
  return refusal === '' ? [] : [`Denied by: ${refusal}.`]
}

const WORDS = 26

function causeWords(cause: Finding | undefined, { key, standing }: Leaf): string {
  const isFluxs = cause === undefined || /^flux-(?:source|reconcile)-failed$/.test(cause.class)
  const said = isFluxs ? standing.fault?.message : cause.brief.cause || standing.fault?.message
  // The folder of a build is the controller's own, and differs each time.
  const message = (said ?? '')
    .replace(/(?:\/[\w.-]+)*\/kustomization-\d+\//g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const words = message.split(' ')
  const short = words.slice(0, WORDS).join(' ').slice(0, 220)
  const text = short.length < message.length ? `${short} …` : short
  return `${text.replace(/[.:]$/, '')} (${keyWords(key)}).`
}

function whereLines(place: ManifestPlace | undefined): string[] {
  if (place === undefined) return []
  if (place.nearest !== '') return [`Nearest path that exists: ${place.nearest}`]
  if (place.file === '') return []
  return [`Where: ${place.file}${place.line > 0 ? `:${place.line}` : ''}`]
}

function waitingLines({ waiting, object }: Leaf, { objects }: GateStanding): string[] {
  const names = namesOf(waiting.slice(0, 3))
  const more = waiting.length > 3 ? ` and ${waiting.length - 3} more` : ''
  const healthy = healthyOf(object, objects)
  const parts = [
    waiting.length > 0 ? `Waiting for it: ${names}${more}.` : '',
    healthy === '' ? '' : `Last healthy: ${shortRevision(healthy)}.`,
  ].filter(Boolean)
  return parts.length > 0 ? [parts.join(' ')] : []
}

/** Of one kind, the kind is said once. */
function namesOf(keys: readonly string[]): string {
  const kinds = new Set(keys.map(each => partsOfKey(each).kind))
  const [only] = kinds
  if (kinds.size !== 1 || keys.length < 2) return keys.map(keyWords).join(', ')
  return `${only}s ${keys.map(each => partsOfKey(each).name).join(', ')}`
}

/** The last revision that is known to have been healthy: its own, or that of what applies it. */
function healthyOf(object: Leaf['object'], objects: GateStanding['objects']): string {
  const owner = objects.get(object.appliedBy)
  const own = object.healthy || owner?.healthy || ''
  return own !== '' && own !== (object.attempted || owner?.attempted) ? own : ''
}

/** Flux did nothing wrong where Azure could not hand it the configuration. */
function failedInAzure({ view }: GateStanding): string[] | undefined {
  const failed = view.configurations.filter(({ provisioningState }) => /^(?:Failed|Canceled)$/.test(provisioningState))
  if (failed.length === 0) return undefined
  return failed.slice(0, 3).map(({ name, provisioningState, errorMessage }) => {
    const why = sentencePart(errorMessage) || 'Azure gives no reason'
    return `Azure could not apply configuration ${name} (${provisioningState}): ${why}.`
  })
}

/** At most 200 characters of the first line, without its full stop. */
function sentencePart(text: string): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, 200).replace(/[.\s]+$/, '')
}

function silentLines({ silent }: GateStanding): string[] {
  return silent.length === 0 ? [] : [`The agent does not report: ${silent.slice(0, 3).join(', ')}.`]
}

/** @returns the chain of what fails, as Markdown; '' where nothing does. */
export function chainPart(report: GateReport, ink: Ink): string {
  const standing = gateOf(report.store)
  if (standing === undefined || standing.leaves.length === 0) return ''
  const { repository } = standing.view.gate
  const blocks = standing.leaves.slice(0, 5).map(leaf => {
    const longest = leaf.waiting.map(key => wayToLeaf(key, standing)).sort((a, b) => b.length - a.length)[0] ?? [
      leaf.key,
    ]
    const owner = standing.objects.get(leaf.object.appliedBy)
    const attempted =
      [leaf.object, owner, standing.objects.get(leaf.object.source)]
        .map(each => each?.attempted || each?.revision || '')
        .find(each => hashOf(each) !== '') ?? ''
    const healthy = healthyOf(leaf.object, standing.objects)
    const link = compareLink(repository, healthy, attempted)
    return [
      `- ${longest.map(each => ink.span(keyWords(each))).join(' → ')}`,
      `  ${ink.mix(leaf.standing.fault?.reason ?? '')}: ${ink.span((leaf.standing.fault?.message ?? '').slice(0, 600))}`,
      healthy === '' ? '' : `  Last healthy: ${ink.span(healthy)}${link === '' ? '' : ` ([compare](${link}))`}.`,
    ]
      .filter(Boolean)
      .join('\n\n')
  })
  return ['### What fails', ...blocks].join('\n\n')
}

const SIGN: Readonly<Record<FluxState, string>> = {
  reconciled: 'reconciled',
  waiting: 'waiting',
  failed: 'failed',
  suspended: 'suspended',
  unknown: 'unknown',
}
const ROWS = 200

/** @returns configurations and objects as tables, as Markdown. */
export function fluxTables({ store }: GateReport, ink: Ink): string[] {
  const standing = gateOf(store)
  if (standing === undefined) return []
  const { view } = standing
  const configurations = view.configurations.map(
    ({ name, complianceState, provisioningState, revision, reportedAt }) =>
      `| ${ink.cell(name)} | ${ink.cell(complianceState || 'none yet')} | ${ink.cell(provisioningState)} | ${ink.cell(shortRevision(revision))} | ${ink.cell(reportedAt.slice(0, 19))} |`,
  )
  const order: readonly FluxState[] = ['failed', 'waiting', 'unknown', 'suspended', 'reconciled']
  const rows = order
    .flatMap(state => keysIn(standing, state))
    .slice(0, ROWS)
    .map(key => {
      const object = standing.objects.get(key)
      const each = standing.standings.get(key)
      const revision = object === undefined ? '' : appliedRevision(object)
      const since = object?.conditions.find(({ type }) => type === 'Ready')?.at ?? ''
      return `| ${ink.cell(keyWords(key))} | ${SIGN[each?.state ?? 'unknown']} | ${ink.cell(shortRevision(revision))} | ${ink.cell(since.slice(0, 19))} | ${ink.cell((each?.why ?? '').slice(0, 200))} |`
    })
  const more = standing.total > ROWS ? `and ${standing.total - ROWS} more` : ''
  return [
    configurations.length === 0
      ? ''
      : [
          '### Flux configurations',
          [
            '| name | compliance | in Azure | revision | reported (UTC) |',
            '|---|---|---|---|---|',
            ...configurations,
          ].join('\n'),
        ].join('\n\n'),
    rows.length === 0
      ? ''
      : [
          `### Flux objects: ${standing.ready} of ${standing.total} reconciled`,
          ['| object | state | revision | since (UTC) | why |', '|---|---|---|---|---|', ...rows].join('\n'),
          more,
        ]
          .filter(Boolean)
          .join('\n\n'),
  ]
}

const WORST = ['Non-Compliant', 'Unknown', 'Pending', 'Suspended', 'Compliant']

/** @returns the outputs of a gate; empty where the run has none. */
export function gateOutputs(
  store: StoreReader,
): Readonly<Record<'flux-state' | 'compliance-state' | 'flux-applied-revision' | 'flux-failed', string>> {
  const standing = gateOf(store)
  if (standing === undefined)
    return { 'flux-state': '', 'compliance-state': '', 'flux-applied-revision': '', 'flux-failed': '' }
  const compliance = standing.view.configurations.map(each => each.complianceState)
  const failed = standing.leaves.map(({ key }) => key)
  const [first = ''] = failed
  return {
    'flux-state': standing.state,
    'compliance-state': WORST.find(each => compliance.includes(each)) ?? '',
    'flux-applied-revision': standing.revision,
    'flux-failed': failed.length === 0 || isPlain(first) ? first : String(failed.length),
  }
}

/** Kind, namespace and name of DNS names only. */
function isPlain(key: string): boolean {
  return /^[A-Z][A-Za-z]{1,62}\/[a-z0-9-]{1,63}\/[a-z0-9.-]{1,253}$/.test(key)
}

/**
 * Reads the shape of what was pasted before its words: listings, descriptions, objects, events and logs become the statements
 * that they would be live, and the same rules judge them.
 */
import type { ObjectRef, TextFact } from '../../model/evidence.ts'
import { type Line, linesOf } from './decoration.ts'
import { failureIn } from './failure.ts'
import { JsonObjects } from './json-objects.ts'
import { passagesOf, passagesOfCondition, refOf, tellsState } from './objects.ts'
import { outlineLength, outlineOf, treeOf } from './outline.ts'
import { isWell, openEvents } from './over.ts'
import type { Passage } from './passage.ts'
import { contextOf, prosePassages } from './prose.ts'
import { conditionRow, type EventRow, eventRow, fluxRow, kindOf, nodeRow, type PodRow, podRow } from './rows.ts'
import { headerOf, isRow, rowPassage, type Table } from './tables.ts'

export type { Passage } from './passage.ts'
export { contextOf } from './prose.ts'

/** @returns what a pasted text says, statement by statement; `prose` is what is no listing and no object, as one. */
export function read(fact: TextFact): { readonly passages: readonly Passage[]; readonly prose: string } {
  const reader = new Reader(linesOf(fact.text))
  reader.readAll()
  const prose = prosePassages(reader.rest, fact.kind)
  const { events, found } = reader
  const pods = [...reader.pods.values()]
  const open = openEvents(events, pods)
  const rows = [...reader.rows.values()].filter(each => each !== undefined)
  const said = [...rows, ...found].map(each => withReason(each, open))
  const passages = [...podPassages(pods), ...open.map(eventPassage), ...said, ...prose]
  const context = contextOf(fact.text)
  return {
    passages: passages.map(each => within(each, context)),
    prose: prose.length > 1 ? prose.map(({ text }) => text).join('\n') : '',
  }
}

/** A state that says no more than its name: the kubelet's event of the same pod has the sentence. */
function withReason(passage: Passage, events: readonly EventRow[]): Passage {
  if (passage.kind !== 'pod-status' || passage.text !== passage.reason || !/^Create/.test(passage.text)) return passage
  const event = events.find(
    ({ reason, message, object }) =>
      reason === 'Failed' &&
      /^Error: /.test(message) &&
      (object?.name ?? passage.object?.name) === passage.object?.name,
  )
  return event === undefined
    ? passage
    : { ...passage, text: `${passage.text}: ${event.message.slice('Error: '.length)}` }
}

/** What a statement does not say of its place, the text around it does. */
function within(passage: Passage, context: NonNullable<Passage['fields']>): Passage {
  const { object, fields } = passage
  const { namespace, pod } = context
  const placed =
    object?.namespace === undefined && namespace !== undefined && object?.kind !== 'Node' ? { namespace } : undefined
  const ofPod = object === undefined && pod !== undefined && passage.kind !== 'cli-output' ? { pod } : undefined
  return placed === undefined && ofPod === undefined
    ? passage
    : { ...passage, fields: { ...placed, ...ofPod, ...fields } }
}

const FLUX_GET =
  /\b(?:flux get|kubectl get) (?:sources? )?(helm|git|oci|bucket|chart|kustomizations?|ks|helmreleases?|hr)\b/i
const FLUX_KINDS: Readonly<Record<string, string>> = {
  helm: 'HelmRepository',
  git: 'GitRepository',
  oci: 'OCIRepository',
  bucket: 'Bucket',
  chart: 'HelmChart',
  kustomization: 'Kustomization',
  kustomizations: 'Kustomization',
  ks: 'Kustomization',
  helmrelease: 'HelmRelease',
  helmreleases: 'HelmRelease',
  hr: 'HelmRelease',
}

/** Goes over the lines once; each shape takes the lines that are its own. */
class Reader {
  readonly pods = new Map<string, PodRow>()
  readonly events: EventRow[] = []
  readonly found: Passage[] = []
  readonly rows = new Map<string, Passage | undefined>()
  readonly rest: Line[] = []
  readonly #lines: readonly Line[]
  readonly #texts: readonly string[]
  readonly #objects: JsonObjects
  /** Up to here an outline was looked for and says nothing. */
  #noOutline = 0
  /** Whose description the lines are in. */
  #described: ObjectRef | undefined
  #table: Table | undefined
  /** What the last command line of flux asked for. */
  #asked = ''

  constructor(lines: readonly Line[]) {
    this.#lines = lines
    this.#texts = lines.map(({ text }) => text)
    this.#objects = new JsonObjects(this.#texts)
  }

  readAll(): void {
    for (let at = 0; at < this.#lines.length; ) at += this.#take(at)
  }

  /** @returns how many lines were taken from one on. */
  #take(at: number): number {
    const line = this.#lines[at]
    if (line === undefined) return 1
    if (line.text.trim() === '') this.#table = undefined
    this.#asked = FLUX_GET.exec(line.text)?.[1]?.toLowerCase() ?? this.#asked
    const taken = this.#rows(at, line.text) || this.#json(at) || this.#outline(at)
    if (taken === 0) this.rest.push(line)
    return Math.max(1, taken)
  }

  #rows(at: number, text: string): number {
    const pod = podRow(text)
    if (pod !== undefined) {
      // Listed again, it is as it is listed last.
      this.pods.set(`${pod.namespace}/${pod.name}`, pod)
      return 1
    }
    const condition = conditionRow(text)
    if (condition !== undefined) {
      // A table of conditions with two times is a node's, whether its head was pasted or not.
      const node = { kind: 'Node', name: this.#described?.name ?? '' }
      this.found.push(...passagesOfCondition(condition, this.#described?.name ? this.#described : node))
      return 1
    }
    const event = eventRow(text, this.#described)
    if (event !== undefined) {
      const wrapped = wrappedLines(this.#texts, at)
      this.events.push({ ...event, message: [event.message, ...wrapped].join(' ') })
      return 1 + wrapped.length
    }
    const loose = this.#looseRow(text)
    if (loose !== undefined) {
      this.found.push(loose)
      return 1
    }
    const header = headerOf(text)
    if (header !== undefined) this.#table = header
    else if (this.#table !== undefined && !isRow(text)) this.#table = undefined
    else if (this.#table !== undefined) {
      const row = rowPassage(this.#table, text, FLUX_KINDS[this.#asked] ?? '')
      // Listed again, it is as it is listed last.
      if (row !== undefined) this.rows.set(row.key, row.passage)
    }
    return this.#table === undefined ? 0 : 1
  }

  /** Rows that are known by their own form, and of which no header is needed. */
  #looseRow(text: string): Passage | undefined {
    const node = nodeRow(text)
    if (node !== undefined)
      return {
        kind: 'event',
        text: `node ${node} NotReady`,
        object: { kind: 'Node', name: node },
        reason: 'NotReady',
        fields: { node },
        failed: true,
      }
    const flux = this.#table === undefined ? fluxRow(text) : undefined
    return flux && { kind: 'event', text: flux.message, object: flux.object, failed: true }
  }

  #json(at: number): number {
    const json = this.#objects.at(at)
    for (const each of json?.objects ?? []) this.found.push(...passagesOf(treeOf(each)))
    return json?.lines ?? 0
  }

  #outline(at: number): number {
    if (at < this.#noOutline) return 0
    const lines = this.#texts.slice(at, at + outlineLength(this.#texts, at))
    // Rows of events end the outline that they stand in.
    const isRowOf = (each: string) => (eventRow(each, undefined) ?? conditionRow(each)) !== undefined
    const events = lines.findIndex(isRowOf)
    const own = events < 0 ? lines : lines.slice(0, events)
    if (own.length === 0) return 0
    const root = outlineOf(own)
    const object = refOf(root)
    const said = passagesOf(root)
    if (object === undefined && said.length === 0 && !tellsState(root)) {
      this.#noOutline = at + own.length
      return 0
    }
    this.#described = object ?? this.#described
    this.found.push(...said)
    return own.length
  }
}

/** A row's message may be wrapped: what is not empty, begins no row, and says no more than its end. */
function wrappedLines(lines: readonly string[], at: number): string[] {
  const wrapped: string[] = []
  for (const line of lines.slice(at + 1, at + 6)) {
    const isRow = podRow(line) !== undefined || eventRow(line, undefined) !== undefined
    if (line.trim() === '' || isRow || headerOf(line) !== undefined) break
    if (/^\s*[A-Za-z][\w .-]{0,40}:(?:\s|$)|^\S+[$#>] |^(?:Error|error|[✔✗►◎])/.test(line)) break
    wrapped.push(line.trim())
  }
  return wrapped
}

/** States of pods that a listing gives while all may yet be well. */
const ON_THE_WAY =
  /^(?:Pending|ContainerCreating|PodInitializing|Terminating|Running|Init:\d+\/\d+|NotReady|Completed|SchedulingGated)$/

function podPassages(pods: readonly PodRow[]): Passage[] {
  return pods
    .filter(pod => !isWell(pod) && !ON_THE_WAY.test(pod.status))
    .map(({ namespace, name, status, restarts }) => {
      const reason = status.replace(/^Init:/, '')
      return {
        kind: 'pod-status',
        text: reason,
        object: { kind: 'Pod', name, ...(namespace === '' ? {} : { namespace }) },
        reason,
        fields: { reason, ...(restarts === '0' ? {} : { restarts }) },
        failed: true,
      }
    })
}

/** Reasons of events that say themselves that something failed; a mount that fails once is everyday. */
const FAILED = /[a-z]Failed$|^(?:Failed|FailedScheduling|FailedCreate|FailedBinding|ProvisioningFailed)$/

function eventPassage({ object, reason, message, from, count }: EventRow): Passage {
  const node = /^kubelet, (\S+)$/.exec(from)?.[1]
  return {
    kind: 'event',
    text: message,
    ...(object === undefined ? {} : { object: { ...object, kind: kindOf(object.kind) } }),
    reason,
    count,
    ...(node === undefined ? {} : { fields: { node } }),
    failed: FAILED.test(reason) || failureIn(message) !== undefined,
  }
}

/** Objects that a text describes or prints: their conditions, the states of their containers, and which object they are of. */
import type { ObjectRef } from '../../model/evidence.ts'
import { BENIGN } from '../text/everyday.ts'
import { type Node, plainValue } from './outline.ts'
import type { Passage } from './passage.ts'

/** Conditions that are bad when they are not True; of others nobody knows which way is bad (Kubernetes, Flux, Gateway API, cert-manager, Karpenter). */
const BAD_WHEN_FALSE =
  /^(?:Ready|Available|Accepted|Healthy|Reconciled|Initialized|PodScheduled|ContainersReady|PodReadyToStartContainers|Programmed|ResolvedRefs|Established|NamesAccepted|Succeeded|Released|TestSuccess|SourceReady|ArtifactInStorage|SourceVerified|Installed|Deployed|Valid|Synced|Registered|Launched|Bound|Provisioned|Approved|Reachable|Connected|Applied|Validated|\w+Ready)$/
/** Conditions that are bad when they are True (Kubernetes' nodes, Flux's kstatus conditions). */
const BAD_WHEN_TRUE =
  /^(?:Stalled|FetchFailed|ArtifactOutdated|Remediated|Failed|FailureTarget|Degraded|ReplicaFailure|OutOfDisk|\w*Pressure|NetworkUnavailable|\w*Problem|\w*Deadlock)$/
/** Conditions that say that somebody works at it, which is no failure. */
const WORKING = /^(?:Reconciling|Progressing)$/
/** Reasons of conditions that are not True, and wait for nothing but their time. */
const WAITING =
  /^(?:Progressing|ProgressingWithRetry|DependencyNotReady|ContainersNotReady|PodInitializing|ContainerCreating|MinimumReplicasUnavailable|ReadinessGatesNotReady|PodCompleted|Unknown|SchedulingGated)$/
/** Words of containers' states that are everyday (kubelet). */
const EVERYDAY_STATES = /^(?:Completed|PodInitializing|ContainerCreating|Running|Waiting|Terminated|Started)?$/

const norm = (key: string) => key.replace(/[\s_-]/g, '').toLowerCase()
const child = (node: Node | undefined, ...names: readonly string[]) =>
  node?.children.find(each => names.includes(norm(each.key)))
function text(node: Node | undefined, ...names: readonly string[]): string {
  const found = child(node, ...names)
  return found === undefined ? '' : plainValue(found)
}

/** @returns what the objects of a tree say of failures; one whose later condition or state is well says nothing. */
export function passagesOf(root: Node): Passage[] {
  const found: Passage[] = []
  for (const each of objectsIn(root)) found.push(...ofObject(each))
  return found
}

/** @returns whether a tree tells how an object stands, well or not. */
export function tellsState(root: Node): boolean {
  let tells = false
  visit(root, node => {
    tells ||= /^(?:state|laststate|conditions|containerstatuses|lasttransitiontime)$/.test(norm(node.key))
  })
  return tells
}

/** A tree may hold several objects: items of a List, documents one after the other. */
function objectsIn(root: Node): Node[] {
  const items = child(root, 'items')
  if (items !== undefined && items.children.length > 0) return items.children
  const starts = ['apiVersion', 'Name'].flatMap(key =>
    root.children.filter(each => each.key === key).length > 1 ? [key] : [],
  )
  const entries = root.children.filter(each => each.key === '' && each.children.length > 1)
  if (entries.length > 0 && entries.length === root.children.length) return entries
  const [start] = starts
  if (start === undefined) return [root]
  const objects: Node[] = []
  for (const each of root.children) {
    if (each.key === start || objects.length === 0) objects.push({ key: '', value: '', children: [] })
    objects.at(-1)?.children.push(each)
  }
  return objects
}

/** @returns which object a tree is of, by its metadata or by the head of a describe. */
export function refOf(root: Node): ObjectRef | undefined {
  const metadata = child(root, 'metadata')
  const name = text(metadata, 'name') || text(root, 'name')
  const involved = child(root, 'involvedobject', 'regarding')
  if (involved !== undefined && text(involved, 'name') !== '') return refOf(involved)
  if (!/^[A-Za-z0-9][\w.:-]{0,252}$/.test(name)) return undefined
  const namespace = text(metadata, 'namespace') || text(root, 'namespace')
  const isPod = child(root, 'containers', 'initcontainers') !== undefined || child(root, 'qosclass') !== undefined
  const isNode = child(root, 'taints', 'unschedulable', 'podcidr', 'allocatable') !== undefined
  const kind = text(root, 'kind') || (isPod ? 'Pod' : isNode ? 'Node' : '')
  return { kind, name, ...(/^[a-z0-9][a-z0-9-]{0,62}$/.test(namespace) ? { namespace } : {}) }
}

function ofObject(root: Node): Passage[] {
  const object = refOf(root)
  // An event as an object.
  if (/^Event$/.test(text(root, 'kind')) || child(root, 'involvedobject') !== undefined) {
    const message = text(root, 'message', 'note')
    if (text(root, 'type') === 'Normal' || message === '') return []
    return [passage('event', message, object, { reason: text(root, 'reason') })]
  }
  const states = statesIn(root, object)
  const conditions = conditionsIn(root, object)
  // A container's own state says why its pod is not Ready.
  return states.length > 0
    ? [...states, ...conditions.filter(each => !/^Containers?NotReady$/.test(each.reason ?? ''))]
    : conditions
}

function passage(
  kind: Passage['kind'],
  said: string,
  object: ObjectRef | undefined,
  more: Pick<Passage, 'reason' | 'fields' | 'failed'>,
): Passage {
  return { kind, text: said, ...(object === undefined ? {} : { object }), ...more }
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
}

function isBad({ type, status, reason, message }: Condition): boolean {
  if (WORKING.test(type)) return /DeadlineExceeded/.test(reason)
  const bad = BAD_WHEN_TRUE.test(type)
    ? /^True$/i.test(status)
    : BAD_WHEN_FALSE.test(type) && /^(?:False|Unknown)$/i.test(status)
  return bad && !WAITING.test(reason) && !BENIGN.test(message)
}

/** Of a node only Ready is good when it is True; what else it has is good when it is False, or nobody's fault (node-problem-detector). */
function isBadOfNode(condition: Condition): boolean {
  return condition.type === 'Ready' ? isBad(condition) : BAD_WHEN_TRUE.test(condition.type) && isBad(condition)
}

/** @returns what one condition says, where it says that something is wrong. */
export function passagesOfCondition(condition: Condition, object: ObjectRef | undefined): Passage[] {
  const { type, reason, message, status } = condition
  const bad = object?.kind === 'Node' ? isBadOfNode(condition) : isBad(condition)
  if (!bad || (message === '' && reason === '')) return []
  const node = object?.kind === 'Node' ? { node: object.name } : undefined
  return [
    passage('event', message || reason, object, {
      reason: reason || type,
      failed: !/^Unknown$/i.test(status),
      ...(node === undefined ? {} : { fields: node }),
    }),
  ]
}

/** Every record with a type, a status and a reason or message, wherever it stands. */
function conditionsIn(root: Node, object: ObjectRef | undefined): Passage[] {
  const records: { type: string; status: string; reason: string; message: string; at: string }[] = []
  visit(root, node => {
    for (const record of recordsOf(node)) {
      const { type = '', status = '', reason = '', message = '', lasttransitiontime = '' } = record
      if (type !== '' && /^(?:True|False|Unknown)$/i.test(status))
        records.push({ type, status, reason, message, at: lasttransitiontime })
    }
  })
  // Of one condition that is printed twice the later one counts.
  const latest = new Map<string, (typeof records)[number]>()
  for (const each of records) {
    const known = latest.get(each.type)
    if (known === undefined || each.at >= known.at) latest.set(each.type, each)
  }
  const failing = [...latest.values()].filter(isBad)
  const seen = new Set<string>()
  return failing.flatMap(each => {
    if (seen.has(each.message)) return []
    seen.add(each.message)
    return passagesOfCondition(each, object)
  })
}

/** The children of a node as records: a key that comes again begins the next one, as in a describe. */
function recordsOf(node: Node): Record<string, string>[] {
  const records: Record<string, string>[] = []
  let record: Record<string, string> = {}
  for (const each of node.children) {
    const key = norm(each.key)
    if (key === '' || each.children.length > 0) continue
    if (Object.hasOwn(record, key)) {
      records.push(record)
      record = {}
    }
    record[key] = plainValue(each)
  }
  return [...records, record]
}

function statesIn(root: Node, object: ObjectRef | undefined): Passage[] {
  const found: Passage[] = []
  const ofContainer = (name: string, node: Node) => {
    const state = child(node, 'state')
    // A paste's first line has often lost its indentation: what follows then seems to be below it.
    const last = child(node, 'laststate') ?? child(state, 'laststate')
    if (state === undefined && last === undefined) return
    const now = stateOf(state, node)
    const before = stateOf(last, node)
    const restarts = text(node, 'restartcount')
    const ready = /^true$/i.test(text(node, 'ready'))
    // One that runs and is ready got over whatever ended it before; a limit of memory is hit again.
    const well = ready && now.word === 'running' && before.reason !== 'OOMKilled'
    if (well) return
    const image = text(node, 'image')
    const of = object && { ...object, kind: object.kind || 'Pod', ...(name === '' ? {} : { container: name }) }
    const beside = {
      ...(name === '' ? {} : { container: name }),
      ...(image === '' ? {} : { image }),
      ...(/^[1-9]\d*$/.test(restarts) ? { restarts } : {}),
      ...(before.exitCode || now.exitCode ? { code: now.exitCode || before.exitCode } : {}),
    }
    const reasons = [now, before].filter(each => !EVERYDAY_STATES.test(each.reason))
    for (const { reason, message } of reasons)
      found.push(
        passage('pod-status', [reason, message].filter(Boolean).join(': '), of, {
          reason,
          fields: { ...beside, reason },
          failed: true,
        }),
      )
  }
  visit(root, node => {
    const name = text(node, 'name') || (/^[a-z0-9][a-z0-9-]{0,62}$/.test(node.key) ? node.key : '')
    ofContainer(name === object?.name ? '' : name, node)
  })
  return found
}

/** `State: Waiting` with `Reason:` below it, or `waiting: {reason, message}`. */
function stateOf(
  node: Node | undefined,
  parent: Node,
): {
  readonly word: string
  readonly reason: string
  readonly message: string
  readonly exitCode: string
} {
  const word = norm(node?.value || (node?.children[0]?.key ?? ''))
  const inner = child(node, 'waiting', 'terminated', 'running')
  const of = inner !== undefined && inner.children.length > 0 ? inner : withSiblings(node, parent)
  const exitCode = text(of, 'exitcode')
  return { word, reason: text(of, 'reason'), message: text(of, 'message'), exitCode }
}

/** Where the indentation was lost, what is a state's own stands beside it, up to the next state. */
function withSiblings(node: Node | undefined, parent: Node): Node | undefined {
  if (node === undefined || node.children.length > 0) return node
  const after = parent.children.slice(parent.children.indexOf(node) + 1)
  const end = after.findIndex(each => !/^(?:reason|message|exitcode|started|finished|signal)$/.test(norm(each.key)))
  return { ...node, children: end < 0 ? after : after.slice(0, end) }
}

function visit(node: Node, look: (node: Node) => void): void {
  look(node)
  for (const each of node.children) visit(each, look)
}

/** What is over is over: an event after which the same object got where it was to go says nothing of a failure. */
import type { EventRow, PodRow } from './rows.ts'

/** By the reason of an event, the reasons that end it (kubelet, kube-scheduler, the built-in controllers, Flux). */
const ENDED_BY: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:FailedScheduling|NotTriggerScaleUp)$/, /^Scheduled$/],
  [
    /^(?:FailedMount|FailedAttachVolume|FailedCreatePodSandBox|FailedCreatePodContainer|NetworkNotReady)$/,
    /^(?:Pulling|Pulled|Created|Started)$/,
  ],
  [/^FailedCreate$/, /^SuccessfulCreate$/],
  [/^(?:ProvisioningFailed|FailedBinding)$/, /^ProvisioningSucceeded$/],
  [
    /^(?:Install|Upgrade|Reconciliation|Rollback|Test|Reconcile)\w*(?:Failed|Error)$|^error$|Failed$/,
    /Succeeded$|^info$|^NewArtifact$/,
  ],
  [/^NodeNotReady$/, /^NodeReady$/],
]
/** What kubelet and controllers call Normal, and nobody wants. */
const BAD_THOUGH_NORMAL =
  /^(?:NodeNotReady|NotTriggerScaleUp|NodeNotSchedulable|BackOff|Evict\w*|TaintManagerEviction|Preempt\w*)$/
/** A container that is started again and again is pulled and started again and again. */
const RESTARTS = /restarting failed container/
/** Scheduled once is scheduled for good, however old the listing says that it is. */
const ONCE = /^(?:FailedScheduling|NotTriggerScaleUp)$/

/** Rows of one object that are compared with each other. */
const ROWS_OF_ONE = 200

/** What ends a row: a pull ends what could not be pulled, a start what kept the container from starting. */
function endsOf({ reason, message }: EventRow): RegExp | undefined {
  if (/^(?:Failed|BackOff|ErrImagePull|ImagePullBackOff|InspectFailed)$/.test(reason))
    return /pull|image/i.test(message) && !/^Error: (?!ImagePull|ErrImage)/.test(message) ? /^Pulled$/ : /^Started$/
  return ENDED_BY.find(([of]) => of.test(reason))?.[1]
}

const keyOf = ({ object, namespace }: EventRow) =>
  `${object?.kind} ${object?.namespace ?? namespace} ${object?.name} ${object?.container ?? ''}`

/** @returns the warnings of a listing that nothing ended, the oldest first; the later of two that say the same. */
export function openEvents(rows: readonly EventRow[], pods: readonly PodRow[]): EventRow[] {
  const timed = rows.map((row, index) => ({ row, index }))
  const isLater = (one: (typeof timed)[number], other: (typeof timed)[number]) => {
    const [a, b] = [one.row.ageS, other.row.ageS]
    return a === undefined || b === undefined || a === b ? one.index > other.index : a < b
  }
  const listed = new Map(pods.map(pod => [`${pod.namespace}/${pod.name}`, pod]))
  const isListedWell = ({ object, namespace }: EventRow) => {
    const place = object?.namespace ?? namespace
    const named = pods.filter(pod => pod.name === object?.name)
    // By its name alone only where there is one of that name.
    const pod =
      listed.get(`${place}/${object?.name}`) ??
      (named.length === 1 && (place === '' || named[0]?.namespace === '') ? named[0] : undefined)
    return pod !== undefined && isWell(pod)
  }
  const byObject = new Map<string, (typeof timed)[number][]>()
  for (const each of timed) {
    const key = keyOf(each.row)
    const known = byObject.get(key)
    if (known === undefined) byObject.set(key, [each])
    else if (known.length < ROWS_OF_ONE) known.push(each)
  }
  const open = timed.filter(each => {
    const { row } = each
    if (!row.warning && !BAD_THOUGH_NORMAL.test(row.reason)) return false
    if (row.object?.kind === 'Pod' && isListedWell(row)) return false
    if (RESTARTS.test(row.message)) return true
    const ends = endsOf(row)
    if (ends === undefined) return true
    return !byObject
      .get(keyOf(row))
      ?.some(other => ends.test(other.row.reason) && (ONCE.test(row.reason) || isLater(other, each)))
  })
  return open.sort((a, b) => (isLater(a, b) ? 1 : -1)).map(({ row }) => row)
}

/** @returns whether a row of pods says that nothing is wrong with it. */
export function isWell({ ready, wanted, status }: PodRow): boolean {
  return status === 'Completed' || (status === 'Running' && ready === wanted)
}

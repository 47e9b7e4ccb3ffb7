/** What one scheduling text says of all nodes together. Wordings: kube-scheduler ("0/3 nodes are available: …"). */
import { countOf } from '../../model/count-of.ts'
import type { NodeView } from '../../model/evidence.ts'

/** Taints that a node bears while it is not usable, whoever would be scheduled to it. */
export const PASSING_TAINT =
  /(?:node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)|node\.cloudprovider\.kubernetes\.io\/uninitialized|node\.cilium\.io\/agent-not-ready|ignore-taint\.cluster-autoscaler\.kubernetes\.io)/i

const TAINTED = /had (?:untolerated )?taints? \{?([^}:,\s]{1,253})/gi

/** Which nodes lack room, and which bear taints that are their own: the counts stand before the reasons. */
export function taintsIn(text: string): { readonly lasting: boolean; readonly passing: boolean } {
  const taints = [...text.matchAll(TAINTED)].map(match => match[1] ?? '')
  return {
    lasting: taints.some(taint => !PASSING_TAINT.test(taint)),
    passing: taints.some(taint => PASSING_TAINT.test(taint)),
  }
}

/** Clauses of one text with the nodes that each is of: `2 node(s) had untolerated taint {a}`, `3 Insufficient cpu`. */
const CLAUSE =
  /\b(\d{1,6}) (?:node\(s\) )?(?:(had (?:untolerated )?taints? )|(were unschedulable)|(Insufficient |Too many pods))([^,]{0,260})/gi

/** Of one text that gives several reasons, which class it is of: the one that the most nodes share. */
function schedulingOf(text: string): 'unschedulable-resources' | 'taint-not-tolerated' | 'node-not-ready' | '' {
  // What preemption says of the same nodes counts none of them again.
  const [own = ''] = text.split(/preemption: /)
  const counts = { 'taint-not-tolerated': 0, 'unschedulable-resources': 0, 'node-not-ready': 0 }
  const short = new Map<string, number>()
  for (const [, number, tainted, cordoned, lacking, rest = ''] of own.matchAll(CLAUSE)) {
    if (lacking) short.set(`${lacking}${rest}`, Number(number))
    else if (cordoned) counts['taint-not-tolerated'] += Number(number)
    else if (tainted) counts[PASSING_TAINT.test(rest) ? 'node-not-ready' : 'taint-not-tolerated'] += Number(number)
  }
  // One node may lack several things; it is one node.
  counts['unschedulable-resources'] = Math.max(0, ...short.values())
  const order = ['taint-not-tolerated', 'unschedulable-resources', 'node-not-ready'] as const
  const [first] = [...order].sort((a, b) => counts[b] - counts[a])
  if (first !== undefined && counts[first] > 0) return first
  const { lasting, passing } = taintsIn(text)
  if (/Insufficient |Too many pods/.test(text)) return 'unschedulable-resources'
  if (lasting) return 'taint-not-tolerated'
  return passing ? 'node-not-ready' : ''
}

export function isOf(id: ReturnType<typeof schedulingOf>, text: string): boolean {
  const found = schedulingOf(text)
  return found === '' || found === id
}

/** @returns what the nodes themselves show, beside the scheduler's words; nothing where they were not read. */
export function nodesLine(nodes: readonly NodeView[]): string[] {
  if (nodes.length === 0) return []
  const counts = new Map<string, number>()
  for (const taint of nodes.flatMap(({ taints }) => [...new Set(taints)]))
    counts.set(taint, (counts.get(taint) ?? 0) + 1)
  const taints = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 5)
  const ready = nodes.filter(each => each.ready).length
  const words = taints.map(([taint, count]) => `${count} with the taint ${taint}`)
  return [
    `${ready} of ${countOf(nodes.length, 'node')} Ready${words.length > 0 ? `; ${words.join(', ')}` : ', none with a taint'}.`,
  ]
}

/** What one scheduling text says of all nodes together. Wordings: kube-scheduler ("0/3 nodes are available: …"). */

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

/** Of one text that gives several reasons, which class it is of. */
function schedulingOf(text: string): 'unschedulable-resources' | 'taint-not-tolerated' | 'node-not-ready' | '' {
  const [, all = '0'] = /\b0\/(\d{1,6}) nodes are available/.exec(text) ?? []
  const { lasting, passing } = taintsIn(text)
  const short = /Insufficient |Too many pods/.test(text)
  const tainted = [...text.matchAll(/\b(\d{1,5}) (?:node\(s\) )?had (?:untolerated )?taint/gi)]
  const sum = tainted.reduce((total, match) => total + Number(match[1]), 0)
  if (short && !(lasting && Number(all) > 0 && sum >= Number(all))) return 'unschedulable-resources'
  if (lasting) return 'taint-not-tolerated'
  return passing ? 'node-not-ready' : ''
}

export function isOf(id: ReturnType<typeof schedulingOf>, text: string): boolean {
  const found = schedulingOf(text)
  return found === '' || found === id
}

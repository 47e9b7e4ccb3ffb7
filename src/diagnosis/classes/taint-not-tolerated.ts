/** The nodes have taints. Wordings: kube-scheduler. */
import { workloadName } from '../about.ts'
import { addPool } from '../steps.ts'
import { EVENT, POD, POD_FIRST } from '../text/around.ts'
import { isOf, nodesLine, PASSING_TAINT } from '../text/scheduling.ts'
import { textRule } from '../text-rule.ts'

/** @returns the taint of the most nodes, where there are several. */
function mostNodes(text: string): { readonly taint?: string } {
  const taints = [...text.matchAll(/\b(\d{1,5}) (?:node\(s\) )?had (?:untolerated )?taint \{([^}]{1,300})\}/gi)]
    .filter(([, , taint]) => !PASSING_TAINT.test(taint ?? ''))
    .sort((a, b) => Number(b[1]) - Number(a[1]))
  const [, , taint] = taints[0] ?? []
  return taint === undefined ? {} : { taint }
}

export const rule = textRule('taint-not-tolerated', {
  when: text => isOf('taint-not-tolerated', text),
  literals: [],
  patterns: [
    /had untolerated taints? \{(?<taint>(?!node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)|node\.cloudprovider)[^}]{1,300})\}/i,
    /had taints? \{(?<taint>(?!node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)|node\.cloudprovider)[^}]{1,300})\},? that the pod didn't tolerate/i,
    /node\(s\) had (?:untolerated )?taints? (?<taint>[^{},\s][^,]{0,200}?),? that the pod didn't tolerate/i,
    /(?<message>node\(s\) had untolerated taint\(s\)|node\(s\) had taints that the pod didn't tolerate)/,
    /\bdid not tolerate taint \(taint=(?<taint>[^;)]{1,200})/,
  ],
  around: [POD, POD_FIRST, EVENT],
  extract: text => mostNodes(text),
  title: about => `every node that could take ${workloadName(about)} has a taint that it does not tolerate`,
  cause: ({ f, nodes }) => [
    `The taint is ${f('taint') || 'named in the text'}. An autoscaler may yet add a pool without it.`,
    ...nodesLine(nodes),
  ],
  remedy: about => addPool(about, 'Add a pool without that taint, for what is not a system component.'),
})

/**
 * `npm run -s admission-oracle -- FILE`: puts recorded (policy, request) pairs to the evaluator and compares its verdicts
 * with the recorded server's. The evaluator sees neither a pair's name nor the server's answer. With --list instead of a
 * file it prints the syntax and functions that the evaluator knows; anything else it calls undetermined.
 */
import { readFileSync } from 'node:fs'
import type { AdmissionRequest, Operation } from '../src/admission/request.ts'
import { Evaluator, type Judgement } from '../src/admission/verdict.ts'
import type { KubernetesObject } from '../src/model/evidence.ts'

/** A request with the policies it met, and what a server said. */
export interface Pair {
  readonly name: string
  readonly policies: readonly KubernetesObject[]
  readonly bindings: readonly KubernetesObject[]
  readonly params?: Readonly<Record<string, KubernetesObject>>
  readonly request: {
    readonly user: string
    readonly uid: string
    readonly groups: readonly string[]
    readonly operation: Operation
    readonly kind: { readonly group: string; readonly version: string; readonly kind: string }
    readonly resource: { readonly group: string; readonly version: string; readonly resource: string }
    readonly subResource: string
    readonly namespace: string
    readonly name: string
    readonly dryRun: boolean
    readonly object: KubernetesObject | null
    readonly oldObject: KubernetesObject | null
    readonly namespaceObject: KubernetesObject | null
  }
  readonly serverVerdict: { readonly allowed: boolean; readonly message?: string }
}

/** @returns what the evaluator says of a pair. */
export function judgementOf(evaluator: Evaluator, pair: Omit<Pair, 'name' | 'serverVerdict'>): Judgement {
  const {
    user,
    uid,
    groups,
    operation,
    kind,
    resource,
    subResource,
    namespace,
    name,
    dryRun,
    object,
    oldObject,
    namespaceObject,
  } = pair.request
  const request: AdmissionRequest = {
    operation,
    kind,
    group: resource.group,
    version: resource.version,
    resource: resource.resource,
    subresource: subResource,
    namespace,
    name,
    user: { username: user, groups, uid },
    dryRun,
    object,
    oldObject,
  }
  return evaluator.judge(pair.policies, pair.bindings, request, {
    namespaceLabels: namespaceObject?.metadata.labels ?? (namespaceObject === null ? undefined : {}),
    namespaceObject,
    params: Object.values(pair.params ?? {}),
    paramsRead: () => true,
  })
}

/** @returns the exit code. */
function compare(path: string): number {
  const pairs = JSON.parse(readFileSync(path, 'utf8')) as Pair[]
  const evaluator = new Evaluator()
  const counts = { agree: 0, disagree: 0, undetermined: 0 }
  const shares = { admitted: [0, 0], denied: [0, 0] } as Record<'admitted' | 'denied', [number, number]>
  for (const { name, serverVerdict, ...seen } of pairs) {
    const { verdict, policy, reason } = judgementOf(evaluator, seen)
    const server = serverVerdict.allowed ? 'admitted' : 'denied'
    // A refusal that names no policy came from RBAC, before admission: no policy was asked, so none can be judged by it.
    const byOthers = server === 'denied' && !(serverVerdict.message ?? '').includes('ValidatingAdmissionPolicy')
    const result = byOthers || verdict === 'undetermined' ? 'undetermined' : verdict === server ? 'agree' : 'disagree'
    counts[result]++
    shares[server][1]++
    if (result === 'agree') shares[server][0]++
    else
      console.log(
        `${result}: ${name}: server ${server}, here ${verdict} (${byOthers ? 'refused before admission' : `${policy}: ${reason}`})`,
      )
  }
  for (const [server, [agree, all]] of Object.entries(shares))
    console.log(`${server} by the server: ${agree} of ${all} agree`)
  console.log(`agree ${counts.agree}, disagree ${counts.disagree}, undetermined ${counts.undetermined}`)
  return counts.disagree > 0 ? 1 : 0
}

if (import.meta.main) {
  const [path] = process.argv.slice(2)
  if (path === undefined) {
    console.error('usage: npm run -s admission-oracle -- FILE | --list')
    process.exitCode = 2
  } else if (path === '--list') {
    for (const [what, names] of Object.entries(new Evaluator().allowList())) console.log(`${what}: ${names.join(' ')}`)
  } else process.exitCode = compare(path)
}

/** The rows of a check: what stands in the way of an install, judged of what was read. Pure, over the store. */
import type { StoreReader } from '../evidence/store.ts'
import { type SourceId, wordsOf } from '../model/collections.ts'
import type { CheckRow } from '../model/evidence.ts'
import { extensionType, type NeededWrite } from '../model/extension-types.ts'
import type { ExtensionRequest } from '../model/request.ts'
import { admissionRows } from './admission.ts'
import { clusterRow, conflictRow, fluxOwnerRow, nodesRow, offerRow, providerRow, releaseRow } from './rows.ts'

/** @param namespace the release namespace; '' where it is not known. */
export async function checkRows(request: ExtensionRequest, namespace: string, store: StoreReader): Promise<CheckRow[]> {
  const { type } = request
  const cluster = store.cluster()
  const instances = store.extensions()
  const why = (what: SourceId) => whyUnseen(what, store)
  const witness = dryRunRow(namespace, store)
  const rows = [
    ...(cluster === undefined ? [] : [clusterRow(type, cluster)]),
    providerRow(store.providerState(), why('provider')),
    offerRow(request, store.offer(), cluster, why('offer')),
    conflictRow(request, instances, why('extensions')),
    nodesRow(type, store.nodes(), why('nodes')),
    ...(extensionType(type)?.hasConfigurations === true
      ? fluxOwnerRow(
          namespace,
          store.workloads(),
          instances === undefined || instances.some(each => each.type.toLowerCase() === type),
        )
      : []),
    releaseRow(request.name, namespace, store.releases(), instances, why(`releases/${namespace}`)),
    ...(namespace === '' ? [unknownNamespace(type)] : await admissionRows(type, namespace, store)),
  ]
  const local = rows.find(each => each.verdict === 'refused' && isSameWrite(each, witness))
  // One refusal, seen twice: by our evaluation of the policy, and by the server.
  const named = witness?.verdict === 'refused' && local?.policy !== undefined ? { policy: local.policy } : {}
  return [...rows.map(each => weigh(each, witness)), ...(witness === undefined ? [] : [{ ...witness, ...named }])]
}

/** @returns the write that a dry run tells most of: one that is known to be made, of an object that any account may name. */
export function writeToTry(type: string): NeededWrite | undefined {
  return extensionType(type)?.writes.find(each => each.verb === 'create' && each.resource === 'configmaps')
}

function whyUnseen(what: SourceId, store: StoreReader): string {
  const of = (id: SourceId) => store.gaps().findLast(each => each.data.what === id)?.text
  return of(what) ?? (of('api-server') === undefined ? `${wordsOf(what)} not read` : 'the cluster cannot be read')
}

function unknownNamespace(type: string): CheckRow {
  const detail = `the release namespace of ${type} is unknown; set release-namespace`
  return { check: 'policies', verdict: 'not-visible', detail }
}

/** The server's word on the same write outweighs our evaluation of its policies. */
function weigh(row: CheckRow, witness: CheckRow | undefined): CheckRow {
  if (witness?.verdict !== 'clear' || row.verdict !== 'refused' || !isSameWrite(row, witness)) return row
  const { class: _, ...rest } = row
  return { ...rest, verdict: 'warned', detail: `${row.detail}; but the API server allowed a dry run` }
}

function isSameWrite(row: CheckRow, witness: CheckRow | undefined): boolean {
  const [a, b] = [row.fields, witness?.fields]
  return a !== undefined && b !== undefined && ['verb', 'resource', 'name'].every(name => a[name] === b[name])
}

function dryRunRow(namespace: string, store: StoreReader): CheckRow | undefined {
  const fact = store.dryRun()
  if (fact === undefined) return undefined
  const { data, text: detail } = fact
  const check = 'dry-run'
  const user = `system:serviceaccount:${namespace}:${data.account}`
  const fields = { user, serviceAccount: user, verb: 'create', resource: data.resource, name: data.name, namespace }
  if (data.said === 'admitted') return { check, verdict: 'clear', detail, fields }
  if (data.said === 'not-asked') {
    const may = !/cannot impersonate/.test(detail)
    return {
      check,
      verdict: 'not-visible',
      detail: may ? detail : 'not checked: it needs impersonate, which is not recommended',
    }
  }
  const byWebhook = detail.includes('admission webhook "')
  return {
    check,
    verdict: 'refused',
    detail,
    class: byWebhook ? 'admission-webhook-denied' : 'admission-policy-denied',
    fields,
  }
}

/** Whether the live admission policies would refuse what a repository holds as it is. Pure: of what was read. */
import { refusalOf } from '../admission/live-policies.ts'
import type { StoreReader } from '../evidence/store.ts'
import type { CheckRow, KubernetesObject } from '../model/evidence.ts'
import type { Fields } from '../model/finding.ts'
import { isClusterScoped, resourceOf } from '../model/kinds.ts'

/** An object, and the file that has it. */
export interface Manifest {
  readonly object: KubernetesObject
  readonly file: string
}

/**
 * @param account of Flux that applies them, `namespace:name`.
 * @returns a row for each object that a policy would refuse; none where policies were not read.
 */
export async function manifestRows(
  configuration: string,
  account: string,
  manifests: readonly Manifest[],
  store: StoreReader,
): Promise<CheckRow[]> {
  if (!store.isRead('policies') || !store.isRead('bindings')) return []
  const rows: CheckRow[] = []
  for (const { object, file } of manifests) {
    const { kind = '', metadata } = object
    const resource = resourceOf(kind)
    if (resource === '') continue
    const namespace = isClusterScoped(kind) ? '' : (metadata.namespace ?? 'default')
    const user = `system:serviceaccount:${account}`
    const fields: Fields = {
      serviceAccount: { value: user, origin: 'assumed' },
      verb: { value: 'create', origin: 'assumed' },
      resource: { value: resource, origin: 'text' },
      name: { value: metadata.name, origin: 'text' },
      namespace: { value: namespace, origin: 'text' },
    }
    const { verdict, policy, binding, reason } = await refusalOf(fields, store, object)
    if (verdict !== 'denied') continue
    const what = `${configuration}: ${kind} ${[namespace, metadata.name].filter(Boolean).join('/')} (${file})`
    rows.push({
      check: 'flux-configuration',
      verdict: 'warned',
      detail: `policy ${policy} (binding ${binding}) would deny ${what}: ${reason}`,
      policy,
      binding,
    })
  }
  return rows
}

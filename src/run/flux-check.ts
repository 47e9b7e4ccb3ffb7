/** What of the Flux configurations that a step writes would fail: rows of the check, of the repository and the live policies. */
import { fluxConfigurationRows } from '../check/flux.ts'
import { manifestRows } from '../check/manifests.ts'
import { messageOf } from '../errors.ts'
import { recordOf, textOf } from '../json.ts'
import type { ApiServer } from '../kubernetes/api-server/interface.ts'
import { readNamespace } from '../kubernetes/namespace.ts'
import type { CheckRow } from '../model/evidence.ts'
import type { DesiredConfiguration } from '../model/flux-configuration.ts'
import { pathsOf, plainOf, sourceOf } from './repository.ts'
import type { Session } from './session.ts'

/** Namespaces whose labels are read for it, at most. */
const NAMESPACES = 10

/** @param api undefined where the cluster cannot be asked. */
export async function fluxRows(
  desired: readonly DesiredConfiguration[],
  session: Session,
  api: ApiServer | undefined,
  signal: AbortSignal,
): Promise<CheckRow[]> {
  const rows: CheckRow[] = []
  for (const each of desired) {
    try {
      const own = fluxConfigurationRows(each, await pathsOf(process.env, sourceOf(each), signal))
      rows.push(...own)
      if (own.every(({ verdict }) => verdict === 'clear')) rows.push(...(await ofManifests(each, session, api, signal)))
    } catch (thrown) {
      signal.throwIfAborted()
      // A checkout that git cannot read, or a cluster that went away, is no reason not to write.
      rows.push(rowWithout(`${each.name}: could not be checked: ${messageOf(thrown).slice(0, 200)}`))
    }
  }
  return rows
}

async function ofManifests(
  { name, properties, from }: DesiredConfiguration,
  session: Session,
  api: ApiServer | undefined,
  signal: AbortSignal,
): Promise<CheckRow[]> {
  const rows: CheckRow[] = []
  for (const [each, given] of Object.entries(recordOf(properties['kustomizations']))) {
    const spec = recordOf(given)
    if (spec['postBuild'] !== undefined) {
      rows.push(rowWithout(`${name}: Kustomization ${each} substitutes variables, which are not rendered`))
      continue
    }
    const plain = await plainOf(process.env, sourceOf({ name, properties, from }), textOf(spec['path']), signal)
    if (plain === undefined) continue
    const namespaces = new Set(plain.objects.map(({ object }) => object.metadata.namespace ?? 'default'))
    if (api !== undefined)
      for (const namespace of [...namespaces].slice(0, NAMESPACES))
        if (session.store.namespaceLabels(namespace) === undefined)
          for (const fact of await readNamespace(api, namespace, signal)) await session.deliver(fact)
    const account = `${textOf(properties['namespace']) || 'default'}:flux-applier`
    rows.push(...(await manifestRows(name, account, plain.objects, session.store)))
    if (plain.unrendered !== '') rows.push(rowWithout(`${name}: ${plain.unrendered}`))
  }
  return rows
}

function rowWithout(detail: string): CheckRow {
  return { check: 'flux-configuration', verdict: 'not-visible', detail }
}

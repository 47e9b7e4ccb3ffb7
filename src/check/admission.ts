/** Whether the live admission policies would refuse what the extension writes when it starts. Pure: of what was read. */

import { refusalOf } from '../admission/live-policies.ts'
import type { StoreReader } from '../evidence/store.ts'
import { wordsOf } from '../model/collections.ts'
import { countOf } from '../model/count-of.ts'
import type { CheckRow } from '../model/evidence.ts'
import { EVERY_RELEASE, extensionType, type NeededWrite } from '../model/extension-types.ts'
import type { Fields } from '../model/finding.ts'

/** @returns one row a write that is refused or cannot be judged, or one for all that are admitted. */
export async function admissionRows(type: string, namespace: string, store: StoreReader): Promise<CheckRow[]> {
  const unread = (['policies', 'bindings'] as const).find(what => !store.isRead(what))
  if (unread !== undefined) {
    const gap = store.gaps().findLast(each => each.data.what === unread)
    return [row('not-visible', `${wordsOf(unread)} could not be read${gap ? `: ${gap.text} ${gap.data.remedy}` : ''}`)]
  }
  const needs = extensionType(type)
  // The pods' own bodies are not known here: what cannot be judged without them does not make the rest invisible.
  const judge = (write: NeededWrite, known: boolean) => judgeWrite(write, namespace, store, known)
  const every = (await Promise.all(EVERY_RELEASE.map(write => judge(write, true)))).map(each =>
    each.verdict === 'not-visible' ? { ...each, check: 'pods-under-policies' as const } : each,
  )
  if (needs !== undefined)
    return sumUp([...(await Promise.all(needs.writes.map(write => judge(write, true)))), ...every])
  // Of other types neither accounts nor writes are known: a made-up account of the namespace, with its two groups.
  const any: NeededWrite = {
    account: 'any-account-of-the-release',
    verb: 'create',
    resource: 'configmaps',
    name: 'any-object',
    sure: 'expected',
    source: 'no data for this type',
  }
  return [await judge(any, false), ...every.filter(({ verdict }) => verdict !== 'clear')]
}

/** What is admitted needs one row together, and so does what one policy would refuse of what is merely expected. */
function sumUp(rows: readonly CheckRow[]): CheckRow[] {
  const expected = Map.groupBy(
    rows.filter(({ verdict }) => verdict === 'warned'),
    each => each.policy ?? '',
  )
  const other = [
    ...rows.filter(({ verdict }) => verdict !== 'clear' && verdict !== 'warned'),
    ...[...expected.values()].flatMap(together),
  ]
  const clear = rows.filter(({ verdict }) => verdict === 'clear').length
  return clear === 0 ? other : [...other, row('clear', `${countOf(clear, 'known write')} at start would be allowed`)]
}

function together([first, ...more]: readonly CheckRow[]): CheckRow[] {
  if (first === undefined) return []
  const objects = [...new Set(more.map(({ fields }) => `${fields?.['resource']}/${fields?.['name']}`))]
  const also = more.length === 0 ? '' : `; the same for ${more.length} more expected writes: ${objects.join(', ')}`
  return [{ ...first, detail: first.detail + also }]
}

async function judgeWrite(
  write: NeededWrite,
  namespace: string,
  store: StoreReader,
  known: boolean,
): Promise<CheckRow> {
  const fields = fieldsOf(write, namespace)
  const { verdict, policy, binding, reason } = await refusalOf(fields, store)
  const object = [write.resource, write.name].filter(Boolean).join('/')
  const what = `${write.verb} ${object} in ${namespace} by ${fields.serviceAccount?.value}`
  if (verdict === 'admitted')
    return row(
      'clear',
      known ? what : `this type's writes are unknown; a test service account in ${namespace} would be allowed`,
    )
  if (verdict === 'undetermined') return row('not-visible', `${what}: policy ${policy} cannot be evaluated (${reason})`)
  if (!known)
    return row(
      'warned',
      `this type's writes are unknown; ${policy} would deny a test service account in ${namespace}, unless it exempts the real ones by name`,
      { policy, binding },
    )
  // A write that the component is only expected to make is no ground to stop for.
  const sure = write.sure !== 'expected'
  return row(sure ? 'refused' : 'warned', `policy ${policy} (binding ${binding}) would deny ${what}: ${reason}`, {
    policy,
    binding,
    ...(sure ? { class: 'admission-policy-denied' as const } : {}),
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value])),
  })
}

export function fieldsOf({ account, of, verb, resource, name }: NeededWrite, namespace: string): Fields {
  const value = `system:serviceaccount:${of ?? namespace}:${account}`
  return {
    user: { value, origin: 'assumed' },
    serviceAccount: { value, origin: 'assumed' },
    verb: { value: verb, origin: 'assumed' },
    resource: { value: resource, origin: 'assumed' },
    ...(name === '' ? {} : { name: { value: name, origin: 'assumed' as const } }),
    namespace: { value: namespace, origin: 'assumed' },
  }
}

function row(verdict: CheckRow['verdict'], detail: string, more: Partial<CheckRow> = {}): CheckRow {
  return { check: 'policies', verdict, detail, ...more }
}

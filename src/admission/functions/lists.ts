/** The lists library (Kubernetes docs, "CEL in Kubernetes"). */
import { fail, LONGEST_TEXT, type Method, type Unknown } from './shared.ts'

export function listMethods(unknown: Unknown): Method[] {
  const order = (list: readonly unknown[]) => {
    const types = new Set(list.map(each => typeof each))
    if (types.size > 1 || ![...types].every(type => ['bigint', 'number', 'string', 'boolean'].includes(type)))
      unknown('the order of a list of mixed or other values')
    // CEL orders strings by code point, JavaScript's < by UTF-16 unit; they differ beyond the basic plane only.
    if (list.some(each => typeof each === 'string' && /[\ud800-\udfff]/.test(each)))
      unknown('the order of such strings')
    return list as readonly (string | bigint)[]
  }
  const extreme = (list: readonly unknown[], better: (a: string | bigint, b: string | bigint) => boolean) => {
    if (list.length === 0) fail('min/max called on an empty list')
    return order(list).reduce((best, each) => (better(each, best) ? each : best))
  }
  const sum = (list: readonly unknown[]) => {
    if (list.every(each => typeof each === 'bigint')) return list.reduce((a: bigint, b) => a + (b as bigint), 0n)
    if (list.every(each => typeof each === 'number')) return list.reduce((a: number, b) => a + (b as number), 0)
    return unknown('the sum of such a list')
  }
  const position = (list: readonly unknown[], wanted: unknown, last: boolean) => {
    if (typeof wanted === 'object' && wanted !== null) unknown('a position by the equality of objects')
    return BigInt(last ? list.lastIndexOf(wanted) : list.indexOf(wanted))
  }
  const join = (list: readonly unknown[], by: string) => {
    const size = list.reduce((sum: number, each) => sum + (typeof each === 'string' ? each.length + by.length : 0), 0)
    if (size > LONGEST_TEXT) {
      unknown('a string of over a million characters')
      return ''
    }
    return list.every(each => typeof each === 'string') ? list.join(by) : unknown('the join of such a list')
  }
  return [
    ['join', 'list.join(): string', (list: unknown[]) => join(list, '')],
    ['join', 'list.join(string): string', join],
    ['sum', 'list.sum(): dyn', sum],
    ['min', 'list.min(): dyn', (list: unknown[]) => extreme(list, (a, b) => a < b)],
    ['max', 'list.max(): dyn', (list: unknown[]) => extreme(list, (a, b) => a > b)],
    [
      'isSorted',
      'list.isSorted(): bool',
      (list: unknown[]) => order(list).every((each, at, all) => at === 0 || (all[at - 1] ?? each) <= each),
    ],
    ['indexOf', 'list.indexOf(dyn): int', (list: unknown[], wanted: unknown) => position(list, wanted, false)],
    ['lastIndexOf', 'list.lastIndexOf(dyn): int', (list: unknown[], wanted: unknown) => position(list, wanted, true)],
  ]
}

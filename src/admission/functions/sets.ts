/** The sets library (Kubernetes docs, "CEL in Kubernetes"). */
import { isLong, type Method, type Sets, type Unknown } from './shared.ts'

export function setMethods(unknown: Unknown): Method[] {
  const plain = (list: readonly unknown[]) => {
    if (list.some(each => !['string', 'bigint', 'boolean'].includes(typeof each))) unknown('sets of such values')
    return new Set(list)
  }
  return [
    [
      'contains',
      'Sets.contains(list, list): bool',
      (_: Sets, a: unknown[], b: unknown[]) => plain(b).isSubsetOf(plain(a)),
    ],
    [
      'intersects',
      'Sets.intersects(list, list): bool',
      (_: Sets, a: unknown[], b: unknown[]) => !plain(a).isDisjointFrom(plain(b)),
    ],
    [
      'equivalent',
      'Sets.equivalent(list, list): bool',
      (_: Sets, a: unknown[], b: unknown[]) => plain(a).symmetricDifference(plain(b)).size === 0,
    ],
    // `contains` is registered under our name, so a string's own goes there too.
    [
      'contains',
      'string.contains(string): bool',
      (text: string, part: string) => !isLong(text, part, unknown) && text.includes(part),
    ],
  ]
}

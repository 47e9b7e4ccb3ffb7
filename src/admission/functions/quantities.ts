/** The quantity library (Kubernetes docs, "CEL in Kubernetes"). */
import { Quantity } from '../quantity.ts'
import { fail, type Method } from './shared.ts'

export function quantityMethods(): Method[] {
  const integer = (quantity: Quantity) => quantity.integer() ?? fail('cannot convert value to integer')
  return [
    ['isGreaterThan', 'Quantity.isGreaterThan(Quantity): bool', (a: Quantity, b: Quantity) => a.compare(b) > 0n],
    ['isLessThan', 'Quantity.isLessThan(Quantity): bool', (a: Quantity, b: Quantity) => a.compare(b) < 0n],
    ['compareTo', 'Quantity.compareTo(Quantity): int', (a: Quantity, b: Quantity) => a.compare(b)],
    ['add', 'Quantity.add(Quantity): Quantity', (a: Quantity, b: Quantity) => a.plus(b, 1n)],
    ['add', 'Quantity.add(int): Quantity', (a: Quantity, b: bigint) => a.plus(new Quantity(b, 1n), 1n)],
    ['sub', 'Quantity.sub(Quantity): Quantity', (a: Quantity, b: Quantity) => a.plus(b, -1n)],
    ['sub', 'Quantity.sub(int): Quantity', (a: Quantity, b: bigint) => a.plus(new Quantity(b, 1n), -1n)],
    ['isInteger', 'Quantity.isInteger(): bool', (a: Quantity) => a.integer() !== undefined],
    ['asInteger', 'Quantity.asInteger(): int', integer],
  ]
}

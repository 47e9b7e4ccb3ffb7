/** Functions of Kubernetes' CEL environment that cel-js lacks or answers differently (CEL strings and lists extensions, Kubernetes docs "CEL in Kubernetes"). */
import type { RE2JS } from '@bufbuild/re2'
import type { Environment } from '@marcbachmann/cel-js'
import { Quantity } from '../quantity.ts'
import { conversions } from './conversions.ts'
import { listMethods } from './lists.ts'
import { quantityMethods } from './quantities.ts'
import { setMethods } from './sets.ts'
import { type Method, Sets, type Unknown } from './shared.ts'
import { stringMethods } from './strings.ts'

export interface Functions {
  register(environment: Environment): void
  /** CEL name to the name under which the function is registered. */
  readonly calls: readonly (readonly [string, string])[]
  readonly methods: readonly (readonly [string, string])[]
}

/**
 * @param unknown tells that the answer cannot be trusted, and why.
 * @param regex compiles a pattern, or gives undefined when it is none.
 */
export function functionsOf(unknown: Unknown, regex: (pattern: string) => RE2JS | undefined): Functions {
  const methods: Method[] = [
    ...stringMethods(regex, unknown),
    ...listMethods(unknown),
    ...setMethods(unknown),
    ...quantityMethods(),
  ]
  const calls: Method[] = conversions(unknown)
  return {
    register(environment) {
      environment.registerType('Sets', Sets).registerConstant('sets', 'Sets', new Sets())
      environment.registerType('Quantity', Quantity)
      for (const [name, signature, handler] of [...methods, ...calls])
        environment.registerFunction(signature.replace(`${name}(`, `k_${name}(`), handler as () => unknown, {
          async: false,
        })
    },
    calls: calls.map(([name]) => [name, `k_${name}`]),
    methods: methods.map(([name]) => [name, `k_${name}`]),
  }
}

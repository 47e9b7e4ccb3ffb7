/**
 * Evaluates an expression's tree as the API server does (cel-go): errors and what is not known are absorbed by `||`, `&&` and
 * macros where another part decides, and what is not known outweighs an error.
 */
import { type ASTNode, childrenOf } from './ast.ts'
import type { Budget } from './budget.ts'
import { CALLS, METHODS } from './functions/index.ts'
import { MACROS } from './macros.ts'
import { binary, itemOf, negate } from './operators.ts'
import { CelError, CelType, cannotTell, fail, mismatch, Optional, OverBudget, typeOf, Undetermined } from './values.ts'

/** A variable's value; a name that is not known here throws. */
export type Scope = (name: string) => unknown

/** Names of types that are values (CEL specification, "Values"). */
export const TYPES: readonly string[] = [
  'int',
  'uint',
  'double',
  'bool',
  'string',
  'bytes',
  'list',
  'map',
  'null_type',
  'type',
]

export interface Context {
  readonly budget: Budget
  run(node: ASTNode, scope: Scope): unknown
}

export class Interpreter implements Context {
  readonly budget: Budget

  constructor(budget: Budget) {
    this.budget = budget
  }

  /** @throws CelError, Undetermined. */
  run(node: ASTNode, scope: Scope): unknown {
    switch (node.op) {
      case 'value':
        return literal(node.args)
      case 'id':
        return this.#name(node.args, scope)
      case '.':
      case '.?':
        return this.#select(node.args[0], node.args[1], node.op === '.?', scope)
      case '[]':
      case '[?]':
        return this.#select(node.args[0], node.args[1], node.op === '[?]', scope)
      case 'call':
        return this.#call(node, scope)
      case 'rcall':
        return this.#method(node, scope)
      case 'list':
        this.budget.spend(10)
        return node.args.map(each => this.run(each, scope))
      case 'map':
        return this.#map(node.args, scope)
      case '?:':
        return this.#choose(node.args, scope)
      case '||':
      case '&&':
        return this.#either(node.args, node.op === '||', scope)
      case '!_': {
        const value = this.run(node.args, scope)
        this.budget.spend(1)
        return typeof value === 'boolean' ? !value : mismatch(value)
      }
      case '-_':
        return negate(this.run(node.args, scope))
      default: {
        const [left, right] = childrenOf(node)
        if (left === undefined || right === undefined) return cannotTell(`the operator ${node.op}`)
        return binary(node.op, this.run(left, scope), this.run(right, scope), this.budget)
      }
    }
  }

  #name(name: string, scope: Scope): unknown {
    this.budget.spend(1)
    const value = scope(name)
    if (value !== undefined) return value
    if (TYPES.includes(name)) return new CelType(name)
    return cannotTell(`the name ${name.slice(0, 40)} is unknown`)
  }

  #select(of: ASTNode, key: string | ASTNode, optional: boolean, scope: Scope): unknown {
    return this.#member(this.#operand(of, scope), key, optional, scope)
  }

  /** An optional that is a member of a map, such as of `variables`, has no type that is known there, and no members (measured on 1.35). */
  #operand(node: ASTNode, scope: Scope): Operand {
    if (node.op !== '.' && node.op !== '[]') return { value: this.run(node, scope), isChain: true }
    const [of, key] = node.args
    const operand = this.#operand(of, scope)
    return { value: this.#member(operand, key, false, scope), isChain: operand.value instanceof Optional }
  }

  #member(operand: Operand, key: string | ASTNode, optional: boolean, scope: Scope): unknown {
    const isField = typeof key === 'string'
    const index = isField ? key : this.run(key, scope)
    this.budget.spend(1)
    return member(operand, index, optional, isField)
  }

  #map(entries: readonly (readonly [ASTNode, ASTNode])[], scope: Scope): unknown {
    this.budget.spend(30)
    const map = new Map<unknown, unknown>()
    for (const [key, value] of entries) {
      const name = this.run(key, scope)
      if (!['string', 'bigint', 'boolean'].includes(typeof name)) cannotTell('a map with such keys')
      map.set(name, this.run(value, scope))
    }
    return map
  }

  #choose([condition, then, otherwise]: readonly [ASTNode, ASTNode, ASTNode], scope: Scope): unknown {
    const decided = this.run(condition, scope)
    if (typeof decided !== 'boolean') return mismatch(decided)
    return this.run(decided ? then : otherwise, scope)
  }

  #either([left, right]: readonly [ASTNode, ASTNode], wanted: boolean, scope: Scope): boolean {
    const first = attempt(() => this.run(left, scope))
    if (first === wanted) return wanted
    const second = attempt(() => this.run(right, scope))
    if (second === wanted) return wanted
    for (const each of [first, second]) if (each instanceof Undetermined) throw each
    for (const each of [first, second]) {
      if (each instanceof CelError) throw each
      if (typeof each !== 'boolean') mismatch(each)
    }
    return !wanted
  }

  #call(node: ASTNode & { op: 'call' }, scope: Scope): unknown {
    const [name, args] = node.args
    if (name === 'has') return this.#has(args[0], scope)
    const handler = CALLS.get(name)
    if (handler === undefined) return cannotTell(`the function ${name.slice(0, 40)}()`)
    const values = args.map(each => this.run(each, scope))
    this.budget.spend(1)
    return handler(values, this.budget)
  }

  #method(node: ASTNode & { op: 'rcall' }, scope: Scope): unknown {
    const [name, receiver, args] = node.args
    const macro = MACROS.get(`${name}/${args.length}`)
    if (macro?.takes(args)) return macro.run(this, receiver, args, scope)
    const namespace = receiver.op === 'id' ? CALLS.get(`${receiver.args}.${name}`) : undefined
    const handler = namespace ?? METHODS.get(name)
    if (handler === undefined) {
      // What is asked of the authorizer is not known for that reason, and not for the method's name.
      this.run(receiver, scope)
      return cannotTell(`the function ${name.slice(0, 40)}()`)
    }
    const values = (namespace === undefined ? [receiver, ...args] : args).map(each => this.run(each, scope))
    this.budget.spend(1)
    return handler(values, this.budget)
  }

  #has(node: ASTNode | undefined, scope: Scope): boolean {
    if (node === undefined || (node.op !== '.' && node.op !== '.?')) return cannotTell('such a use of has()')
    const [of, key] = node.args
    const { value, isChain } = this.#operand(of, scope)
    this.budget.spend(1)
    if (!(value instanceof Optional)) return presentIn(value, key) !== undefined
    return isChain && value.isSet && presentIn(value.get(), key) !== undefined
  }
}

/** @returns the member, where the value has it: what can have none is asked without an error (cel-go, presence tests). */
function presentIn(value: unknown, key: unknown): unknown {
  if (Array.isArray(value) || value instanceof Map) return itemOf(value, key)
  const type = typeOf(value)
  return ['null_type', 'int', 'double', 'string', 'bool', 'optional_type'].includes(type)
    ? undefined
    : cannotTell(`a member of a value of type ${type}`)
}

/** What a member is asked of; whether an optional is one whose members are optional too. */
interface Operand {
  readonly value: unknown
  readonly isChain: boolean
}

/** Of an optional, a member is optional; of none, none. */
function member({ value, isChain }: Operand, index: unknown, optional: boolean, isField: boolean): unknown {
  if (value instanceof Optional && isChain) return value.isSet ? Optional.of(presentIn(value.get(), index)) : value
  if (optional) return Optional.of(presentIn(value, index))
  if (value instanceof Optional) return fail(`no such key: ${String(index)}`)
  if (isField && !(value instanceof Map)) return mismatch(value)
  const item = itemOf(value, index)
  if (item !== undefined) return item
  return Array.isArray(value) ? fail(`index out of bounds: ${String(index)}`) : fail(`no such key: ${String(index)}`)
}

function literal(value: unknown): unknown {
  if (value === null || ['string', 'boolean', 'bigint', 'number'].includes(typeof value)) return value
  return cannotTell('a literal of type bytes or uint')
}

/** @returns the value, or why there is none; what costs too much ends all. */
export function attempt(run: () => unknown): unknown {
  try {
    return run()
  } catch (thrown) {
    if (thrown instanceof OverBudget || !(thrown instanceof CelError || thrown instanceof Undetermined)) throw thrown
    return thrown
  }
}

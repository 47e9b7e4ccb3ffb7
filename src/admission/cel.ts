/**
 * CEL as the API server evaluates it in admission policies: @marcbachmann/cel-js with the functions of Kubernetes'
 * environment, every regular expression by RE2 (docs/adr/0005). It knows an allow-list of syntax and functions; whatever
 * is not on it, and whatever is asked of the request that is not known, makes the answer undetermined, never a verdict.
 */
import { RE2JS } from '@bufbuild/re2'
import { type ASTNode, Environment, EvaluationError } from '@marcbachmann/cel-js'
import { functionsOf } from './functions/index.ts'
import { LONGEST_LIST, LONGEST_TEXT } from './functions/shared.ts'

export type CelAnswer =
  | { readonly value: unknown }
  /** The server errs here as well; what follows is the policy's failurePolicy. */
  | { readonly error: string }
  | { readonly undetermined: string }

export interface Compiled {
  readonly expression: string
  run(activation: ReadonlyMap<string, unknown>): unknown
}

/** Errors of cel-js that are the server's errors too; any other may be a difference between the two. */
const SERVER_ERRORS = new Set([
  'no_such_key',
  'division_by_zero',
  'modulo_by_zero',
  'numeric_overflow',
  'index_out_of_bounds',
  'index_out_of_range',
  'optional_value_missing',
  'int_conversion_error',
  'evaluation_error',
])

const OPERATORS = new Set([
  ...['id', '.', '.?', '[]', '[?]', 'list', 'map', '?:', '||', '&&', '!_', '-_'],
  ...['!=', '==', 'in', '+', '-', '*', '/', '%', '<', '<=', '>', '>='],
])
/** Functions that cel-js has, and has right; ours are added to them. */
const OWN_CALLS = ['has', 'size', 'dyn', 'double', 'bool']
const OWN_METHODS = [
  ...['all', 'exists', 'exists_one', 'map', 'filter', 'size', 'startsWith', 'endsWith', 'contains'],
  ...['hasValue', 'value', 'or', 'orValue', 'none', 'of'],
]
const VARIABLES = ['object', 'oldObject', 'request', 'params', 'namespaceObject', 'variables']

/** What the evaluator claims to know, for the README and for tests. */
export interface AllowList {
  readonly operators: readonly string[]
  readonly functions: readonly string[]
  readonly methods: readonly string[]
}

export class CelEngine {
  readonly #environment: Environment
  readonly #calls: ReadonlyMap<string, string>
  readonly #methods: ReadonlyMap<string, string>
  #undetermined: string | undefined

  constructor() {
    this.#environment = new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false })
    for (const name of VARIABLES) this.#environment.registerVariable(name, 'dyn')
    const own = functionsOf(why => this.unknown(why), regex)
    own.register(this.#environment)
    this.#calls = new Map([...OWN_CALLS.map(name => [name, name] as const), ...own.calls])
    this.#methods = new Map([...OWN_METHODS.map(name => [name, name] as const), ...own.methods])
  }

  allowList(): AllowList {
    return {
      operators: [...OPERATORS].sort(),
      functions: [...this.#calls.keys()].sort(),
      methods: [...this.#methods.keys()].sort(),
    }
  }

  /** Called by values and functions while an expression runs: its result is not to be trusted. */
  unknown(why: string): null {
    this.#undetermined ??= why
    return null
  }

  /** Called while an expression runs: an error of the server's own. */
  fail(message: string): never {
    throw new EvaluationError({ code: 'evaluation_error', message })
  }

  /** @returns the expression ready to run, or why it cannot be judged here. */
  compile(expression: string): Compiled | { readonly undetermined: string } {
    try {
      const parsed = this.#environment.parse(expression)
      const outside = this.#outside(parsed.ast)
      if (outside !== undefined) return { undetermined: outside }
      const { valid, error } = parsed.check()
      if (!valid) return { undetermined: `not understood here: ${firstLine(error)}` }
      this.#bound(parsed.ast)
      return { expression, run: activation => parsed(Object.fromEntries(activation)) }
    } catch (thrown) {
      return { undetermined: `not understood here: ${firstLine(thrown)}` }
    }
  }

  evaluate(compiled: Compiled, activation: ReadonlyMap<string, unknown>): CelAnswer {
    // An expression may run inside another (policy variables): what the outer one met stays met.
    const outer = this.#undetermined
    this.#undetermined = undefined
    const answer = this.#run(compiled, activation)
    const met = this.#undetermined
    this.#undetermined = outer
    return met === undefined ? answer : { undetermined: met }
  }

  #run(compiled: Compiled, activation: ReadonlyMap<string, unknown>): CelAnswer {
    try {
      return { value: compiled.run(activation) }
    } catch (thrown) {
      const known = thrown instanceof EvaluationError && SERVER_ERRORS.has(thrown.code)
      return known ? { error: firstLine(thrown) } : { undetermined: `not evaluated here: ${firstLine(thrown)}` }
    }
  }

  /** Sums of strings and lists double with each variable that sums another: what is too large by then is not made larger. */
  #bound(node: ASTNode): void {
    for (const child of childrenOf(node)) this.#bound(child)
    if (node.op !== '+') return
    const { meta } = node as unknown as { meta: { evaluate: (...given: unknown[]) => unknown } }
    const { evaluate } = meta
    const { within } = this
    meta.evaluate = function (this: unknown, ...given) {
      return within(evaluate.apply(this, given))
    }
  }

  /** @returns the value, or nothing where it is larger than the server's cost limit lets any become. */
  readonly within = (value: unknown): unknown => {
    if (typeof value === 'string' && value.length > LONGEST_TEXT)
      return this.unknown('a string of over a million characters') ?? ''
    if (Array.isArray(value) && value.length > LONGEST_LIST) return this.unknown('a list of over 100,000 items') ?? []
    return value
  }

  /** @returns what of an expression is not on the allow-list; renames calls to the functions that are ours. */
  #outside(node: ASTNode): string | undefined {
    if (node.op === 'value') {
      const { args } = node
      const plain = args === null || ['string', 'boolean', 'bigint', 'number'].includes(typeof args)
      return plain ? undefined : 'a literal of type bytes or uint'
    }
    if (node.op === 'call' || node.op === 'rcall') {
      const known = node.op === 'call' ? this.#calls : this.#methods
      const [name] = node.args
      const ours = known.get(name)
      if (ours === undefined)
        return `the function ${name.slice(0, 40)}()`
        // cel-js lets no built-in be overridden, so a call of one that is ours gets our name before it is checked.
      ;(node.args as unknown as [string])[0] = ours
    } else if (!OPERATORS.has(node.op)) return `the operator ${node.op}`
    for (const child of childrenOf(node)) {
      const outside = this.#outside(child)
      if (outside !== undefined) return outside
    }
    return undefined
  }
}

/** @returns the nodes directly below one, in the order of the text. */
export function childrenOf(node: ASTNode): ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
    case '.?':
      return [node.args[0]]
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case 'list':
      return node.args
    case 'map':
      return node.args.flat()
    case '!_':
    case '-_':
      return [node.args]
    default:
      return [...node.args]
  }
}

/** Compiled once per pattern; RE2's run time grows with the text alone, whatever the pattern (policies are hostile input). */
const compiledPatterns = new Map<string, RE2JS | undefined>()

function regex(pattern: string): RE2JS | undefined {
  if (!compiledPatterns.has(pattern)) {
    let compiled: RE2JS | undefined
    try {
      compiled = RE2JS.compile(pattern)
    } catch {
      compiled = undefined
    }
    if (compiledPatterns.size > 1000) compiledPatterns.clear()
    compiledPatterns.set(pattern, compiled)
  }
  return compiledPatterns.get(pattern)
}

function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return (text.split('\n')[0] ?? '').slice(0, 200)
}

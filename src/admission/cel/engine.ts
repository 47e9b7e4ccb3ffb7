/**
 * CEL as the API server evaluates it in admission policies: the parser is cel-js', the evaluation ours (docs/adr/0019), since
 * it has three answers, the server's cost, and Kubernetes' libraries. It knows an allow-list of syntax and functions; what is
 * not on it, and what is asked of the request without being known, is undetermined wherever it decides, and never a verdict.
 */
import { type ASTNode, childrenOf, parse } from './ast.ts'
import { Budget } from './budget.ts'
import { CALLS, METHODS } from './functions/index.ts'
import { Interpreter, type Scope } from './interpreter.ts'
import { MACROS } from './macros.ts'
import { CelError, Undetermined } from './values.ts'

export type CelAnswer =
  | { readonly value: unknown }
  /** The server errs here as well; what follows is the policy's failurePolicy. */
  | { readonly error: string }
  | { readonly undetermined: string }

export interface Compiled {
  readonly tree: ASTNode
}

const OPERATORS: readonly string[] = [
  ...['id', '.', '.?', '[]', '[?]', 'list', 'map', '?:', '||', '&&', '!_', '-_'],
  ...['!=', '==', 'in', '+', '-', '*', '/', '%', '<', '<=', '>', '>='],
]

/** What the evaluator claims to know, for the README and for tests. */
export interface AllowList {
  readonly operators: readonly string[]
  readonly functions: readonly string[]
  readonly methods: readonly string[]
}

export class CelEngine {
  readonly #budget = new Budget()
  readonly #interpreter = new Interpreter(this.#budget)

  allowList(): AllowList {
    const macros = [...MACROS.keys()].map(name => name.split('/')[0] ?? '')
    return {
      operators: [...OPERATORS].sort(),
      functions: ['has', ...CALLS.keys()].sort(),
      methods: [...new Set([...METHODS.keys(), ...macros])].sort(),
    }
  }

  /** For the expressions of one more policy, which have a cost in common. */
  begin(): void {
    this.#budget.renew()
  }

  /** @returns the expression ready to run, or why it cannot be judged here. */
  compile(expression: string): Compiled | { readonly undetermined: string } {
    try {
      const tree = parse(expression)
      return isMixed(tree, expression) ? { undetermined: 'chained comparisons without parentheses' } : { tree }
    } catch (thrown) {
      return { undetermined: `unsupported: ${firstLine(thrown)}` }
    }
  }

  /** @param scope the values of the names that are known. An expression may run inside another (policy variables). */
  evaluate({ tree }: Compiled, scope: Scope): CelAnswer {
    const outer = this.#budget.enter()
    try {
      return { value: this.#interpreter.run(tree, scope) }
    } catch (thrown) {
      if (thrown instanceof CelError) return { error: firstLine(thrown) }
      if (thrown instanceof Undetermined) return { undetermined: firstLine(thrown) }
      return { undetermined: `not evaluated: ${firstLine(thrown)}` }
    } finally {
      this.#budget.leave(outer)
    }
  }
}

/** Comparisons, `in` and equality are of one rank in CEL, from left to right; the parser here gives equality a lower one. */
function isMixed(node: ASTNode, text: string): boolean {
  const [left, right] = childrenOf(node)
  const isEquality = node.op === '==' || node.op === '!='
  if (isEquality && left && right && ['in', '<', '<=', '>', '>='].includes(right.op))
    if (!text.slice(left.end, right.start).includes('(')) return true
  return childrenOf(node).some(each => isMixed(each, text))
}

function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return (text.split('\n')[0] ?? '').slice(0, 200)
}

/** Expressions as trees: the parser is cel-js', which gives the place of each node in the text. */
import { type ASTNode, Environment } from '@marcbachmann/cel-js'

export type { ASTNode }

const parser = new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false })

/** @returns the tree of an expression. @throws Error where the parser does not take it. */
export function parse(expression: string): ASTNode {
  return parser.parse(expression).ast
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

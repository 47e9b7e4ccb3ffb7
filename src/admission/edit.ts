/** Edits of a CEL expression's own text, located through its AST: comments, quotes and layout stay as they are. */
import { type ASTNode, childrenOf, parse as parseCel } from './cel/ast.ts'

/** A list of string literals in an expression. */
export interface StringList {
  readonly start: number
  readonly end: number
  readonly items: readonly string[]
  /** It is compared with the groups of the request's user. */
  readonly ofGroups: boolean
}

/** @returns the lists of string literals of an expression, those about groups first; none when it cannot be parsed. */
export function stringListsIn(expression: string): StringList[] {
  const lists: StringList[] = []
  const visit = (node: ASTNode, groups: boolean) => {
    const ofGroups = groups || (isCondition(node) && childrenOf(node).some(mentionsGroups))
    if (node.op === 'list' && node.args.every(isText))
      lists.push({ start: node.start, end: node.end, items: node.args.map(textOf), ofGroups })
    for (const child of childrenOf(node)) visit(child, ofGroups)
  }
  const ast = parse(expression)
  if (ast !== undefined) visit(ast, false)
  return lists.sort((a, b) => Number(b.ofGroups) - Number(a.ofGroups))
}

/** @returns the groups that an expression names, in the order of its text. */
export function groupsNamedIn(expression: string): string[] {
  const named: string[] = []
  const visit = (node: ASTNode, groups: boolean) => {
    const ofGroups = groups || (isCondition(node) && childrenOf(node).some(mentionsGroups))
    if (ofGroups && isText(node)) named.push(textOf(node))
    for (const child of childrenOf(node)) visit(child, ofGroups)
  }
  const ast = parse(expression)
  if (ast !== undefined) visit(ast, false)
  return named
}

/**
 * @param item free of quotes and backslashes.
 * @returns the expression with the item appended to the list, quoted as the list's last one is; undefined when that
 * cannot be done without changing anything else.
 */
export function appendToList(expression: string, list: StringList, item: string): string | undefined {
  const node = listAt(expression, list)
  if (node === undefined) return undefined
  const last = node.args.at(-1)
  const quoted = last === undefined ? `'${item}'` : quotedLike(expression.slice(last.start, last.end), item)
  const places = last === undefined ? [node.end - 1] : [last.end, node.end - 1]
  for (const place of places) {
    const edited = `${expression.slice(0, place)}${last === undefined ? '' : ', '}${quoted}${expression.slice(place)}`
    const now = listAt(edited, list)
    const wanted = [...list.items, item]
    if (now?.args.length === wanted.length && now.args.every((each, at) => isText(each) && textOf(each) === wanted[at]))
      return edited
  }
  return undefined
}

function listAt(expression: string, list: StringList): (ASTNode & { op: 'list' }) | undefined {
  const find = (node: ASTNode): (ASTNode & { op: 'list' }) | undefined => {
    if (node.op === 'list' && node.start === list.start) return node
    for (const child of childrenOf(node)) {
      const found = find(child)
      if (found !== undefined) return found
    }
    return undefined
  }
  const ast = parse(expression)
  return ast === undefined ? undefined : find(ast)
}

function quotedLike(literal: string, item: string): string {
  const quote = /^r?("""|'''|"|')/i.exec(literal)?.[1] ?? "'"
  return `${quote}${item}${quote}`
}

/** Where groups meet literals: a membership, an equality, a macro over the groups, a call with them. */
function isCondition(node: ASTNode): boolean {
  return ['in', '==', '!=', 'rcall', 'call'].includes(node.op)
}

/** The groups themselves, or what a call such as orValue() or filter() makes of them. */
function mentionsGroups(node: ASTNode): boolean {
  if (node.op === 'rcall') return mentionsGroups(node.args[1])
  return (node.op === '.' || node.op === '.?') && node.args[1] === 'groups'
}

function isText(node: ASTNode): boolean {
  return node.op === 'value' && typeof node.args === 'string'
}

function textOf(node: ASTNode): string {
  return String(node.args)
}

function parse(expression: string): ASTNode | undefined {
  try {
    return parseCel(expression)
  } catch {
    return undefined
  }
}

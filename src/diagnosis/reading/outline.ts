/**
 * What kubectl describes and what YAML says, by its indentation: fragments, cut ends and prompts between are no reason to read
 * nothing, which is why this is no parser of YAML.
 */

/** A key with its value and what is indented below it; items of a list have no key. */
export interface Node {
  readonly key: string
  value: string
  readonly children: Node[]
}

interface Placed {
  readonly node: Node
  readonly indent: number
}

const KEYED = /^(\s*)((?:- )*)("?[A-Za-z_][\w./ -]{0,80}?"?|[a-z][\w.-]*\/[\w./-]{1,100}):(?:\s+(.*)|\s*)$/
const ITEM = /^(\s*)- (.*)$/
/** Keys that no describe and no object is without: what else has colons is a log. */
const TELLING =
  /^\s*(?:- )?(?:apiVersion|kind|metadata|status|conditions|Conditions|Containers|Init Containers|State|Last State|containerStatuses|lastTransitionTime|Last Transition Time|Name|observedGeneration|Events):|^\s*Status:\s*(?:True|False|Unknown)?\s*$/
/** Lines of an outline that say less than this are no outline. */
const SHORTEST = 3
const DEPTH = 40

/** @returns how many lines from a start on are one outline; 0 where they are none. */
export function outlineLength(lines: readonly string[], start: number): number {
  if (!TELLING.test(lines[start] ?? '') || !KEYED.test(lines[start] ?? '')) return 0
  let end = start
  let keyed = 0
  let blank = 0
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line.trim() === '') {
      if (++blank > 1) break
      continue
    }
    const isKeyed = KEYED.test(line) && !/^\s*(?:https?|Error|error|Warning|E\d{4}|I\d{4})\b/.test(line)
    // An outline's own lines: keyed, items, or wrapped below a key.
    if (!isKeyed && !ITEM.test(line) && !/^\s{2,}\S/.test(line)) break
    if (isKeyed) keyed++
    blank = 0
    end = at + 1
  }
  return keyed >= SHORTEST ? end - start : 0
}

/** @returns the tree of an outline's lines. */
export function outlineOf(lines: readonly string[]): Node {
  const root: Node = { key: '', value: '', children: [] }
  const path: Placed[] = [{ node: root, indent: -1 }]
  for (const line of lines) if (line.trim() !== '' && line.trim() !== '---') place(line, path)
  return root
}

function place(line: string, path: Placed[]): void {
  const open = path.at(-1)
  if (path.length > 1 && open !== undefined && isContinued(open, line)) {
    open.node.value = unquote(`${open.node.value} ${line.trim()}`.replace(/^[|>][-+]?\s*/, '| '))
    return
  }
  const keyed = KEYED.exec(line)
  const item = keyed === null ? ITEM.exec(line) : null
  const [, space = '', dashes = ''] = keyed ?? item ?? []
  if (keyed === null && item === null) {
    // Wrapped: it belongs to the last value.
    const last = path.at(-1)?.node
    if (path.length > 1 && last !== undefined) last.value = `${last.value} ${line.trim()}`.trim()
    return
  }
  const indent = space.length
  if (dashes !== '' || item !== null) {
    leaveItems(path, indent)
    add(path, { key: '', value: item?.[2]?.trim() ?? '', children: [] }, indent)
  } else while (path.length > 1 && (path.at(-1)?.indent ?? -1) >= indent) path.pop()
  if (keyed === null) return
  const node: Node = { key: (keyed[3] ?? '').replaceAll('"', ''), value: unquote(keyed[4] ?? ''), children: [] }
  add(path, node, indent + dashes.length)
}

/** A quoted value that is not closed, and a block (`|`, `>`), go on whatever their lines look like. */
function isContinued({ node, indent }: Placed, line: string): boolean {
  if (/^[|>]/.test(node.value)) return line.search(/\S/) > indent
  const quote = /^['"]/.exec(node.value)?.[0]
  return quote !== undefined && line.search(/\S/) > indent
}

/** Items may be as far in as the key of their list. */
function leaveItems(path: Placed[], indent: number): void {
  while (path.length > 1) {
    const { indent: at = -1, node } = path.at(-1) ?? {}
    const isOther = at === indent && (node?.key === '' || node?.value !== '')
    if (at <= indent && !isOther) return
    path.pop()
  }
}

function add(path: Placed[], node: Node, indent: number): void {
  if (path.length > DEPTH) return
  path.at(-1)?.node.children.push(node)
  path.push({ node, indent })
}

function unquote(value: string): string {
  const bare = value.trim()
  const quoted = /^'(.*)'$|^"(.*)"$/.exec(bare)
  if (quoted === null) return bare
  return quoted[1]?.replaceAll("''", "'") ?? (quoted[2] ?? '').replaceAll('\\"', '"').replaceAll('\\n', '\n')
}

/** @returns a value without the mark of a block, and without a quote that nothing closed. */
export function plainValue({ value }: Node): string {
  return value.replace(/^[|>][-+]?(?:\s+|$)/, '').replace(/^['"](?=[^'"]*$)/, '')
}

/** @returns the same tree of a parsed value of JSON. */
export function treeOf(value: unknown, key = '', depth = 0): Node {
  if (depth > DEPTH) return { key, value: '', children: [] }
  if (Array.isArray(value)) return { key, value: '', children: value.map(each => treeOf(each, '', depth + 1)) }
  if (typeof value === 'object' && value !== null)
    return {
      key,
      value: '',
      children: Object.entries(value).map(([name, each]) => treeOf(each, name, depth + 1)),
    }
  return { key, value: value === null || value === undefined ? '' : String(value), children: [] }
}

/** Every sentence that a user may read, against the word list of docs/style.md: string literals of src/, action.yml, the pages. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { parseSync } from 'rolldown/utils'

const root = join(import.meta.dirname, '..')

/** What the product does not say, and what it says instead. */
const LIST: readonly (readonly [RegExp, string])[] = [
  [/\banew\b/i, 'again'],
  [/\bhardly\b/i, 'probably not, rarely'],
  [/\bborne\b/i, 'confirmed'],
  [/\b(?:is|are|was|were) (?:there|gone)\b(?! (?:a|an|no|any|as) )/i, 'exists, is found, is deleted'],
  [/\b(?:that|which) (?:is|are) there\b/i, 'existing'],
  [/\basked (?:on|anew)\b/i, 'asked again'],
  [/\btold\b/i, 'said, reported, named'],
  [/(?<!because )\bof it\b(?!s)/i, 'its, name the thing'],
  [/\bmet (?:it|this|them)\b/i, 'hit this'],
  [/\bstands? (?:in|here|there|still|twice)\b/i, 'is in'],
  [/\bcomes? up\b/i, 'starts'],
  [/\bspoken\b/i, 'named'],
  [/\b(?:is|are|was|were) no (?!longer\b|more\b|match\b|endpoint)[a-z]+\b/i, 'not a …'],
  [/\bnot (?:seen|known|told) is\b/i, '… is not seen'],
  [/\bgoes? on\b/i, 'continues'],
  [/\blook whether\b/i, 'check whether'],
  [/\bas a rule\b/i, 'usually'],
  [/\bby itself on\b/i, 'only with'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\bwritten over\b|\bwrite it over\b/i, 'overwritten'],
  [/\bkept from\b/i, 'prevented'],
  [/\bin vain\b/i, 'without success'],
  [/\bmade-up\b/i, 'test'],
  [/\blives on\b/i, 'kept running'],
]

/** Texts of others that a rule reads, and what a policy engine or a library says. */
const FOREIGN = /\(\?|\\[bdsw]|\[\\/

/** Folders whose words are the evaluator's own, after the API server's. */
const SKIPPED = /^src\/admission\/cel\//

interface Node {
  readonly type?: string
  readonly start?: number
  readonly [member: string]: unknown
}

/** @returns strings and templates of more than two words, with their line; imports and regular expressions are none. */
function literalsOf(path: string): { line: number; text: string }[] {
  const source = readFileSync(join(root, path), 'utf8')
  const { program } = parseSync(path, source, { lang: 'ts' }) as unknown as { program: Node }
  const found: { line: number; text: string }[] = []
  const add = (at: number, text: string) => {
    const bare = text.replace(/\$\{[^}]*\}/g, 'x')
    if (!/[a-z]{2,}[,;:.]? [a-z(]{2,}/i.test(bare) || FOREIGN.test(bare)) return
    found.push({ line: source.slice(0, at).split('\n').length, text: bare })
  }
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== 'object' || node === null) return
    const { type, start = 0, value, end = 0 } = node as Node & { end?: number }
    if (type === 'ImportDeclaration') return
    if (type === 'Literal' && typeof value === 'string') add(start, value)
    if (type === 'TemplateLiteral') add(start, source.slice(start + 1, Number(end) - 1))
    for (const [name, member] of Object.entries(node)) if (name !== 'type') walk(member)
  }
  walk(program)
  return found
}

function faultsIn(where: string, text: string): string[] {
  return LIST.filter(([pattern]) => pattern.test(text)).map(
    ([pattern, instead]) => `${where}: '${pattern.exec(text)?.[0]}' (${instead}): ${text.slice(0, 120)}`,
  )
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(each => each.isFile() && each.name.endsWith(ending))
    .map(each =>
      join(each.parentPath, each.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
}

describe('the words', () => {
  test('of src/', () => {
    const files = filesIn('src', '.ts').filter(path => !SKIPPED.test(path))
    const literals = files.flatMap(path => literalsOf(path).map(each => ({ path, ...each })))
    assert.ok(literals.length > 1000, `${literals.length} strings`)
    assert.deepEqual(
      literals.flatMap(({ path, line, text }) => faultsIn(`${path}:${line}`, text)),
      [],
    )
  })

  for (const path of ['action.yml', 'README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'SUPPORT.md', 'CHANGELOG.md'])
    test(`of ${path}`, () => {
      const lines = readFileSync(join(root, path), 'utf8').split('\n')
      assert.deepEqual(
        lines.flatMap((line, at) => faultsIn(`${path}:${at + 1}`, line)),
        [],
      )
    })

  test('of workflows, examples, scripts and scenarios', () => {
    const paths = [
      ...filesIn('.github', '.yml'),
      ...filesIn('examples', '.yml'),
      ...filesIn('scripts', '.sh'),
      ...filesIn('simulator/scenarios', '.yaml'),
    ]
    const ours = (line: string) => /^\s*#|title:|description:|name:|printf|fail /.test(line)
    const faults = paths.flatMap(path =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .flatMap((line, at) => (ours(line) ? faultsIn(`${path}:${at + 1}`, line) : [])),
    )
    assert.deepEqual(faults, [])
  })

  test('of the pages', () => {
    // The decisions are kept as they were written; the style page names the words.
    const pages = filesIn('docs', '.md').filter(path => !/^docs\/(?:adr\/|style\.md)/.test(path))
    const faults = pages.flatMap(path => {
      let fenced = false
      return readFileSync(join(root, path), 'utf8')
        .split('\n')
        .flatMap((line, at) => {
          if (line.startsWith('```')) fenced = !fenced
          return fenced || line.startsWith('> ') ? [] : faultsIn(`${path}:${at + 1}`, line)
        })
    })
    assert.deepEqual(faults, [])
  })
})

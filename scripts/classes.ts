/**
 * `npm run classes`: writes what is made from the table of failure classes (src/model/classes.ts): the list of rules
 * (src/diagnosis/classes/index.ts), docs/classes.md, and the count in the README. With `--check` it writes nothing, and ends
 * with 1 where one differs.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLASS_IDS, CLASSES } from '../src/model/classes.ts'

const root = join(import.meta.dirname, '..')

const camel = (id: string) => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

function rules(): string {
  const sorted = [...CLASS_IDS].sort()
  return [
    "/** Made from the table of failure classes by `npm run classes`: each class's rule. A class without its file does not compile. */",
    "import { CLASS_IDS, type ClassId } from '../../model/classes.ts'",
    "import type { Rule } from '../rule.ts'",
    ...sorted.map(id => `import { rule as ${camel(id)} } from './${id}.ts'`),
    '',
    'export const RULE_OF: { readonly [Id in ClassId]: Rule<Id> } = {',
    ...sorted.map(id => `  ${/-/.test(id) ? `'${id}'` : id}: ${camel(id)},`),
    '}',
    '',
    '/** In the order of their precedence: the first that matches owns a text. */',
    'export const RULES: readonly Rule[] = CLASS_IDS.map(id => RULE_OF[id])',
    '',
    '/** What a log line must hold to be looked at by any rule. */',
    'export const LITERALS: readonly string[] = [...new Set(RULES.flatMap(rule => rule.literals))]',
    '',
  ].join('\n')
}

function page(before: string): string {
  const head = '| class | what it is | permanence |\n|---|---|---|\n'
  const rows = CLASS_IDS.map(id => `| \`${id}\` | ${CLASSES[id].line} | ${CLASSES[id].permanence} |\n`).join('')
  return before.replace(/\| class \|[\s\S]*?(?=\n\n|$)/, (head + rows).trimEnd())
}

function readme(before: string): string {
  return before.replace(/tells \d+ causes apart/, `tells ${CLASS_IDS.length} causes apart`)
}

/** What is made, by path: the text as it should be, of the text as it is. */
export const MADE: Readonly<Record<string, (before: string) => string>> = {
  'src/diagnosis/classes/index.ts': rules,
  'docs/classes.md': page,
  'README.md': readme,
}

if (import.meta.main) {
  for (const [path, made] of Object.entries(MADE)) {
    const file = join(root, path)
    let before = ''
    try {
      before = readFileSync(file, 'utf8')
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown
    }
    const after = made(before)
    if (before === after) continue
    if (process.argv.includes('--check')) {
      console.error(`${path} differs from the table of failure classes: npm run classes`)
      process.exitCode = 1
    } else writeFileSync(file, after)
  }
}

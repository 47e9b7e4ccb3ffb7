/**
 * `npm run classes`: writes what is made from the table of failure classes (src/model/classes.ts): the list of rules
 * (src/diagnosis/classes/index.ts), docs/classes.md with a real message of each, the index of messages in docs/troubleshooting.md, and the count in the README. With `--check` it writes nothing, and ends
 * with 1 where one differs.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { samples } from '../__tests__/diagnosis/confusion.ts'
import { replay } from '../src/diagnosis/replay.ts'
import { factOf } from '../src/evidence/journal-read.ts'
import { CLASS_IDS, CLASSES, type ClassId } from '../src/model/classes.ts'
import type { Evidence } from '../src/model/evidence.ts'

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

/** Who can act, as the page says it. */
const WHO = { you: 'you', 'cluster-admin': 'an administrator', aks: 'Microsoft' } as const

/** A code span of foreign text, on one line. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const cut = line.length > 300 ? `${line.slice(0, 300)} …` : line
  return cut.includes('`') ? `\`\` ${cut} \`\`` : `\`${cut}\``
}

/** What a class says of the first of its real messages that it knows. */
async function example(id: ClassId): Promise<string> {
  for (const { source, text } of samples().filter(sample => sample.class === id)) {
    async function* facts(): AsyncGenerator<Evidence> {
      const fact = factOf({ source, text }, 1, '2026-03-09T12:00:00Z')
      if (fact !== undefined) yield fact
    }
    const { findings } = await replay(facts())
    const found = findings.find(finding => finding.class === id)
    if (found === undefined) continue
    const { steps } = found.remedy
    const who = WHO[steps[0]?.who ?? 'you']
    return [
      `A real message: ${code(text)}`,
      `Who can fix it: ${who}.`,
      ...steps.map(step => {
        const shown = step.command === undefined ? '' : `\n\n  \`\`\`sh\n  ${step.command}\n  \`\`\``
        return `- ${step.text.replace(/</g, '&lt;')}${step.link === undefined ? '' : ` ([more](${step.link}))`}${shown}`
      }),
    ].join('\n\n')
  }
  return 'No public message is known.'
}

const ANCHORS: Readonly<Record<string, string>> = {
  permanent: 'waiting does not help',
  grace: 'may appear for seconds in healthy installs',
  transient: 'may pass by itself',
  symptom: 'a symptom; its cause is not known',
  'by-reason': 'depends on the reason in the text',
}

const examples = new Map(await Promise.all(CLASS_IDS.map(async id => [id, await example(id)] as const)))

function page(): string {
  const rows = CLASS_IDS.map(id => `| [\`${id}\`](#${id}) | ${CLASSES[id].line} | ${CLASSES[id].permanence} |`)
  return [
    '# Failure classes',
    '',
    'Made by `npm run classes` from [src/model/classes.ts](../src/model/classes.ts) and the real messages in the tests. Words in capitals in a command are placeholders.',
    '',
    'The output `failure-class` is one of these. *Permanent* ends the run early if it blocks a container of the release; *grace* does so after two minutes (five for scheduling); *transient* and *symptom* never do. *By-reason*: the text decides.',
    '',
    '| class | what it is | permanence |',
    '|---|---|---|',
    ...rows,
    '',
    ...CLASS_IDS.flatMap(id => [
      `## ${id}`,
      '',
      `What it means: ${CLASSES[id].line} (${ANCHORS[CLASSES[id].permanence]}).`,
      '',
      examples.get(id) ?? '',
      '',
    ]),
  ].join('\n')
}

/** The words that a message begins with, as a reader searches for them. */
function messages(before: string): string {
  const seen = new Set<string>()
  const rows = samples().flatMap(({ class: id, text }) => {
    if (id === 'none') return []
    const line = text.replace(/\s+/g, ' ').trim().slice(0, 110)
    if (seen.has(line) || [...seen].filter(each => each.startsWith(`${id} `)).length >= 3) return []
    seen.add(`${id} ${line}`)
    return [`| ${code(line).replaceAll('|', '\\|')} | [${id}](classes.md#${id}) |`]
  })
  const table = ['| the text begins with | class |', '|---|---|', ...rows].join('\n')
  return before.replace(
    /(<!-- messages -->)[\s\S]*?(<!-- \/messages -->)/,
    (_, open, close) => `${open}\n${table}\n${close}`,
  )
}

function readme(before: string): string {
  return before.replace(/tells \d+ causes apart/, `tells ${CLASS_IDS.length} causes apart`)
}

/** What is made, by path: the text as it should be, of the text as it is. */
export const MADE: Readonly<Record<string, (before: string) => string>> = {
  'src/diagnosis/classes/index.ts': rules,
  'docs/classes.md': page,
  'docs/troubleshooting.md': messages,
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

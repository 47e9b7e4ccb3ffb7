/** `npm run readme`: writes the tables of inputs and outputs from action.yml, the role from docs/role.yaml and the workflow from examples/oidc.yml, into the pages. With --check, says whether they differ. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { inputs, outputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'))

const cell = text =>
  String(text ?? '')
    .replaceAll('|', '\\|')
    .trim()
const table = (head, rows) =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map(row => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n')
/** What is for many clusters stands on a page of its own. */
const isOfFleet = ({ description }) => /^With `mode` set to `(?:discover|summarize)`/.test(description)
const inputTable = keeps =>
  table(
    ['input', 'meaning', 'default'],
    Object.entries(inputs)
      .filter(([, input]) => keeps(input))
      .map(([name, { description, default: value }]) => [
        `\`${name}\``,
        description,
        value === undefined ? '' : `\`${value}\``,
      ]),
  )
const outputTable = keeps =>
  table(
    ['output', 'meaning'],
    Object.entries(outputs)
      .filter(([, output]) => keeps(output))
      .map(([name, { description }]) => [`\`${name}\``, description]),
  )
const tables = {
  workflow: `\`\`\`yaml\n${readFileSync(join(root, 'examples/oidc.yml'), 'utf8').replace(/^#.*\n/, '')}\`\`\``,
  role: `\`\`\`yaml\n${readFileSync(join(root, 'docs/role.yaml'), 'utf8')}\`\`\``,
  inputs: inputTable(each => !isOfFleet(each)),
  outputs: outputTable(each => !isOfFleet(each)),
  'fleet-inputs': inputTable(isOfFleet),
  'fleet-outputs': outputTable(isOfFleet),
}

/** The pages that hold one of them. */
export const PAGES = ['README.md', 'docs/permissions.md', 'docs/fleet.md']

export function withTables(readme) {
  return Object.entries(tables).reduce(
    (text, [name, rows]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`),
        (_, open, close) => `${open}\n${rows}\n${close}`,
      ),
    readme,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const path of PAGES.map(page => join(root, page))) {
    const before = readFileSync(path, 'utf8')
    const after = withTables(before)
    if (before === after) continue
    if (!process.argv.includes('--check')) writeFileSync(path, after)
    else {
      console.error(`${path.slice(root.length + 1)} differs from action.yml or docs/role.yaml: npm run readme`)
      process.exitCode = 1
    }
  }
}

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { withTables } from '../scripts/readme-tables.mjs'
import { DISCOVER_INPUTS, SUMMARIZE_INPUTS } from '../src/inputs/fleet.ts'
import { OUTCOMES } from '../src/model/outcome.ts'
import { FLEET_OUTPUTS, OUTPUTS } from '../src/report/outputs.ts'

const root = resolve(import.meta.dirname, '..')
const text = (path: string) => readFileSync(join(root, path), 'utf8')
const action = parse(text('action.yml')) as {
  description: string
  inputs: Record<string, { description: string; default?: string }>
  outputs: Record<string, { description: string }>
  runs: { using: string; main: string; post: string }
}

test('every input that the code reads is in action.yml, and the other way round', () => {
  const read = [
    ...['index', 'cluster', 'identity', 'kube', 'extension', 'flux']
      .map(each => text(`src/inputs/${each}.ts`))
      .join('\n')
      .matchAll(/read\.(?:text|matching|oneOf|boolean|origin|duration|settings)\(\s*'([a-z-]+)'/g),
  ].map(match => match[1] ?? '')
  const ofFleet = [...DISCOVER_INPUTS, ...SUMMARIZE_INPUTS]
  const fleet = text('src/inputs/fleet.ts')
  // Named in the list, and read below it.
  for (const name of ofFleet) assert.ok(fleet.split(`'${name}'`).length > 2, name)
  assert.deepEqual([...new Set([...read, ...ofFleet])].sort(), Object.keys(action.inputs).sort())
})

test('the outputs of action.yml are those that are written, and outcome names every outcome', () => {
  assert.deepEqual(Object.keys(action.outputs), [...OUTPUTS, ...FLEET_OUTPUTS])
  for (const outcome of OUTCOMES) assert.ok(action.outputs['outcome']?.description.includes(`\`${outcome}\``), outcome)
})

test('the tables of the README are those of action.yml', () => {
  assert.equal(text('README.md'), withTables(text('README.md')), 'run npm run readme')
  assert.equal(text('docs/fleet.md'), withTables(text('docs/fleet.md')), 'run npm run readme')
  const pages = text('README.md') + text('docs/fleet.md')
  for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
    assert.ok(pages.includes(`| \`${name}\` |`), name)
})

test('the entries exist and run on Node.js 24', () => {
  assert.equal(action.runs.using, 'node24')
  assert.ok(existsSync(join(root, action.runs.main)) && existsSync(join(root, action.runs.post)))
})

test('the README has, in this order: the failure, a whole workflow, set-up, inputs, outputs, modes, security, troubleshooting', () => {
  const readme = text('README.md')
  const order = [
    'uninstalled due to atomic being set: context deadline exceeded',
    'docs/images/annotation-dark.png',
    '## Use it',
    'on:\n  push:',
    '  id-token: write\n  contents: read',
    'deletes nothing',
    '## Set up',
    '**Azure roles**',
    '## Inputs',
    '## Outputs',
    '## Modes',
    '## Security',
    '## Troubleshooting',
  ]
  assert.deepEqual(
    order.map(part => readme.indexOf(part)).filter((at, n, all) => at < (all[n - 1] ?? 0)),
    [],
  )
  assert.ok(readme.split('\n').length <= 250, 'longer than 250 lines')
})

test('the description is short enough for the Marketplace, and the package says the same', () => {
  assert.ok(action.description.length < 125, `${action.description.length} characters`)
  assert.equal(JSON.parse(text('package.json')).description, action.description)
})

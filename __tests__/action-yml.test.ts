import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { withTables } from '../scripts/readme-tables.mjs'
import { OUTCOMES } from '../src/model/outcome.ts'
import { OUTPUTS } from '../src/report/outputs.ts'

const root = resolve(import.meta.dirname, '..')
const text = (path: string) => readFileSync(join(root, path), 'utf8')
const action = parse(text('action.yml')) as {
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
  assert.deepEqual([...new Set(read)].sort(), Object.keys(action.inputs).sort())
})

test('the outputs of action.yml are those that are written, and outcome names every outcome', () => {
  assert.deepEqual(Object.keys(action.outputs), [...OUTPUTS])
  for (const outcome of OUTCOMES) assert.ok(action.outputs['outcome']?.description.includes(`\`${outcome}\``), outcome)
})

test('the tables of the README are those of action.yml', () => {
  assert.equal(text('README.md'), withTables(text('README.md')), 'run npm run readme')
  for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
    assert.ok(text('README.md').includes(`| \`${name}\` |`), name)
})

test('the entries exist and run on Node.js 24', () => {
  assert.equal(action.runs.using, 'node24')
  assert.ok(existsSync(join(root, action.runs.main)) && existsSync(join(root, action.runs.post)))
})

test("the README's first lines hold the error that people search for, the permissions and the roles", () => {
  const head = text('README.md').split('\n').slice(0, 20).join('\n')
  for (const part of [
    'uninstalled due to atomic being set: context deadline exceeded',
    'id-token: write, contents: read',
    'It writes',
    'deletes nothing',
    'Azure roles',
    'Kubernetes roles',
  ])
    assert.ok(head.includes(part), part)
})

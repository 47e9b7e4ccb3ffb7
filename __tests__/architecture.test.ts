import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, test } from 'node:test'

const root = resolve(import.meta.dirname, '..')

/** Each folder (or file) of src/ and what it may import besides itself. Leaves are what anyone may import. */
const LEAVES = ['model', 'errors.ts', 'channel.ts', 'json.ts', 'open-requests.ts', 'plain-file.ts']
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: ['model'],
  'errors.ts': ['model'],
  'channel.ts': [],
  'json.ts': [],
  'open-requests.ts': [],
  'plain-file.ts': [],
  'inputs.ts': [...LEAVES, 'input-reader.ts'],
  'input-reader.ts': LEAVES,
  azure: LEAVES,
  kubernetes: LEAVES,
  evidence: LEAVES,
  admission: [...LEAVES, 'evidence/store.ts'],
  diagnosis: [...LEAVES, 'admission', 'evidence/store.ts'],
  check: [...LEAVES, 'admission', 'evidence/store.ts'],
  report: [...LEAVES, 'check/result.ts', 'evidence/store.ts'],
  'session.ts': [...LEAVES, 'evidence', 'diagnosis', 'report'],
  'journal-report.ts': [...LEAVES, 'evidence', 'diagnosis', 'report'],
  'post-run.ts': [...LEAVES, 'journal-report.ts', 'report'],
  'phase.ts': [],
  modes: [
    ...LEAVES,
    'check',
    'azure',
    'kubernetes',
    'evidence',
    'diagnosis',
    'inputs.ts',
    'report/state.ts',
    'session.ts',
  ],
  'run.ts': [
    ...LEAVES,
    'azure/sign-in/github-oidc.ts',
    'evidence/redact.ts',
    'inputs.ts',
    'journal-report.ts',
    'modes',
    'report/early.ts',
    'report/files.ts',
  ],
  'main.ts': ['phase.ts', 'post-run.ts', 'run.ts'],
}

/** Packages that only some places may import. */
const FENCES: readonly (readonly [RegExp, readonly RegExp[]])[] = [
  [/^@azure\//, [/^azure\//]],
  [/^@kubernetes\/client-node/, [/^kubernetes\/client\.ts$/]],
  [/^@marcbachmann\/cel-js|^@bufbuild\/re2/, [/^admission\//]],
  [/^@actions\//, [/^(run|inputs|input-reader|post-run)\.ts$/, /^report\//, /^modes\//]],
  [/^yaml$/, [/^admission\/exemption\.ts$/, /^report\/workflow-step\.ts$/]],
]

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => join(folder, file))
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(match => match[1] ?? '')
}

/** @returns why a file may not import something, or undefined. */
function breach(file: string, imported: string): string | undefined {
  const own = relative('src', file)
  const place = own.includes('/') ? (own.split('/')[0] ?? '') : own
  const allowed = MAY_IMPORT[place]
  if (allowed === undefined) return `${place} has no rule in this test`
  if (!imported.startsWith('.')) {
    const fence = FENCES.find(([fenced]) => fenced.test(imported))
    return fence === undefined || fence[1].some(each => each.test(own)) ? undefined : `${imported} is not for ${own}`
  }
  const target = relative(join(root, 'src'), resolve(root, dirname(file), imported))
  const inside = place.endsWith('.ts') ? target === place : target.startsWith(`${place}/`)
  const permitted = inside || allowed.some(each => target === each || target.startsWith(`${each}/`))
  return permitted ? undefined : `${own} imports ${target}`
}

describe('imports', () => {
  for (const file of filesBelow('src'))
    test(`${file} imports only what it may`, () => {
      assert.deepEqual(
        importsOf(file)
          .map(imported => breach(file, imported))
          .filter(Boolean),
        [],
      )
    })

  test('the simulator imports nothing from src', () => {
    for (const file of filesBelow('simulator'))
      for (const imported of importsOf(file)) assert.ok(!imported.includes('/src/'), `${file} imports ${imported}`)
  })

  test('src imports nothing from tests or the simulator', () => {
    for (const file of filesBelow('src'))
      for (const imported of importsOf(file)) assert.doesNotMatch(imported, /simulator|__tests__/)
  })
})

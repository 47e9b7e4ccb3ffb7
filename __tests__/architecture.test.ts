import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, test } from 'node:test'

const root = resolve(import.meta.dirname, '..')

/** Leaves are what anyone may import. */
const LEAVES = ['model', 'errors.ts', 'channel.ts', 'json.ts', 'open-requests.ts', 'plain-file.ts', 'network']
/** What reports are made with, for a run, and for one of which only the journal is left. */
const REPORTING = [...LEAVES, 'evidence', 'diagnosis', 'flux', 'report']
/** Each folder (or file) of src/ and what it may import besides itself; the longest name that fits counts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  'errors.ts': ['model'],
  'channel.ts': [],
  'json.ts': [],
  network: ['errors.ts'],
  'open-requests.ts': [],
  'plain-file.ts': [],
  'phase.ts': [],
  inputs: LEAVES,
  repository: LEAVES,
  azure: LEAVES,
  kubernetes: LEAVES,
  evidence: LEAVES,
  admission: [...LEAVES, 'evidence/store.ts'],
  diagnosis: [...LEAVES, 'admission', 'flux', 'evidence/kinds.ts', 'evidence/store.ts'],
  check: [...LEAVES, 'admission', 'evidence/store.ts', 'flux'],
  fleet: LEAVES,
  flux: [...LEAVES, 'evidence/store.ts'],
  report: [...LEAVES, 'check/result.ts', 'evidence/store.ts', 'fleet', 'flux'],
  'run/session.ts': REPORTING,
  'run/replay.ts': REPORTING,
  run: [
    ...LEAVES,
    'admission',
    'azure',
    'check',
    'diagnosis',
    'evidence',
    'fleet',
    'flux',
    'inputs',
    'kubernetes',
    'report',
    'repository',
  ],
  'post.ts': [...LEAVES, 'report', 'run/replay.ts'],
  'main.ts': ['phase.ts', 'post.ts', 'run/run.ts'],
}

/** Packages that only some places may import. */
const FENCES: readonly (readonly [RegExp, readonly RegExp[]])[] = [
  [/^@azure\//, [/^azure\//]],
  [/^@kubernetes\/client-node/, [/^kubernetes\/(?:api-server\/(?:http|kubeconfig)|wire)\.ts$/]],
  [/^@marcbachmann\/cel-js|^@bufbuild\/re2/, [/^admission\//]],
  [/^@actions\//, [/^(?:run\/run|run\/begin|post)\.ts$/, /^inputs\//, /^report\//, /^repository\/compare\.ts$/]],
  [
    /^yaml$/,
    [
      /^admission\/exemption\.ts$/,
      /^kubernetes\/api-server\/kubeconfig-entries\.ts$/,
      /^report\/workflow-step\.ts$/,
      /^repository\/(?:manifest|configuration-files|plain-manifests)\.ts$/,
    ],
  ],
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
  const place = Object.keys(MAY_IMPORT)
    .filter(each => own === each || own.startsWith(`${each}/`))
    .sort((a, b) => b.length - a.length)[0]
  const allowed = MAY_IMPORT[place ?? '']
  if (place === undefined || allowed === undefined) return `${own} has no rule in this test`
  if (!imported.startsWith('.')) {
    const fence = FENCES.find(([fenced]) => fenced.test(imported))
    return fence === undefined || fence[1].some(each => each.test(own)) ? undefined : `${imported} is not for ${own}`
  }
  const target = relative(join(root, 'src'), resolve(root, dirname(file), imported))
  const inside = target.startsWith(`${place}/`)
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

describe('names of functions', () => {
  /** Participles that are no verbs as they stand: "told" says nothing of what a call does. */
  const PARTICIPLE =
    /^(?:[a-z]+ed|told|met|seen|gone|made|sent|known|begun|given|taken|found|held|kept|written|drawn|shown|spoken|thrown|built|meant)$/
  const NAMES = [
    /^(?:export )?(?:async )?function\*? (\w+)/gm,
    /^ +(?:static |async |\*|readonly )*#?(\w+)(?:<[^>\n]*>)?\([^)\n]*\)(?:: [^{;\n]+)? \{$/gm,
    /\b(?:const|let) (\w+) = (?:async )?(?:\([^)\n]*\)|\w+)(?:: [^=\n]+)? =>/g,
  ]
  test('are verbs or nouns: none is a bare past participle', () => {
    let count = 0
    const wrong = filesBelow('src').flatMap(file => {
      const text = readFileSync(join(root, file), 'utf8')
      const names = NAMES.flatMap(pattern => [...text.matchAll(pattern)].map(match => match[1] ?? ''))
      count += names.length
      return names
        .filter(name => PARTICIPLE.test(name) && !/^(?:feed|need|seed)$/.test(name))
        .map(name => `${file}: ${name}`)
    })
    assert.deepEqual(wrong, [])
    assert.ok(count > 500, `${count} functions were found`)
  })
})

test('one file of src/ names extension types', () => {
  const named = filesBelow('src')
    .filter(file => !file.endsWith('model/extension-types.ts'))
    .filter(file =>
      /['"`/](?:microsoft\.(?:flux|dapr|azureml|argocd|azurekeyvault|dataprotection|policyinsights)[\w.]*)['"`/]/i.test(
        code(file),
      ),
    )
  assert.deepEqual(named, [])
})

/** @returns a file without its comments. */
function code(file: string): string {
  return readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

test('docs/architecture.md has a line for every folder of src/, and for no other', () => {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
  const told = [...text.matchAll(/^\| `(src(?:\/[\w-]+)*)\/?` \|/gm)].map(match => match[1] ?? '')
  const folders = new Set(filesBelow('src').map(dirname))
  // Folders that hold nothing but folders are told as well.
  assert.deepEqual(told.sort(), [...folders].sort())
})

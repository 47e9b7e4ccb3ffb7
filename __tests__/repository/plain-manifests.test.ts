/** What of a path is judged before a write, and that the rest is told. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkoutOf } from '../../simulator/repository.ts'
import { Git } from '../../src/repository/git.ts'
import { plainManifests } from '../../src/repository/plain-manifests.ts'

const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`

async function manifestsIn(files: Record<string, string>) {
  const { folder, commit } = checkoutOf(files)
  const { objects, unrendered } = await plainManifests(new Git(folder, new AbortController().signal), commit, './apps')
  return { names: objects.map(({ object }) => object.metadata.name), unrendered }
}

describe('plain manifests', () => {
  test('documents, and what a List holds', async () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: ConfigMap, metadata: { name: c } }\n'
    assert.deepEqual(await manifestsIn({ 'apps/a.yaml': `${map('a')}---\n${map('b')}`, 'apps/l.yaml': list }), {
      names: ['a', 'b', 'c'],
      unrendered: '',
    })
  })

  const bomb = `a: &a x\nb: [${Array.from({ length: 60 }, () => '*a').join(', ')}]\n`
  for (const [name, text] of [
    ['no valid YAML', 'kind: ['],
    ['larger than a manifest', `${map('big')}data: { text: ${'x'.repeat(2.5 * 1024 * 1024)} }\n`],
    [
      'aliases of aliases',
      `${map('a')}x: &x [1, 1]\ny: &y [*x, *x]\n${Array.from({ length: 60 }, (_, at) => `z${at}: [*y, *y]`).join('\n')}\n${bomb.replace('a:', 'w:')}`,
    ],
  ] as const)
    test(`${name}: said, and the others are judged`, async () => {
      const { names, unrendered } = await manifestsIn({ 'apps/a.yaml': map('a'), 'apps/odd.yaml': text })
      assert.deepEqual(names, ['a'])
      assert.match(unrendered, /^1 file is empty, too large or not valid YAML, and not evaluated$/)
    })

  test('a kustomization: not rendered', async () => {
    const { names, unrendered } = await manifestsIn({
      'apps/kustomization.yaml': 'resources: [a.yaml]',
      'apps/a.yaml': map('a'),
    })
    assert.deepEqual(names, [])
    assert.match(unrendered, /is not rendered/)
  })

  test('more YAML than is parsed: what is left is counted', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 6 }, (_, at) => [
        `apps/${at}.yaml`,
        `${map(`m${at}`)}data: { text: ${'x'.repeat(1024 * 1024)} }\n`,
      ]),
    )
    const { names, unrendered } = await manifestsIn(files)
    assert.equal(names.length, 3)
    assert.match(unrendered, /^3 files are empty, too large/)
  })
})

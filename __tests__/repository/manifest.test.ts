import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { checkoutOf } from '../../simulator/repository.ts'
import { Git } from '../../src/repository/git.ts'
import { findPlace, linesOf } from '../../src/repository/manifest.ts'

const object = (kind: string, name: string, namespace = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace === '' ? '' : `  namespace: ${namespace}\n`}`

async function placeIn(
  files: Record<string, string>,
  { path = './apps', key = 'Deployment/shop/api', pathMissing = false } = {},
) {
  const { folder, commit } = checkoutOf(files)
  const git = new Git(folder, new AbortController().signal)
  return findPlace(git, { commit, path, object: key, pathMissing })
}

describe('the place of an object', () => {
  test('in the second document of a file, by the line at which it begins', async () => {
    const text = `# first\n${object('Service', 'api', 'shop')}---\n\n# the API\n${object('Deployment', 'api', 'shop')}`
    const place = await placeIn({ 'apps/api.yaml': text })
    assert.equal(`${place.file}:${place.line}`, 'apps/api.yaml:10')
    assert.equal(text.split('\n')[place.line - 1], 'apiVersion: v1')
  })

  test('without a namespace of its own: the build gives it one', async () => {
    assert.equal((await placeIn({ 'apps/api.yaml': object('Deployment', 'api') })).file, 'apps/api.yaml')
  })

  test('of another namespace, kind or name: none', async () => {
    for (const text of [
      object('Deployment', 'api', 'other'),
      object('StatefulSet', 'api'),
      object('Deployment', 'apis'),
    ])
      assert.equal((await placeIn({ 'apps/api.yaml': text })).file, '')
  })

  test('twice: no guess', async () => {
    const text = object('Deployment', 'api', 'shop')
    const place = await placeIn({ 'apps/a.yaml': text, 'apps/b.yaml': text })
    assert.equal(place.file, '')
    assert.match(place.why, /2 places/)
  })

  test('a base that the kustomization leads to, and no patch that repeats the object', async () => {
    const place = await placeIn({
      'apps/kustomization.yaml': 'resources: [../base]\npatches:\n  - path: patch.yaml\n',
      'apps/patch.yaml': object('Deployment', 'api', 'shop'),
      'apps/unused.yaml': object('Deployment', 'api', 'shop'),
      'base/kustomization.yaml': 'resources: [api.yaml]\n',
      'base/api.yaml': object('Deployment', 'api'),
    })
    assert.equal(place.file, 'base/api.yaml')
  })

  test('more YAML that may hold it than is looked through: none, and why', async () => {
    const filler = `# api Deployment ${'x'.repeat(1024 * 1024)}\n`
    const files = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`apps/${at}.yaml`, `# ${at}\n${filler}`]))
    const place = await placeIn(files)
    assert.equal(place.file, '')
    assert.match(place.why, /too much YAML/)
  })

  test('a name that the kustomization changes: the kustomization', async () => {
    const place = await placeIn(
      {
        'apps/kustomization.yaml': 'resources: [api.yaml]\nnamePrefix: blue-\n',
        'apps/api.yaml': object('Deployment', 'api'),
      },
      { key: 'Deployment/shop/blue-api' },
    )
    assert.deepEqual([place.file, place.line], ['apps/kustomization.yaml', 0])
  })

  test('a path that does not exist: the nearest one', async () => {
    const files = { 'clusters/production/a.yaml': object('Namespace', 'a'), 'clusters/staging/b.yaml': 'x: y\n' }
    const place = await placeIn(files, { path: './clusters/prodution', pathMissing: true })
    assert.deepEqual([place.file, place.nearest], ['', 'clusters/production'])
  })

  test('a path that leads out of the repository is the root, and reads nothing else', async () => {
    const place = await placeIn({ 'apps/api.yaml': object('Deployment', 'api') }, { path: '../../etc' })
    assert.equal(place.file, 'apps/api.yaml')
  })

  test('files that are no YAML, or are made to cost, are no place and no error', async () => {
    const bomb = `a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nresources: *c\n`
    const place = await placeIn({
      'apps/kustomization.yaml': bomb,
      'apps/broken.yaml': 'kind: Deployment\nmetadata: {name: api\n - : {',
      'apps/api.yaml': object('Deployment', 'api', 'shop'),
    })
    assert.equal(place.file, 'apps/api.yaml')
  })

  test('at the commit that is applied, whatever the working tree has', async () => {
    const { folder, commit } = checkoutOf({ 'apps/api.yaml': object('Deployment', 'api') })
    writeFileSync(join(folder, 'apps/api.yaml'), `# moved\n\n${object('Deployment', 'api')}`)
    mkdirSync(join(folder, 'apps/more'))
    const git = new Git(folder, new AbortController().signal)
    const place = await findPlace(git, { commit, path: 'apps', object: 'Deployment/shop/api', pathMissing: false })
    assert.equal(place.line, 1)
  })

  test('2,000 files: under a second', async context => {
    const files = Object.fromEntries(
      Array.from({ length: 2000 }, (_, at) => [
        `apps/team${at % 50}/service${at}.yaml`,
        `${object('Service', `s${at}`, 'shop')}---\n${object('Deployment', `s${at}`, 'shop')}---\n${object('ConfigMap', `s${at}`, 'shop')}`,
      ]),
    )
    const { folder, commit } = checkoutOf(files)
    const git = new Git(folder, new AbortController().signal)
    const began = performance.now()
    const place = await findPlace(git, { commit, path: 'apps', object: 'Deployment/shop/s1234', pathMissing: false })
    const took = performance.now() - began
    context.diagnostic(`${Math.round(took)} ms`)
    assert.equal(`${place.file}:${place.line}`, 'apps/team34/service1234.yaml:7')
    assert.ok(took < 1000, `${took} ms`)
  })

  test('a list holds objects too', () => {
    const text = 'kind: List\nitems:\n  - kind: Deployment\n    metadata: {name: api}\n'
    assert.deepEqual(linesOf(text, 'Deployment', 'shop', 'api'), [3])
  })
})

describe('the history of the checkout', () => {
  test('says what contains what, and not what it does not have', async () => {
    const { folder, commit, before } = checkoutOf({ a: 'b' })
    const git = new Git(folder, new AbortController().signal)
    assert.equal(await git.contains(commit, before), true)
    assert.equal(await git.contains(before, commit), false)
    assert.equal(await git.contains(commit, 'c'.repeat(40)), undefined)
    assert.equal(await git.has('--help'), false)
    assert.equal(await new Git(join(folder, 'none'), new AbortController().signal).has(commit), false)
  })
})

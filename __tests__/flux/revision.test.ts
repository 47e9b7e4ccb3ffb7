import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { demandFor, type RunContext } from '../../src/flux/demand.ts'
import { compareLink, isRepository, permalink, repositoryOf } from '../../src/flux/permalink.ts'
import { hashOf, isDemanded, isSameRevision, refOf, revisionIn, shortRevision } from '../../src/flux/revision.ts'

const A = 'a'.repeat(40)
const B = 'b'.repeat(40)

describe('revisions', () => {
  for (const [revision, hash, ref] of [
    [`main@sha1:${A}`, A, 'main'],
    [`main/${A}`, A, 'main'],
    [`feature/x@sha1:${A}`, A, 'feature/x'],
    [`sha1:${A}`, A, ''],
    [`v1.2.3@sha256:${'c'.repeat(64)}`, 'c'.repeat(64), 'v1.2.3'],
    ['1.8.1', '', ''],
    ['', '', ''],
  ] as const)
    test(`${revision || 'none'}: hash and ref`, () => {
      assert.equal(hashOf(revision), hash)
      assert.equal(refOf(revision), ref)
    })

  test('are the same by their hashes, whatever their form', () => {
    assert.ok(isSameRevision(`main@sha1:${A}`, `main/${A}`))
    assert.ok(isSameRevision(`main@sha1:${A}`, A.slice(0, 7)))
    assert.ok(!isSameRevision(`main@sha1:${A}`, `main@sha1:${B}`))
    assert.ok(!isSameRevision('', ''))
    assert.ok(isSameRevision('1.8.1', '1.8.1') && !isSameRevision('1.8.1', '1.8.10'))
  })

  for (const [name, revision, demanded, is] of [
    ['the whole commit', `main@sha1:${A}`, A, true],
    ['seven digits of it', `main@sha1:${A}`, A.slice(0, 7), true],
    ['another commit', `main@sha1:${A}`, B, false],
    ['a tag', `v1.2.3@sha1:${A}`, 'v1.2.3', true],
    ['another tag', `v1.2.30@sha1:${A}`, 'v1.2.3', false],
    ['a digest', `latest@sha256:${'c'.repeat(64)}`, `sha256:${'c'.repeat(64)}`, true],
    ['nothing applied', '', A, false],
  ] as const)
    test(`${name} is ${is ? '' : 'not '}what is demanded`, () => assert.equal(isDemanded(revision, demanded), is))

  test('stand in messages', () => {
    assert.equal(revisionIn(`Applied revision: main@sha1:${A}`), `main@sha1:${A}`)
    assert.equal(revisionIn(`stored artifact for revision 'main@sha1:${A}'`), `main@sha1:${A}`)
    assert.equal(revisionIn('kustomize build failed'), '')
    assert.equal(shortRevision(`main@sha1:${A}`), 'aaaaaaa')
  })
})

describe('the repository', () => {
  for (const url of [
    'https://github.com/octo/demo',
    'https://github.com/octo/demo.git',
    'https://user:token@github.com/Octo/Demo/',
    'ssh://git@github.com/octo/demo.git',
    'ssh://git@ssh.github.com:443/octo/demo.git',
    'git@github.com:octo/demo.git',
  ])
    test(`${url} is octo/demo`, () => assert.ok(isRepository(url, 'https://github.com/octo/demo')))
  for (const url of [
    'https://github.com/octo/demo2',
    'https://gitlab.com/octo/demo',
    'oci://ghcr.io/octo/demo',
    '',
    'x',
  ])
    test(`${url || 'none'} is not`, () => assert.ok(!isRepository(url, 'https://github.com/octo/demo')))
  test('an unknown repository is nobody’s', () => assert.ok(!isRepository('', '') && repositoryOf('x') === ''))

  test('links: a path is encoded, and nothing foreign becomes a link', () => {
    const at = { file: 'a b/[x].yaml', line: 3, commit: A }
    assert.equal(
      permalink('https://github.com/octo/demo', at),
      `https://github.com/octo/demo/blob/${A}/a%20b/%5Bx%5D.yaml#L3`,
    )
    assert.equal(permalink('javascript:alert(1)', at), '')
    assert.equal(permalink('https://github.com/octo/demo', { ...at, commit: 'main' }), '')
    assert.match(compareLink('https://github.com/o/d', `main@sha1:${A}`, `main@sha1:${B}`), /aaaaaaa\.\.\.bbbbbbb$/)
    assert.equal(compareLink('https://github.com/o/d', A, A), '')
  })
})

describe('which revision is demanded', () => {
  const push: RunContext = {
    event: 'push',
    sha: A,
    refType: 'branch',
    refName: 'main',
    repository: 'https://github.com/octo/demo',
  }
  const own = { key: 'GitRepository/flux-system/a', url: 'https://github.com/octo/demo', ref: 'branch main' }
  const other = { key: 'GitRepository/flux-system/b', url: 'https://github.com/octo/fleet', ref: 'branch main' }
  for (const [name, given, context, sources, revision] of [
    ['a push to the branch that is followed', undefined, push, [own, other], A],
    ['a dispatch on it', undefined, { ...push, event: 'workflow_dispatch' }, [own], A],
    [
      'a push of a tag that is followed',
      undefined,
      { ...push, refType: 'tag', refName: 'v1' },
      [{ ...own, ref: 'tag v1' }],
      A,
    ],
    ['a dispatch on a tag', undefined, { ...push, event: 'workflow_dispatch', refType: 'tag' }, [own], ''],
    ['a push to another branch', undefined, { ...push, refName: 'dev' }, [own], ''],
    ['a repository apart', undefined, push, [other], ''],
    ['a pull request', undefined, { ...push, event: 'pull_request' }, [own], ''],
    ['a schedule', undefined, { ...push, event: 'schedule' }, [own], ''],
    ['an unknown repository', undefined, { ...push, repository: '' }, [own], ''],
    ['named, whatever the event', 'v2.0.0', { ...push, event: 'schedule' }, [own], 'v2.0.0'],
  ] as const)
    test(`${name}: ${revision === '' ? 'none, and why' : revision.slice(0, 7)}`, () => {
      const demand = demandFor(given, context, sources)
      assert.equal(demand.revision, revision)
      assert.notEqual(demand.why, '')
      // Of several sources, only those that follow it.
      if (revision !== '') assert.deepEqual(demand.sources, [own.key])
    })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type JobReport, mergeReports } from '../../src/fleet/merge.ts'
import { mergedComment, mergedSummary, mergedTitle } from '../../src/report/fleet/merged.ts'

const same = (text: string) => text

function report(name: string, more: Partial<JobReport> = {}): JobReport {
  return {
    id: `/x/${name}`,
    name,
    about: 'flux install',
    resourceGroup: 'g',
    outcome: 'installed',
    headline: `${name}: Flux is installed`,
    cause: undefined,
    startedAt: '2026-11-29T10:00:00.000Z',
    endedAt: '2026-11-29T10:01:30.000Z',
    folder: name,
    ...more,
  }
}
const cause = (key: string, title = key) => ({ key, class: undefined, title, next: 'Your move.' })
const failed = (name: string, key = 'k') => report(name, { outcome: 'failed', cause: cause(key) })
const expected = (...names: string[]) => names.map(name => ({ 'cluster-resource-id': `/x/${name}`, name }))
const NONE = { maxFailures: { count: 0 } }

describe('the gate of a rollout', () => {
  for (const [name, reports, request, title, isRed] of [
    ['all well', [report('a')], NONE, 'All of 1 cluster succeeded', false],
    ['one of two', [report('a'), failed('b')], NONE, '1 failed of 2 clusters', true],
    [
      'as many as may fail',
      [report('a'), failed('b')],
      { maxFailures: { count: 1 } },
      '1 failed of 2 clusters, within max-failures (1)',
      false,
    ],
    [
      'a share of them',
      [report('a'), failed('b'), failed('c')],
      { maxFailures: { percent: 50 } },
      '2 failed of 3 clusters, more than max-failures (1)',
      true,
    ],
    [
      'one that did not run',
      [report('a')],
      { ...NONE, expected: expected('a', 'b') },
      '1 did not run of 2 clusters',
      true,
    ],
    [
      'both',
      [failed('a')],
      { maxFailures: { count: 1 }, expected: expected('a', 'b') },
      '1 failed and 1 did not run of 2 clusters, more than max-failures (1)',
      true,
    ],
    ['no cluster at all', [], { ...NONE, expected: [] }, 'All of 0 clusters succeeded', false],
    [
      'one of another wave',
      [report('a'), failed('z')],
      { ...NONE, expected: expected('a') },
      'All of 1 cluster succeeded',
      false,
    ],
    ['cancelled', [report('a', { outcome: 'cancelled' })], NONE, '1 failed of 1 cluster', true],
  ] as const)
    test(name, () => {
      const merged = mergeReports(reports, [], request)
      assert.deepEqual([mergedTitle(merged), merged.isRed], [title, isRed])
    })

  test('the latest report of a cluster counts, whatever the order', () => {
    const late = report('a', { startedAt: '2026-11-29T11:00:00.000Z' })
    for (const reports of [
      [failed('a'), late],
      [late, failed('a')],
    ]) {
      const { failed: red, succeeded, superseded } = mergeReports(reports, [], NONE)
      assert.deepEqual([red.length, succeeded.length, superseded], [0, 1, 1])
    }
  })

  test('another extension, or another mode, takes no failure back', () => {
    const later = report('a', { about: 'dapr install', startedAt: '2026-11-29T11:00:00.000Z' })
    const { failed: red, succeeded, superseded, isRed } = mergeReports([failed('a'), later], [], NONE)
    assert.deepEqual([red.length, succeeded.length, superseded, isRed], [1, 0, 0, true])
  })

  test('of two that began at one time the failed one counts, whatever the order', () => {
    for (const reports of [
      [failed('a'), report('a')],
      [report('a'), failed('a')],
    ])
      assert.equal(mergeReports(reports, [], NONE).failed.length, 1)
  })

  test('a report that cannot be read may be a later one of a cluster that is there', () => {
    const merged = mergeReports([report('a')], [{ folder: 'a/run-2', why: 'the file is empty' }], {
      ...NONE,
      expected: expected('a'),
    })
    assert.deepEqual([merged.isRed, merged.notRun], [true, ['a/run-2']])
  })

  test('what failed and is not in the matrix is named', () => {
    const merged = mergeReports([report('a'), failed('z')], [], { ...NONE, expected: expected('a') })
    assert.deepEqual([merged.isRed, merged.failedOthers], [false, ['z']])
    assert.match(
      mergedSummary(merged, same),
      /## ⚠️ All of 1 cluster succeeded[\s\S]*not in the matrix is not counted; failed: z\./,
    )
  })

  test('what cannot be read is not taken for well', () => {
    const bad = [{ folder: 'a', why: 'not a text file' }]
    assert.ok(mergeReports([], bad, NONE).isRed)
    assert.match(mergedSummary(mergeReports([], bad, NONE), same), /### Not read\n\n- `a`: not a text file/)
    // Whose report it was is known by what is missing.
    const { notRun } = mergeReports([report('b')], bad, { ...NONE, expected: expected('a', 'b') })
    assert.deepEqual(notRun, ['a'])
  })
})

test('causes come first, those of most clusters before the others', () => {
  const reports = [failed('a', 'one'), ...['b', 'c', 'd', 'e', 'f', 'g'].map(name => failed(name, 'many')), report('z')]
  const merged = mergeReports(reports, [], NONE)
  assert.deepEqual(
    merged.causes.map(each => [each.cause.key, each.clusters.length]),
    [
      ['many', 6],
      ['one', 1],
    ],
  )
  const text = mergedSummary(merged, same)
  assert.match(text, /\| many \| 6 \| `b`, `c`, `d`, `e`, `f` and 1 more \|/)
  assert.ok(text.indexOf('### Causes') < text.indexOf('### 7 failed'))
  assert.ok(text.indexOf('### 7 failed') < text.indexOf('1 succeeded'))
})

for (const count of [500, 5000])
  test(`${count} clusters, all failed of causes of their own, fit a summary and a comment, and what was cut is said`, () => {
    const reports = Array.from({ length: count }, (_, at) => ({
      ...failed(`cluster-${at}`, `cause ${at} ${'x'.repeat(200)}`),
      headline: `cluster-${at}: ${'word '.repeat(60)}`,
    }))
    const merged = mergeReports(reports, [], NONE)
    const summary = mergedSummary(merged, same)
    const comment = mergedComment(merged, 's', same).textOf('https://github.com/octo/demo/actions/runs/1')
    assert.ok(Buffer.byteLength(summary) < 1024 * 1024, `${Buffer.byteLength(summary)} bytes`)
    assert.ok(comment.length < 65_536, `${comment.length} characters`)
    assert.match(comment, /only in the job summary/)
    assert.match(summary, new RegExp(`${count} failed of ${count} clusters`))
    if (count === 5000) assert.match(summary, /left out: a job summary holds 1 MiB/)
  })

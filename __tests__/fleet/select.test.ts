import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { matrixOf } from '../../src/fleet/matrix.ts'
import { selectClusters } from '../../src/fleet/select.ts'
import type { Condition, FleetCluster, FleetFilter } from '../../src/model/fleet.ts'

const ANY: FleetFilter = { groups: [], tags: [], names: [], locations: [], types: [], only: [] }

function cluster(name: string, more: Partial<FleetCluster> = {}): FleetCluster {
  return {
    type: 'managedClusters',
    subscriptionId: '11111111-2222-3333-4444-555555555555',
    resourceGroup: 'g',
    name,
    id: `/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/${name}`,
    location: 'swedencentral',
    isPrivate: false,
    tags: {},
    state: 'Succeeded',
    power: 'Running',
    connectivity: '',
    group: '',
    extensions: [{ name: 'flux', state: 'succeeded', version: '1.24.1' }],
    configurations: [],
    ...more,
  }
}

const extension = (state: string, version = '1.24.1') => ({ extensions: [{ name: 'flux', state, version }] })
const configuration = (compliance: string, isSuspended = false, revision = 'main@sha1:abc') => ({
  configurations: [{ name: 'apps', state: 'succeeded', compliance, isSuspended, revision }],
})
const only = (name: Condition['name'], value = ''): Partial<FleetFilter> => ({ only: [{ name, value }] })

describe('which clusters are meant', () => {
  for (const [name, filter, one, isMeant] of [
    ['no filter', {}, {}, true],
    ['a tag by its name, in another case', { tags: [['Team', undefined]] }, { tags: { team: 'x' } }, true],
    ['a tag by its value', { tags: [['team', 'x']] }, { tags: { team: 'x' } }, true],
    ['a tag of another value', { tags: [['team', 'x']] }, { tags: { team: 'X' } }, false],
    [
      'one of two tags',
      {
        tags: [
          ['team', 'x'],
          ['env', undefined],
        ],
      },
      { tags: { team: 'x' } },
      false,
    ],
    ['a tag whose name an object has from the first', { tags: [['constructor', undefined]] }, {}, false],
    ['a name', { names: ['north'] }, {}, true],
    ['a name with a wildcard', { names: ['x', 'n*h'] }, {}, true],
    ['a name with a question mark', { names: ['nort?'] }, {}, true],
    ['a wildcard in the place of a letter', { names: ['n.rth'] }, {}, false],
    ['a name with many wildcards', { names: ['*o*r*t*?*'] }, {}, true],
    ['stars that share letters', { names: ['n*o*r*x'] }, {}, false],
    ['the beginning of a name', { names: ['nor'] }, {}, false],
    ['a location', { locations: ['swedencentral'] }, {}, true],
    ['another location', { locations: ['westeurope'] }, {}, false],
    ['a type', { types: ['connectedClusters'] }, {}, false],
    ['an update group', { groups: ['canary'] }, { group: 'canary' }, true],
    ['another update group', { groups: ['canary'] }, {}, false],
    ['missing', only('extension-missing'), { extensions: [] }, true],
    ['not missing', only('extension-missing'), {}, false],
    ['failed', only('extension-failed'), extension('failed'), true],
    ['canceled', only('extension-failed'), extension('canceled'), true],
    ['still creating', only('extension-failed'), extension('creating'), false],
    ['older', only('extension-older-than', '1.24.2'), {}, true],
    ['as old', only('extension-older-than', '1.24.1'), {}, false],
    ['newer by a digit', only('extension-older-than', '1.9.3'), {}, false],
    ['of unknown version', only('extension-older-than', '1.0.0'), extension('succeeded', ''), true],
    ['older, and not there', only('extension-older-than', '1.24.2'), { extensions: [] }, false],
    ['not compliant', only('not-compliant'), configuration('non-compliant'), true],
    ['never reported', only('not-compliant'), configuration(''), true],
    ['compliant', only('not-compliant'), configuration('compliant'), false],
    ['suspended', only('suspended'), configuration('compliant', true), true],
    ['another revision', only('other-revision', 'DEF'), configuration('compliant'), true],
    ['the revision', only('other-revision', 'MAIN@sha1:abc'), configuration('compliant'), false],
    ['the branch', only('other-revision', 'main'), configuration('compliant'), false],
    ['a part of the tag', only('other-revision', 'v1.2'), configuration('compliant', false, 'v1.20@sha1:abc'), true],
    [
      'seven digits of the commit',
      only('other-revision', '0123456'),
      configuration('compliant', false, 'main@sha1:0123456789'),
      false,
    ],
    [
      'compliant, and its last write failed',
      only('not-compliant'),
      { configurations: configuration('compliant').configurations.map(each => ({ ...each, state: 'failed' })) },
      true,
    ],
    [
      'compliant when it was last heard of',
      only('not-compliant'),
      { ...configuration('compliant'), connectivity: 'Offline' },
      true,
    ],
    ['compliant when it was stopped', only('not-compliant'), { ...configuration('compliant'), power: 'Stopped' }, true],
    ['no configuration that could have the revision', only('other-revision', 'abc'), {}, true],
    [
      'one of two conditions',
      {
        only: [
          { name: 'extension-missing', value: '' },
          { name: 'suspended', value: '' },
        ],
      },
      configuration('suspended'),
      true,
    ],
  ] as const satisfies readonly (readonly [string, Partial<FleetFilter>, Partial<FleetCluster>, boolean])[])
    test(name, () => {
      const { matches } = selectClusters([cluster('north', one)], { ...ANY, ...filter })
      assert.equal(matches.length === 1, isMeant)
    })

  test('a pattern of many stars is looked at letter by letter', () => {
    const began = performance.now()
    const filter = { ...ANY, names: ['*-*-*-*-*-*-*-*-*-*-*-x'] }
    assert.equal(selectClusters([cluster(`a${'-'.repeat(61)}a`)], filter).matches.length, 0)
    assert.ok(performance.now() - began < 1000)
  })

  test('each filter tells how many it left, in order', () => {
    const all = [cluster('a'), cluster('b', { tags: { t: '' } }), cluster('c', { tags: { t: '' }, extensions: [] })]
    const { sifted } = selectClusters(all, { ...ANY, tags: [['t', undefined]], ...only('extension-missing') })
    assert.deepEqual(sifted, [
      { by: 'tags', left: 2 },
      { by: 'only', left: 1 },
    ])
  })
})

const NOTHING = { runner: { byKey: {} }, environment: { byKey: {} } }
const many = (count: number, of: (at: number) => Partial<FleetCluster> = () => ({})) =>
  Array.from({ length: count }, (_, at) => cluster(`c${String(at).padStart(4, '0')}`, of(at)))

describe('the matrix', () => {
  for (const [name, count, page, entries, pages, elsewhere] of [
    ['none', 0, undefined, 0, [], 0],
    ['all of them, on one page', 256, undefined, 256, [1], 0],
    ['the first page, where there are more', 257, undefined, 256, [1, 2], 1],
    ['the last page', 700, 3, 188, [1, 2, 3], 512],
    ['a page beyond the last', 10, 2, 0, [1], 10],
  ] as const)
    test(name, () => {
      const matrix = matrixOf(selectClusters(many(count), ANY), { ...NOTHING, ...(page === undefined ? {} : { page }) })
      assert.deepEqual([matrix.entries.length, matrix.pages, matrix.elsewhere], [entries, pages, elsewhere])
    })

  test('a cluster that is mended moves none to another page', () => {
    const bad = (healed: (at: number) => boolean) =>
      many(1000, at => (at % 2 === 0 && !healed(at) ? { extensions: [] } : {}))
    const filter = { ...ANY, ...only('extension-missing') }
    const on = (page: number, healed: (at: number) => boolean) =>
      matrixOf(selectClusters(bad(healed), filter), { ...NOTHING, page }).entries.map(each => each.name)
    const before = [1, 2, 3, 4].flatMap(page => on(page, () => false))
    const after = [on(1, () => false), on(2, at => at < 256), on(3, at => at < 512), on(4, at => at < 768)].flat()
    assert.deepEqual(after, before)
    assert.equal(new Set(after).size, 500)
  })

  test('few that match of many clusters are one matrix', () => {
    const all = many(1000, at => (at % 100 === 0 ? { extensions: [] } : {}))
    const { entries, pages } = matrixOf(selectClusters(all, { ...ANY, ...only('extension-missing') }), NOTHING)
    // A page that is asked for has its own part of them.
    assert.deepEqual([entries.length, pages], [10, [1, 2, 3, 4]])
  })

  test('artifacts of clusters of one name have names of their own, in characters that GitHub takes', () => {
    const all = [cluster('same'), cluster('same', { id: '/subscriptions/x/resourceGroups/other/providers/y/z/same' })]
    const names = matrixOf(selectClusters(all, ANY), NOTHING).entries.map(each => each.artifact)
    assert.equal(new Set(names).size, 2)
    for (const each of names) assert.match(each, /^aks-flux-bootstrap-same-[0-9a-f]{8}$/)
  })

  test('256 clusters of the longest names stay below the limit of outputs, in UTF-16', () => {
    const long = many(256, at => ({ name: `${'n'.repeat(58)}${at}`, resourceGroup: 'g'.repeat(90) }))
    const { entries } = matrixOf(selectClusters(long, ANY), NOTHING)
    assert.ok(2 * JSON.stringify({ include: entries }).length < 1_000_000)
  })

  const by = (byKey: Record<string, string>, tag?: string) => ({ byKey, ...(tag === undefined ? {} : { tag }) })
  for (const [name, runner, one, expected] of [
    ['no choice', by({}), {}, 'ubuntu-latest'],
    ['the default', by({ default: 'd' }), {}, 'd'],
    ['its location', by({ default: 'd', swedencentral: 's' }), {}, 's'],
    ['its subscription', by({ default: 'd', '11111111-2222-3333-4444-555555555555': 'sub' }), {}, 'sub'],
    ['that it is private', by({ swedencentral: 's', private: 'p' }), { isPrivate: true }, 'p'],
    ['that another is private', by({ private: 'p' }), {}, 'ubuntu-latest'],
    ['its name', by({ north: 'n', private: 'p' }), { isPrivate: true }, 'n'],
    ['its tag', by({ north: 'n' }, 'runner'), { tags: { Runner: 'own' } }, 'own'],
    ['a tag nobody asked for', by({}), { tags: { runner: 'own' } }, 'ubuntu-latest'],
    ['a tag with an expression', by({}, 'runner'), { tags: { runner: '$(env)' } }, 'ubuntu-latest'],
    ['a tag with a line break', by({ default: 'd' }, 'runner'), { tags: { runner: 'a\nb' } }, 'd'],
  ] as const)
    test(`the runner by ${name}`, () => {
      const selection = selectClusters([cluster('north', one)], ANY)
      const { entries, refused } = matrixOf(selection, { ...NOTHING, runner })
      assert.equal(entries[0]?.runner, expected)
      assert.equal(refused.length, /expression|line break/.test(name) ? 1 : 0)
    })
})

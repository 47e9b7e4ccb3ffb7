import assert from 'node:assert/strict'
import { afterEach, describe, test } from 'node:test'
import { ActionError } from '../../src/errors.ts'
import { readInputs } from '../../src/inputs/index.ts'

const GUID = '11111111-2222-3333-4444-555555555555'
const OTHER = '22222222-2222-3333-4444-555555555555'
const ID = `/subscriptions/${GUID}/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c`
const FLEET = `/subscriptions/${GUID}/resourceGroups/g/providers/Microsoft.ContainerService/fleets/f`
const SIGN_IN = { 'client-id': GUID, 'tenant-id': GUID }

function read(inputs: Record<string, string>) {
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name.toUpperCase()}`] = value
  return readInputs()
}
const discover = (inputs: Record<string, string>) => read({ mode: 'discover', ...SIGN_IN, ...inputs }).discover
const summarize = (inputs: Record<string, string>) =>
  read({ mode: 'summarize', 'reports-path': 'r', ...inputs }).summarize

afterEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('INPUT_')) delete process.env[name]
})

describe('mode discover', () => {
  test('one subscription, by the input of one cluster', () => {
    assert.deepEqual(discover({ 'subscription-id': GUID.toUpperCase() })?.scope.subscriptions, [
      GUID.toUpperCase().toLowerCase(),
    ])
  })

  test('all of it', () => {
    const request = discover({
      'subscription-ids': `${GUID}\n${OTHER}, ${GUID}`,
      tags: 'team=a=b, c\nenv',
      'cluster-names': 'prod-*, edge-?',
      locations: 'Sweden Central, westeurope',
      'cluster-types': 'ConnectedClusters',
      only: 'extension-missing\nextension-older-than=1.24.1, other-revision=main@sha1:abc',
      page: '3',
      runners: 'Private=vnet\ndefault=ubuntu-24.04',
      'runner-tag': 'github-runner',
      environments: '{"default":"production eu"}',
    })
    assert.deepEqual(request, {
      scope: { subscriptions: [GUID, OTHER], managementGroups: [], clusters: [] },
      filter: {
        groups: [],
        tags: [
          ['team', 'a=b, c'],
          ['env', undefined],
        ],
        names: ['prod-*', 'edge-?'],
        locations: ['swedencentral', 'westeurope'],
        types: ['connectedClusters'],
        only: [
          { name: 'extension-missing', value: '' },
          { name: 'extension-older-than', value: '1.24.1' },
          { name: 'other-revision', value: 'main@sha1:abc' },
        ],
      },
      page: 3,
      runner: { byKey: { private: 'vnet', default: 'ubuntu-24.04' }, tag: 'github-runner' },
      environment: { byKey: { default: 'production eu' } },
    })
  })

  for (const [name, inputs, text] of [
    ['no place to look', {}, /subscription-ids: missing/],
    ['two places', { 'cluster-ids': ID, 'fleet-resource-id': FLEET }, /keep one/],
    [
      'subscriptions and management groups',
      { 'subscription-ids': GUID, 'management-groups': 'm' },
      /remove one of them/,
    ],
    ['a cluster', { 'subscription-ids': GUID, 'cluster-name': 'c' }, /cluster-name: not used with mode: discover/],
    ['an id with a quote', { 'cluster-ids': ID.replace(/c$/, "c') or ('") }, /is not the ARM id of a cluster/],
    ['a fleet that is none', { 'fleet-resource-id': ID }, /the ARM id of a fleet/],
    ['groups without a fleet', { 'subscription-ids': GUID, 'fleet-groups': 'a' }, /only used with fleet-resource-id/],
    [
      'a condition that is none',
      { 'subscription-ids': GUID, only: 'broken' },
      /'broken' is not one of extension-missing/,
    ],
    ['a condition without its value', { 'subscription-ids': GUID, only: 'extension-older-than' }, /is not one of/],
    ['a condition with a value too many', { 'subscription-ids': GUID, only: 'suspended=1' }, /is not one of/],
    ['page 0', { 'subscription-ids': GUID, page: '0' }, /a page, counted from 1/],
    ['an expression as a runner', { 'subscription-ids': GUID, runners: 'default=$(x)' }, /not a label of a runner/],
    ['a tag without a name', { 'subscription-ids': GUID, tags: '=x' }, /tags: line 1/],
    ['an input of summarize', { 'subscription-ids': GUID, matrix: '{}' }, /matrix: only used with mode: summarize/],
    [
      'a name that is nearly one',
      { 'subscription-ids': GUID, 'subscriptions-ids': GUID },
      /did you mean subscription-ids/,
    ],
  ] as const)
    test(`${name} is told before any request`, () => {
      assert.throws(
        () => discover(inputs),
        (thrown: unknown) => thrown instanceof ActionError && text.test(thrown.message),
      )
    })
})

describe('mode summarize', () => {
  test('needs no cluster and no sign-in', () => {
    assert.deepEqual(summarize({}), { path: 'r', maxFailures: { count: 0 } })
  })

  for (const [name, matrix, count] of [
    ['a matrix', `{"include":[{"cluster-resource-id":"${ID}","name":"c"}]}`, 1],
    [
      'several pages',
      `[{"include":[{"cluster-resource-id":"${ID}"}]},{"include":[{"cluster-resource-id":"${ID}2"}]}]`,
      2,
    ],
    ['none', '{"include":[]}', 0],
  ] as const)
    test(`the clusters of ${name}`, () => assert.equal(summarize({ matrix })?.expected?.length, count))

  for (const [name, inputs, text] of [
    ['no folder', { 'reports-path': '' }, /reports-path: missing/],
    ['a matrix of something else', { matrix: '{"include":[{"name":"c"}]}' }, /not the output matrix/],
    ['no JSON', { matrix: '[north' }, /not the output matrix/],
    ['failures below zero', { 'max-failures': '-1' }, /not a number of clusters/],
  ] as const)
    test(`${name} is told`, () => {
      assert.throws(
        () => summarize(inputs),
        (thrown: unknown) => thrown instanceof ActionError && text.test(thrown.message),
      )
    })
})

test('an install is told that it uses none of them', () => {
  const one = { ...SIGN_IN, 'cluster-name': 'c', 'resource-group': 'g', 'subscription-id': GUID }
  assert.throws(
    () => read({ ...one, page: '1', 'max-failures': '3' }),
    /page: only used with mode: discover[\s\S]*max-failures: only used/,
  )
})

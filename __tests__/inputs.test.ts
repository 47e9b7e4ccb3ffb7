import assert from 'node:assert/strict'
import { afterEach, describe, test } from 'node:test'
import { ActionError } from '../src/errors.ts'
import { readInputs, secretsOf } from '../src/inputs.ts'

const GUID = '11111111-2222-3333-4444-555555555555'
const good = {
  'cluster-name': 'c',
  'resource-group': 'g',
  'subscription-id': GUID,
  'client-id': GUID,
  'tenant-id': GUID,
}

function read(inputs: Record<string, string>) {
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name.toUpperCase()}`] = value
  return readInputs()
}

afterEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('INPUT_')) delete process.env[name]
})

describe('good inputs', () => {
  test('name and namespace default for microsoft.flux', () => {
    const { extension, timeoutMs, stopOnProvenCause } = read(good)
    assert.deepEqual(extension, {
      type: 'microsoft.flux',
      name: 'flux',
      releaseNamespace: 'flux-system',
      settings: {},
      protectedSettings: {},
    })
    assert.deepEqual([timeoutMs, stopOnProvenCause], [1_800_000, true])
  })

  test('another type needs a name, and has no namespace of its own', () => {
    const { extension } = read({ ...good, 'extension-type': 'Microsoft.Dapr', 'extension-name': 'dapr' })
    assert.deepEqual(
      [extension.type, extension.name, extension.releaseNamespace],
      ['microsoft.dapr', 'dapr', undefined],
    )
  })

  test('a resource id instead of names, in any case', () => {
    const { cluster } = read({
      'cluster-resource-id': `/subscriptions/${GUID}/resourcegroups/g/providers/microsoft.containerservice/managedClusters/c`,
    })
    assert.deepEqual(cluster, { subscriptionId: GUID, resourceGroup: 'g', name: 'c' })
  })

  test('a version given means no automatic upgrade', () => {
    assert.equal(read({ ...good, 'extension-version': '1.24.1' }).extension.autoUpgradeMinorVersion, false)
  })

  for (const [name, value, ms] of [
    ['seconds', '90s', 90_000],
    ['hours and minutes', '1h30m', 5_400_000],
  ] as const)
    test(`a timeout in ${name}`, () => assert.equal(read({ ...good, timeout: value }).timeoutMs, ms))

  for (const [name, value] of [
    ['lines', 'a=1\n\nb = x=y '],
    ['JSON', '{"a": 1, "b": "x=y"}'],
  ] as const)
    test(`settings as ${name}`, () =>
      assert.deepEqual(read({ ...good, 'configuration-settings': value }).extension.settings, { a: '1', b: 'x=y' }))

  test('without a client id, the session of the Azure CLI', () => {
    assert.equal(
      read({ 'cluster-name': 'c', 'resource-group': 'g', 'subscription-id': GUID }).identity.kind,
      'azure-cli',
    )
  })

  test('secrets are the client secret and the protected values', () => {
    const inputs = read({ ...good, 'client-secret': 'top', 'configuration-protected-settings': 'k=hidden' })
    assert.deepEqual(secretsOf(inputs), ['top', 'hidden'])
  })
})

describe('bad inputs', () => {
  for (const [name, inputs, told] of [
    ['no cluster', { 'client-id': GUID, 'tenant-id': GUID }, /which cluster\?/],
    ['a cluster without a group', { ...good, 'resource-group': '' }, /resource-group: missing/],
    ['a malformed resource id', { 'cluster-resource-id': '/subscriptions/x' }, /is not \/subscriptions/],
    [
      'a resource id and a name',
      {
        ...good,
        'cluster-resource-id': `/subscriptions/${GUID}/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c`,
      },
      /leave out cluster-name/,
    ],
    ['half an identity', { ...good, 'tenant-id': '' }, /tenant-id: missing beside client-id/],
    [
      'a secret without a client id',
      { ...good, 'client-id': '', 'client-secret': 's' },
      /client-id: missing beside tenant-id and client-secret/,
    ],
    ['a client id that is no GUID', { ...good, 'client-id': 'x' }, /not a client id/],
    ['a timeout without a unit', { ...good, timeout: '30' }, /not a time with units/],
    ['a timeout of nothing', { ...good, timeout: '0m' }, /not a time with units/],
    ['a settings line without =', { ...good, 'configuration-settings': 'a=1\nb' }, /line 2 is not key=value/],
    ['JSON that does not parse', { ...good, 'configuration-settings': '{a' }, /not valid JSON/],
    ['JSON with a list in it', { ...good, 'configuration-settings': '{"a": []}' }, /neither text, number nor boolean/],
    [
      'a key both plain and protected',
      { ...good, 'configuration-settings': 'a=1', 'configuration-protected-settings': 'a=2' },
      /'a' is also in configuration-settings/,
    ],
    ['an unknown environment', { ...good, environment: 'moon' }, /none of azurecloud/],
    ['a boolean that is none', { ...good, 'stop-on-proven-cause': 'maybe' }, /neither true nor false/],
    ['an http endpoint', { ...good, 'authority-host': 'http://login.example' }, /not an https address/],
    [
      'an endpoint with a path',
      { ...good, 'resource-manager-endpoint': 'https://x.example/y' },
      /not an https address/,
    ],
    [
      'a version and automatic upgrades',
      { ...good, 'extension-version': '1.0.0', 'auto-upgrade-minor-version': 'true' },
      /exclude each other/,
    ],
    ['another type without a name', { ...good, 'extension-type': 'microsoft.dapr' }, /extension-name: missing/],
  ] as const)
    test(name, () => {
      assert.throws(
        () => read(inputs),
        (error: unknown) => error instanceof ActionError && told.test(error.likely),
      )
    })

  test('all of them are told at once, and no secret value is quoted', () => {
    assert.throws(
      () => read({ timeout: 'x', environment: 'y', 'configuration-protected-settings': '{"k": "hidden-value' }),
      (error: unknown) => {
        assert.ok(error instanceof ActionError)
        assert.equal(error.likely.split('\n').length, 4)
        assert.ok(!error.message.includes('hidden-value'))
        return true
      },
    )
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, test } from 'node:test'
import { ActionError } from '../../src/errors.ts'
import { readInputs } from '../../src/inputs/index.ts'
import { rawSecrets, secretsOf } from '../../src/inputs/secrets.ts'
import { releaseNamespace } from '../../src/model/extension-types.ts'
import { hostileLine, seeded } from '../random.ts'

type Random = ReturnType<typeof seeded>

const ALL = [
  ...(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8').split('outputs:')[0] ?? '').matchAll(
    /^ {2}([a-z-]+):$/gm,
  ),
].map(match => match[1] ?? '')

/** Values of all kinds that a workflow may hold. */
function wild(random: Random): string {
  const pick = random.of
  const kind = pick(['plausible', 'settings', 'json', 'hostile', 'long'])
  if (kind === 'plausible')
    return pick([
      'true',
      'FALSE',
      '1h',
      '90',
      '-1s',
      'watch',
      'azurecloud',
      'https://x.example',
      'http://x',
      'flux',
      GUID,
      '',
    ])
  if (kind === 'settings')
    return `${pick(['a', '', '__proto__', 'k.e-y'])}${pick(['=', '', '=='])}${hostileLine(random)}`.slice(0, 200)
  if (kind === 'json')
    return pick(['{', '{}', '{"a":1}', '{"a":null}', '{"__proto__":{}}', '{"a":[1]}', '{"a":"b"}{', '[]'])
  if (kind === 'long') return pick(['x', '=', '{', 'a=b\n', '9']).repeat(1 + random.below(2000))
  return hostileLine(random).replaceAll('\0', '')
}

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
      settings: {},
      protectedSettings: {},
    })
    assert.equal(releaseNamespace(undefined, extension), 'flux-system')
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
      'auth-type': 'azure-cli',
      'cluster-resource-id': `/subscriptions/${GUID}/resourcegroups/g/providers/microsoft.containerservice/managedClusters/c`,
    })
    assert.deepEqual(cluster, { type: 'managedClusters', subscriptionId: GUID, resourceGroup: 'g', name: 'c' })
  })

  test('a resource id of a cluster that Arc connects', () => {
    const { cluster } = read({
      'auth-type': 'azure-cli',
      'cluster-resource-id': `/subscriptions/${GUID}/resourceGroups/g/providers/Microsoft.Kubernetes/connectedClusters/c`,
    })
    assert.deepEqual(cluster, { type: 'connectedClusters', subscriptionId: GUID, resourceGroup: 'g', name: 'c' })
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

  test('secrets are the client secret and the protected values', () => {
    const inputs = read({ ...good, 'client-secret': 'top', 'configuration-protected-settings': 'k=hidden' })
    assert.deepEqual(secretsOf(inputs), ['top', 'hidden'])
  })
})

test('a proxy that is no address is told', () => {
  process.env['HTTPS_PROXY'] = 'not a url'
  try {
    assert.throws(() => read(good), /HTTPS_PROXY: not an http or https proxy/)
  } finally {
    delete process.env['HTTPS_PROXY']
  }
})

test('a secret pasted into the wrong input is quoted nowhere, and known before anything is told', () => {
  const secret = 'Ab8~Q.secret-of-the-app-which-is-long'
  assert.throws(
    () => read({ ...good, 'client-id': secret, 'tenant-id': `${secret} ${secret}` }),
    (error: unknown) => error instanceof ActionError && !error.message.includes(secret),
  )
  read({
    ...good,
    'client-id': GUID,
    'client-secret': secret,
    'configuration-protected-settings': 'k=hidden-value\nj={"a":"x"}',
  })
  assert.ok(rawSecrets().includes(secret) && rawSecrets().includes('hidden-value'))
})

describe('names that are near none', () => {
  for (const name of ['foo', 'kubernetes-version', 'token', 'name', 'node-version', 'args', 'entrypoint', 'logo-url'])
    test(name, () => assert.equal(read({ ...good, [name]: 'x' }).mode, 'install'))
})

test('a protected value that is an id or a name of the same inputs, or an everyday word, is no secret', () => {
  const inputs = read({
    ...good,
    'configuration-protected-settings': `tenant=${GUID}\nns=flux-system\non=true\nshort=abc\nport=8080\nkey=s3cr3t-value`,
  })
  assert.deepEqual(secretsOf(inputs), ['s3cr3t-value'])
})

describe('a private key as a protected setting', () => {
  const key = [
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    'b3BlbnNzaC1rZXktdjE=',
    'c2VjcmV0LWxpbmU==',
    '-----END OPENSSH PRIVATE KEY-----',
  ]
  const given = (lines: readonly string[]) => ({
    ...good,
    'flux-configuration-files': 'flux/*.yaml',
    'flux-configuration-protected-settings': `shop/sshPrivateKey=${lines.join('\n')}\nshop/httpsUser=robot-of-octo`,
  })

  test('is given as it is, and other lines may follow', () => {
    const inputs = read(given(key))
    assert.deepEqual(inputs.flux.protectedSettings, {
      shop: { sshPrivateKey: `${key.join('\n')}\n`, httpsUser: 'robot-of-octo' },
    })
    assert.ok(secretsOf(inputs).includes(`${key.join('\n')}\n`))
  })

  test('without its end: told, without a word of it', () => {
    const cut = given(key.slice(0, -1))
    assert.throws(
      () => read(cut),
      (thrown: Error) => {
        assert.match(thrown.message, /the key or certificate of 'shop\/sshPrivateKey' has no END line/)
        assert.ok(!thrown.message.includes('b3Blb'))
        return true
      },
    )
    assert.ok(rawSecrets().some(secret => secret.includes('c2VjcmV0LWxpbmU==')))
  })
})

test("a key that is one of JavaScript's own is a key like any other", () => {
  const lines = read({ ...good, 'configuration-settings': '__proto__=1\nconstructor=2' }).extension.settings
  assert.deepEqual(Object.entries(lines), [
    ['__proto__', '1'],
    ['constructor', '2'],
  ])
})

describe('bad inputs', () => {
  for (const [name, inputs, told] of [
    ['no cluster', { 'client-id': GUID, 'tenant-id': GUID }, /cluster-name: missing\. Set cluster-name/],
    ['a cluster without a group', { ...good, 'resource-group': '' }, /resource-group: missing/],
    ['a malformed resource id', { 'cluster-resource-id': '/subscriptions/x' }, /is not \/subscriptions/],
    [
      'a resource id and a name',
      {
        ...good,
        'cluster-resource-id': `/subscriptions/${GUID}/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c`,
      },
      /remove cluster-name/,
    ],
    ['half an identity', { ...good, 'tenant-id': '' }, /tenant-id .*missing, but client-id is set/],
    [
      'a secret without a client id',
      { ...good, 'client-id': '', 'client-secret': 's' },
      /client-id: missing, but tenant-id and client-secret are set/,
    ],
    ['a client id that is no GUID', { ...good, 'client-id': 'x' }, /not a client id/],
    ['a timeout without a unit', { ...good, timeout: '30' }, /not a duration/],
    ['a timeout of nothing', { ...good, timeout: '0m' }, /not a duration/],
    ['a settings line without =', { ...good, 'configuration-settings': 'a=1\nb' }, /line 2 is not key=value/],
    ['JSON that does not parse', { ...good, 'configuration-settings': '{a' }, /not valid JSON/],
    ['JSON with a list in it', { ...good, 'configuration-settings': '{"a": []}' }, /not a string, number or boolean/],
    [
      'a key both plain and protected',
      { ...good, 'configuration-settings': 'a=1', 'configuration-protected-settings': 'a=2' },
      /'a' is also in configuration-settings/,
    ],
    ['an unknown environment', { ...good, environment: 'moon' }, /not one of azurecloud/],
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
    ['an unknown mode', { ...good, mode: 'destroy' }, /mode: 'destroy' is not one of install, watch/],
    [
      'a tenant without a client id: an unset variable',
      { ...good, 'client-id': '' },
      /client-id: missing, but tenant-id is set \(an unset variable/,
    ],
    ['a setting given twice', { ...good, 'configuration-settings': 'a=1\na=2' }, /line 2 gives 'a' again/],
    ['a comment without a token', { ...good, comment: 'true' }, /github-token: missing, but comment is true/],
    [
      'a boolean for recreate-failed that is none',
      { ...good, 'recreate-failed': 'yes' },
      /recreate-failed: 'yes' is neither/,
    ],
    [
      'watch with what only installs use',
      {
        ...good,
        mode: 'watch',
        'configuration-settings': 'a=1',
        'recreate-failed': 'true',
        'extension-version': '1.2.3',
      },
      /writes nothing and does not use extension-version, configuration-settings, recreate-failed/,
    ],
    [
      'an input with an underscore',
      { ...good, cluster_name: 'x' },
      /cluster_name: unknown input; did you mean cluster-name\?/,
    ],
    ['an input with a letter too few', { ...good, 'client-i': 'x' }, /client-i: .* did you mean client-id\?/],
    ['an input with letters swapped', { ...good, 'extension-naem': 'x' }, /did you mean extension-name\?/],
    ['an input in camel case', { ...good, subscriptionId: 'x' }, /subscriptionid: .* did you mean subscription-id\?/],
    ['a plural', { ...good, timeouts: '30m' }, /did you mean timeout\?/],
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
        assert.equal(error.likely.split('\n').length, 5)
        assert.ok(!error.message.includes('hidden-value'))
        return true
      },
    )
  })
})

test('100,000 seeded inputs end in inputs or in one error, and never in anything else', () => {
  const random = seeded(20261124)
  const names = [...Object.keys(good), ...ALL]
  let errors = 0
  for (let n = 0; n < 100_000; n++) {
    const inputs: Record<string, string> = random.below(2) === 0 ? { ...good } : {}
    for (let left = 1 + random.below(5); left > 0; left--) inputs[random.of(names)] = wild(random)
    try {
      read(inputs)
    } catch (thrown) {
      assert.ok(thrown instanceof ActionError, `${JSON.stringify(inputs)}: ${String(thrown)}`)
      errors++
    }
    for (const name of Object.keys(inputs)) delete process.env[`INPUT_${name.toUpperCase()}`]
  }
  assert.ok(errors > 50_000 && errors < 100_000, String(errors))
})

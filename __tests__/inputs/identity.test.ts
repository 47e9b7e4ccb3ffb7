import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, test } from 'node:test'
import { readIdentity } from '../../src/inputs/identity.ts'
import { Reader } from '../../src/inputs/reader.ts'
import { encrypted, makeClientCertificate } from '../client-certificate.ts'

const GUID = '11111111-2222-3333-4444-555555555555'
const APP = { 'client-id': GUID, 'tenant-id': GUID }
const home = mkdtempSync(join(tmpdir(), 'home-'))
const session = join(home, 'azure')
mkdirSync(session)
writeFileSync(join(session, 'azureProfile.json'), '\ufeff{"subscriptions": [{"id": "s"}]}')
const NOBODY = { AZURE_CONFIG_DIR: join(home, 'nothing') }
const POD = { ...NOBODY, AZURE_FEDERATED_TOKEN_FILE: '/t', AZURE_CLIENT_ID: GUID, AZURE_TENANT_ID: GUID }
const { certificate, key } = await makeClientCertificate()
const other = await makeClientCertificate()
const curve = await makeClientCertificate(1, 'ec')
const ended = await makeClientCertificate(-1)
const PEM = `${certificate}\n${key}`

function identityOf(inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = NOBODY) {
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name.toUpperCase()}`] = value
  const wrong: string[] = []
  return { identity: readIdentity(new Reader(wrong), env), wrong }
}

afterEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('INPUT_')) delete process.env[name]
})

describe('auto', () => {
  for (const [name, inputs, env, kind] of [
    ['client id and tenant', APP, NOBODY, 'oidc'],
    ['with a secret', { ...APP, 'client-secret': 's' }, NOBODY, 'client-secret'],
    ['with a certificate', { ...APP, 'client-certificate': PEM }, NOBODY, 'client-certificate'],
    ['inputs outweigh a session', APP, { AZURE_CONFIG_DIR: session }, 'oidc'],
    ['inputs outweigh the pod', APP, POD, 'oidc'],
    ['a session of azure/login', {}, { AZURE_CONFIG_DIR: session }, 'azure-cli'],
    ['a session outweighs the pod', {}, { ...POD, AZURE_CONFIG_DIR: session }, 'azure-cli'],
    ['the pod', {}, POD, 'workload-identity'],
    ['the pod, on a push', {}, { ...POD, GITHUB_EVENT_NAME: 'push' }, 'workload-identity'],
  ] as const)
    test(`${name}: ${kind}`, () => {
      const { identity, wrong } = identityOf(inputs, env)
      assert.deepEqual(wrong, [])
      assert.equal(identity.kind, kind)
      assert.notEqual(identity.chosen, '')
    })

  for (const event of ['pull_request', 'pull_request_target', 'pull_request_review'])
    test(`the pod's identity is not taken on ${event}`, () => {
      const { wrong } = identityOf({}, { ...POD, GITHUB_EVENT_NAME: event })
      assert.match(wrong.join('\n'), new RegExp(`On ${event} `))
    })

  test('a profile without a subscription, as az account clear leaves it, is no session', () => {
    const cleared = mkdtempSync(join(tmpdir(), 'cleared-'))
    writeFileSync(join(cleared, 'azureProfile.json'), '{"subscriptions": []}')
    assert.equal(identityOf({}, { ...POD, AZURE_CONFIG_DIR: cleared }).identity.kind, 'workload-identity')
  })

  test('a profile from before the job is no session of its own', () => {
    const event = join(mkdtempSync(join(tmpdir(), 'job-')), 'event.json')
    writeFileSync(event, '{}')
    utimesSync(join(session, 'azureProfile.json'), 1, 1)
    const { identity } = identityOf({}, { ...POD, AZURE_CONFIG_DIR: session, GITHUB_EVENT_PATH: event })
    utimesSync(join(session, 'azureProfile.json'), new Date(), new Date())
    assert.equal(identity.kind, 'workload-identity')
  })

  test('the file of the event is written anew for each step, and outdates no session of this job', () => {
    const job = mkdtempSync(join(tmpdir(), 'job-'))
    const event = join(job, 'event.json')
    writeFileSync(event, '{}')
    const began = new Date(Date.now() - 60_000)
    utimesSync(job, began, began)
    const login = new Date(Date.now() - 30_000)
    utimesSync(join(session, 'azureProfile.json'), login, login)
    writeFileSync(event, '{"of": "the next step"}')
    assert.equal(
      identityOf({}, { ...NOBODY, AZURE_CONFIG_DIR: session, GITHUB_EVENT_PATH: event }).identity.kind,
      'azure-cli',
    )
  })

  test('a certificate behind a link, as Kubernetes lays it, is read', () => {
    const path = join(home, 'real.pem')
    writeFileSync(path, PEM)
    symlinkSync(path, join(home, 'link.pem'))
    assert.deepEqual(identityOf({ ...APP, 'client-certificate': join(home, 'link.pem') }).wrong, [])
  })

  test('an empty certificate file is told', () => {
    const path = join(home, 'empty.pem')
    writeFileSync(path, '')
    assert.match(identityOf({ ...APP, 'client-certificate': path }).wrong.join('\n'), /is not PEM/)
  })

  test('the endpoint of an App Service chooses nothing', () => {
    const { wrong } = identityOf({}, { ...NOBODY, IDENTITY_ENDPOINT: 'http://x', IDENTITY_HEADER: 'h' })
    assert.match(wrong.join('\n'), /name another sign-in in auth-type/)
  })
})

describe('by name', () => {
  for (const [kind, inputs, env] of [
    ['oidc', APP, NOBODY],
    ['client-secret', { ...APP, 'client-secret': 's' }, NOBODY],
    ['client-certificate', { ...APP, 'client-certificate': PEM }, NOBODY],
    ['managed-identity', {}, NOBODY],
    ['managed-identity', { 'client-id': GUID }, NOBODY],
    ['workload-identity', {}, { ...POD, GITHUB_EVENT_NAME: 'pull_request' }],
    ['workload-identity', APP, { ...NOBODY, AZURE_FEDERATED_TOKEN_FILE: '/t' }],
    ['azure-cli', {}, NOBODY],
    ['azd', { 'tenant-id': GUID }, NOBODY],
  ] as const)
    test(`${kind} with ${Object.keys(inputs).join(', ') || 'nothing'}`, () => {
      const { identity, wrong } = identityOf({ ...inputs, 'auth-type': kind }, env)
      assert.deepEqual(wrong, [])
      assert.deepEqual([identity.kind, identity.chosen], [kind, ''])
    })
})

describe('what is wrong is told', () => {
  for (const [name, inputs, env, expected] of [
    ['half of an application', { 'client-id': GUID }, NOBODY, [/^tenant-id .*missing, but client-id is set/]],
    ['a tenant alone', { 'tenant-id': GUID }, NOBODY, [/^client-id: missing, but tenant-id is set/]],
    ['a secret alone', { 'client-secret': 's' }, NOBODY, [/^client-id: missing, but client-secret is set/]],
    ['oidc with a secret', { ...APP, 'client-secret': 's', 'auth-type': 'oidc' }, NOBODY, [/^client-secret: not used/]],
    [
      'a secret that is missing',
      { ...APP, 'auth-type': 'client-secret' },
      NOBODY,
      [/^client-secret: missing, but auth-type: client-secret is set/],
    ],
    [
      'azure-cli with a client id',
      { ...APP, 'auth-type': 'azure-cli' },
      NOBODY,
      [/^client-id: not/, /^tenant-id: not/],
    ],
    [
      'two names of an identity',
      {
        'auth-type': 'managed-identity',
        'client-id': GUID,
        'managed-identity-resource-id':
          '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i',
      },
      NOBODY,
      [/already names the identity/],
    ],
    ['no pod', { 'auth-type': 'workload-identity' }, NOBODY, [/AZURE_FEDERATED_TOKEN_FILE and AZURE_CLIENT_ID/]],
    [
      'a kind that does not exist',
      { ...APP, 'auth-type': 'password' },
      NOBODY,
      [/^auth-type: 'password' is not one of/],
    ],
    ['a secret and a certificate', { ...APP, 'client-secret': 's', 'client-certificate': PEM }, NOBODY, [/not used/]],
  ] as const)
    test(name, () => {
      const { wrong } = identityOf(inputs, env)
      assert.equal(wrong.length, expected.length, wrong.join('\n'))
      for (const [at, pattern] of expected.entries()) assert.match(wrong[at] ?? '', pattern)
    })
})

describe('a client certificate', () => {
  for (const [name, given, password, expected] of [
    ['is good', PEM, undefined, undefined],
    ['its key is encrypted', `${encrypted(key, 'pw')}\n${certificate}`, 'pw', undefined],
    [
      'the password is missing',
      `${encrypted(key, 'pw')}\n${certificate}`,
      undefined,
      /needs client-certificate-password/,
    ],
    [
      'the password is wrong',
      `${encrypted(key, 'pw')}\n${certificate}`,
      'no',
      /cannot be read with client-certificate-pass/,
    ],
    ['the key is of another', `${other.key}\n${certificate}`, undefined, /does not match the certificate/],
    ['it has ended', `${ended.key}\n${ended.certificate}`, undefined, /the certificate expired on \d{4}-/],
    ['a chain, its leaf last', `${other.certificate}\n${certificate}\n${key}`, undefined, undefined],
    [
      'its key is of a curve',
      `${curve.certificate}\n${curve.key}`,
      undefined,
      /RSA keys of 2048 bits or more; this one is ec/,
    ],
    ['it has no key', certificate, undefined, /contains no private key/],
    ['it has no certificate', key, undefined, /openssl pkcs12 -in client\.pfx/],
    ['it is a PFX in base64', Buffer.alloc(3000, 7).toString('base64'), undefined, /openssl pkcs12 -in client\.pfx/],
    ['it is a path to nothing', 'client.pem', undefined, /no file of up to 256 KiB/],
  ] as const)
    test(name, () => {
      const { wrong } = identityOf({
        ...APP,
        'client-certificate': given,
        ...(password === undefined ? {} : { 'client-certificate-password': password }),
      })
      if (expected === undefined) assert.deepEqual(wrong, [])
      else assert.match(wrong.join('\n'), expected)
    })

  test('a PFX at a path is told how to be converted', () => {
    const path = join(home, 'client.pfx')
    writeFileSync(path, Buffer.from([0x30, 0x82, 1, 2, 3]))
    assert.match(identityOf({ ...APP, 'client-certificate': path }).wrong.join('\n'), /is not PEM\. Convert a PFX/)
  })
})

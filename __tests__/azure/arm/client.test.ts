import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, test } from 'node:test'
import {
  createHttpHeaders,
  createPipelineRequest,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline'
import { authorizePolicy, ownHostOnly } from '../../../src/azure/arm/client.ts'
import { armErrorIn, armErrorOf, errorThrown } from '../../../src/azure/arm/error.ts'
import { bodyOf, differences } from '../../../src/azure/extension/compare.ts'
import { patient } from '../../../src/azure/patient.ts'
import { retryAfter } from '../../../src/azure/pause.ts'

describe('the bearer token goes to', () => {
  for (const [name, url, passes] of [
    ['the configured host', 'https://management.azure.com/x', true],
    ['a subdomain of it', 'https://westus.management.azure.com/x', true],
    ['no other host', 'https://westus2.rp.kubernetesconfiguration.azure.com/x', false],
    ['no host that ends alike', 'https://evilmanagement.azure.com/x', false],
    ['no host that begins alike', 'https://management.azure.com.evil.example/x', false],
    ['no other port', 'https://management.azure.com:8443/x', false],
    ['no plain http', 'http://management.azure.com/x', false],
    ['no user part that looks like it', 'https://management.azure.com@evil.example/x', false],
  ] as const)
    test(name, async () => {
      let sent = false
      const next = async () => {
        sent = true
        return { status: 200 } as never
      }
      const policy = ownHostOnly('https://management.azure.com')
      await Promise.resolve()
        .then(() => policy.sendRequest(createPipelineRequest({ url }), next))
        .catch(() => undefined)
      assert.equal(sent, passes)
    })
})

describe('Retry-After', () => {
  for (const [value, ms] of [
    ['7', 7000],
    [undefined, undefined],
    ['nonsense', undefined],
    ['999999', 600_000],
    ['-5', 0],
    ['0.5', 500],
  ] as const)
    test(String(value), () => assert.equal(retryAfter(value), ms))
  test("a date is measured against the answer's own, two hours of skew or not", () =>
    assert.equal(retryAfter('Thu, 01 Oct 2026 08:00:03 GMT', 'Thu, 01 Oct 2026 08:00:00 GMT'), 3000))
  test('a date', () => {
    const ms = retryAfter(new Date(Date.now() + 5000).toUTCString()) ?? -1
    assert.ok(ms > 2000 && ms <= 5000)
  })
})

describe('ARM errors', () => {
  const nested = {
    error: { code: 'A', message: 'm', details: [{ code: 'B', message: 'n' }], additionalInfo: [{ type: 'T' }] },
  }
  for (const [name, body, expected] of [
    ['nested', nested, { code: 'A', message: 'm', status: 409, details: ['B: n', '{"type":"T"}'] }],
    [
      'flat, as AKS answers',
      { code: 'BadRequest', details: null, message: 'no', subcode: '' },
      { code: 'BadRequest', message: 'no', status: 409, details: [] },
    ],
    ['none', { value: [] }, undefined],
    ['no object', 'text', undefined],
  ] as const)
    test(name, () => assert.deepEqual(armErrorIn(body, 409), expected))

  test('a body that is no JSON', () =>
    assert.deepEqual(armErrorOf('<html>', 502), { code: 'HTTP 502', message: '<html>', status: 502, details: [] }))
  test('details nested 20,000 deep still give their words', () => {
    let body: object = { code: 'Innermost', message: 'end' }
    for (let depth = 0; depth < 20_000; depth++) body = { code: `L${depth}`, message: 'm', details: [body] }
    const error = armErrorIn(
      { error: { code: 'A', message: 'the words', details: [body], additionalInfo: [body] } },
      400,
    )
    assert.deepEqual([error?.message, error?.details[0]], ['the words', 'L19999: m'])
  })
  for (const [name, code, notSent] of [
    ['a name that is not resolved', 'EAI_AGAIN', true],
    ['a connection that is refused', 'ECONNREFUSED', true],
    ['a connection that breaks off', 'ECONNRESET', undefined],
  ] as const)
    test(`${name}: whether it can have arrived, and why, is kept`, () => {
      const error = errorThrown(Object.assign(new Error('it broke'), { code }))
      assert.deepEqual([error.status, error.notSent, error.message], [0, notSent, `it broke (${code})`])
    })
})

describe('differences from what is there', () => {
  const there = {
    lastModifiedAt: '',
    lastModifiedBy: '',
    provisioningState: 'Succeeded',
    currentVersion: '1.24.1',
    releaseTrain: 'Stable',
    autoUpgradeMinorVersion: true,
    configurationSettings: { a: '1' },
  }
  const asked = { type: 'microsoft.flux', name: 'flux', settings: {}, protectedSettings: {} }
  for (const [name, request, existing, words] of [
    ['nothing set: none', {}, there, []],
    ['the same version', { version: '1.24.1' }, there, []],
    ['another version', { version: '1.23.0' }, there, ['version differs']],
    ['the train in other letters', { releaseTrain: 'stable' }, there, []],
    ['the same setting', { settings: { a: '1' } }, there, []],
    ['another value, named without it', { settings: { a: 'secret' } }, there, ['setting a differs']],
    [
      'protected settings are always written',
      { protectedSettings: { k: 'v' } },
      there,
      ['protected setting k is always written'],
    ],
    ['a failed instance', {}, { ...there, provisioningState: 'Failed' }, ['it is Failed']],
  ] as const)
    test(name, () => assert.deepEqual(differences({ ...asked, ...request }, existing), words))
})

test('what the user did not set of an instance is sent as it is: a PUT replaces', () => {
  const existing = {
    provisioningState: 'Succeeded',
    lastModifiedAt: '',
    lastModifiedBy: '',
    autoUpgradeMinorVersion: false,
    version: '1.2.3',
    releaseTrain: 'Preview',
    scope: { cluster: { releaseNamespace: 'my-dapr' } },
    configurationSettings: { a: '1' },
  }
  const request = { type: 'microsoft.dapr', name: 'dapr', settings: { b: '2' }, protectedSettings: {} }
  assert.deepEqual(bodyOf(request, existing).properties, {
    extensionType: 'microsoft.dapr',
    autoUpgradeMinorVersion: false,
    version: '1.2.3',
    releaseTrain: 'Preview',
    scope: { cluster: { releaseNamespace: 'my-dapr' } },
    configurationSettings: { a: '1', b: '2' },
    configurationProtectedSettings: {},
  })
  assert.equal(bodyOf({ ...request, autoUpgradeMinorVersion: true }, existing).properties.version, undefined)
})

describe('patience with an answer', () => {
  const request = () => createPipelineRequest({ url: 'https://management.azure.com/x' })
  const answering = (body: Readable) => async (asked: PipelineRequest) => ({
    request: asked,
    status: 200,
    headers: createHttpHeaders(),
    readableStreamBody: body,
  })
  const endless = (asked: PipelineRequest) =>
    new Promise<PipelineResponse>((_, reject) => {
      asked.abortSignal?.addEventListener('abort', () =>
        reject(Object.assign(new Error('aborted'), { name: 'AbortError' })),
      )
    })

  test('ends where it is not whole in time, as a fault that is tried again', async () => {
    await assert.rejects(
      patient(() => 20, 1000).sendRequest(request(), endless),
      (error: { code?: string; message?: string }) =>
        error.code === 'ETIMEDOUT' && /no complete answer/.test(error.message ?? ''),
    )
  })

  test('ends where it is too long', async () => {
    await assert.rejects(
      patient(() => 10_000, 1000).sendRequest(request(), answering(Readable.from([Buffer.alloc(1001)]))),
      /over .* MiB/,
    )
  })

  test('ends where the answer stalls in its middle', async () => {
    const stalled = new Readable({ read: () => undefined })
    stalled.push('{"status":')
    await assert.rejects(patient(() => 20, 1000).sendRequest(request(), answering(stalled)), { code: 'ETIMEDOUT' })
  })

  test('ends where the answer is cut in its middle', async () => {
    const cut = new Readable({ read: () => undefined })
    cut.push('{"status":')
    setImmediate(() => cut.destroy(new Error('aborted')))
    await assert.rejects(patient(() => 10_000, 1000).sendRequest(request(), answering(cut)), { code: 'ECONNRESET' })
  })

  test('hands a whole answer on as text', async () => {
    const { bodyAsText } = await patient(() => 10_000, 1000).sendRequest(
      request(),
      answering(Readable.from(['{"a":', '"é"}'])),
    )
    assert.equal(bodyAsText, '{"a":"é"}')
  })

  test('leaves a cancel what it is', async () => {
    const cancel = new AbortController()
    const asked = createPipelineRequest({ url: 'https://management.azure.com/x', abortSignal: cancel.signal })
    const sent = patient(() => 10_000, 1000).sendRequest(asked, endless)
    cancel.abort()
    await assert.rejects(sent, { name: 'AbortError' })
  })
})

test('a token that is refused is asked for anew, once per request', async () => {
  let n = 0
  const refused: string[] = []
  const signIn = {
    getToken: async () => ({ token: `t${++n}`, expiresOnTimestamp: Number.POSITIVE_INFINITY }),
    refuse: (token: string) => refused.push(token),
  }
  const sent: (string | undefined)[] = []
  const next = async (request: PipelineRequest) => {
    sent.push(request.headers.get('authorization'))
    return { status: 401 } as PipelineResponse
  }
  const answer = await authorizePolicy({ ...signIn, refuse: token => void signIn.refuse(token) }, 'scope').sendRequest(
    createPipelineRequest({ url: 'https://management.azure.com/x' }),
    next,
  )
  assert.deepEqual([answer.status, sent, refused], [401, ['Bearer t1', 'Bearer t2'], ['t1']])
})

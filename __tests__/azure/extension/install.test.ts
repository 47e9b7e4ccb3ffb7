import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ExtensionFollower } from '../../../src/azure/extension/follow.ts'
import { install } from '../../../src/azure/extension/install.ts'
import { establish } from '../../../src/azure/extension/known.ts'
import { listExtensions } from '../../../src/azure/extension/read.ts'
import { ActionError, Refusal } from '../../../src/errors.ts'
import type { Evidence } from '../../../src/model/evidence.ts'
import type { ExtensionRequest } from '../../../src/model/request.ts'
import { absent, accepted, answer, instance, list, noAnswer, refused, type Script, scripted } from '../scripted-arm.ts'

const cluster = { type: 'managedClusters' as const, subscriptionId: 's', resourceGroup: 'g', name: 'c' }
const request: ExtensionRequest = { type: 'microsoft.flux', name: 'flux', settings: {}, protectedSettings: {} }
const status = (word: unknown, error?: object) => answer(200, { status: word, ...(error ? { error } : {}) })
const failedBefore = { statuses: [{ code: 'InstallationFailed', message: 'the old reason' }] }
const failedNow = { statuses: [{ code: 'InstallationFailed', message: 'why' }] }
const none = { get: [absent], list: [list()] }

async function played(script: Script, asked: Partial<ExtensionRequest> = {}, allowRemovingSecrets = false) {
  const { arm, asked: requests, count } = scripted(script)
  const follower = new ExtensionFollower(arm, cluster, { ...request, ...asked }, new AbortController().signal)
  const options = { watching: Promise.resolve(), recreateFailed: false, allowRemovingSecrets, workloads: () => [] }
  const facts: Evidence[] = []
  const running: boolean[] = []
  let end: string | undefined
  let thrown: unknown
  try {
    const run = install(follower, await establish(follower, fact => facts.push(fact)), options)
    try {
      for await (const fact of run.evidence) {
        facts.push(fact)
        running.push(run.operationRunning())
      }
    } finally {
      running.push(run.operationRunning())
      end = run.end()?.result
    }
  } catch (error) {
    if (!(error instanceof ActionError || error instanceof Refusal)) throw error
    thrown = error
  }
  const writes = requests.filter(each => ['put', 'patch', 'delete'].includes(each))
  const told = thrown instanceof Refusal ? [...facts, ...thrown.facts] : facts
  const errors = told.flatMap(fact => (fact.kind === 'arm-error' ? [fact.text] : []))
  const text = thrown instanceof ActionError || thrown instanceof Refusal ? thrown.message : ''
  return { facts, end, running, thrown, text, writes, errors, requests, count }
}

describe('an instance that exists is not written over, whatever a read answers in its place', {
  concurrency: true,
}, () => {
  const there = instance('Succeeded', { configurationSettings: { a: '1' } })
  for (const [name, first] of [
    ["a proxy's page with 404", answer(404, '<html>')],
    ['an empty body with 404', answer(404)],
    ['ResourceGroupNotFound', refused(404, 'ResourceGroupNotFound')],
    ['ParentResourceNotFound', refused(404, 'ParentResourceNotFound')],
    ['InvalidResourceType', refused(404, 'InvalidResourceType')],
    [
      'ResourceNotFound of the cluster',
      refused(
        404,
        'ResourceNotFound',
        "The Resource 'Microsoft.ContainerService/managedClusters/c' under resource group 'g' was not found.",
      ),
    ],
    ["the service's own 404, of a replica that lags behind", absent],
    ['a page with 200', answer(200, undefined)],
    ['JSON of something else', answer(200, { ok: true })],
    ['a state that is a number', instance(7)],
    ['no answer', noAnswer()],
  ] as const)
    test(name, async () => {
      const { writes, end, text } = await played({ get: [first, there], list: [list(there)] }, { settings: { a: '1' } })
      assert.deepEqual(writes, [])
      // What is no answer of Azure's was tried again by the client beneath, and is an error here.
      if (first.error?.code.startsWith('HTTP ') || first.status === 0 || first.body === undefined)
        assert.match(text, /[Uu]nknown whether it exists/)
      else assert.equal(end, 'unchanged')
    })
})

describe('before anything is written', { concurrency: true }, () => {
  for (const [name, script] of [
    ["a 404 that is not the service's own", { get: [answer(404, '<html>')], list: [list()] }],
    ['a list that cannot be read', { get: [absent], list: [refused(429, 'TooManyRequests')] }],
    ['a list that is no list', { get: [absent], list: [answer(200, {})] }],
    ['a list with what is no extension', { get: [absent], list: [answer(200, { value: [null, 7, {}] })] }],
    [
      'a list whose pages lead back',
      { get: [absent], list: [answer(200, { value: [], nextLink: '/x/extensions?again' })] },
    ],
    [
      'a list that has it, in other case, though a read does not',
      { get: [absent], list: [list(instance('Succeeded', {}, 't', 'FLUX'))] },
    ],
    ['a read that is forbidden', { get: [refused(403, 'AuthorizationFailed')], list: [list()] }],
  ] as const)
    test(`${name}: an error, and no write`, async () => {
      const { writes, text } = await played(script)
      assert.deepEqual(writes, [])
      assert.match(text, /before any write. Unknown whether it exists/)
    })

  test('a list that is forbidden: two reads some seconds apart are the witnesses', async () => {
    const { requests, end } = await played({
      get: [absent, absent, instance('Creating'), instance('Succeeded')],
      list: [refused(403, 'AuthorizationFailed')],
      put: [accepted()],
      poll: [status('Succeeded')],
    })
    assert.deepEqual(requests.slice(0, 4), ['get', 'list', 'get', 'put'])
    assert.equal(end, 'installed')
  })
})

describe('protected settings', { concurrency: true }, () => {
  const there = (state: string) => instance(state, { configurationProtectedSettings: { old: '', kept: '' } })
  const done = { poll: [status('Succeeded')], put: [accepted(200)], patch: [accepted(202)] }
  const ended = instance('Succeeded', {}, 't2')
  test('that a write would remove end it before, by key', async () => {
    const { writes, text } = await played({ get: [there('Succeeded')] }, { protectedSettings: { kept: 'x' } })
    assert.deepEqual(writes, [])
    assert.match(text, /removes protected settings you did not pass: old/)
    assert.match(text, /allow-removing-protected-settings: true/)
  })
  test('that a write over a Failed instance would remove end it before, too', async () => {
    const { writes, text } = await played({ get: [there('Failed')] })
    assert.deepEqual(writes, [])
    assert.match(text, /: old, kept\./)
  })
  test('are left in place by a PATCH, where none is given', async () => {
    const { writes, end } = await played(
      { get: [there('Succeeded'), there('Updating'), ended], ...done },
      { settings: { a: '2' } },
    )
    assert.deepEqual([writes, end], [['patch'], 'updated'])
  })
  test('are removed where that is allowed', async () => {
    const { writes, end } = await played(
      { get: [there('Succeeded'), there('Updating'), ended], ...done },
      { protectedSettings: { kept: 'x' } },
      true,
    )
    assert.deepEqual([writes, end], [['put'], 'updated'])
  })
})

describe('after the write', { concurrency: true }, () => {
  const creating = instance('Creating')
  const succeeded = instance('Succeeded', { currentVersion: '1.0.0' })

  test('a read that fails ends nothing', async () => {
    const { end, facts } = await played({
      ...none,
      get: [absent, refused(500, 'InternalServerError'), creating, succeeded],
      put: [accepted()],
      poll: [status('Creating'), status('Succeeded')],
    })
    assert.equal(end, 'installed')
    assert.deepEqual(
      facts.flatMap(fact => (fact.kind === 'gap' ? [fact.text] : [])),
      ['could not be read (InternalServerError: boom); still watching'],
    )
  })

  test('polls that fail are told with their code, and polling goes on', async () => {
    const { end, facts } = await played({
      ...none,
      get: [absent, creating, creating, creating, creating, succeeded],
      put: [accepted()],
      poll: [refused(403, 'AuthorizationFailed', 'no'), answer(200), noAnswer(), status('Succeeded')],
    })
    assert.equal(end, 'installed')
    const gaps = facts.filter(fact => fact.kind === 'gap')
    assert.equal(gaps.length, 1)
    assert.match(gaps[0]?.text ?? '', /AuthorizationFailed: no/)
  })

  for (const [name, word] of [
    ['Completed', 'Completed'],
    ['null', null],
    ['absent', undefined],
    ['a number', 7],
    ['stuck', 'Creating'],
  ] as const)
    test(`an operation whose word is ${name}: the resource, read twice, ends it`, { timeout: 60_000 }, async () => {
      const { end } = await played({
        ...none,
        get: [absent, creating, succeeded],
        put: [accepted()],
        poll: [status(word)],
      })
      assert.equal(end, 'installed')
    })
  for (const word of ['SUCCEEDED', ' succeeded'])
    test(`an operation that is '${word}' is Succeeded`, async () => {
      const { end } = await played({
        ...none,
        get: [absent, creating, succeeded],
        put: [accepted()],
        poll: [status(word)],
      })
      assert.equal(end, 'installed')
    })
  for (const word of ['Cancelled', 'canceled', 'FAILED'])
    test(`an operation that is '${word}' has failed`, async () => {
      const { end } = await played({
        ...none,
        get: [absent, creating, instance(word, failedNow)],
        put: [accepted()],
        poll: [status(word)],
      })
      assert.equal(end, 'failed')
    })
  test('a resource without a state, after the end, is Succeeded', async () => {
    const { end } = await played({
      ...none,
      get: [absent, creating, instance(undefined)],
      put: [accepted()],
      poll: [status('Succeeded')],
    })
    assert.equal(end, 'installed')
  })

  test("a failed operation's structured error is kept whole", async () => {
    const error = { code: 'ExtensionOperationFailed', message: 'm', details: [{ code: 'Inner', message: 'n' }] }
    const { end, facts } = await played({
      ...none,
      get: [absent, creating, instance('Failed', failedNow)],
      put: [accepted()],
      poll: [status('Failed', error)],
    })
    assert.equal(end, 'failed')
    const fact = facts.find(each => each.kind === 'arm-error')
    assert.deepEqual(fact?.kind === 'arm-error' && [fact.data.code, fact.text, fact.data.details], [
      'ExtensionOperationFailed',
      'm',
      ['Inner: n'],
    ])
  })

  test('an operation that fails without an error: the reason is what the resource holds, once it has caught up', async () => {
    const { errors, end } = await played({
      ...none,
      get: [absent, creating, creating, creating, instance('Failed', failedNow)],
      put: [accepted()],
      poll: [status('Failed')],
    })
    assert.deepEqual([errors, end], [['why'], 'failed'])
  })

  test('an operation URL that answers 404 falls back to the resource, whose status has the reason', async () => {
    const { end, errors } = await played({
      ...none,
      get: [absent, creating, creating, instance('Failed', failedNow)],
      put: [accepted()],
      poll: [refused(404, 'ResourceNotFound')],
    })
    assert.deepEqual([errors, end], [['why'], 'failed'])
  })

  test('a 404 in the middle, without an operation that answers, is not the end', { timeout: 60_000 }, async () => {
    const { end } = await played({
      ...none,
      get: [absent, creating, absent, creating, succeeded],
      put: [answer(201, instance('Creating').body)],
    })
    assert.equal(end, 'installed')
  })

  test('the operation counts as running from the write to its end', async () => {
    const { running } = await played({
      ...none,
      get: [absent, creating, succeeded],
      put: [accepted()],
      poll: [status('Succeeded')],
    })
    assert.deepEqual([running[0], running.at(-1)], [true, false])
  })

  test('deleted by somebody meanwhile, though the operation Succeeded: red, with whom to ask', {
    timeout: 60_000,
  }, async () => {
    const { end, text } = await played({
      ...none,
      get: [absent, creating, absent],
      put: [accepted()],
      poll: [status('Succeeded')],
    })
    assert.equal(end, undefined, 'what is thrown ends the run')
    assert.match(text, /was deleted while this step waited/)
    assert.match(text, /ExtensionDeleted/)
  })
})

describe('a state from before the write', { concurrency: true }, () => {
  const before = instance('Succeeded', { version: '1' }, 't1')
  const asked = { settings: { a: '2' } }
  test('an old Succeeded is no end of an update that then fails', { timeout: 60_000 }, async () => {
    const { end } = await played(
      {
        get: [before, before, before, instance('Updating', {}, 't2'), instance('Failed', failedNow, 't3')],
        put: [answer(200, before.body)],
      },
      asked,
    )
    assert.equal(end, 'failed')
  })
  test('an old Failed is read again when the operation Succeeded', { timeout: 60_000 }, async () => {
    const old = instance('Failed', failedBefore, 't1')
    const { end, errors } = await played({
      get: [old, old, old, old, old, instance('Succeeded', {}, 't2')],
      put: [accepted(200)],
      poll: [status('Succeeded')],
    })
    assert.deepEqual([end, errors], ['installed', []])
  })
  test('an old Failed is no reason of now', { timeout: 60_000 }, async () => {
    const old = instance('Failed', failedBefore, 't1')
    const { errors } = await played({
      get: [old, old, old, instance('Failed', failedNow, 't2')],
      put: [accepted(200)],
      poll: [status('Failed')],
    })
    assert.deepEqual(errors, ['why'])
  })
  test('one that was written again, and looks the same: told by its time', { timeout: 60_000 }, async () => {
    const { end } = await played(
      { get: [before, before, instance('Succeeded', {}, 't2')], put: [answer(200, before.body)] },
      asked,
    )
    assert.equal(end, 'updated')
  })
})

describe('a write', { concurrency: true }, () => {
  test('that is refused is the failure, and nothing runs', async () => {
    const { text, running, errors } = await played({ ...none, put: [refused(400, 'BadRequest')] })
    assert.match(text, /BadRequest: boom/)
    assert.equal(running.at(-1), false)
    assert.deepEqual(errors, ['boom'])
  })

  test('that is refused leaves what was there as what is told last', async () => {
    const existing = instance('Failed', { currentVersion: '1.0.0' })
    const { facts, text } = await played({ get: [existing], put: [refused(400, 'BadRequest')] })
    assert.match(text, /over the existing Failed one/)
    const last = facts.at(-1)
    assert.deepEqual(
      last?.kind === 'extension' && [last.data.provisioningState, last.data.version, last.data.written],
      ['Failed', '1.0.0', false],
    )
  })

  test('that is throttled is a clear no: nothing runs while it waits, and it is written once', {
    timeout: 60_000,
  }, async () => {
    const { facts, running, end, writes } = await played({
      get: [absent, absent, instance('Creating'), instance('Succeeded')],
      list: [list()],
      put: [refused(429, 'TooManyRequests'), accepted()],
      poll: [status('Succeeded')],
    })
    const at = facts.findIndex(fact => /Azure did not accept the write \(TooManyRequests/.test(fact.text))
    assert.ok(at >= 0)
    assert.deepEqual([running[at], end, writes], [false, 'installed', ['put', 'put']])
  })

  for (const [name, first] of [
    ['with a body that is no extension', answer(200, { ok: true })],
    ['with half of its JSON', answer(201)],
    ['with no answer', noAnswer()],
    ['with 500', refused(500, 'InternalServerError')],
  ] as const)
    test(`that ends ${name} is unclear: looked at, and written again`, { timeout: 60_000 }, async () => {
      const { end, requests } = await played({
        get: [absent, absent, absent, instance('Creating'), instance('Succeeded')],
        list: [list()],
        put: [first, accepted()],
        poll: [status('Succeeded')],
      })
      assert.equal(end, 'installed')
      assert.deepEqual(requests.slice(0, 7), ['get', 'list', 'put', 'get', 'get', 'list', 'put'])
    })

  test('whose answer is lost, and which was taken, is followed', { timeout: 60_000 }, async () => {
    const { end, writes } = await played({
      get: [absent, instance('Creating'), instance('Succeeded')],
      list: [list()],
      put: [noAnswer()],
    })
    assert.deepEqual([end, writes], ['installed', ['put']])
  })
})

test('a release namespace that can be no namespace is none: it becomes part of paths', async () => {
  const names = ['flux-system', 'flux-system/configmaps#', 'a?x=', '..', 'A', 7]
  const items = names.map(releaseNamespace => instance('Succeeded', { scope: { cluster: { releaseNamespace } } }))
  const { arm } = scripted({ list: [list(...items)] })
  const found = await listExtensions(arm, cluster, new AbortController().signal)
  assert.ok(!('code' in found))
  assert.deepEqual(
    found.map(each => each.scope?.cluster?.releaseNamespace),
    ['flux-system', undefined, undefined, undefined, undefined, undefined],
  )
})

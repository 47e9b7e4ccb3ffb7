import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Extension } from '@azure/arm-kubernetesconfiguration'
import type { Arm, ArmAnswer } from '../../../src/azure/arm/client.ts'
import { install } from '../../../src/azure/extension/install.ts'
import { listExtensions } from '../../../src/azure/extension/read.ts'
import { ActionError } from '../../../src/errors.ts'
import type { Evidence } from '../../../src/model/evidence.ts'

const cluster = { subscriptionId: 's', resourceGroup: 'g', name: 'c' }
const request = { type: 'microsoft.flux', name: 'flux', settings: {}, protectedSettings: {} }
const OPERATION = 'https://management.azure.com/operations/1?c=signed'
const answer = (status: number, body: unknown, error?: ArmAnswer['error']): ArmAnswer => ({
  status,
  body,
  error,
  retryAfterMs: 1,
})
const refused = (statusCode: number, code: string) =>
  Object.assign(new Error(code), { statusCode, details: { error: { code, message: 'boom' } } })

interface Script {
  readonly put?: () => void
  readonly polls: readonly (ArmAnswer | Error)[]
  readonly reads: readonly (object | Error)[]
}

/** An ARM client that answers from a script; its last answers repeat. */
function scripted({ put, polls, reads }: Script): { arm: Arm; polled: () => number } {
  let polled = 0
  let read = 0
  const next = <T>(list: readonly (T | Error)[], at: number): T => {
    const item = list[Math.min(at, list.length - 1)]
    if (item instanceof Error) throw item
    return item as T
  }
  const sdk = {
    extensions: {
      get: async () => next(reads, read++),
      async *list() {},
      beginCreate: async (..._: unknown[]) => {
        put?.()
        const options = _[6] as { onResponse: (raw: object) => void }
        options.onResponse({ request: { method: 'PUT' }, status: 201, headers: { get: () => OPERATION } })
        // The SDK's own first poll may fail once the write is accepted.
        throw refused(503, 'ServiceUnavailable')
      },
    },
  } as unknown as Arm['sdk']
  return { arm: { sdk, send: async () => next(polls, polled++) }, polled: () => polled }
}

async function played(script: Script, existing?: Extension) {
  const { arm, polled } = scripted(script)
  const options = { watching: Promise.resolve(), recreateFailed: false, workloads: () => [] }
  const run = install(arm, cluster, request, existing, options, new AbortController().signal)
  const facts: Evidence[] = []
  const running: boolean[] = []
  let thrown: unknown
  try {
    for await (const fact of run.evidence) {
      facts.push(fact)
      running.push(run.operationRunning())
    }
  } catch (error) {
    thrown = error
  }
  return { facts, end: run.end()?.result, running, polled: polled(), thrown, runs: run.operationRunning() }
}

const creating = { name: 'flux', provisioningState: 'Creating' }
const succeeded = { name: 'flux', provisioningState: 'Succeeded', currentVersion: '1.0.0' }
const failed = { name: 'flux', provisioningState: 'Failed', statuses: [{ code: 'InstallationFailed', message: 'why' }] }

describe('after the write', { concurrency: true }, () => {
  test('a read that fails ends nothing', async () => {
    const { end, facts } = await played({
      polls: [answer(200, { status: 'Creating' }), answer(200, { status: 'Succeeded' })],
      reads: [refused(500, 'InternalServerError'), succeeded],
    })
    assert.equal(end, 'installed')
    assert.ok(facts.some(fact => fact.kind === 'gap' && /could not be read/.test(fact.text)))
  })

  test('polls that fail are told with their code, and polling goes on', async () => {
    const { end, facts } = await played({
      polls: [
        answer(403, {}, { code: 'AuthorizationFailed', message: 'no', status: 403, details: [] }),
        answer(200, undefined),
        new Error('reset'),
        answer(200, { status: 'Succeeded' }),
      ],
      reads: [creating, succeeded],
    })
    assert.equal(end, 'installed')
    const gaps = facts.filter(fact => fact.kind === 'gap')
    assert.equal(gaps.length, 1)
    assert.match(gaps[0]?.text ?? '', /AuthorizationFailed: no/)
  })

  test("a failed operation's structured error is kept whole", async () => {
    const error = { code: 'ExtensionOperationFailed', message: 'm', details: [{ code: 'Inner', message: 'n' }] }
    const { end, facts } = await played({
      polls: [answer(200, { status: 'Failed', error })],
      reads: [creating, failed],
    })
    assert.equal(end, 'failed')
    const fact = facts.find(each => each.kind === 'arm-error')
    assert.deepEqual(fact?.kind === 'arm-error' && [fact.data.code, fact.text, fact.data.details], [
      'ExtensionOperationFailed',
      'm',
      ['Inner: n'],
    ])
  })

  test('an operation URL that answers 404 falls back to the resource, whose status has the reason', async () => {
    const { end, facts } = await played({ polls: [answer(404, {})], reads: [creating, failed] })
    assert.equal(end, 'failed')
    assert.ok(facts.some(fact => fact.kind === 'arm-error' && fact.text === 'why'))
  })

  test('the operation counts as running from the write to its end', async () => {
    const { running } = await played({ polls: [answer(200, { status: 'Succeeded' })], reads: [creating, succeeded] })
    assert.deepEqual([running[0], running.at(-1)], [true, false])
  })
})

test('a write that is refused is the failure, and nothing runs', async () => {
  const { thrown, facts, runs } = await played({
    put: () => {
      throw refused(400, 'BadRequest')
    },
    polls: [],
    reads: [refused(404, 'ResourceNotFound')],
  })
  assert.ok(thrown instanceof ActionError && /BadRequest: boom/.test(thrown.likely))
  assert.equal(runs, false)
  assert.ok(facts.some(fact => fact.kind === 'arm-error' && fact.data.code === 'BadRequest'))
})

test('a write that is refused leaves what was there as what is told last', async () => {
  const existing = {
    name: 'flux',
    extensionType: 'microsoft.flux',
    provisioningState: 'Failed',
    currentVersion: '1.0.0',
  }
  const put = () => {
    throw refused(400, 'BadRequest')
  }
  const { facts, thrown } = await played({ put, polls: [], reads: [existing] }, existing)
  assert.ok(thrown instanceof ActionError && /recreate-failed: true/.test(thrown.next))
  const last = facts.at(-1)
  assert.deepEqual(last?.kind === 'extension' && [last.data.provisioningState, last.data.version, last.data.written], [
    'Failed',
    '1.0.0',
    false,
  ])
})

test('a release namespace that can be no namespace is none: it becomes part of paths', async () => {
  const list = async function* () {
    for (const releaseNamespace of ['flux-system', 'flux-system/configmaps#', 'a?x=', '..', 'A', 7])
      yield { name: 'flux', properties: {}, scope: { cluster: { releaseNamespace } } }
  }
  const arm = { sdk: { extensions: { list } } } as unknown as Arm
  const found = await listExtensions(arm, cluster, new AbortController().signal)
  assert.deepEqual(
    found.map(each => each.scope?.cluster?.releaseNamespace),
    ['flux-system', undefined, undefined, undefined, undefined, undefined],
  )
})

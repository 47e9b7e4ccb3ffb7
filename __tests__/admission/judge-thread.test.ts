import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { JudgeThread } from '../../src/admission/judge-thread.ts'
import type { AdmissionView } from '../../src/admission/view.ts'
import type { Fields } from '../../src/model/finding.ts'
import { HOSTILE_POLICIES, specOf } from '../hostile-policies.ts'

const field = (value: string) => ({ value, origin: 'text' as const })
const fields: Fields = {
  policy: field('p'),
  binding: field('b'),
  serviceAccount: field('system:serviceaccount:n:sa'),
  verb: field('create'),
  resource: field('configmaps'),
  name: field('x'),
  namespace: field('n'),
}
const viewOf = (spec: object, params: AdmissionView['params'] = []): AdmissionView => ({
  now: '2026-10-01T08:00:00.000Z',
  policies: [{ body: { metadata: { name: 'p' }, spec }, readAt: '2026-10-01T08:00:00.000Z', altered: false }],
  bindings: [{ metadata: { name: 'b' }, spec: { policyName: 'p', validationActions: ['Deny'] } }],
  params,
  altered: false,
  namespaceLabels: {},
  namespaceRead: true,
  policiesRead: true,
  bindingsRead: true,
  paramsReadOf: ['p'],
  policiesGap: '',
  bindingsGap: '',
})
const healthy = viewOf(specOf({ name: 'healthy', expression: 'false' }))

describe('a hostile policy', () => {
  for (const policy of HOSTILE_POLICIES)
    test(`${policy.name}: never admitted, within 2 s, and this thread goes on meanwhile`, async () => {
      const thread = new JudgeThread()
      // The thread is begun, as it is in a run by then.
      assert.equal((await thread.ask('policy', fields, healthy))?.verdict, 'denied')
      let ticks = 0
      const timer = setInterval(() => ticks++, 10)
      const began = performance.now()
      const check = await thread.ask('policy', fields, viewOf(specOf(policy)))
      const took = performance.now() - began
      clearInterval(timer)
      // What is judged in time must be judged as the server does: it denies, by its cost limit where by nothing else.
      assert.ok(check === undefined || check.verdict !== 'admitted', JSON.stringify(check))
      assert.ok(took < 2000, `it took ${Math.round(took)} ms`)
      assert.ok(ticks >= Math.floor(took / 100), `${ticks} ticks in ${Math.round(took)} ms`)
      // And the next question is answered, by another thread where this one was ended.
      assert.equal((await thread.ask('policy', fields, healthy))?.verdict, 'denied')
    })
})

test('params count into the size limit', async () => {
  const spec = {
    ...specOf({ name: 'params', expression: 'params.data.x == object.metadata.name' }),
    paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
  }
  const param = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c', namespace: 'n' },
    data: { x: 'y'.repeat(300_000) },
  }
  const check = await new JudgeThread().ask('policy', fields, viewOf(spec, [param]))
  assert.deepEqual([check?.verdict, check?.reason], ['undetermined', 'with its params it is over 256 KiB'])
})

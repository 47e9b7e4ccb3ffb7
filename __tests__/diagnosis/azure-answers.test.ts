/** What Azure answers, by code, by details and by the kind of the answer; and what of its texts is not of it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Diagnosis } from '../../src/diagnosis/index.ts'
import { Store } from '../../src/evidence/store.ts'
import type { CheckRow, Evidence } from '../../src/model/evidence.ts'
import { podStatus } from '../evidence-builder.ts'

const time = '2026-03-09T12:00:00Z'
interface Answer {
  readonly text: string
  readonly code: string
  readonly status: number
  readonly details?: readonly string[]
  readonly ends?: true
}

const answered = ({ text, code, status, details = [], ends }: Answer): Evidence => ({
  kind: 'arm-error',
  time,
  text,
  data: { code, status, during: 'Writing the extension flux.', details, ...(ends ? { ends } : {}) },
})

async function findings(facts: readonly Evidence[]) {
  const store = new Store()
  const diagnosis = new Diagnosis(store)
  for (const fact of facts) {
    store.apply(fact)
    diagnosis.observe(fact)
  }
  return diagnosis.findings()
}

describe('an answer of Azure', () => {
  const see = 'The template deployment failed. See details.'
  const rows: readonly (readonly [name: string, answer: Answer, id: string | undefined])[] = [
    [
      'details name the policy',
      {
        text: see,
        code: 'InvalidTemplateDeployment',
        status: 400,
        details: ["RequestDisallowedByPolicy: Resource 'flux' was disallowed by policy."],
      },
      'arm-policy-denied',
    ],
    [
      'details outweigh the status',
      {
        text: 'Forbidden.',
        code: 'Forbidden',
        status: 403,
        details: ["RequestDisallowedByPolicy: Resource 'flux' was disallowed by policy."],
      },
      'arm-policy-denied',
    ],
    [
      'details name a lock',
      { text: see, code: 'MultipleErrorsOccurred', status: 409, details: ['ScopeLocked: it is locked'] },
      'resource-locked',
    ],
    ['429 without a body', { text: '', code: 'HTTP 429', status: 429 }, 'request-throttled'],
    ['401 without a body', { text: '', code: 'HTTP 401', status: 401 }, 'auth-login-failed'],
    ['403 without a body', { text: '', code: 'HTTP 403', status: 403 }, 'authorization-failed'],
    ['502 of a front end', { text: '<html>', code: 'HTTP 502', status: 502 }, 'azure-unavailable'],
    ['no answer', { text: 'connect ECONNREFUSED', code: 'NoAnswer', status: 0 }, 'azure-unreachable'],
    ['a page with 200', { text: 'not JSON', code: 'HTTP 200', status: 200, ends: true }, 'azure-unreachable'],
    [
      'a version that cannot be resolved, with 404',
      { text: 'Failed to resolve the extension version 9.9.9', code: 'NotFound', status: 404 },
      'version-not-found',
    ],
    [
      'a code within the text of an operation is of what the text is about',
      {
        text: 'EnsureLoadBalancer: Code="NotFound" Message="public IP x" is odd',
        code: 'ExtensionOperationFailed',
        status: 200,
      },
      undefined,
    ],
    [
      'a lock by name, with 409 Conflict',
      { text: "The resource 'aks1' is locked by lock 'CanNotDelete'.", code: 'Conflict', status: 409 },
      'resource-locked',
    ],
    [
      'a code named like a property of every object',
      { text: 'x', code: 'constructor', status: 401 },
      'auth-login-failed',
    ],
  ]
  for (const [name, answer, id] of rows)
    test(`${name}: ${id ?? 'no class'}`, async () => {
      const [first] = await findings([answered(answer)])
      assert.equal(first?.class, id)
      assert.ok(!JSON.stringify(first ?? {}).includes('native code'))
    })
})

describe('what the check predicts', () => {
  const row = (data: CheckRow): Evidence => ({ kind: 'check-row', time, text: data.detail, data })
  const write = {
    user: 'u',
    serviceAccount: 'u',
    verb: 'create',
    resource: 'configmaps',
    name: 'x',
    namespace: 'flux-system',
  }
  const refused = { verdict: 'refused', class: 'admission-policy-denied' } as const

  test('a dry run that is refused by the same policy is the same prediction', async () => {
    const words =
      "configmaps \"x\" is forbidden: ValidatingAdmissionPolicy 'deny-cm' with binding 'b' denied request: no"
    const found = await findings([
      row({ check: 'policies', ...refused, detail: 'x', policy: 'deny-cm', binding: 'b', fields: write }),
      row({ check: 'dry-run', ...refused, detail: words, fields: write }),
    ])
    assert.deepEqual(
      found.map(each => each.key),
      ['admission-policy-denied predicted deny-cm'],
    )
    assert.ok(!found.some(each => each.cause.join().includes('undefined')), found[0]?.cause.join('\n'))
  })

  test('an extension under another name is told by that name', async () => {
    const detail =
      'microsoft.flux exists already under the name gitops (Succeeded), and a cluster takes one of a type; this step asks for flux.'
    const [found] = await findings([
      row({
        check: 'extensions',
        verdict: 'refused',
        class: 'extension-already-exists',
        detail,
        fields: { code: 'ExtensionUnderOtherName', message: detail },
      }),
    ])
    assert.match(found?.remedy.steps[0]?.text ?? '', /extension-name: gitops/)
    assert.equal(found?.predicted, true)
  })
})

test('pods of another namespace than the release block nothing, once Azure has named it', async () => {
  const denied: Evidence = {
    kind: 'pod-log',
    time,
    object: { kind: 'Pod', namespace: 'dapr-system', name: 'other-1', container: 'main' },
    text: 'admission webhook "w.example.com" denied the request: no',
    data: { podUid: 'u', containerId: 'c', line: 1, emitted: '', part: 'candidate' },
  }
  const status = podStatus({ name: 'main', id: 'c', state: 'terminated', exitCode: 1 }, { uid: 'u' }, 'other-1')
  const pod = { ...status, object: { kind: 'Pod', namespace: 'dapr-system', name: 'other-1' } } as Evidence
  const extension: Evidence = {
    kind: 'extension',
    time,
    text: '',
    data: {
      id: '',
      name: 'dapr',
      type: 'microsoft.dapr',
      provisioningState: 'Creating',
      version: '',
      releaseTrain: '',
      releaseNamespace: 'my-dapr',
      written: false,
      change: '',
    },
  }
  const [guessed] = await findings([pod, denied])
  assert.equal(guessed?.blocking, true)
  const [told] = await findings([extension, pod, denied])
  assert.equal(told?.blocking, false)
})

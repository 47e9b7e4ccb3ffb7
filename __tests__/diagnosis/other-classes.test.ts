import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { judge } from '../../src/diagnosis/judge.ts'
import type { Finding } from '../../src/model/finding.ts'
import {
  armError,
  binding,
  crashed,
  diagnosed,
  gap,
  listed,
  listing,
  podLog,
  podStatus,
  policy,
  protectSpec,
} from '../evidence-builder.ts'

describe('rbac-forbidden', () => {
  for (const [name, text, fields] of [
    [
      'a create in a namespace (client-go)',
      'configmaps is forbidden: User "system:serviceaccount:a:b" cannot create resource "configmaps" in API group "" in the namespace "a"',
      { verb: 'create', resource: 'configmaps', namespace: 'a', serviceAccount: 'system:serviceaccount:a:b' },
    ],
    [
      'a named object of a group (kubectl)',
      'Error from server (Forbidden): deployments.apps "d1" is forbidden: User "dev" cannot patch resource "deployments/scale" in API group "apps" in the namespace "x"',
      { verb: 'patch', resource: 'deployments/scale.apps', name: 'd1', user: 'dev' },
    ],
    [
      'a list at cluster scope (reflector)',
      'reflector.go:158] "Unhandled Error" err="failed to list *v1.Node: nodes is forbidden: User \\"system:serviceaccount:a:b\\" cannot list resource \\"nodes\\" in API group \\"\\" at the cluster scope"',
      { verb: 'list', resource: 'nodes' },
    ],
    [
      'JSON of controller-runtime',
      JSON.stringify({
        level: 'error',
        error:
          'leases.coordination.k8s.io "x" is forbidden: User "system:serviceaccount:a:b" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "a"',
      }),
      { verb: 'get', resource: 'leases.coordination.k8s.io', name: 'x' },
    ],
  ] as const)
    test(name, async () => {
      const { findings } = await diagnosed([...listed(), podStatus(), podLog(text), crashed()])
      assert.equal(findings[0]?.class, 'rbac-forbidden')
      for (const [key, value] of Object.entries(fields))
        assert.equal(findings[0]?.fields[key as 'verb']?.value, value, key)
      assert.equal(findings[0]?.conclusive, false, 'never ends a run')
    })

  for (const [name, text] of [
    [
      "AKS's own lock",
      'pods "x" is forbidden: User "u" cannot delete resource "pods" in API group "" in the namespace "n": denied (automatic-authz)',
    ],
    ['a policy', 'pods "x" is forbidden: ValidatingAdmissionPolicy \'p\' denied request: no'],
    ['a registry', 'failed to pull: 403 Forbidden'],
  ] as const)
    test(`${name} is none`, async () => {
      const { findings } = await diagnosed([...listed(), podLog(text)])
      assert.deepEqual(
        findings.filter(finding => finding.class === 'rbac-forbidden'),
        [],
      )
    })
})

describe('helm-timeout-unknown', () => {
  const report =
    'Error: [ InnerError: [Helm installation failed : Timed out waiting for the resource to come to a ready/completed state Last resource not ready was flux-system/fluxconfig-controller : Recommendation Please contact Microsoft support for further inquiries : InnerError [release flux failed, and has been uninstalled due to atomic being set: context deadline exceeded]]] occurred while doing the operation : [Create] on the config'
  for (const [name, text, fields] of [
    ['the service, newer', report, { release: 'flux', name: 'fluxconfig-controller', namespace: 'flux-system' }],
    [
      'the service, older',
      'Error: {Helm installation from path [] for release [azure-dapr] failed with the following error: err [release dapr failed, and has been uninstalled due to atomic being set: timed out waiting for the condition]} occurred while doing the operation : {Installing the extension} on the config',
      { release: 'dapr' },
    ],
    [
      'Helm alone',
      'release x failed, and has been uninstalled due to atomic being set: context deadline exceeded',
      { release: 'x' },
    ],
  ] as const)
    test(name, async () => {
      const { findings } = await diagnosed([armError(text)])
      assert.equal(findings[0]?.class, 'helm-timeout-unknown')
      for (const [key, value] of Object.entries(fields)) assert.equal(findings[0]?.fields[key as 'name']?.value, value)
    })

  for (const [name, text] of [
    [
      'an atomic rollback that names its cause',
      'release x failed, and has been uninstalled due to atomic being set: failed pre-install: pod healthcheck failed',
    ],
    [
      "a deadline that is not Helm's wait",
      'Failed to setup Helm client: Get "https://x.azmk8s.io": context deadline exceeded',
    ],
    ['a version that does not exist', 'Failed to resolve the extension version from the given values.'],
  ] as const)
    test(`${name} is another class`, async () =>
      assert.notEqual((await diagnosed([armError(text)])).findings[0]?.class, 'helm-timeout-unknown'))

  test('a pod that logs the same words is none', async () => {
    assert.deepEqual((await diagnosed([podLog('context deadline exceeded')])).findings, [])
  })

  test('is a symptom where a blocking cause was seen', async () => {
    const denial = podLog(
      "configmaps \"x\" is forbidden: ValidatingAdmissionPolicy 'protect' with binding 'protect-binding' denied request: no",
    )
    const { findings } = await diagnosed([
      ...listed(),
      policy(protectSpec()),
      binding(),
      podStatus(),
      denial,
      crashed(),
      armError(report),
    ])
    assert.deepEqual(
      findings.map(finding => finding.class),
      ['admission-policy-denied'],
    )
  })

  test('says what was seen and what was not', async () => {
    const { findings } = await diagnosed([
      listing('pods/flux-system'),
      gap('events/flux-system', 'events is forbidden'),
      podStatus({}, { deleted: true }),
      armError(report),
    ])
    const cause = findings[0]?.cause.join('\n') ?? ''
    assert.match(cause, /1 of 1 pod not Ready when last seen: controller/)
    assert.match(cause, /Not seen: events in flux-system\. events is forbidden/)
  })
})

describe('judge', () => {
  const finding = (key: string, conclusive: boolean) => ({ key, conclusive }) as Finding
  for (const [name, findings, stop, told, act, keys] of [
    ['nothing conclusive: wait', [finding('a', false)], true, [], 'wait', []],
    ['conclusive: stop', [finding('a', false), finding('b', true)], true, [], 'stop', ['b']],
    ['conclusive, but not to stop: noted', [finding('b', true)], false, [], 'note', ['b']],
    ['warned already: wait', [finding('b', true)], false, ['b'], 'wait', []],
    ['one is noted, another is new', [finding('b', true), finding('c', true)], false, ['b'], 'note', ['c']],
  ] as const)
    test(name, () => {
      const decision = judge(findings, stop, new Set(told))
      assert.equal(decision.act, act)
      assert.deepEqual(decision.act === 'wait' ? [] : decision.findings.map(each => each.key), keys)
    })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { serviceAccountUser } from '../../src/admission/request.ts'
import { Evaluator } from '../../src/admission/verdict.ts'

const binding = { metadata: { name: 'b' }, spec: { policyName: 'p', validationActions: ['Deny'] } }
const request = {
  operation: 'CREATE' as const,
  group: '',
  version: 'v1',
  resource: 'configmaps',
  subresource: '',
  kind: { group: '', version: 'v1', kind: 'ConfigMap' },
  namespace: 'n',
  name: 'x',
  user: serviceAccountUser('n', 'sa'),
  dryRun: false,
  object: { metadata: { name: 'x' } },
  oldObject: null,
}

/** As kube-apiserver 1.35 answers: found by made-up policies put to it. */
describe('the namespace object', () => {
  for (const [name, spec, verdict] of [
    [
      'is null in match conditions',
      { matchConditions: [{ name: 'c', expression: 'namespaceObject == null' }] },
      'denied',
    ],
    [
      'read there, it errs: denied by Fail',
      { matchConditions: [{ name: 'c', expression: 'has(namespaceObject.metadata.labels.team)' }] },
      'denied',
    ],
    [
      'read there, it errs: admitted by Ignore',
      {
        failurePolicy: 'Ignore',
        matchConditions: [{ name: 'c', expression: 'has(namespaceObject.metadata.labels.team)' }],
      },
      'admitted',
    ],
    [
      'is there in validations',
      { validations: [{ expression: "namespaceObject.metadata.labels.team == 'a'" }] },
      'admitted',
    ],
  ] as const)
    test(name, () => {
      const resourceRules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['configmaps'] }]
      const policy = {
        metadata: { name: 'p' },
        spec: { matchConstraints: { resourceRules }, validations: [{ expression: 'false' }], ...spec },
      }
      const namespaceObject = { metadata: { name: 'n', labels: { team: 'a' } } }
      const judged = new Evaluator().judge([policy], [binding], request, {
        namespaceLabels: namespaceObject.metadata.labels,
        namespaceObject,
        params: [],
        paramsRead: () => true,
      })
      assert.equal(judged.verdict, verdict, judged.reason)
    })
})

/** Expressions with what kube-apiserver 1.35 made of each, as a validation or an audit annotation, of a ConfigMap's creation. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Evaluator } from '../../../src/admission/verdict.ts'
import type { KubernetesObject } from '../../../src/model/evidence.ts'

interface Measured {
  readonly expression: string
  readonly audit?: boolean
  readonly server: 'true' | 'false' | 'errs'
}

const measured = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/cel-measured.json'), 'utf8'),
) as Measured[]
const evaluator = new Evaluator()

const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['configmaps'] }]
const object: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'x1', namespace: 'cx', uid: 'u', creationTimestamp: 't', labels: { cx: 'cx-1' } },
  data: { a: 'x' },
}

function judge({ expression, audit = false }: Measured) {
  const spec = {
    failurePolicy: 'Fail',
    matchConstraints: { resourceRules: rules },
    variables: [
      { name: 'none', expression: 'optional.none()' },
      { name: 'some', expression: 'optional.of(object.data)' },
    ],
    validations: [{ expression: audit ? 'true' : expression }],
    ...(audit ? { auditAnnotations: [{ key: 'k', valueExpression: expression }] } : {}),
  }
  return evaluator.judge(
    [{ metadata: { name: 'p' }, spec } as KubernetesObject],
    [{ metadata: { name: 'b' }, spec: { policyName: 'p', validationActions: ['Deny'] } } as KubernetesObject],
    {
      operation: 'CREATE',
      group: '',
      version: 'v1',
      resource: 'configmaps',
      subresource: '',
      kind: { group: '', version: 'v1', kind: 'ConfigMap' },
      namespace: 'cx',
      name: 'x1',
      user: { username: 'admin', groups: [], uid: undefined },
      dryRun: true,
      object,
      oldObject: null,
    },
    {
      namespaceLabels: {},
      namespaceObject: { metadata: { name: 'cx' } } as KubernetesObject,
      params: [],
      paramsRead: () => true,
    },
  )
}

/** What is not known here, each for a reason that its answer names. */
const UNDETERMINED = 165

describe('no answer contradicts the server', () => {
  let undetermined = 0
  for (const each of measured)
    test(`${each.audit ? 'audit annotation ' : ''}${each.expression.slice(0, 100)}`, () => {
      const { verdict, reason } = judge(each)
      if (verdict === 'undetermined') {
        undetermined++
        return
      }
      const said = verdict === 'admitted' ? 'true' : / errs: /.test(reason) ? 'errs' : 'false'
      assert.equal(said, each.server, reason)
    })

  test('hardly any is undetermined', () => assert.ok(undetermined <= UNDETERMINED, `${undetermined}`))
})

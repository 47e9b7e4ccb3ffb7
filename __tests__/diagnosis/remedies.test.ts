/** What to do first goes by what was matched: the same class has other steps in other places. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { replay } from '../../src/diagnosis/replay.ts'
import type { TextFact } from '../../src/model/evidence.ts'

async function firstOf(source: 'cli-output' | 'pod-log', text: string) {
  const fact = { kind: source, time: '2026-03-09T12:00:00Z', text, data: {} } as TextFact
  const { findings } = await replay(
    (async function* () {
      yield fact
    })(),
  )
  return findings[0]
}

const rows: readonly (readonly [
  name: string,
  source: 'cli-output' | 'pod-log',
  text: string,
  failureClass: string,
  step: RegExp,
])[] = [
  [
    'a public name that leads to a private address was asked from outside',
    'cli-output',
    'Error: Kubernetes cluster unreachable: Get "https://c-abc.privatelink.westeurope.azmk8s.io:443/version": dial tcp 10.240.0.4:443: i/o timeout',
    'apiserver-unreachable',
    /^The cluster is private: .*az aks command invoke/,
  ],
  [
    'the same of another cloud: without a command of this one',
    'cli-output',
    'Error: Kubernetes cluster unreachable: Get "https://D4.yl4.eu-west-1.eks.amazonaws.com/version": dial tcp 10.0.190.233:443: i/o timeout',
    'apiserver-unreachable',
    /^The cluster is private: .*Use a runner there\.$/,
  ],
  [
    'the address of the service was asked by a pod',
    'cli-output',
    'Error: Get "https://10.0.0.1:443/api/v1/namespaces": dial tcp 10.0.0.1:443: i/o timeout',
    'apiserver-unreachable',
    /^From a pod: /,
  ],
  [
    'a kind that holds data and is of another release: not uninstalled first',
    'cli-output',
    'Error: INSTALLATION FAILED: Unable to continue with install: CustomResourceDefinition "certificates.cert-manager.io" in namespace "" exists and cannot be imported into the current release: invalid ownership metadata; annotation validation error: key "meta.helm.sh/release-name" must equal "one": current value is "two"',
    'resource-already-exists',
    /^Another release owns it: install under that name and namespace\. Uninstalling that release deletes/,
  ],
  [
    'nodes with the labels are there, and full',
    'cli-output',
    "0/5 nodes are available: 2 Insufficient cpu, 3 node(s) didn't match Pod's node affinity/selector.",
    'unschedulable-resources',
    /^Add nodes to a pool with the labels.*the matching nodes are full/,
  ],
  [
    'a hook that is no Job is not told of as one',
    'cli-output',
    'Error: INSTALLATION FAILED: failed pre-install: warning: Hook pre-install x/templates/sa.yaml failed: serviceaccounts "ingress-nginx-admission" already exists',
    'helm-hook-failed',
    /^Delete the object that an earlier hook left/,
  ],
]

describe('the first step', () => {
  for (const [name, source, text, failureClass, step] of rows)
    test(name, async () => {
      const found = await firstOf(source, text)
      assert.equal(found?.class, failureClass)
      assert.match(found?.remedy.steps[0]?.text ?? '', step)
    })
})

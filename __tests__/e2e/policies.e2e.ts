/** Admission policies of other shapes, each judged by the action as the server itself decides. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { HOSTILE_POLICIES, specOf } from '../hostile-policies.ts'
import { commandsIn } from '../runner-model.ts'
import { flux } from './actors.ts'
import { missing } from './binaries.ts'
import { reported, startWorld, type World } from './world.ts'

type Pair = ReturnType<typeof reported>

interface Case {
  readonly name: string
  readonly pairs: () => readonly Pair[]
  /** The server refuses writes of the release's accounts: waited for before the install. */
  readonly refuses?: boolean
  readonly outcome: 'installed' | 'stopped-early'
  readonly outputs?: Readonly<Record<string, string>>
  /** In the annotation. */
  readonly reads?: readonly RegExp[]
  /** The policy's own words, which an annotation may have no room for. */
  readonly says?: RegExp
}

/** The reported policy with another spec, under another name. */
function policy(name: string, change: (pair: Pair) => void): Pair {
  const pair = reported()
  pair.policy.metadata = { name }
  pair.binding.metadata = { name: `${name}-binding` }
  pair.binding.spec['policyName'] = name
  change(pair)
  return pair
}

const GUARDED = { matchLabels: { 'kubernetes.io/metadata.name': 'flux-system' } }
const ELSEWHERE = { matchLabels: { 'kubernetes.io/metadata.name': 'elsewhere' } }
const RULES = [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources: ['*/*'] }]

const CASES: readonly Case[] = [
  {
    name: 'a binding that only audits: green, and no annotation',
    pairs: () => [
      policy('audits', ({ binding }) => {
        binding.spec['validationActions'] = ['Audit']
      }),
    ],
    outcome: 'installed',
  },
  {
    name: 'the group is exempt already: green, and no annotation',
    pairs: () => [
      policy('exempts', ({ policy: { spec } }) => {
        for (const each of spec['matchConditions'] as { name: string; expression: string }[])
          each.expression = each.expression.replace(
            "'system:masters'",
            "'system:masters', 'system:serviceaccounts:flux-system'",
          )
      }),
    ],
    outcome: 'installed',
  },
  {
    name: 'another name, double quotes, several lines, CEL variables and matches',
    refuses: true,
    pairs: () => [
      policy('contoso-guard', ({ policy: { spec } }) => {
        spec['matchConstraints'] = { resourceRules: RULES, namespaceSelector: GUARDED }
        spec['matchConditions'] = [
          {
            name: 'not-a-controller',
            expression: '!request.userInfo.username.matches("^system:(kube-controller-manager|apiserver)$")',
          },
        ]
        spec['variables'] = [
          {
            name: 'trusted',
            expression:
              '[\n  "system:masters", // administrators\n  "system:nodes",\n  "system:serviceaccounts:kube-system"\n]',
          },
          { name: 'exempt', expression: 'request.userInfo.groups.exists(g, g in variables.trusted)' },
        ]
        spec['validations'] = [{ expression: 'variables.exempt', message: 'Guarded by Contoso.', reason: 'Forbidden' }]
      }),
    ],
    outcome: 'stopped-early',
    outputs: {
      policy: 'contoso-guard',
      'exempt-group': 'system:serviceaccounts:flux-system',
      'exemption-verified': 'local',
    },
    reads: [/denied now, allowed after/],
    says: /Guarded by Contoso/,
  },
  {
    name: 'two policies of which one denies',
    refuses: true,
    pairs: () => [
      policy('harmless', ({ policy: { spec } }) => {
        spec['validations'] = [{ expression: 'request.namespace != "prod"', message: 'not in prod' }]
      }),
      reported(),
    ],
    outcome: 'stopped-early',
    outputs: { policy: 'aks-managed-protect-system-namespaces', 'exemption-verified': 'local' },
    reads: [/denied now, allowed after/],
  },
  {
    name: 'a denial without a reason: 422, not 403',
    refuses: true,
    pairs: () => [
      policy('invalid-it-is', ({ policy: { spec } }) => {
        const [validation] = spec['validations'] as { reason?: string }[]
        delete validation?.reason
      }),
    ],
    outcome: 'stopped-early',
    outputs: { policy: 'invalid-it-is', 'exempt-group': 'system:serviceaccounts:flux-system' },
    reads: [/denied now, allowed after/],
  },
  {
    name: "a denial that nobody logs, seen in the ReplicaSets' events",
    pairs: () => [
      policy('no-pods', ({ policy: { spec } }) => {
        spec['matchConstraints'] = {
          resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
          namespaceSelector: GUARDED,
        }
        spec['matchConditions'] = [{ name: 'all', expression: 'true' }]
        spec['validations'] = [{ expression: 'false', message: 'No pods here.', reason: 'Forbidden' }]
      }),
    ],
    outcome: 'stopped-early',
    outputs: { policy: 'no-pods', 'service-account': 'system:serviceaccount:kube-system:replicaset-controller' },
    says: /No pods here/,
  },
]

/** One error where it does not come up, and the check said so before, in the log; nothing where it does. @returns the errors. */
function assertTold(run: Awaited<ReturnType<World['bootstrap']>>['run'], green: boolean) {
  const told = (level: string) => commandsIn(run.stdout).filter(({ name }) => name === level)
  assert.deepEqual([told('error').length, told('warning').length], [green ? 0 : 1, 0], run.stdout)
  assert.equal(run.outputs['check-result'], green ? 'clear' : 'refused', run.stdout)
  return told('error')
}

describe('admission policies of other shapes', { skip: missing() ?? false }, () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world?.stop())

  for (const { name, pairs, refuses = false, outcome, outputs = {}, reads = [], says = /./ } of CASES)
    test(name, async () => {
      const answers: number[] = []
      await world.reset(flux({}, status => answers.push(status)))
      await world.guard(pairs(), refuses)
      // What does not refuse cannot be waited for by a refusal; it takes effect in tenths of a second.
      if (!refuses) await new Promise(resolve => setTimeout(resolve, 2000))
      const { run, service } = await world.bootstrap({ seconds: refuses ? 15 : 60 })
      assert.equal(run.outputs['outcome'], outcome, run.stdout)
      const green = outcome === 'installed'
      const annotations = assertTold(run, green)
      for (const [key, value] of Object.entries(outputs)) assert.equal(run.outputs[key], value, key)
      for (const pattern of reads) assert.match(annotations[0]?.data ?? '', pattern)
      assert.match(run.summary, says)
      const helm = (await service)?.helm
      assert.equal(helm?.status === 0, green, helm?.stderr)
      if (refuses) assert.ok(answers.includes(403) || answers.includes(422), 'the server refused the write')
    })

  test('policies made to take all time and all memory: the server takes them, and the step names its cause', async () => {
    await world.reset(flux())
    const hostile = HOSTILE_POLICIES.map((each, n) =>
      policy(`hostile-${n}`, pair => {
        const { failurePolicy, matchConstraints, ...spec } = specOf(each)
        pair.policy.spec = {
          ...spec,
          failurePolicy,
          // One that overwhelms the server is taken by it, and judges no write of this test.
          matchConstraints: {
            ...(matchConstraints as object),
            namespaceSelector: each.overwhelmsServer ? ELSEWHERE : GUARDED,
          },
        }
      }),
    )
    await world.guard([...hostile, reported()])
    // Each write now takes the server some seconds.
    const { run } = await world.bootstrap({ seconds: 60 })
    assert.equal(run.outputs['outcome'], 'stopped-early', run.stdout)
    assert.equal(run.outputs['failure-class'], 'admission-policy-denied')
  })
})

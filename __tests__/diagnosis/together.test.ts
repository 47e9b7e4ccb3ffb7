/** Things known apart, put together: one cause of two witnesses, predictions, and what is of nobody's release. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { withoutForeign } from '../../src/diagnosis/foreign.ts'
import { together, withPredictions } from '../../src/diagnosis/together.ts'
import { Store } from '../../src/evidence/store.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import type { FieldName, Finding } from '../../src/model/finding.ts'
import { podStatus } from '../evidence-builder.ts'

const time = '2026-03-09T12:00:00Z'

function finding(
  fields: Partial<Record<FieldName, string>>,
  { azure = false, ...more }: Partial<Finding> & { azure?: boolean } = {},
): Finding {
  const object = { kind: 'Pod', namespace: 'flux-system', name: 'controller-7c9f8d5b6c-x2x5k' }
  return {
    key: azure ? 'azure' : 'cluster',
    class: 'image-pull',
    certainty: 'likely',
    permanence: 'permanent',
    blocking: false,
    implicated: false,
    conclusive: false,
    title: 'the image cannot be pulled',
    brief: { title: 'the image cannot be pulled', cause: '' },
    cause: azure ? ['Azure: Failed to pull image'] : ['The image cannot be pulled.'],
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value, origin: 'text' }])),
    remedy: { steps: [] },
    witnesses: [azure ? { time, text: 'a' } : { time, text: 'b', object }],
    seen: 1,
    starts: 0,
    ...more,
  }
}

describe("Azure's words and the cluster's", () => {
  const cluster = finding({ image: 'x', pod: 'p' }, { blocking: true })

  test('of one cause are one finding, with both as evidence', () => {
    const [one, ...more] = together([
      cluster,
      finding({ image: 'x', code: 'ExtensionOperationFailed' }, { azure: true }),
    ])
    assert.deepEqual(more, [])
    assert.deepEqual([one?.key, one?.seen, one?.witnesses.length, one?.blocking], ['cluster', 2, 2, true])
    assert.equal(one?.fields.code?.value, 'ExtensionOperationFailed')
    assert.ok(one?.cause.includes('Azure: Failed to pull image'))
  })

  test('the earlier one keeps its key, by which it was reported', () => {
    const [one] = together([finding({ image: 'x' }, { azure: true }), cluster])
    assert.equal(one?.key, 'azure')
  })

  test('of another image they are two', () =>
    assert.equal(together([cluster, finding({ image: 'y' }, { azure: true })]).length, 2))

  test('of another class they are two', () =>
    assert.equal(together([cluster, finding({ image: 'x' }, { azure: true, class: 'crash-loop' })]).length, 2))

  test('two of the cluster are two', () => assert.equal(together([cluster, { ...cluster, key: 'other' }]).length, 2))
})

describe('a prediction', () => {
  const predicted = finding(
    {},
    {
      class: 'admission-policy-denied',
      predicted: true,
      title: 'an admission policy would refuse flux',
      remedy: { steps: [{ who: 'aks', text: 'Open a support request.' }] },
    },
  )
  const unseen = finding(
    {},
    { class: 'helm-timeout-unknown', permanence: 'symptom', blocking: true, cause: ['It ran out of time.'] },
  )

  test('is carried into an end whose cause was not seen, with what to do', () => {
    const [end] = withPredictions([unseen, predicted])
    assert.deepEqual(end?.cause, [
      'It ran out of time.',
      'Predicted before the install: an admission policy would refuse flux.',
    ])
    assert.equal(end?.remedy.steps[0]?.text, 'Open a support request.')
  })

  test('says nothing to a cause that was seen', () => {
    const seen = finding({}, { blocking: true })
    assert.deepEqual(withPredictions([seen, predicted]), [seen, predicted])
  })
})

describe('a workload of no Helm release', () => {
  const name = 'controller-7c9f8d5b6c-x2x5k'
  const blocking = finding({}, { blocking: true, implicated: true, conclusive: true })
  const storeWith = (release: string | undefined) => {
    const store = new Store()
    const facts: Evidence[] = [
      podStatus({}, { owner: 'ReplicaSet/controller-7c9f8d5b6c' }, name),
      {
        kind: 'extension',
        time,
        object: { kind: 'Extension', name: 'flux' },
        text: '',
        data: {
          name: 'flux',
          type: 'microsoft.flux',
          version: '',
          releaseNamespace: 'flux-system',
          provisioningState: 'Creating',
          change: 'install',
          written: true,
        } as never,
      },
    ]
    if (release !== undefined)
      facts.push({
        kind: 'workloads',
        time,
        text: '',
        data: { namespace: 'flux-system', workloads: [{ kind: 'Deployment', name: 'controller', release }] },
      })
    for (const fact of facts) store.apply(fact)
    return store
  }

  for (const [what, release, blocks] of [
    ['blocks nothing', '', false],
    ['of a release blocks', 'flux', true],
    ['where workloads were not read: blocks', undefined, true],
  ] as const)
    test(what, () => {
      const { blocking: still, conclusive } = withoutForeign(blocking, storeWith(release))
      assert.deepEqual([still, conclusive], [blocks, blocks])
    })

  test("Azure's own words are of no workload", () =>
    assert.equal(withoutForeign({ ...blocking, witnesses: [{ time, text: 'a' }] }, storeWith('')).blocking, true))
})

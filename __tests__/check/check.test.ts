import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { admissionRows } from '../../src/check/admission.ts'
import { resultOf } from '../../src/check/result.ts'
import { clusterRow, conflictRow, nodesRow, offerRow, providerRow, releaseRow } from '../../src/check/rows.ts'
import { Diagnosis } from '../../src/diagnosis/index.ts'
import { Store } from '../../src/evidence/store.ts'
import { type ApiServer, KubernetesError } from '../../src/kubernetes/api-server/interface.ts'
import { dryRun } from '../../src/kubernetes/dry-run.ts'
import type { CheckId, CheckRow, ClusterState, Evidence } from '../../src/model/evidence.ts'
import { binding, listed, listing, policy, protectSpec } from '../evidence-builder.ts'

function storeOf(facts: readonly Evidence[]): Store {
  const store = new Store()
  for (const fact of facts) store.apply(fact)
  return store
}

/** What diagnosis predicts of rows. */
async function predictions(rows: readonly CheckRow[], store: Store) {
  const diagnosis = new Diagnosis(store)
  for (const data of rows) {
    const fact = { kind: 'check-row', time: '2026-03-09T12:00:00Z', text: data.detail, data } as const
    store.apply(fact)
    diagnosis.observe(fact)
  }
  return diagnosis.findings()
}

const flux = { name: 'flux', type: 'microsoft.flux', provisioningState: 'Succeeded', releaseNamespace: 'flux-system' }
const refused = (words: string) => new KubernetesError(words, 403)
const guarded = () => [...listed(), policy(protectSpec()), binding()]
const verdicts = (rows: readonly CheckRow[]) => rows.map(each => each.verdict)

const asked = (version?: string) => ({
  type: 't',
  name: 't',
  settings: {},
  protectedSettings: {},
  ...(version === undefined ? {} : { version }),
})
const offer = (...versions: string[]) => ({
  namespace: '',
  clusterTypes: [],
  versions: versions.map(version => ({ version, unsupported: [] })),
})

describe('the admission policies', () => {
  test('that refuse what Flux is known to write: refused, and the exemption is evaluated', async () => {
    const store = storeOf(guarded())
    const rows = await admissionRows('microsoft.flux', 'flux-system', store)
    const refused = rows.filter(each => each.verdict === 'refused')
    assert.equal(refused[0]?.fields?.['name'], 'fluxconfig-immutable-values')
    assert.match(refused[0]?.detail ?? '', /policy protect .* would deny/)
    const [finding] = await predictions(rows, store)
    assert.equal(finding?.policyCheck?.verdict, 'denied')
    assert.equal(finding?.policyCheck?.exemptions[0]?.after, 'admitted')
    assert.equal(finding?.certainty, 'likely', 'a prediction is not the server’s word')
  })

  test('a write that is only expected is no more than a warning', async () => {
    const rows = await admissionRows('microsoft.flux', 'flux-system', storeOf(guarded()))
    const lease = rows.find(each => each.detail.includes('leases.coordination.k8s.io/source-controller'))
    assert.equal(lease?.verdict, 'warned')
  })

  test('what one policy would refuse of the expected is one row', async () => {
    const rows = await admissionRows('microsoft.flux', 'flux-system', storeOf(guarded()))
    const warned = rows.filter(each => each.verdict === 'warned')
    assert.equal(warned.length, 1)
    assert.match(warned[0]?.detail ?? '', /the same for 7 more expected writes: .*helm-controller-leader-election/)
  })

  test('of a type that is not known: a made-up account, and less is said', async () => {
    const rows = await admissionRows('contoso.widgets', 'flux-system', storeOf(guarded()))
    assert.equal(rows[0]?.verdict, 'warned')
    assert.match(rows[0]?.detail ?? '', /this type's writes are unknown.*unless it exempts the real ones by name/)
  })

  test('that let all through: one row, clear', async () => {
    const rows = await admissionRows('microsoft.flux', 'flux-system', storeOf(listed()))
    assert.deepEqual(verdicts(rows), ['clear'])
  })

  test('that only audit: clear', async () => {
    const rows = await admissionRows(
      'microsoft.flux',
      'flux-system',
      storeOf([...listed(), policy(protectSpec()), binding(['Audit'])]),
    )
    assert.deepEqual(verdicts(rows), ['clear'])
  })

  test('that were not read: not visible', async () => {
    const rows = await admissionRows('microsoft.flux', 'flux-system', storeOf([]))
    assert.deepEqual(verdicts(rows), ['not-visible'])
    assert.match(rows[0]?.detail ?? '', /could not be read/)
  })
})

const state = (more: Partial<ClusterState> = {}): ClusterState => ({
  id: '',
  location: '',
  sku: 'Base',
  tier: 'Standard',
  managedSystemNodePools: false,
  provisioningState: 'Succeeded',
  powerState: 'Running',
  kubernetesVersion: '1.35.4',
  localAccounts: false,
  entra: true,
  privateCluster: false,
  createdAt: '',
  ...more,
})
const node = { name: 'n', ready: true, taints: [] as string[], cpu: 2000, memory: 4096 }

describe('what else an install needs', () => {
  for (const [name, row, verdict] of [
    ['a Standard cluster', clusterRow('microsoft.dapr', state()), 'clear'],
    ['Dapr on Automatic', clusterRow('microsoft.dapr', state({ sku: 'Automatic' })), 'refused'],
    [
      'a cluster that is being updated',
      clusterRow('microsoft.flux', state({ provisioningState: 'Updating' })),
      'warned',
    ],
    ['a provider that is registered', providerRow('Registered', ''), 'clear'],
    ['a provider that is not', providerRow('NotRegistered', ''), 'refused'],
    ['a provider that cannot be read', providerRow(undefined, 'AuthorizationFailed'), 'not-visible'],
    ['a version that is offered', offerRow(asked('1.1'), offer('1.0', '1.1'), undefined, ''), 'clear'],
    ['a version that is not', offerRow(asked('2.0'), offer('1.0'), undefined, ''), 'warned'],
    ['a type that is not offered', offerRow(asked(), offer(), undefined, ''), 'warned'],
    ['an offer that cannot be read', offerRow(asked(), undefined, undefined, 'x'), 'not-visible'],
    ['a node without taints', nodesRow('microsoft.flux', [node], ''), 'clear'],
    ['nodes with taints only', nodesRow('microsoft.flux', [{ ...node, taints: ['CriticalAddonsOnly'] }], ''), 'warned'],
    ['a node that is too small', nodesRow('microsoft.flux', [{ ...node, cpu: 100 }], ''), 'warned'],
    ['nodes that cannot be read', nodesRow('microsoft.flux', undefined, 'x'), 'not-visible'],
    ['a release without its extension', releaseRow('flux', 'flux-system', ['flux'], [], ''), 'warned'],
    ['a release with its extension', releaseRow('flux', 'flux-system', ['flux'], [flux], ''), 'clear'],
    ['releases that cannot be read', releaseRow('flux', 'flux-system', undefined, [], 'x'), 'not-visible'],
  ] as const)
    test(`${name}: ${verdict}`, () => assert.equal(row.verdict, verdict, row.detail))
})

describe('the result', () => {
  const row = (verdict: CheckRow['verdict'], check: CheckId = 'nodes'): CheckRow => ({ check, verdict, detail: '' })
  for (const [name, rows, result] of [
    ['nothing was checked', [], ''],
    ['a refusal outweighs all', [row('clear'), row('warned'), row('refused')], 'refused'],
    ['a warning outweighs what is not visible', [row('warned'), row('not-visible', 'policies')], 'warned'],
    ['policies that are not visible', [row('clear'), row('not-visible', 'policies')], 'not-visible'],
    ['nodes that are not visible', [row('clear'), row('not-visible')], 'clear'],
  ] as const)
    test(name, () => assert.equal(resultOf(rows), result))
})

describe('what a review of the check found', () => {
  test('labels of a namespace that could not be read are not known, and not taken as absent', async () => {
    const spec = protectSpec()
    const selective = {
      ...spec,
      matchConstraints: {
        ...(spec['matchConstraints'] as object),
        namespaceSelector: { matchLabels: { 'kubernetes.azure.com/managed': 'true' } },
      },
    }
    const seen = [...listed(), policy(selective), binding()]
    const of = async (facts: readonly Evidence[]) =>
      resultOf(await admissionRows('microsoft.flux', 'flux-system', storeOf(facts)))
    assert.equal(await of(seen), 'not-visible')
    assert.equal(await of([...seen, listing('namespace/flux-system')]), 'clear', 'a new one has no such label')
  })

  test('an extension that is in the way is refused, in the words of the install', async () => {
    const request = { type: 'microsoft.flux', name: 'flux', settings: {}, protectedSettings: {} }
    const row = conflictRow(request, [{ ...flux, name: 'gitops' }], '')
    assert.equal(row.verdict, 'refused')
    assert.match(row.detail, /already exists as gitops/)
    assert.equal((await predictions([row], storeOf([])))[0]?.class, 'extension-already-exists')
  })

  for (const [name, answer, said] of [
    ['an object', { kind: 'ConfigMap' }, 'admitted'],
    ['a page of something in between', {}, 'not-asked'],
    ['a refusal by a policy', refused(`ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no`), 'refused'],
    ['a refusal by a webhook', refused('admission webhook "w.example.com" denied the request: no'), 'refused'],
    [
      'a webhook that cannot be asked',
      refused('admission webhook "w.example.com" does not support dry run'),
      'not-asked',
    ],
  ] as const)
    test(`a dry run answered by ${name}: ${said}`, async () => {
      const asked = async () => {
        if (answer instanceof Error) throw answer
        return answer
      }
      const api = { dryRun: asked } as unknown as ApiServer
      const run = await dryRun(api, '/x', {}, { username: 'u', groups: [] }, new AbortController().signal)
      assert.equal(run.said, said)
    })

  test('a pod whose body decides makes nothing else invisible', async () => {
    const spec = {
      ...protectSpec(),
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['*'], operations: ['*'], resources: ['pods'] }],
      },
      matchConditions: [],
      validations: [{ expression: '!has(object.spec.hostNetwork)' }],
    }
    const rows = await admissionRows('microsoft.flux', 'flux-system', storeOf([...listed(), policy(spec), binding()]))
    assert.ok(
      rows.some(each => each.check === 'pods-under-policies'),
      JSON.stringify(rows),
    )
    assert.equal(resultOf(rows), 'clear')
  })
})

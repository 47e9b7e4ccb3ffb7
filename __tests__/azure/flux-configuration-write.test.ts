/** What of a Flux configuration differs, what a PATCH holds, and writes whose answer is lost. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Arm } from '../../src/azure/arm/client.ts'
import { compare, patchOf } from '../../src/azure/flux-configuration/compare.ts'
import { writeConfigurations } from '../../src/azure/flux-configuration/write.ts'

const properties = {
  scope: 'cluster',
  namespace: 'shop',
  sourceKind: 'GitRepository',
  gitRepository: { url: 'https://github.com/octo/demo', repositoryRef: { branch: 'main' } },
  kustomizations: { apps: { path: './apps' } },
}
const desired = { name: 'shop', from: 'flux.json:1', properties }
const withApps = (apps: object) => ({ ...properties, kustomizations: { apps: { path: './apps', ...apps } } })
const withRef = (repositoryRef: object, more: object = {}) => ({
  ...properties,
  gitRepository: { ...properties.gitRepository, repositoryRef, ...more },
})

describe('what was taken out of the file differs', () => {
  for (const [name, existing, path, sent] of [
    [
      'the commit that it was pinned to',
      withRef({ branch: 'main', commit: 'a'.repeat(40) }),
      'gitRepository.repositoryRef.commit',
      { gitRepository: { ...properties.gitRepository, repositoryRef: { branch: 'main', commit: null } } },
    ],
    [
      'a credential',
      withRef({ branch: 'main' }, { localAuthRef: 'old' }),
      'gitRepository.localAuthRef',
      { gitRepository: { ...properties.gitRepository, localAuthRef: null } },
    ],
    [
      'prune',
      withApps({ prune: true }),
      'kustomizations.apps.prune',
      { kustomizations: { apps: { path: './apps', prune: false } } },
    ],
    [
      'a dependency',
      withApps({ dependsOn: ['infra'] }),
      'kustomizations.apps.dependsOn',
      { kustomizations: { apps: { path: './apps', dependsOn: [] } } },
    ],
    [
      'substitution',
      withApps({ postBuild: { substitute: { A: '1' } } }),
      'kustomizations.apps.postBuild',
      { kustomizations: { apps: { path: './apps', postBuild: null } } },
    ],
    ['suspend', { ...properties, suspend: true }, 'suspend', { suspend: false }],
  ] as const)
    test(name, () => {
      const comparison = compare(desired, existing)
      assert.deepEqual(comparison.removed, [path])
      assert.ok(comparison.differ.includes(path))
      const patch = patchOf(desired, existing, comparison)
      for (const [member, value] of Object.entries(sent)) assert.deepEqual(patch[member], value)
    })

  test('one variable of several: the map is sent whole', () => {
    const substitute = { A: '1' }
    const asked = { ...desired, properties: withApps({ postBuild: { substitute } }) }
    const existing = withApps({ postBuild: { substitute: { A: '1', B: '2' } } })
    const comparison = compare(asked, existing)
    assert.deepEqual(comparison.removed, ['kustomizations.apps.postBuild.substitute.B'])
    assert.deepEqual(patchOf(asked, existing, comparison)['kustomizations'], {
      apps: { path: './apps', postBuild: { substitute } },
    })
  })

  for (const [name, existing] of [
    [
      'members that Azure fills with null',
      withRef({ branch: 'main', tag: null, commit: null }, { localAuthRef: null }),
    ],
    [
      'defaults of a Kustomization',
      withApps({ prune: false, force: false, dependsOn: [], postBuild: null, wait: true, syncIntervalInSeconds: 600 }),
    ],
  ] as const)
    test(`${name} do not`, () => assert.deepEqual(compare(desired, existing).differ, []))
})

/** Answers of a service that has the configuration, and whose writes go as told. */
function armWith(writes: readonly ('lost' | 'taken')[], existing: object = properties, taken: object = existing) {
  const sent: string[] = []
  let isTaken = false
  const cluster = { subscriptionId: 's', resourceGroup: 'g', name: 'c', type: 'managedClusters' } as const
  const send = async (method: string, path: string) => {
    if (method === 'GET') {
      if (/fluxConfigurations\?/i.test(path)) return { status: 200, body: { value: [] } }
      const at = isTaken ? '2026-10-01T09:00:00Z' : '2026-10-01T08:00:00Z'
      return {
        status: 200,
        body: {
          id: '/x/fluxConfigurations/shop',
          name: 'shop',
          systemData: { lastModifiedBy: 'me', lastModifiedAt: at },
          properties: { provisioningState: 'Succeeded', ...(isTaken ? taken : existing) },
        },
      }
    }
    sent.push(method)
    isTaken = true
    return writes[sent.length - 1] === 'taken'
      ? { status: 202, body: {} }
      : { status: 0, error: { code: 'ECONNRESET', message: 'reset', status: 0, details: [] } }
  }
  return { sent, cluster, arm: { send } as unknown as Arm }
}

async function written(of: ReturnType<typeof armWith>, secrets: Record<string, string> = {}) {
  const writing = writeConfigurations(of.arm, of.cluster, [desired], {
    protectedSettings: { shop: secrets },
    adopt: false,
    allowRemovingSecrets: false,
    identity: ['me'],
    log: () => undefined,
    signal: new AbortController().signal,
  })
  let next = await writing.next()
  while (next.done !== true) next = await writing.next()
  return [...next.value]
}

describe('a write', () => {
  test('of a secret whose answer is lost is sent again: no read tells whether it was taken', async () => {
    // The wait before a second try is the service's.
    const of = armWith(['lost', 'taken'])
    assert.deepEqual(await written(of, { httpsKey: 'new' }), ['shop'])
    assert.deepEqual(of.sent, ['PATCH', 'PATCH'])
  })

  test('without a secret whose answer is lost, and that was taken, is not sent again', async () => {
    const of = armWith(['lost'], withApps({ prune: true }), properties)
    assert.deepEqual(await written(of), ['shop'])
    assert.deepEqual(of.sent, ['PATCH'])
  })

  test('of what Azure could not apply before is sent again, though nothing differs', async () => {
    const of = armWith(['taken'], { ...properties, provisioningState: 'Failed' }, properties)
    assert.deepEqual(await written(of), ['shop'])
  })

  test('after which Azure keeps what was taken out is refused', async () => {
    const of = armWith(['taken'], withRef({ branch: 'main', commit: 'a'.repeat(40) }))
    await assert.rejects(written(of), (thrown: { facts?: { text: string }[] }) => {
      assert.match(thrown.facts?.[0]?.text ?? '', /keeps gitRepository\.repositoryRef\.commit/)
      return true
    })
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ApiServer } from '../../src/kubernetes/api-server/interface.ts'
import { readWorkloads } from '../../src/kubernetes/workloads.ts'

const read = (answer: (path: string) => unknown) =>
  readWorkloads(
    { get: (path: string) => Promise.resolve(answer(path)) } as unknown as ApiServer,
    'shop',
    new AbortController().signal,
  )

describe('workloads', () => {
  test('a list of metadata that has none says null, and is no fault', async () => {
    const { value, fault } = await read(path => ({
      kind: 'PartialObjectMetadataList',
      items: path.includes('/deployments?')
        ? [
            { metadata: { name: 'web', annotations: { 'meta.helm.sh/release-name': 'shop' } } },
            { metadata: { name: 'made', ownerReferences: [{ kind: 'Operator' }] } },
            { metadata: { name: 'loose' } },
          ]
        : null,
    }))
    assert.equal(fault, '')
    assert.deepEqual(value, [
      { kind: 'Deployment', name: 'web', release: 'shop' },
      { kind: 'Deployment', name: 'made', release: '(owned)' },
      { kind: 'Deployment', name: 'loose', release: '' },
    ])
  })

  for (const [name, answer] of [
    ['nothing', undefined],
    ['null', null],
    ['a page of a proxy', '<html>Sign in</html>'],
    ['another object', { kind: 'Status', status: 'Success' }],
    ['items that are none', { kind: 'DeploymentList', items: 'all' }],
  ] as const)
    test(`${name} is not a namespace without workloads`, async () => {
      const { value, fault } = await read(() => answer)
      assert.equal(value, undefined)
      assert.match(fault, /is not a list/)
    })
})

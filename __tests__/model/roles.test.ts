/** The role for an action, and the scope at which it can be given. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assignableScope, roleFor, scopeWords } from '../../src/model/roles.ts'

describe('the smallest role that holds an action', () => {
  for (const [action, role] of [
    ['Microsoft.KubernetesConfiguration/extensions/write', 'Kubernetes Extension Contributor'],
    ['Microsoft.KubernetesConfiguration/register/action', 'Contributor'],
    ['Microsoft.KubernetesConfiguration/extensionTypes/read', 'Reader'],
    [
      'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action',
      'Azure Kubernetes Service Cluster User Role',
    ],
    [
      'Microsoft.ContainerService/managedClusters/accessProfiles/listCredential/action',
      'Azure Kubernetes Service Cluster Admin Role',
    ],
    ['Microsoft.Network/virtualNetworks/subnets/join/action', 'Network Contributor'],
    ['Microsoft.Authorization/roleAssignments/write', 'Role Based Access Control Administrator'],
    ['Microsoft.Storage/storageAccounts/write', undefined],
    ['', undefined],
  ] as const)
    test(action || 'no action', () => assert.equal(roleFor(action)?.name, role))
})

describe('the nearest scope at which a role is given', () => {
  const group = '/subscriptions/s/resourceGroups/g'
  const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/c`
  const network = `${group}/providers/Microsoft.Network/virtualNetworks/v`
  for (const [name, scope, level, expected] of [
    [
      'an extension: the cluster',
      `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/flux`,
      'resource',
      cluster,
    ],
    ['a subnet is one itself', `${network}/subnets/q`, 'resource', `${network}/subnets/q`],
    ['the subscription', cluster, 'subscription', '/subscriptions/s'],
    ['the group', cluster, 'group', group],
    ['no more than the text has', group, 'resource', group],
    ['no scope', 'nonsense', 'resource', ''],
  ] as const)
    test(name, () => assert.equal(assignableScope(scope, level), expected))
})

describe('a scope as people call it', () => {
  for (const [scope, words] of [
    ['/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c', 'the cluster c'],
    ['/subscriptions/s/resourceGroups/g', 'the resource group g'],
    ['/subscriptions/s', 'the subscription'],
    ['/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/q', 'q (subnets)'],
    ['', 'the scope'],
  ] as const)
    test(words, () => assert.equal(scopeWords(scope), words))
})

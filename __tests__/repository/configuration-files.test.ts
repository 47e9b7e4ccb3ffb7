import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { configurationsIn, readConfigurations } from '../../src/repository/configuration-files.ts'
import { desiredConfigurations } from '../../src/repository/desired.ts'

const GOOD = `name: shop
scope: cluster
namespace: shop
sourceKind: GitRepository
gitRepository:
  url: https://github.com/octo/demo
  repositoryRef: { branch: main }
kustomizations:
  infra: { path: ./infra, prune: true }
  apps:
    path: ./apps
    dependsOn: [infra]
`

function parsed(text: string) {
  const wrong: string[] = []
  return { all: configurationsIn(text, 'flux.yaml', wrong), wrong }
}

describe('a file of Flux configurations', () => {
  test('each source kind, as the service has it', () => {
    for (const [kind, member, body] of [
      ['GitRepository', 'gitRepository', '{ url: "https://x/y", httpsUser: git }'],
      ['Bucket', 'bucket', '{ url: "https://x", bucketName: b, insecure: false }'],
      ['AzureBlob', 'azureBlob', '{ url: "https://x", containerName: c, managedIdentity: { clientId: i } }'],
      [
        'OCIRepository',
        'ociRepository',
        '{ url: "oci://x/y", repositoryRef: { digest: "sha256:a" }, useWorkloadIdentity: true }',
      ],
    ]) {
      const { all, wrong } = parsed(`name: a\nsourceKind: ${kind}\n${member}: ${body}\nkustomizations: { k: {} }\n`)
      assert.deepEqual(wrong, [])
      assert.equal(all[0]?.properties['sourceKind'], kind)
    }
  })

  test('a whole ARM resource, as it was exported: what Azure answers is left out', () => {
    const resource = {
      id: '/x',
      name: 'shop',
      type: 'Microsoft.KubernetesConfiguration/fluxConfigurations',
      properties: {
        scope: 'cluster',
        namespace: 'shop',
        sourceKind: 'GitRepository',
        gitRepository: { url: 'https://x/y', repositoryRef: { branch: 'main', tag: null } },
        bucket: null,
        kustomizations: { infra: { name: 'infra', path: '', dependsOn: null } },
        statuses: [],
        complianceState: 'Compliant',
        provisioningState: 'Succeeded',
      },
    }
    const { all, wrong } = parsed(JSON.stringify(resource))
    assert.deepEqual(wrong, [])
    assert.deepEqual(Object.keys(all[0]?.properties ?? {}).sort(), [
      'gitRepository',
      'kustomizations',
      'namespace',
      'scope',
      'sourceKind',
    ])
  })

  test('several documents, and lists', () => {
    assert.deepEqual(
      parsed(`${GOOD}---\n${GOOD.replace('name: shop', 'name: other')}`).all.map(({ name }) => name),
      ['shop', 'other'],
    )
    assert.equal(parsed(`- { name: a, sourceKind: Bucket, bucket: { url: x } }\n`).all.length, 1)
  })

  for (const [name, text, fault] of [
    [
      'a member that is none',
      GOOD.replace('prune: true', 'prun: true'),
      /^flux\.yaml:9: kustomizations\.infra\.prun: unknown member; allowed: .*prune/,
    ],
    [
      'a value of another type',
      GOOD.replace('prune: true', 'prune: "yes"'),
      /^flux\.yaml:9: kustomizations\.infra\.prune: neither true nor false/,
    ],
    [
      'a dependency that is none',
      GOOD.replace('[infra]', '[infar]'),
      /kustomizations\.apps\.dependsOn: infar is not one of these/,
    ],
    [
      'dependencies in a circle',
      GOOD.replace('prune: true', 'dependsOn: [apps]'),
      /dependsOn is a cycle: infra, apps, infra/,
    ],
    [
      'a source of another kind',
      GOOD.replace('sourceKind: GitRepository', 'sourceKind: Bucket'),
      /sourceKind Bucket needs bucket/,
    ],
    ['no source kind', GOOD.replace('sourceKind: GitRepository\n', ''), /sourceKind: missing/],
    [
      'a scope that is none',
      GOOD.replace('scope: cluster', 'scope: all'),
      /^flux\.yaml:2: scope: 'all' is not one of cluster, namespace/,
    ],
    ['a name that is none', GOOD.replace('name: shop', 'name: Shop_1'), /^flux\.yaml:1: name: 'Shop_1'/],
    [
      'names that are too long together',
      GOOD.replace('name: shop', `name: ${'s'.repeat(60)}`),
      /together have more than 62 characters/,
    ],
    [
      'a secret in it',
      `${GOOD}configurationProtectedSettings: { httpsKey: hunter2 }\n`,
      /^flux\.yaml:13: configurationProtectedSettings: a secret does not belong in a file/,
    ],
    [
      'a password in an address',
      GOOD.replace(/https:\/\/github/, 'https://bob:hunter2@github'),
      /gitRepository\.url: a password does not belong in an address/,
    ],
    ['a name that is a path', GOOD.replace('name: shop', 'name: ../../shop'), /name: '\.\.\/\.\.\/shop' is not a name/],
    ['a member twice', GOOD.replace('prune: true', 'prune: true, prune: false'), /\.prune: appears twice/],
    [
      'a dependency of the name of a member that every object has',
      GOOD.replace('[infra]', '[constructor]'),
      /kustomizations\.apps\.dependsOn: constructor is not one of these/,
    ],
    [
      'a Kustomization that is a text',
      GOOD.replace('kustomizations:', 'kustomizations:\n  bare: yes please'),
      /bare: not a map/,
    ],
    ['YAML that is broken', 'name: [', /^flux\.yaml:1: /],
    ['nothing', '', /contains no Flux configuration/],
    ['a text', 'hello', /is a map with name and properties/],
  ] as const)
    test(`${name}: told with file and line`, () => {
      const { wrong } = parsed(text)
      assert.ok(
        wrong.some(each => fault.test(each)),
        wrong.join('\n'),
      )
      assert.ok(!wrong.join().includes('hunter2'))
    })
})

describe('the files of a checkout', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'aks-flux-files-'))
  mkdirSync(join(workspace, 'flux'))
  writeFileSync(join(workspace, 'flux/a.yaml'), GOOD)
  writeFileSync(
    join(workspace, 'flux/b.json'),
    JSON.stringify({ name: 'other', sourceKind: 'Bucket', bucket: { url: 'x' } }),
  )
  symlinkSync('/etc/passwd', join(workspace, 'flux/out.yaml'))

  test('are found by globs', () => {
    const wrong: string[] = []
    const all = readConfigurations(['flux/*.json', 'flux/a.yaml'], workspace, wrong)
    assert.deepEqual(wrong, [])
    assert.deepEqual(
      all.map(({ name }) => name),
      ['other', 'shop'],
    )
  })

  test('a link that leads out of it, a pattern without a file, a name twice: refused', () => {
    const wrong: string[] = []
    writeFileSync(join(workspace, 'again.yaml'), GOOD)
    readConfigurations(['flux/out.yaml', 'none/*.yaml', 'flux/a.yaml', 'again.yaml'], workspace, wrong)
    assert.match(wrong.join('\n'), /it is not in/)
    assert.match(wrong.join('\n'), /no file in the workspace matches none\/\*\.yaml/)
    assert.match(wrong.join('\n'), /configuration shop is already in flux\/a\.yaml:1/)
  })
})

describe('what a step writes', () => {
  const event = join(mkdtempSync(join(tmpdir(), 'aks-flux-event-')), 'event.json')
  writeFileSync(event, JSON.stringify({ repository: { private: true } }))
  const env = {
    GITHUB_REPOSITORY: 'octo/Demo.App',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REF_NAME: 'main',
    GITHUB_EVENT_NAME: 'push',
  }
  const asked = { files: [], path: 'clusters/production', scope: 'cluster', names: [], protectedSettings: {} } as const

  test('the short form: this repository, the branch that was pushed', () => {
    const [one] = desiredConfigurations(asked, env, [])
    assert.equal(one?.name, 'demo-app')
    assert.deepEqual(one?.properties, {
      scope: 'cluster',
      namespace: 'demo-app',
      sourceKind: 'GitRepository',
      gitRepository: { url: 'https://github.com/octo/Demo.App', repositoryRef: { branch: 'main' } },
      kustomizations: { production: { path: './clusters/production' } },
    })
  })

  for (const [name, change, more, fault] of [
    ['of a tag', { GITHUB_REF_TYPE: 'tag' }, {}, /explicit repositoryRef/],
    ['of a pull request', { GITHUB_EVENT_NAME: 'pull_request' }, {}, /explicit repositoryRef/],
    [
      'of a private repository',
      { GITHUB_EVENT_PATH: event },
      {},
      /private, and configuration demo-app has no credential.*deploy key.*token.*secret in the cluster/,
    ],
    [
      'with the job’s token',
      {},
      { protectedSettings: { 'demo-app': { httpsKey: 'job-token' } } },
      /is this job's token/,
    ],
    [
      'with an installation token',
      {},
      { protectedSettings: { 'demo-app': { httpsKey: 'ghs_abc' } } },
      /is this job's token/,
    ],
    [
      'with settings of no configuration',
      {},
      { protectedSettings: { other: { httpsKey: 'x' } } },
      /no configuration named other/,
    ],
  ] as const)
    test(`${name}: refused before any request`, () => {
      assert.throws(() => desiredConfigurations({ ...asked, ...more }, { ...env, ...change }, ['job-token']), fault)
    })

  test('a private repository with a credential is written', () => {
    const secrets = { 'demo-app': { httpsKey: 'pat' } }
    assert.equal(
      desiredConfigurations({ ...asked, protectedSettings: secrets }, { ...env, GITHUB_EVENT_PATH: event }, []).length,
      1,
    )
  })
})

/** The gate against the real Flux controllers: a push that is applied, and leaves that fail, each with its class and its line. */
import assert from 'node:assert/strict'
import { after, before, describe, type TestContext, test } from 'node:test'
import { runStep, towards } from '../../simulator/runner.ts'
import { healthy } from './actors.ts'
import { until } from './api.ts'
import { missing } from './binaries.ts'
import { startFlux } from './flux-controllers.ts'
import { type GitServer, startGitServer } from './git-server.ts'
import type { Casting } from './kubelet.ts'
import { startWorld, type World } from './world.ts'

type Files = Readonly<Record<string, string>>

const deployment = (
  name: string,
  { labels = '{}', image = 'registry.example/app:1', selector = name } = {},
) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels: ${labels}
spec:
  selector: { matchLabels: { app: ${selector} } }
  template:
    metadata: { labels: { app: ${selector} } }
    spec:
      containers: [{ name: app, image: "${image}" }]
`
const BASE: Files = {
  'infra/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: infra\n',
  'apps/web.yaml': deployment('web'),
}

/** Images with this word cannot be pulled. */
const cast: Casting = (pod, container) => {
  const image = pod.spec.containers.find(({ name }) => name === container)?.image ?? ''
  if (!image.includes('missing')) return healthy
  return {
    waiting: 'ImagePullBackOff',
    message: `Back-off pulling image "${image}": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
  }
}

const chart: Files = {
  'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
  'charts/api/templates/api.yaml': deployment('api', { image: '{{ .Values.image }}' }).replace(
    '"{{ .Values.image }}"',
    '{{ .Values.image | quote }}',
  ),
  'charts/api/values.yaml': 'image: registry.example/api:1\n',
}
const release = (image: string) => `# The API of the shop
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: api
spec:
  interval: 10m
  timeout: 4s
  chart:
    spec:
      chart: ./charts/api
      sourceRef: { kind: GitRepository, name: shop }
      reconcileStrategy: Revision
  values: { image: "${image}" }
`

describe('the gate and the real Flux controllers', { skip: missing() ?? false }, () => {
  let world: World
  let gitServer: GitServer
  let stopFlux: () => Promise<void> = async () => undefined
  before(async () => {
    world = await startWorld()
    await world.reset(cast)
    await world.put('/api/v1/namespaces', { metadata: { name: 'flux-system' } })
    gitServer = await startGitServer(world.plane.folder)
    stopFlux = await startFlux(world)
  })
  after(async () => {
    await stopFlux()
    await gitServer?.close()
    await world?.stop()
  })

  /** Azure, whose one configuration is of a namespace; its agent reports nothing here, the cluster does. */
  async function azureFor(namespace: string, url: string) {
    const configuration = {
      namespace,
      sourceKind: 'GitRepository',
      gitRepository: { url, repositoryRef: { branch: 'main' } },
      kustomizations: { infra: { path: './infra' }, apps: { path: './apps', dependsOn: ['infra'] } },
      statusUpdatedAt: '2026-10-01T08:00:00Z',
    }
    const written = { lastModifiedAt: '2026-09-01T08:00:00.0000000+00:00' }
    const { simulator } = await world.azure({
      scenario: {
        azure: {
          extension: { existing: { name: 'flux', extensionType: 'microsoft.flux' } },
          fluxConfigurations: [{ name: 'shop', existing: configuration, written }],
        },
      },
    })
    return simulator
  }

  /** The first commit is applied; the second one is pushed while the gate waits for it. */
  async function pushed(context: TestContext, name: string, first: Files, second: Files) {
    const repository = gitServer.repository(name)
    repository.commit(first)
    repository.push()
    await prepare(name, repository.url)
    const simulator = await azureFor(name, repository.url)
    const commit = repository.commit(second)
    const to = towards(simulator, { mode: 'gate', 'flux-configuration-names': 'shop', 'flux-timeout': '90s' })
    const failures = watchFailures(name)
    let isPushed = false
    const run = await runStep({
      inputs: to.inputs,
      environment: {
        ...to.environment,
        GITHUB_WORKSPACE: repository.folder,
        GITHUB_SERVER_URL: gitServer.origin,
        GITHUB_REPOSITORY: `octo/${name}`,
        GITHUB_EVENT_NAME: 'push',
        GITHUB_SHA: commit,
        GITHUB_REF_TYPE: 'branch',
        GITHUB_REF_NAME: 'main',
      },
      onOutput: text => {
        if (isPushed || !text.includes('which is not')) return
        isPushed = true
        repository.push()
      },
    })
    failures.stop()
    await simulator.close()
    const annotated = run.chunks.find(({ text }) => text.includes('::error'))?.at
    const failedAt = failures.last()
    const seconds = annotated === undefined || failedAt === undefined ? undefined : (annotated - failedAt) / 1000
    if (seconds !== undefined)
      context.diagnostic(`from the controller's own failed condition to the annotation: ${seconds.toFixed(2)} s`)
    return { run, commit, seconds }
  }

  /** Notes when a condition that says that it failed was written last. */
  function watchFailures(namespace: string) {
    const stopping = new AbortController()
    let last: number | undefined
    const told = new Map<string, string>()
    const look = (
      type: string,
      object: {
        kind: string
        metadata: { name: string }
        status?: { conditions?: { type: string; status: string; reason: string; message: string }[] }
      },
    ) => {
      const conditions = object.status?.conditions ?? []
      const stalled = conditions.find(each => each.type === 'Stalled' && each.status === 'True')
      const failed =
        stalled ??
        conditions.find(
          each =>
            each.type === 'Ready' &&
            each.status === 'False' &&
            !/DependencyNotReady|artifact not found/.test(`${each.reason} ${each.message}`),
        )
      const key = `${object.kind}/${object.metadata.name}`
      const text = failed === undefined ? '' : `${failed.type} ${failed.message}`
      if (type !== 'DELETED' && text !== '' && told.get(key) !== text) last = performance.now()
      told.set(key, text)
    }
    for (const path of [
      'source.toolkit.fluxcd.io/v1/%/gitrepositories',
      'kustomize.toolkit.fluxcd.io/v1/%/kustomizations',
      'helm.toolkit.fluxcd.io/v2/%/helmreleases',
    ])
      void world.admin
        .watch(`/apis/${path.replace('%', `namespaces/${namespace}`)}?watch=true`, look, stopping.signal)
        .catch(() => undefined)
    return { last: () => last, stop: () => stopping.abort() }
  }

  async function prepare(namespace: string, url: string): Promise<void> {
    await world.put('/api/v1/namespaces', { metadata: { name: namespace } })
    await world.put(`/api/v1/namespaces/${namespace}/serviceaccounts`, { metadata: { name: 'flux-applier' } })
    await world.put('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
      metadata: { name: `applier-${namespace}` },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'flux-applier', namespace }],
    })
    await world.put(`/apis/source.toolkit.fluxcd.io/v1/namespaces/${namespace}/gitrepositories`, {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'shop' },
      spec: { interval: '1s', timeout: '20s', url, ref: { branch: 'main' } },
    })
    const kustomization = (name: string, dependsOn: readonly string[]) => ({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: `shop-${name}` },
      spec: {
        interval: '10m',
        retryInterval: '30s',
        timeout: '30s',
        path: `./${name}`,
        prune: true,
        wait: true,
        targetNamespace: namespace,
        sourceRef: { kind: 'GitRepository', name: 'shop' },
        dependsOn: dependsOn.map(each => ({ name: `shop-${each}` })),
      },
    })
    const path = `/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/${namespace}/kustomizations`
    await world.put(path, kustomization('infra', []))
    await world.put(path, kustomization('apps', ['infra']))
    await until(`${namespace} is applied`, async () => {
      const { body } = await world.admin.ask('GET', path)
      const all = body.items as { status?: { conditions?: { type: string; status: string }[] } }[]
      return all.every(each =>
        each.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
      )
    })
  }

  test('a push: green once both Kustomizations run it', async context => {
    const { run, commit } = await pushed(context, 'well', BASE, {
      ...BASE,
      'apps/more.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: more\n',
    })
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
    assert.equal(run.outputs['flux-applied-revision'], `main@sha1:${commit}`)
    assert.doesNotMatch(run.stdout, /::(?:error|warning)/)
  })

  test('a file that the kustomization names and nobody committed: the kustomization', async context => {
    const { run, seconds } = await pushed(context, 'build', BASE, {
      ...BASE,
      'apps/kustomization.yaml': 'resources: [web.yaml, api.yaml]\n',
    })
    assert.equal(run.outputs['failure-class'], 'flux-reconcile-failed', run.stdout)
    assert.equal(run.outputs['flux-failed'], 'Kustomization/build/shop-apps')
    assert.match(run.stdout, /apps\/kustomization\.yaml/)
    assert.ok((seconds ?? 9) <= 2, `${seconds} s`)
  })

  test('a folder that was renamed: the nearest path', async context => {
    const { 'apps/web.yaml': web = '', ...rest } = BASE
    const { run, seconds } = await pushed(context, 'path', BASE, { ...rest, 'application/web.yaml': web })
    assert.equal(run.outputs['failure-class'], 'flux-reconcile-failed', run.stdout)
    assert.match(run.stdout, /Nearest path that exists: application/)
    assert.ok((seconds ?? 9) <= 2, `${seconds} s`)
  })

  test('a field that cannot change: file and line', async context => {
    const { run, seconds } = await pushed(context, 'fixed', BASE, {
      ...BASE,
      'apps/web.yaml': `# changed\n${deployment('web', { selector: 'web2' })}`,
    })
    assert.equal(run.outputs['failure-class'], 'immutable-field', run.stdout)
    assert.match(run.stdout, /file=apps\/web\.yaml,line=2/)
    assert.ok((seconds ?? 9) <= 2, `${seconds} s`)
  })

  test('a policy that refuses an object of the repository: the object, and no exemption', async context => {
    await world.put('/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies', {
      metadata: { name: 'require-owner' },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['deployments'] },
          ],
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'refused' } },
        },
        validations: [
          {
            expression:
              "object.metadata.name == 'web' || (has(object.metadata.labels) && 'owner' in object.metadata.labels)",
            message: 'the label owner is required',
          },
        ],
      },
    })
    await world.put('/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings', {
      metadata: { name: 'require-owner' },
      spec: { policyName: 'require-owner', validationActions: ['Deny'] },
    })
    const { run, seconds } = await pushed(context, 'refused', BASE, {
      ...BASE,
      'apps/api.yaml': `\n\n${deployment('api')}`,
    })
    assert.equal(run.outputs['failure-class'], 'admission-policy-denied', run.stdout)
    assert.match(run.stdout, /file=apps\/api\.yaml,line=3/)
    assert.equal(run.outputs['exempt-group'], '')
    assert.equal(run.outputs['patch-path'], '')
    assert.match(run.stdout, /the label owner is required/)
    assert.ok((seconds ?? 9) <= 2, `${seconds} s`)
  })

  test('a HelmRelease whose pod cannot pull its image: the image, at the line of the HelmRelease', async context => {
    const { run, seconds } = await pushed(
      context,
      'image',
      { ...BASE, ...chart, 'apps/api.yaml': release('registry.example/api:1') },
      { ...BASE, ...chart, 'apps/api.yaml': release('registry.example/api:missing') },
    )
    assert.equal(run.outputs['failure-class'], 'image-pull', run.stdout)
    assert.equal(run.outputs['flux-failed'], 'HelmRelease/image/api')
    assert.match(run.stdout, /file=apps\/api\.yaml,line=2/)
    assert.ok((seconds ?? 9) <= 2, `${seconds} s`)
  })

  test('a branch that is deleted: the source, once the time is over or at once', async context => {
    const repository = gitServer.repository('gone')
    repository.commit(BASE)
    repository.push()
    await prepare('gone', repository.url)
    await world.admin.must('PATCH', '/apis/source.toolkit.fluxcd.io/v1/namespaces/gone/gitrepositories/shop', {
      spec: { ref: { branch: 'production' } },
    })
    const simulator = await azureFor('gone', repository.url)
    const to = towards(simulator, { mode: 'gate', 'flux-timeout': '60s' })
    const run = await runStep(to)
    await simulator.close()
    context.diagnostic(run.outputs['flux-failed'] ?? '')
    assert.equal(run.outputs['failure-class'], 'flux-source-failed', run.stdout)
    assert.match(run.stdout, /has no branch production/)
  })
})

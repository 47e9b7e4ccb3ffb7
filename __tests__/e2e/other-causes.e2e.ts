/** Other causes than an admission policy, by the server's own words: none is taken for one, and none for nothing. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { bodyOf, makeCertificate, sendJson, serve } from '../../simulator/server.ts'
import { commandsIn } from '../runner-model.ts'
import { flux, IMMUTABLE_VALUES, writes } from './actors.ts'
import { until } from './api.ts'
import { missing } from './binaries.ts'
import type { Actor } from './kubelet.ts'
import { NAMESPACE, startWorld, type World } from './world.ts'

interface Case {
  readonly name: string
  readonly prepare?: (world: World) => Promise<(() => Promise<void>) | void>
  readonly actor?: Actor
  readonly values?: object
  readonly outcome: string
  /** The class of the root cause. */
  readonly class: string
  /** Somewhere in what the user is given. */
  readonly reads: RegExp
}

const namespace = (world: World, labels: Record<string, string> = {}) =>
  world.admin.must('POST', '/api/v1/namespaces', { metadata: { name: NAMESPACE, labels } })

const WEBHOOKS = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations'

/** A webhook about ConfigMaps of the release namespace. */
async function webhook(world: World, url: string, caBundle: string): Promise<() => Promise<void>> {
  await world.admin.must('POST', WEBHOOKS, {
    metadata: { name: 'guard' },
    webhooks: [
      {
        name: 'guard.contoso.example',
        clientConfig: { url, caBundle: Buffer.from(caBundle).toString('base64') },
        rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }],
        matchConditions: [{ name: 'one', expression: 'request.name == "fluxconfig-immutable-values"' }],
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        timeoutSeconds: 2,
      },
    ],
  })
  return async () => {
    await world.admin.ask('DELETE', `${WEBHOOKS}/guard`)
  }
}

const CASES: readonly Case[] = [
  {
    name: 'a role that is missing: RBAC, and no policy',
    values: { rbac: false },
    outcome: 'failed',
    class: 'rbac-forbidden',
    reads: /User "system:serviceaccount:flux-system:flux-operatorsa" cannot create resource "configmaps"/,
  },
  {
    name: 'Pod Security, enforced on the release namespace',
    prepare: async world => void (await namespace(world, { 'pod-security.kubernetes.io/enforce': 'restricted' })),
    outcome: 'stopped-early',
    class: 'pod-security-denied',
    reads: /violates PodSecurity "restricted:latest"/,
  },
  {
    name: 'a ResourceQuota that is used up',
    prepare: async world => {
      await namespace(world)
      const path = `/api/v1/namespaces/${NAMESPACE}/resourcequotas`
      await world.admin.must('POST', path, { metadata: { name: 'few' }, spec: { hard: { pods: '2' } } })
      await until('the quota counts', async () => (await world.admin.must('GET', `${path}/few`)).status.hard?.pods)
    },
    outcome: 'failed',
    class: 'quota-exceeded',
    reads: /exceeded quota: few/,
  },
  {
    name: 'a webhook that denies',
    prepare: async world => {
      const certificate = await makeCertificate()
      const server = await serve(certificate, async (request, response) => {
        const { request: asked } = JSON.parse(await bodyOf(request)) as { request: { uid: string } }
        const status = { code: 403, message: 'Contoso allows no such ConfigMap.' }
        const answer = { uid: asked.uid, allowed: false, status }
        sendJson(response, 200, { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: answer })
      })
      const remove = await webhook(world, `${server.origin}/validate`, certificate.cert)
      return async () => {
        await remove()
        await server.close()
      }
    },
    outcome: 'stopped-early',
    class: 'admission-webhook-denied',
    reads: /admission webhook "guard\.contoso\.example" denied the request: Contoso allows no such ConfigMap/,
  },
  {
    name: 'a webhook that cannot be reached',
    prepare: async world => {
      const certificate = await makeCertificate()
      const server = await serve(certificate, () => undefined)
      await server.close()
      return webhook(world, `${server.origin}/validate`, certificate.cert)
    },
    outcome: 'failed',
    class: 'webhook-unavailable',
    reads: /failed calling webhook "guard\.contoso\.example"/,
  },
  {
    name: 'a namespace that is being terminated',
    prepare: async world => {
      await namespace(world)
      const path = `/api/v1/namespaces/${NAMESPACE}/configmaps`
      await world.admin.must('POST', path, { metadata: { name: 'held', finalizers: ['contoso.example/held'] } })
      await world.admin.must('DELETE', `/api/v1/namespaces/${NAMESPACE}`)
      return async () => {
        await world.admin.must('PATCH', `${path}/held`, { metadata: { finalizers: null } })
      }
    },
    outcome: 'failed',
    class: 'namespace-terminating',
    reads: /unable to create new content in namespace flux-system because it is being terminated/,
  },
]

describe('other causes', { skip: missing() ?? false }, () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world?.stop())

  for (const { name, prepare, actor = writes(IMMUTABLE_VALUES), values = {}, outcome, class: id, reads } of CASES)
    test(name, async () => {
      await world.reset(flux({ 'fluxconfig-controller/manager': actor }))
      const undo = await prepare?.(world)
      try {
        const { run, service } = await world.bootstrap({ seconds: outcome === 'failed' ? 12 : 40, values })
        assert.equal(run.outputs['outcome'], outcome, run.stdout)
        assert.equal(run.outputs['failure-class'], id, run.stdout)
        assert.match(run.summary.replaceAll('\\', ''), reads)
        assert.equal(commandsIn(run.stdout).filter(each => each.name === 'error').length, 1)
        assert.doesNotMatch(run.stdout, /ValidatingAdmissionPolicy/)
        await service
      } finally {
        if (undo) await undo()
      }
    })
})

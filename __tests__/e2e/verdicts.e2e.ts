/** The policy evaluator's verdicts beside the live server's: the recorded pairs once more, and made-up ones. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { judgementOf, type Pair } from '../../scripts/admission-oracle.ts'
import { Evaluator } from '../../src/admission/verdict.ts'
import type { KubernetesObject } from '../../src/model/evidence.ts'
import { type Answer, until } from './api.ts'
import { missing } from './binaries.ts'
import { EXISTING, EXISTING_DATA, FUZZ_NAMESPACES, type FuzzRequest, fuzzPolicies, fuzzRequests } from './fuzz.ts'
import { PROBE, startWorld, type World } from './world.ts'

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_125)
const COUNT = 150
const POLICIES = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies'
const BINDINGS = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings'

describe('verdicts', { skip: missing() ?? false }, () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world?.stop())

  test('the server still says what was recorded of each pair', async context => {
    const pairs = JSON.parse(
      readFileSync(join(import.meta.dirname, '../fixtures/admission/oracle.json'), 'utf8'),
    ) as Pair[]
    const differing: string[] = []
    let live = 0
    await withUsers(world, pairs)
    for (const group of Object.values(Object.groupBy(pairs, ({ name }) => name.split('/')[0] ?? ''))) {
      const together = group ?? []
      await prepare(world, together)
      for (const [policies, of] of byPolicies(together)) {
        await effective(world, policies, of[0]?.bindings ?? [])
        for (const pair of of) {
          const { status, body } = await put(world, pair)
          const { allowed, message = '' } = pair.serverVerdict
          live++
          // Of several policies that deny, the server names whichever it meets first; that order is not the same on each server.
          const same = pair.policies.length > 1 || body.message === message
          if (status < 300 !== allowed || (!allowed && !same))
            differing.push(`${pair.name}: ${status} ${body.message}; recorded: ${message}`)
        }
        await world.clearPolicies()
      }
    }
    context.diagnostic(`recorded pairs put to the live server: ${live}; otherwise than recorded: ${differing.length}`)
    assert.deepEqual(differing, [])
    assert.ok(live >= 68)
  })

  test(`made-up policies and requests, seed ${SEED}: the evaluator and the server agree`, async context => {
    const { made, refused } = await makeUp(world)
    const evaluator = new Evaluator()
    const namespaces = new Map<string, KubernetesObject>()
    for (const name of Object.keys(FUZZ_NAMESPACES))
      namespaces.set(name, await world.admin.must('GET', `/api/v1/namespaces/${name}`))
    const counts = { agree: 0, disagree: 0, undetermined: 0, admitted: 0, denied: 0, failed: 0 }
    const reasons = new Map<string, number>()
    const disagreements: string[] = []
    for (const request of fuzzRequests(
      SEED,
      made.map(({ name }) => name),
      2400,
    )) {
      const { answer, object, oldObject } = await putFuzz(world, request)
      const denied = String(answer.body?.message).includes('ValidatingAdmissionPolicy')
      if (answer.status >= 300 && !denied) {
        counts.failed++
        continue
      }
      counts[denied ? 'denied' : 'admitted']++
      const { policy, binding } = made.find(({ name }) => name === request.policy) ?? assert.fail()
      const namespaceObject = namespaces.get(request.namespace) ?? null
      const judged = judgementOf(evaluator, {
        policies: [policy as never],
        bindings: [binding as never],
        request: { ...seenBy(request), object, oldObject, namespaceObject },
      })
      if (judged.verdict === 'undetermined') {
        counts.undetermined++
        const reason = judged.reason.replace(/'[^']*'/g, "'…'").slice(0, 80)
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      } else if ((judged.verdict === 'denied') === denied) counts.agree++
      else {
        counts.disagree++
        disagreements.push(
          `${JSON.stringify(request)}\n${JSON.stringify(policy['spec'])}\nserver: ${answer.status} ${answer.body?.message}\nhere: ${judged.verdict} ${judged.reason}`,
        )
      }
    }
    const all = counts.admitted + counts.denied
    context.diagnostic(
      `policies ${made.length} (the server refused ${refused}), requests ${all}: ${JSON.stringify(counts)}`,
    )
    for (const [reason, count] of reasons) context.diagnostic(`undetermined ${count}: ${reason}`)
    assert.deepEqual(disagreements.slice(0, 3), [])
    assert.ok(all >= 2000, `${all} requests reached admission`)
    assert.ok(counts.admitted >= all * 0.3 && counts.denied >= all * 0.3, JSON.stringify(counts))
    assert.ok(counts.undetermined <= all * 0.2, JSON.stringify(counts))
  })
})

/** Puts the made-up policies to the server, with objects of each one's own to update and delete, made before it is bound. */
async function makeUp(world: World) {
  const { admin } = world
  for (const [name, labels] of Object.entries(FUZZ_NAMESPACES))
    await admin.must('POST', '/api/v1/namespaces', { metadata: { name, labels } })
  const made = []
  for (const each of fuzzPolicies(SEED, COUNT))
    if ((await admin.ask('POST', POLICIES, each.policy)).status === 201) made.push(each)
  for (const { name } of made)
    for (const namespace of Object.keys(FUZZ_NAMESPACES))
      for (const object of EXISTING) {
        const body = { metadata: { name: `${object}-${name}`, labels: { fuzz: name } }, data: EXISTING_DATA }
        await admin.must('POST', `/api/v1/namespaces/${namespace}/configmaps`, body)
      }
  for (const { binding } of made) await admin.must('POST', BINDINGS, binding)
  await marked(world)
  return { made, refused: COUNT - made.length }
}

function seenBy(request: FuzzRequest) {
  return {
    user: request.user,
    uid: '',
    groups: [...request.groups, PROBE, 'system:authenticated'],
    operation: request.operation,
    kind: { group: '', version: 'v1', kind: 'ConfigMap' },
    resource: { group: '', version: 'v1', resource: 'configmaps' },
    subResource: '',
    namespace: request.namespace,
    name: nameOf(request),
    dryRun: true,
  }
}

function nameOf({ operation, name, policy }: FuzzRequest): string {
  return operation === 'CREATE' ? name : `${name}-${policy}`
}

/** Puts a made-up request to the server, as a dry run. @returns the object as admission saw it. */
async function putFuzz(
  { admin }: World,
  request: FuzzRequest,
): Promise<{ answer: Answer; object: KubernetesObject | null; oldObject: KubernetesObject | null }> {
  const { operation, namespace, labels, data, user, groups } = request
  const path = `/api/v1/namespaces/${namespace}/configmaps`
  const name = nameOf(request)
  const as = admin.impersonating(user, [...groups, PROBE, 'system:authenticated'])
  const given = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace, labels }, data }
  const oldObject = operation === 'CREATE' ? null : ((await admin.must('GET', `${path}/${name}`)) as KubernetesObject)
  if (operation === 'CREATE')
    return { answer: await admin.ask('POST', `${path}?dryRun=All`, given, as), object: empty(given), oldObject }
  if (operation === 'DELETE')
    return { answer: await admin.ask('DELETE', `${path}/${name}?dryRun=All`, undefined, as), object: null, oldObject }
  const { uid, resourceVersion, creationTimestamp } = oldObject?.metadata as Record<string, unknown>
  const object = { ...given, metadata: { ...given.metadata, uid, resourceVersion, creationTimestamp } }
  return { answer: await admin.ask('PUT', `${path}/${name}?dryRun=All`, object, as), object: empty(object), oldObject }
}

/** The server leaves empty maps out of the object that expressions see. */
function empty(object: { data: Readonly<Record<string, string>> } & KubernetesObject): KubernetesObject {
  if (Object.keys(object.data).length > 0) return object
  const { data: _, ...rest } = object
  return rest as KubernetesObject
}

/** A policy made after all others denies what only it is asked: then the others are in effect as well. */
async function marked({ admin }: World): Promise<void> {
  const name = `marker-${Date.now()}`
  const resourceRules = [
    { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'], resourceNames: [name] },
  ]
  await admin.must('POST', POLICIES, {
    metadata: { name },
    spec: { matchConstraints: { resourceRules }, validations: [{ expression: 'false' }] },
  })
  await admin.must('POST', BINDINGS, { metadata: { name }, spec: { policyName: name, validationActions: ['Deny'] } })
  await until('the policies take effect', async () => {
    const body = { metadata: { name } }
    return (await admin.ask('POST', '/api/v1/namespaces/default/configmaps?dryRun=All', body)).status === 422
  })
}

async function withUsers({ admin }: World, pairs: readonly Pair[]): Promise<void> {
  const users = [...new Set(pairs.map(({ request }) => request.user))]
  await admin.must('POST', '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
    metadata: { name: 'e2e-oracle' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: users.map(name => ({ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name })),
  })
}

/** Namespaces, params, the kinds that Flux brings, and what is updated or deleted, before any policy. */
async function prepare({ admin }: World, pairs: readonly Pair[]): Promise<void> {
  const ensure = async (path: string, object: unknown) => {
    const answer = await admin.ask('POST', path, object)
    if (answer.status >= 300 && answer.status !== 409) throw new Error(`${path}: ${answer.body?.message}`)
    return answer.status
  }
  for (const { request, params = {} } of pairs) {
    const { namespaceObject, oldObject } = request
    if (namespaceObject !== null) {
      const { name, labels } = namespaceObject.metadata
      await ensure('/api/v1/namespaces', { metadata: { name, labels } })
    }
    for (const param of Object.values(params)) await ensure(collectionOf(param, 'configmaps', ''), bare(param))
    if (request.resource.resource === 'fluxconfigs') await fluxConfigs(admin, ensure)
    if (oldObject !== null && request.subResource !== 'scale')
      await ensure(collectionOf(oldObject, request.resource.resource, request.resource.group), bare(oldObject))
    if (request.subResource === 'scale')
      await ensure(`/apis/apps/v1/namespaces/${request.namespace}/deployments`, deployment(request.name))
  }
}

async function fluxConfigs(
  admin: World['admin'],
  ensure: (path: string, object: unknown) => Promise<number>,
): Promise<void> {
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }
  const made = await ensure('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    metadata: { name: 'fluxconfigs.clusterconfig.azure.com' },
    spec: {
      group: 'clusterconfig.azure.com',
      scope: 'Namespaced',
      names: { plural: 'fluxconfigs', singular: 'fluxconfig', kind: 'FluxConfig' },
      versions: [{ name: 'v1alpha1', served: true, storage: true, schema, subresources: { status: {} } }],
    },
  })
  if (made === 201)
    await until('the kind is served', async () => {
      const { status } = await admin.ask('GET', '/apis/clusterconfig.azure.com/v1alpha1/fluxconfigs')
      return status === 200
    })
}

function deployment(name: string): object {
  const labels = { app: name }
  const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'i' }] } }
  return { metadata: { name }, spec: { replicas: 1, selector: { matchLabels: labels }, template } }
}

function collectionOf(object: KubernetesObject, resource: string, group: string): string {
  const { apiVersion = 'v1', metadata } = object
  const root = group === '' ? '/api/v1' : `/apis/${apiVersion}`
  return `${root}/namespaces/${metadata.namespace}/${resource}`
}

/** Without what the server fills in. */
function bare(object: KubernetesObject): object {
  const { name, namespace, labels, annotations } = object.metadata
  return { ...object, metadata: { name, namespace, labels, annotations } }
}

function byPolicies(pairs: readonly Pair[]): [readonly KubernetesObject[], readonly Pair[]][] {
  const groups = Object.groupBy(pairs, ({ policies, bindings }) => JSON.stringify([policies, bindings]))
  return Object.values(groups).map(of => [of?.[0]?.policies ?? [], of ?? []])
}

async function effective(
  world: World,
  policies: readonly KubernetesObject[],
  bindings: readonly KubernetesObject[],
): Promise<void> {
  for (const policy of policies) await world.admin.must('POST', POLICIES, bare(policy))
  for (const binding of bindings) await world.admin.must('POST', BINDINGS, bare(binding))
  await marked(world)
}

async function put({ admin }: World, { request }: Pair): Promise<Answer> {
  const { operation, resource, subResource, namespace, name, object, oldObject, user, groups } = request
  const as = admin.impersonating(user, groups)
  const version = `${resource.group === '' ? '/api' : `/apis/${resource.group}`}/${resource.version}`
  const collection = `${version}/namespaces/${namespace}/${resource.resource}`
  const path = `${collection}/${name}${subResource === '' ? '' : `/${subResource}`}`
  if (operation === 'CREATE') return admin.ask('POST', `${collection}?dryRun=All`, bare(object as KubernetesObject), as)
  if (operation === 'DELETE') return admin.ask('DELETE', `${path}?dryRun=All`, undefined, as)
  const there = await admin.must('GET', path)
  const { resourceVersion, uid } = there.metadata
  const after = bare((object ?? oldObject) as KubernetesObject) as KubernetesObject
  return admin.ask('PUT', `${path}?dryRun=All`, { ...after, metadata: { ...after.metadata, resourceVersion, uid } }, as)
}

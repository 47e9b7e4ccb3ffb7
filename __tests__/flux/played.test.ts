/** Bootstraps as they go, in random order and with failures that pass: no early end, and no green at an older revision. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Store } from '../../src/evidence/store.ts'
import { gateOf } from '../../src/flux/gate.ts'
import { attemptedRevision } from '../../src/flux/standing.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import {
  allListed,
  applied,
  condition,
  type FluxResource,
  fluxFact,
  gateFact,
  kustomization,
  repository,
} from '../flux-builder.ts'
import { seeded } from '../random.ts'

const SEED = Number(process.env['FLUX_SEED'] ?? 20261129)
const RUNS = 200
const OLD = `main@sha1:${'a'.repeat(40)}`
const NEW = `main@sha1:${'b'.repeat(40)}`

/** Failures that pass by themselves, as the controllers write them. */
const PASSING = [
  [
    'ReconciliationFailed',
    'Certificate/shop/tls dry-run failed: no matches for kind "Certificate" in version "cert-manager.io/v1"',
  ],
  ['ReconciliationFailed', 'Deployment/shop/api not found: namespaces "shop" not found'],
  [
    'ReconciliationFailed',
    'Issuer/shop/ca dry-run failed (InternalError): Internal error occurred: failed calling webhook "webhook.cert-manager.io": connection refused',
  ],
  [
    'ReconciliationFailed',
    'Deployment/shop/api dry-run failed (Forbidden): deployments.apps "api" is forbidden: User "system:serviceaccount:flux-system:flux-applier" cannot patch resource "deployments"',
  ],
  [
    'HealthCheckFailed',
    "health check failed after 3m0s: timeout waiting for: [Deployment/shop/api status: 'InProgress']",
  ],
  ['ArtifactFailed', 'Source artifact not found, retrying in 30s'],
  [
    'ArtifactFailed',
    'failed to download artifact, error: GET http://source-controller.flux-system.svc/x.tar.gz: connection refused',
  ],
  [
    'BuildFailed',
    "kustomize build failed: accumulating resources: accumulation err='accumulating resources from 'https://github.com/octo/base': dial tcp: lookup github.com: i/o timeout'",
  ],
  [
    'BuildFailed',
    `post build failed for 'v1_ConfigMap_app': substitute from 'Secret/vars' error: secrets "vars" not found`,
  ],
] as const

const SOURCE_PASSING = [
  "failed to checkout and determine revision: unable to clone 'https://github.com/octo/demo': dial tcp: lookup github.com: i/o timeout",
  "failed to checkout and determine revision: unable to clone 'https://github.com/octo/demo': authentication required",
  "failed to checkout and determine revision: unable to clone 'https://github.com/octo/demo': unexpected client error: 503",
] as const

const FINAL = [
  ['ArtifactFailed', 'kustomization path not found: stat /tmp/kustomization-1/apps: no such file or directory'],
  [
    'BuildFailed',
    "kustomize build failed: accumulating resources: accumulation err='accumulating resources from 'x.yaml': open /tmp/kustomization-1/x.yaml: no such file or directory'",
  ],
  [
    'ReconciliationFailed',
    'Deployment/shop/api dry-run failed (Invalid): Deployment.apps "api" is invalid: spec.selector: Invalid value: {}: field is immutable',
  ],
] as const

interface Step {
  readonly fact: Evidence
  /** What is so after it, in truth. */
  readonly truth?: 'all-new' | 'failed'
}

/** @returns the steps of one bootstrap, in an order that the controllers may take. */
function played({ below, of: pick }: ReturnType<typeof seeded>, ends: 'well' | 'failed'): Step[] {
  const random = () => below(1000) / 1000
  const count = 2 + below(6)
  const names = Array.from({ length: count }, (_, at) => `k${at}`)
  const dependsOn = names.map((_, at) => names.slice(0, at).filter(() => random() < 0.4))
  const fact = (name: string, status: object): Evidence =>
    fluxFact(kustomization(name, status, { dependsOn: dependsOn[names.indexOf(name)] ?? [] }))
  const attempt = ([reason, message]: readonly [string, string], isOld = random() < 0.3) => {
    const tried = isOld ? OLD : NEW
    // A failure to fetch leaves the attempted revision as it was (kustomize-controller).
    const fetches = reason === 'ArtifactFailed'
    const doing = `Fetching manifests for revision ${tried} with a timeout of 1m0s`
    return {
      lastAppliedRevision: OLD,
      lastAttemptedRevision: fetches ? OLD : tried,
      conditions: [
        condition('Ready', 'False', reason, message),
        ...(fetches ? [condition('Reconciling', 'True', 'ProgressingWithRetry', doing)] : []),
      ],
    }
  }
  const steps: Step[] = names.map(name => ({ fact: fact(name, applied(OLD)) }))
  for (let times = below(3); times > 0; times--)
    steps.push({
      fact: fluxFact(
        repository(OLD, 'repo', [
          condition('Ready', 'False', 'GitOperationFailed', pick(SOURCE_PASSING)),
          condition('FetchFailed', 'True', 'GitOperationFailed', pick(SOURCE_PASSING)),
        ]),
      ),
    })
  steps.push({ fact: fluxFact(repository(NEW)) })
  // A Kustomization that still fails of what it had before: of the old revision even a final failure is none.
  if (random() < 0.3) steps.splice(-1, 0, { fact: fact(pick(names), { ...attempt(pick(FINAL), true) }) })
  const failing = ends === 'failed' ? pick(names) : ''
  const queues = names.map((name): Evidence[] => {
    const mine: Evidence[] = []
    for (let times = below(4); times > 0; times--)
      mine.push(
        random() < 0.5
          ? fact(name, {
              lastAttemptedRevision: NEW,
              lastAppliedRevision: OLD,
              conditions: [
                condition('Reconciling', 'True', 'Progressing', 'x'),
                condition('Ready', 'Unknown', 'Progressing', 'Reconciliation in progress'),
              ],
            })
          : random() < 0.5
            ? fact(name, attempt(['DependencyNotReady', `dependency 'flux-system/${pick(names)}' is not ready`]))
            : fact(name, attempt(pick(PASSING))),
      )
    mine.push(name === failing ? fact(name, attempt(pick(FINAL), false)) : fact(name, applied(NEW)))
    return mine
  })
  while (queues.some(each => each.length > 0)) {
    const queue = pick(queues.filter(each => each.length > 0))
    steps.push({ fact: queue.shift() as Evidence })
  }
  const last = steps.at(-1) as Step
  if (ends === 'well') steps[steps.length - 1] = { ...last, truth: 'all-new' }
  return steps.map(step => (ends === 'failed' && isFailure(step.fact, failing) ? { ...step, truth: 'failed' } : step))
}

function isFailure(fact: Evidence, name: string): boolean {
  if (fact.kind !== 'flux-object' || fact.object?.name !== name || attemptedRevision(fact.data) !== NEW) return false
  const ready = fact.data.conditions.find(({ type }) => type === 'Ready')
  return FINAL.some(([, message]) => message === ready?.message)
}

function begun(): Store {
  const store = new Store()
  const source: FluxResource = repository(OLD)
  const gate = gateFact({ revision: 'b'.repeat(40), sources: ['GitRepository/flux-system/repo'] })
  for (const fact of [...allListed(), fluxFact(source), gate]) store.apply(fact)
  return store
}

/** @returns what the gate comes to at one moment. */
function outcomeOf(store: Store): 'failed' | 'reconciled' | '' {
  const standing = gateOf(store)
  if (standing?.final === true) return 'failed'
  return standing?.state === 'reconciled' && standing.waits.length === 0 ? 'reconciled' : ''
}

/** @returns what is wrong with one run; '' for nothing. */
function faultOf(steps: readonly Step[], store: Store): string {
  for (const { fact, truth } of steps) {
    store.apply(fact)
    const is = outcomeOf(store)
    const should = truth === 'failed' ? 'failed' : truth === 'all-new' ? 'reconciled' : ''
    const why = gateOf(store)?.waits[0] ?? ''
    if (is === 'failed' && should !== 'failed') return `an early end: ${why}`
    if (is === 'reconciled' && should !== 'reconciled') return 'green at an older revision'
    if (is !== should) return `${should || 'waiting'} is missed: ${why}`
    if (is !== '') return ''
  }
  return 'it has no end'
}

test(`${RUNS} played bootstraps (seed ${SEED}): no early end, no green at an older revision, each failure is an end`, context => {
  const random = seeded(SEED)
  const counts = { well: 0, failed: 0 }
  for (let run = 0; run < RUNS; run++) {
    const ends = random.below(4) > 0 ? 'well' : 'failed'
    counts[ends]++
    assert.equal(faultOf(played(random, ends), begun()), '', `run ${run}`)
  }
  context.diagnostic(`seed ${SEED}: ${counts.well} green, ${counts.failed} red, 0 early, 0 at an older revision`)
  assert.ok(counts.well > 100 && counts.failed > 20)
})

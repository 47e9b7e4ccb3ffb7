/** What Flux's controllers wrote into conditions, as public issues and the controllers' own sources have it, look-alikes too. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { gateOf } from '../../src/flux/gate.ts'
import type { FluxKind } from '../../src/model/flux.ts'
import { allListed, concluded, condition, fluxFact, gateFact } from '../flux-builder.ts'

interface Message {
  readonly source: string
  readonly kind: FluxKind
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
  readonly cause: string
  readonly final: boolean
}

const messages = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/flux/messages.json'), 'utf8'),
) as readonly Message[]

/** Classes that a cause may be told as. */
const CLASSES: Readonly<Record<string, RegExp>> = {
  auth: /^(?:flux-source-failed|config-missing|flux-reconcile-failed)$/,
  'host-key': /^flux-source-failed$/,
  'ref-missing': /^(?:flux-source-failed|flux-reconcile-failed)$/,
  'path-missing': /^(?:flux-reconcile-failed|flux-source-failed)$/,
  tls: /^flux-source-failed$/,
  immutable: /^immutable-field$/,
  'admission-policy': /^(?:admission-policy-denied|admission-webhook-denied)$/,
  quota: /^quota-exceeded$/,
  'field-conflict': /^(?:write-conflict|resource-already-exists)$/,
  'crd-missing': /^dependency-missing$/,
  'removed-api': /^dependency-missing$/,
  'helm-hook': /^helm-hook-failed$/,
  'helm-values': /^(?:config-missing|helm-render-failed|flux-reconcile-failed)$/,
  rbac: /^rbac-forbidden$/,
}

async function put({ kind, type, status, reason, message, cause }: Message) {
  const conditions = [condition(type, status, reason, message)]
  if (type === 'Stalled' || type === 'SourceVerified') conditions.push(condition('Ready', 'False', reason, message))
  else if (type !== 'Ready' && status === 'True' && cause !== 'none')
    conditions.push(condition('Ready', 'Unknown', 'Progressing', 'Reconciliation in progress'))
  const { store, findings } = await concluded([
    ...allListed(),
    gateFact(),
    fluxFact({
      kind,
      metadata: { name: 'x', namespace: 'ns', generation: 1 },
      spec: {},
      status: { observedGeneration: 1, conditions },
    }),
  ])
  return { standing: gateOf(store), found: findings.find(each => each.blocking) }
}

describe('messages of the controllers', () => {
  const wrong: string[] = []
  for (const [at, message] of messages.entries())
    test(`${at} ${message.kind} ${message.reason} (${message.cause}): ${message.message.slice(0, 60)}`, async () => {
      const { standing, found } = await put(message)
      assert.ok(standing !== undefined)
      if (message.cause === 'none') return assert.notEqual(standing.state, 'failed', message.message)
      // Never early: what may pass by itself ends nothing.
      // Stalled is Flux's own word that it does not try again, whatever the text.
      if (!message.final && message.type !== 'Stalled') assert.equal(standing.final, false, message.message)
      if (standing.state !== 'failed') wrong.push(message.message)
      const fits = CLASSES[message.cause]
      if (standing.state === 'failed') {
        assert.ok(found !== undefined && found.remedy.steps.length > 0, message.message)
        if (fits !== undefined && !fits.test(found.class)) wrong.push(`${found.class}: ${message.message}`)
      }
    })

  test('nearly all failures are known as such, with the class of their cause', context => {
    const failures = messages.filter(({ cause }) => cause !== 'none' && cause !== 'dependency')
    context.diagnostic(`${failures.length - wrong.length} of ${failures.length} failures; ${messages.length} messages`)
    assert.ok(wrong.length <= failures.length * 0.1, wrong.join('\n'))
  })
})

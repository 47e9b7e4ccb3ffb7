/** examples/fleet.yml by `act`: three clusters found, a job each, one of them red, and one report that says which and why. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ACT, startAct } from '../../simulator/act.ts'
import { startFleet } from '../../simulator/fleet.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { resourcesOf, SUBSCRIPTION } from '../fleet-builder.ts'
import { missing, tool } from './binaries.ts'

test('a matrix of three, one of them red: the merged report says which and why', {
  skip: missing() ?? false,
  timeout: 300_000,
}, async () => {
  const names = ['north', 'south', 'west']
  const fleet = await startFleet(
    { resources: names.flatMap(name => resourcesOf({ name })) },
    {
      north: { ...loadScenario('healthy'), speed: 60 },
      south: { ...loadScenario('atomic-rollback'), speed: 20, cuts: {} },
      west: { ...loadScenario('healthy'), speed: 60 },
    },
  )
  const ca = join(mkdtempSync(join(tmpdir(), 'ca-')), 'ca.pem')
  writeFileSync(ca, fleet.certificate)
  const child = startAct({
    act: [tool(ACT)],
    to: {
      inputs: { ...fleet.inputs, 'subscription-id': SUBSCRIPTION },
      environment: { ...fleet.environment, NODE_EXTRA_CA_CERTS: ca },
    },
    file: 'examples/fleet.yml',
    event: 'push',
    args: ['--json'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const status = await new Promise(done => child.on('close', done))
  await fleet.close()
  assert.notEqual(status, 0, output.slice(-5000))
  const lines = output.split('\n').flatMap((line): { job?: string; command?: string; content?: string }[] => {
    try {
      return [JSON.parse(line)]
    } catch {
      return []
    }
  })
  const summary = lines.find(({ job, command }) => command === 'summary' && /summarize/.test(job ?? ''))?.content ?? ''
  assert.match(summary, /1 failed of 3 clusters/, output.slice(-5000))
  assert.match(summary, /AKS-managed policy.* \(`admission-policy-denied`\) \| 1 \| `south` \| Microsoft must fix this/)
  assert.match(summary, /2 succeeded/)
})

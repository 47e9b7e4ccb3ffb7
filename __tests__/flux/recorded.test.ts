/** What the real controllers (Flux 2.7) wrote into their objects, each as it was: recorded on a real API server. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { gateOf } from '../../src/flux/gate.ts'
import { fitLines } from '../../src/report/budget.ts'
import { gateHeadline, gateLines } from '../../src/report/gate.ts'
import { allListed, concluded, type FluxResource, fluxFact, gateFact, TIME } from '../flux-builder.ts'

const folder = join(import.meta.dirname, '../fixtures/flux')
const recorded = JSON.parse(readFileSync(join(folder, 'recorded.json'), 'utf8')) as Record<
  string,
  { what: string; objects: FluxResource[] }
>
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
  string,
  readonly [state: string, final: boolean, leaf: string, failure: string, title: string]
>

async function resultOf(name: string) {
  const { store, findings } = await concluded([
    ...allListed(),
    gateFact(),
    ...(recorded[name]?.objects ?? []).map(each => fluxFact(each)),
  ])
  const standing = gateOf(store)
  const [leaf] = standing?.leaves ?? []
  const found = findings.find(each => each.blocking)
  return {
    store,
    findings,
    result: [
      standing?.state ?? '',
      standing?.final ?? false,
      leaf?.key
        .split('/')
        .filter((_, at) => at !== 1)
        .join('/') ?? '',
      found?.class ?? '',
      found?.title.replaceAll(`${name}/`, '') ?? '',
    ] as const,
  }
}

describe('recorded objects of the real controllers', () => {
  for (const name of Object.keys(recorded))
    test(`${name}: state, whether it is final, leaf, class and title`, async () => {
      const { result, findings, store } = await resultOf(name)
      if (process.env['SHOW'] === '1') console.log(`${JSON.stringify(name)}: ${JSON.stringify(result)},`)
      assert.deepEqual(result, expected[name])
      const report = { outcome: 'failed', findings, store, endedAt: TIME } as const
      const [title, lines] = [gateHeadline(report), fitLines(gateLines(report))]
      assert.ok(title.length <= 80, title)
      assert.ok(lines.length <= 7, lines.join('\n'))
      const words = lines.join(' ').split(/\s+/).filter(Boolean).length
      assert.ok(words <= 80, `${words} words:\n${lines.join('\n')}`)
      assert.ok(
        !lines.some(
          line =>
            /\b(?:kubectl|az (?:aks|k8s)|flux (?:get|reconcile|resume|logs))\b/.test(line) &&
            !line.startsWith('Cause:'),
        ),
        lines.join('\n'),
      )
      // What fails always has something to do about it, and never an exemption for what the repository deploys.
      for (const each of findings.filter(({ blocking }) => blocking)) {
        assert.ok(each.remedy.steps.length > 0, `${name}: no remedy`)
        assert.equal(each.policyCheck, undefined)
        assert.equal(each.conclusive, false)
        assert.ok(each.fields.object?.value)
      }
    })

  test('every recording has an expectation, and the other way round', () => {
    assert.deepEqual(Object.keys(recorded).sort(), Object.keys(expected).sort())
    assert.ok(Object.keys(recorded).length > 60)
  })
})

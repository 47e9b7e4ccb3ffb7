import assert from 'node:assert/strict'
import { test } from 'node:test'
import { merge } from '../../src/evidence/merge.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { podLog } from '../evidence-builder.ts'

const time = '2026-03-09T12:00:00Z'

for (const urgent of [
  { kind: 'operation', time, text: '', data: { running: true } },
  { kind: 'nodes', time, text: '', data: { nodes: [] } },
  { kind: 'checked', time, text: '', data: { result: 'clear' } },
] as const satisfies readonly Evidence[])
  test(`${urgent.kind} waits behind no backlog of logs, and behind what is as urgent`, async () => {
    const merged = merge(new AbortController().signal, () => false)
    for (let n = 0; n < 1000; n++) merged.push(podLog(`line ${n}`))
    merged.push({ kind: 'provider', time, text: '', data: { state: 'Registered' } })
    merged.push(urgent)
    void merged.finish(0)
    const kinds: string[] = []
    for await (const { kind } of merged) kinds.push(kind)
    assert.deepEqual(kinds.slice(0, 3), ['provider', urgent.kind, 'pod-log'])
    assert.equal(kinds.length, 1002)
  })

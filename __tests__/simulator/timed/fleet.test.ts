/** 500 clusters in one report: bytes, seconds, memory. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fleetReports, playJournals } from '../../fleet-journals.ts'
import { withPeak } from '../../long-logs.ts'

const CLUSTERS = 500

test('500 journals, two fifths of them red: one summary, in less than twice the memory of 50', {
  timeout: 240_000,
}, async context => {
  const journals = await playJournals()
  const summarize = async (clusters: number) => {
    const given = fleetReports(journals, clusters)
    const began = performance.now()
    const { run, peak } = await withPeak(given)
    assert.equal(run.outputs['failed-count'], String((clusters * 2) / 5), run.stdout.slice(0, 2000))
    return { run, peak, seconds: (performance.now() - began) / 1000 }
  }
  const few = await summarize(CLUSTERS / 10)
  const { run, peak, seconds } = await summarize(CLUSTERS)
  const bytes = Buffer.byteLength(run.summary)
  context.diagnostic(
    `${CLUSTERS} clusters: summary ${bytes} bytes, ${seconds.toFixed(1)} s, ${peak.toFixed(0)} MiB; ${CLUSTERS / 10}: ${few.peak.toFixed(0)} MiB`,
  )
  assert.ok(bytes < 1024 * 1024)
  assert.match(run.summary, /\| 100 \|[\s\S]*\| 100 \|/)
  assert.ok(peak / few.peak < 2, `${peak} against ${few.peak} MiB`)
})

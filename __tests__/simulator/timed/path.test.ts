/** From the start to the write: round trips, and the connections of a check. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkConnections, criticalPath } from '../../bench/path.ts'

test('the write leaves in six round trips at most, with the cluster watched and the check done', async context => {
  const { seconds, chain, requests } = await criticalPath(1)
  context.diagnostic(`${seconds[0]?.toFixed(2)} s with each request 100 ms late, ${requests} requests`)
  const sent = chain.map(({ sent }) => sent).join('\n')
  // On a busy machine what leaves together may arrive in two.
  assert.ok(chain.length <= 8, sent)
  assert.match(sent, /validatingadmissionpolicies[\s\S]*PUT flux$/)
  assert.match(sent, /configmaps[\s\S]*PUT flux$/)
})

test('a whole check makes at most three connections to Azure, and three to the API server', async () => {
  const { azure, kubernetes, requests } = await checkConnections()
  assert.ok(azure <= 3 && kubernetes <= 3, `${azure} and ${kubernetes}`)
  assert.ok(requests > 15, `${requests} requests`)
})

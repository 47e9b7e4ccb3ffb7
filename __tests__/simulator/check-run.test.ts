/** The check run on the commit: what GitHub is asked, as GitHub describes it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type GitHubOptions, startGitHub } from '../../simulator/github.ts'
import { startSimulator } from '../../simulator/index.ts'
import { PULL, towardsGitHub } from '../../simulator/pull-request.ts'
import { withRepository } from '../../simulator/repository.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { quick } from '../faults/row.ts'
import { breaches } from '../github-openapi.ts'

const HEAD = 'a'.repeat(40)
const event = { ...PULL, pull_request: { ...PULL.pull_request, head: { sha: HEAD } } }

async function gated(options: GitHubOptions = {}) {
  const { scenario, environment: own } = withRepository(loadScenario('gitops'))
  const [simulator, github] = await Promise.all([startSimulator(scenario), startGitHub(options)])
  const to = towards(simulator, { ...scenario.inputs, 'check-run': 'true' })
  const { inputs, environment } = towardsGitHub(to, github, event)
  const run = await runStep({ inputs: { ...inputs, comment: 'false' }, environment: { ...environment, ...own } })
  await Promise.all([simulator.close(), github.close()])
  return { run, github }
}

describe('the check run', { concurrency: 2 }, () => {
  test('has the annotation at the line of the repository, on the head of the pull request', async () => {
    const { run, github } = await gated()
    assert.match(run.stdout, /The check run aks-flux-bootstrap: my-cluster is written/)
    const asked = github.exchanges.find(({ path }) => path.endsWith('/check-runs'))?.body as {
      head_sha: string
      conclusion: string
      output: { annotations: { path: string; start_line: number; annotation_level: string; title: string }[] }
    }
    assert.equal(asked.head_sha, HEAD)
    assert.equal(asked.conclusion, 'failure')
    assert.equal(asked.output.annotations.length, 1)
    const [only] = asked.output.annotations
    assert.deepEqual(
      [only?.path, only?.start_line, only?.annotation_level],
      ['clusters/production/shop/api.yaml', 14, 'failure'],
    )
    assert.deepEqual(github.exchanges.flatMap(breaches), [])
  })

  test('of an earlier failure is turned to success by a green run of the same commit', async () => {
    const checkRuns: object[] = []
    await gated({ checkRuns })
    assert.equal(checkRuns.length, 1)
    const simulator = await startSimulator(quick())
    const github = await startGitHub({ checkRuns })
    const to = towards(simulator, { 'check-run': 'true' })
    const step = towardsGitHub(to, github, event)
    const run = await runStep({ ...step, inputs: { ...step.inputs, comment: 'false' } })
    await Promise.all([simulator.close(), github.close()])
    assert.match(run.stdout, /The check run aks-flux-bootstrap: my-cluster is marked as resolved/)
    assert.deepEqual(
      github.exchanges.map(({ method }) => method),
      ['GET', 'PATCH'],
    )
    assert.deepEqual(github.exchanges.flatMap(breaches), [])
  })

  test('that GitHub denies is a line of the log, and the outcome holds', async () => {
    const { run } = await gated({ refusal: { status: 403, message: 'Resource not accessible by integration' } })
    assert.equal(run.outputs['outcome'], 'failed')
    assert.match(run.stdout, /The check run .* could not be written: HTTP 403: .*Grant the job checks: write/)
  })
})

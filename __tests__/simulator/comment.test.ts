import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type GitHubApi, type GitHubOptions, startGitHub } from '../../simulator/github.ts'
import { startSimulator } from '../../simulator/index.ts'
import { PULL, towardsGitHub } from '../../simulator/pull-request.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { quick } from '../faults/row.ts'
import { breaches } from '../github-openapi.ts'
import { commandsIn } from '../runner-model.ts'

const denied: Scenario = { ...loadScenario('atomic-rollback'), speed: 20, cuts: {} }
async function step(github: GitHubApi, scenario: Scenario, inputs: Record<string, string> = {}, event: object = PULL) {
  const simulator = await startSimulator(scenario)
  const run = await runStep(towardsGitHub(towards(simulator, { ...scenario.inputs, ...inputs }), github, event))
  await simulator.close()
  return run
}

/** What was asked of GitHub and answered is as GitHub describes it. */
function checked(github: GitHubApi): void {
  assert.deepEqual(github.exchanges.flatMap(breaches), [])
}

async function withGitHub(options: GitHubOptions, act: (github: GitHubApi) => Promise<void>): Promise<void> {
  const github = await startGitHub(options)
  try {
    await act(github)
  } finally {
    await github.close()
  }
}

describe('the comment on the pull request', { concurrency: 4 }, () => {
  test('is written once, edited in place, and resolved by the next green run', () =>
    withGitHub({ comments: [{ id: 1, body: 'a word of a reviewer', user: 'mona', type: 'User' }] }, async github => {
      const first = await step(github, denied)
      assert.match(first.stdout, /The comment on pull request #7 is written/)
      const [, comment] = github.comments
      assert.match(comment?.body ?? '', /### ❌ my-cluster: Flux install fails, an AKS-managed policy denies/)
      assert.match(comment?.body ?? '', /denied now, allowed after/)
      assert.match(comment?.body ?? '', /https:\/\/github\.com\/octo\/demo\/actions\/runs\/1\/attempts\/2/)
      const second = await step(github, denied)
      assert.match(second.stdout, /is edited/)
      assert.equal(github.comments.length, 2)
      const third = await step(github, quick())
      assert.match(third.stdout, /is marked as resolved/)
      assert.match(github.comments[1]?.body ?? '', /### ✅ Resolved: .*Flux is installed/)
      const before = github.exchanges.length
      const fourth = await step(github, quick())
      assert.doesNotMatch(fourth.stdout, /comment on pull request/i)
      assert.deepEqual(
        github.exchanges.slice(before).map(each => each.method),
        ['GET'],
      )
      assert.equal(github.comments[0]?.body, 'a word of a reviewer')
      checked(github)
    }))

  test('is one per cluster and extension', () =>
    withGitHub({}, async github => {
      await step(github, denied)
      await step(github, { ...denied, azure: { ...denied.azure, clusterName: 'other-aks' } })
      assert.equal(github.comments.length, 2)
      checked(github)
    }))

  test('is found among more comments than a page holds', () =>
    withGitHub(
      { comments: Array.from({ length: 250 }, (_, id) => ({ id, body: 'x', user: 'mona', type: 'User' as const })) },
      async github => {
        await step(github, denied)
        await step(github, denied)
        assert.equal(github.comments.length, 251)
        checked(github)
      },
    ))

  test('of somebody else who wrote the marker is left alone', () =>
    withGitHub({}, async github => {
      await step(github, denied)
      const marker = github.comments[0]?.body.split('\n')[0] ?? ''
      await withGitHub(
        { comments: [{ id: 5, body: `${marker} mine`, user: 'mallory', type: 'User' }] },
        async other => {
          await step(other, denied)
          assert.equal(other.comments[0]?.body, `${marker} mine`)
          assert.equal(other.comments.length, 2)
          checked(other)
        },
      )
    }))

  test('of another bot that wrote the marker is left alone', () =>
    withGitHub({}, async github => {
      await step(github, denied)
      const marker = github.comments[0]?.body.split('\n')[0] ?? ''
      await withGitHub(
        { comments: [{ id: 5, body: `${marker} mine`, user: 'other[bot]', type: 'Bot' }] },
        async other => {
          await step(other, denied)
          assert.equal(other.comments[0]?.body, `${marker} mine`)
          checked(other)
        },
      )
    }))

  test('is found again whatever word of its marker is a secret', () =>
    withGitHub({}, async github => {
      const inputs = { 'configuration-protected-settings': 'a=bootstrap\nb=resolved' }
      await step(github, denied, inputs)
      await step(github, denied, inputs)
      assert.equal(github.comments.length, 1)
    }))

  test('of a personal token is known by its user', () =>
    withGitHub({ login: 'deployer' }, async github => {
      await step(github, denied)
      await step(github, denied)
      assert.equal(github.comments.length, 1)
      checked(github)
    }))

  for (const [name, options, told] of [
    [
      '403: no permission',
      { refusal: { status: 403, message: 'Resource not accessible by integration' } },
      /Grant the job pull-requests: write/,
    ],
    ['404', { refusal: { status: 404, message: 'Not Found' } }, /has no access to this repository/],
    ['422', { refusal: { status: 422, message: 'Validation Failed' } }, /HTTP 422/],
    ['500', { refusal: { status: 500, message: 'oops' } }, /HTTP 500/],
    [
      'a primary rate limit',
      {
        refusal: {
          status: 403,
          message: 'API rate limit exceeded',
          headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
        },
      },
      /limits the rate/,
    ],
    [
      'a secondary rate limit',
      { refusal: { status: 429, message: 'secondary rate limit', headers: { 'retry-after': '60' } } },
      /limits the rate/,
    ],
    ['a wrong token', { refusal: { status: 401, message: 'Bad credentials' } }, /HTTP 401: Bad credentials/],
  ] as const)
    test(`that cannot be written (${name}) is a line of the log, and the outcome stands`, () =>
      withGitHub(options, async github => {
        const green = await step(github, quick())
        assert.deepEqual([green.outputs['outcome'], green.exitCode], ['installed', 0])
        assert.match(green.stdout, told)
        const red = await step(github, denied)
        assert.equal(red.outputs['outcome'], 'stopped-early')
        assert.match(red.stdout, told)
        assert.equal(commandsIn(red.stdout).filter(command => command.name === 'error').length, 1)
      }))

  test('to which GitHub never answers is given up', { timeout: 60_000 }, () =>
    withGitHub({ hangs: true }, async github => {
      const run = await step(github, quick())
      assert.equal(run.outputs['outcome'], 'installed')
      assert.match(run.stdout, /The comment on pull request #7 could not be written: .*(aborted|timeout)/)
    }),
  )

  test('is not tried where no pull request is, nor where none is asked for', () =>
    withGitHub({}, async github => {
      const push = await step(github, denied, {}, { ref: 'refs/heads/main' })
      assert.match(push.stdout, /No comment: this run does not belong to a pull request/)
      await step(github, denied, { comment: 'false' })
      assert.deepEqual(github.exchanges, [])
    }))

  test('of a workflow_run and of a comment on a pull request finds its number', () =>
    withGitHub({}, async github => {
      await step(github, denied, {}, { workflow_run: { pull_requests: [{ number: 9 }] } })
      await step(github, denied, {}, { issue: { number: 9, pull_request: {} } })
      assert.deepEqual(
        github.exchanges.map(each => each.path.replace(/\?.*/, '')),
        [
          '/repos/octo/demo/issues/9/comments',
          '/repos/octo/demo/issues/9/comments',
          '/repos/octo/demo/issues/9/comments',
          '/repos/octo/demo/issues/comments/1000',
        ],
      )
      checked(github)
    }))
})

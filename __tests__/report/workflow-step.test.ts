import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { findStep } from '../../src/report/workflow-step.ts'

const WORKFLOW = `name: x
jobs:
  one:
    steps:
      - uses: actions/checkout@v4
      - name: flux
        uses: octo/action@v1
  two:
    steps:
      - uses: octo/action@v1
      - id: second
        uses: octo/action@v1
  local:
    steps:
      - uses: ./
`

function workspace(text = WORKFLOW): string {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-'))
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  writeFileSync(join(folder, '.github/workflows/w.yml'), text)
  return folder
}

const folder = workspace()
const env = {
  GITHUB_WORKSPACE: folder,
  GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/w.yml@refs/heads/main',
  GITHUB_ACTION_REPOSITORY: 'octo/action',
  GITHUB_ACTION: '__octo_action',
  GITHUB_JOB: 'one',
}
const line = (n: number) => ({ file: '.github/workflows/w.yml', line: n })

describe('the line of the step', () => {
  for (const [name, changed, root, expected] of [
    ['one step of the job uses this action', {}, '/x', line(6)],
    ['two do: none', { GITHUB_JOB: 'two' }, '/x', undefined],
    ['two do, and the id says which', { GITHUB_JOB: 'two', GITHUB_ACTION: 'second' }, '/x', line(11)],
    ['a local action', { GITHUB_JOB: 'local', GITHUB_ACTION_REPOSITORY: '' }, folder, line(15)],
    ['a local action elsewhere', { GITHUB_JOB: 'local', GITHUB_ACTION_REPOSITORY: '' }, '/x', undefined],
    ['another job', { GITHUB_JOB: 'three' }, '/x', undefined],
    ['no checkout', { GITHUB_WORKSPACE: '/nonexistent' }, '/x', undefined],
    ['no workflow ref', { GITHUB_WORKFLOW_REF: undefined }, '/x', undefined],
    ['a path that climbs', { GITHUB_WORKFLOW_REF: 'o/r/../../etc/x.yml@main' }, '/x', undefined],
  ] as const)
    test(name, async () => assert.deepEqual(await findStep({ ...env, ...changed }, root), expected))

  test('a file that is no YAML names none', async () => {
    assert.equal(await findStep({ ...env, GITHUB_WORKSPACE: workspace('a: [b: {') }, '/x'), undefined)
  })
})

describe('a workflow file that is none', () => {
  const path = (place: string) => join(place, '.github/workflows/w.yml')
  for (const [name, make] of [
    ['a pipe', place => execFileSync('mkfifo', [path(place)])],
    ['a link to a device', place => symlinkSync('/dev/zero', path(place))],
    ['a link out of the workspace', place => symlinkSync(path(workspace()), path(place))],
    ['a folder', place => mkdirSync(path(place))],
    ['30 MB of YAML', place => writeFileSync(path(place), `${WORKFLOW}# ${'x'.repeat(30 * 1024 * 1024)}`)],
    ['a million brackets', place => writeFileSync(path(place), '['.repeat(1_000_000))],
    [
      '60,000 keys',
      place => writeFileSync(path(place), Array.from({ length: 60_000 }, (_, n) => `k${n}: v`).join('\n')),
    ],
  ] as [string, (place: string) => void][])
    test(`${name}: no line, in seconds`, async () => {
      const place = workspace()
      rmSync(path(place))
      make(place)
      // Time of this process: what else the machine does is not the file's fault.
      const began = process.cpuUsage()
      assert.equal(await findStep({ ...env, GITHUB_WORKSPACE: place }, '/nowhere'), undefined)
      assert.ok(process.cpuUsage(began).user / 1000 < 10_000)
    })
})

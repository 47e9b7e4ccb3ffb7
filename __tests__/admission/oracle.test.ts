import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '../..')

test('verdicts agree with those a real API server gave (kube-apiserver 1.35)', () => {
  const file = join(root, '__tests__/fixtures/admission/oracle.json')
  const { stdout, status } = spawnSync(process.execPath, ['scripts/admission-oracle.ts', file], {
    cwd: root,
    encoding: 'utf8',
  })
  assert.equal(status, 0, stdout)
  const [, agree, disagree, undetermined] =
    /^agree (\d+), disagree (\d+), undetermined (\d+)$/m.exec(stdout)?.map(Number) ?? []
  assert.equal(disagree, 0, stdout)
  assert.ok((agree ?? 0) >= 67 && (undetermined ?? 99) <= 1, stdout)
})

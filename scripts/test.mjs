/**
 * `npm test`: all tests, several files at once; then those that measure time, one after the other, so that no neighbour slows
 * them down. Both parts run, whatever becomes of the first.
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const TIMED = /[\\/]timed[\\/]/
const FILES_AT_ONCE = 3

function run(files, concurrency) {
  if (files.length === 0) throw new Error('no test files')
  const limits = [`--test-concurrency=${concurrency}`, '--test-timeout=240000']
  return spawnSync(process.execPath, ['--test', ...limits, ...files], { cwd: root, stdio: 'inherit' }).status === 0
}

const files = globSync('__tests__/**/*.test.ts', { cwd: root }).sort()
const passed = [
  run(
    files.filter(file => !TIMED.test(file)),
    FILES_AT_ONCE,
  ),
  run(
    files.filter(file => TIMED.test(file)),
    1,
  ),
]
process.exitCode = passed.every(Boolean) ? 0 : 1

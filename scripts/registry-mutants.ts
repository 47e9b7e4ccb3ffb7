/**
 * `npm run -s mutants`: leaves out each class in turn, in a copy, and prints which tests fail without it.
 * A class that nothing misses is a defect: exit 1.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLASS_IDS } from '../src/model/classes.ts'

const root = join(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'registry-mutants-'))
for (const folder of [
  'src',
  '__tests__/diagnosis',
  '__tests__/fixtures',
  '__tests__/evidence-builder.ts',
  'package.json',
])
  cpSync(join(root, folder), join(copy, folder), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
const registry = join(copy, 'src/diagnosis/classes/index.ts')
const whole = readFileSync(registry, 'utf8')
const ALL = 'CLASS_IDS.map('
if (!whole.includes(ALL)) throw new Error(`${registry} does not list the rules as ${ALL}…`)

/** @returns the names of the tests that fail. */
function failing(): string[] {
  const { stdout } = spawnSync(
    process.execPath,
    [
      '--test',
      '--test-reporter=tap',
      '__tests__/diagnosis/classes.test.ts',
      '__tests__/diagnosis/other-classes.test.ts',
      '__tests__/diagnosis/admission-policy-denied.test.ts',
    ],
    { cwd: copy, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  )
  return [...stdout.matchAll(/^ {8,}not ok \d+ - (.*)$|^ {4}not ok \d+ - (.*)$/gm)].map(
    match => match[1] ?? match[2] ?? '',
  )
}

let unmissed = 0
const before = failing()
if (before.length > 0) {
  console.error(`tests fail already: ${before.slice(0, 5).join('; ')}`)
  process.exit(2)
}
for (const rule of CLASS_IDS) {
  writeFileSync(registry, whole.replace(ALL, `CLASS_IDS.filter(id => id !== '${rule}').map(`))
  const failed = failing()
  if (failed.length === 0) unmissed++
  console.log(
    `${rule}: ${failed.length} failing tests${failed[0] === undefined ? '' : `, such as "${failed[0].slice(0, 100)}"`}`,
  )
}
rmSync(copy, { recursive: true, force: true })
console.log(`${CLASS_IDS.length} classes; missed by no test: ${unmissed}`)
process.exitCode = unmissed > 0 || CLASS_IDS.length === 0 ? 1 : 0

/**
 * `npm run check [-- --fast | --ci]`: every gate, in order, up to the first that fails; the one command before a pull request, and
 * what CI runs. Prints what it skipped and why. `--fast` leaves the tests out, `--ci` adds the real tier's smoke.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12'
const ZIZMOR = '1.32.0'
/** Folders of the examples that actionlint does not know yet: background steps. */
const UNKNOWN_TO_ACTIONLINT = /^background-/

const isFast = process.argv.includes('--fast')
const isCi = process.argv.includes('--ci')

function run(name, args, options = {}) {
  const { status, error } = spawnSync(name, args, { cwd: root, stdio: 'inherit', shell: name === 'npm', ...options })
  return error === undefined && status === 0
}

function has(name, args) {
  const { status, error } = spawnSync(name, args, { stdio: 'ignore' })
  return error === undefined && status === 0
}

const npm = (...args) => run('npm', ['run', '-s', ...args])

function digest(folder) {
  const hash = createHash('sha256')
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(each => each.isFile())
    .map(each => join(each.parentPath, each.name))
    .sort())
    hash.update(entry.slice(root.length)).update(readFileSync(entry))
  return hash.digest('hex')
}

function distIsCurrent() {
  const before = digest('dist')
  if (!npm('build')) return false
  if (digest('dist') === before) return true
  console.log('dist differs from what the sources build. It is rebuilt now: commit it.')
  return false
}

function actionlint() {
  if (!has('go', ['version'])) return skip('actionlint needs Go, which is not installed')
  skip('actionlint 1.7.12 does not know the keys background, wait and cancel: examples/background-*.yml')
  const lint = (files, cwd) =>
    run('go', ['run', ACTIONLINT, '-shellcheck=', '-pyflakes=', ...files], {
      cwd,
      env: { ...process.env, GOFLAGS: '-mod=mod' },
    })
  const own = readdirSync(join(root, '.github/workflows')).map(name => `.github/workflows/${name}`)
  // Where their readers put them: some call others.
  const folder = mkdtempSync(join(tmpdir(), 'aks-flux-examples-'))
  const examples = readdirSync(join(root, 'examples')).filter(
    name => name.endsWith('.yml') && !UNKNOWN_TO_ACTIONLINT.test(name),
  )
  for (const name of examples) cpSync(join(root, 'examples', name), join(folder, '.github/workflows', name))
  cpSync(join(root, '.github/actionlint.yaml'), join(folder, '.github/actionlint.yaml'))
  if (!run('git', ['init', '-q', folder])) return false
  const copies = examples.map(name => `.github/workflows/${name}`)
  return lint(own, root) && lint(copies, folder)
}

/** A venv of its own: some systems refuse to install into theirs. */
function zizmor() {
  const python = ['python3', 'python'].find(name => has(name, ['-c', 'import venv']))
  if (python === undefined) return skip('zizmor needs Python with venv, which is not installed')
  const folder = join(root, '__tests__/e2e/.cache', `zizmor-${ZIZMOR}`)
  const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin')
  const tool = join(bin, 'zizmor')
  if (!has(tool, ['--version'])) {
    const installed =
      run(python, ['-m', 'venv', folder]) &&
      run(join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', `zizmor==${ZIZMOR}`])
    if (!installed) return skip(`zizmor ${ZIZMOR} could not be installed`)
  }
  const audit = (config, ...args) => run(tool, ['--quiet', '--offline', '--config', `.github/${config}`, ...args])
  const examples = readdirSync(join(root, 'examples')).filter(name => name.endsWith('.yml'))
  return (
    audit('zizmor.yml', '--persona', 'pedantic', '.github/workflows', '.github/dependabot.yml', 'action.yml') &&
    audit('zizmor-examples.yml', ...examples.map(name => `examples/${name}`))
  )
}

function skip(why) {
  console.log(`skipped: ${why}`)
  return true
}

const GATES = [
  ['types', () => npm('types')],
  ['lint and format', () => npm('lint')],
  ['README tables', () => npm('readme', '--', '--check')],
  ['dist is what the sources build', distIsCurrent],
  ['demo', () => npm('demo', '--', '--quiet')],
  ['workflows and examples (actionlint)', actionlint],
  ['workflows and examples (zizmor)', zizmor],
  ['set-up script', () => (has('bash', ['--version']) ? run('bash', ['-n', 'scripts/setup.sh']) : skip('needs bash'))],
  ['release, dry', () => npm('release', '--', '--dry-run', '--no-build')],
  ['tests', () => (isFast ? skip('--fast') : run('npm', ['test']))],
  ['real tier (smoke)', () => (isCi ? npm('e2e', '--', 'smoke') : skip('only with --ci; or npm run e2e -- smoke'))],
]

for (const [name, gate] of GATES) {
  console.log(`\n== ${name}`)
  if (gate()) continue
  console.log(`\nFailed: ${name}`)
  process.exit(1)
}

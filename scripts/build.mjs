/**
 * `npm run build`: TypeScript to lib/, tree-shaken by rolldown to build/, packaged by ncc to dist/ (docs/adr/0002). The same
 * input gives the same bytes; continuous integration builds it again and compares.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { STUBS } from './stubs/index.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...parts) => join(root, ...parts)

function command(...args) {
  const [name, ...rest] = args
  const { status, stdout, stderr } = spawnSync(process.execPath, [at('node_modules', name), ...rest], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stdout}\n${stderr}`)
}

/** Without side effects kept, what no path uses of the SDKs falls away. */
async function shake(entry, file) {
  const bundle = await rolldown({
    input: at('lib', file),
    platform: 'node',
    resolve: {
      conditionNames: ['node', 'import', 'default'],
      alias: STUBS,
    },
    treeshake: { moduleSideEffects: false },
    logLevel: 'warn',
  })
  const { output } = await bundle.write({
    dir: at('build', entry),
    format: 'esm',
    minify: true,
    entryFileNames: 'index.js',
    chunkFileNames: '[name].js',
  })
  writeFileSync(at('build', entry, 'package.json'), '{"type":"module"}\n')
  return output.flatMap(chunk => ('moduleIds' in chunk ? chunk.moduleIds : []))
}

/** The nearest package.json with a version, for each module of a package. */
function packageOf(id) {
  for (let folder = dirname(id); folder.includes('node_modules'); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (!existsSync(manifest)) continue
    const { name, version, license } = JSON.parse(readFileSync(manifest, 'utf8'))
    if (name && version) return { folder, name, version, license }
  }
  return undefined
}

function licencesOf(modules) {
  const packages = new Map()
  for (const id of modules.filter(each => each.includes('node_modules'))) {
    const found = packageOf(id.replace(/^\0+/, '').replace(/\?.*$/, ''))
    if (found) packages.set(`${found.name}@${found.version}`, found)
  }
  const missing = []
  // Packages of one owner have one text: it is kept once.
  const texts = new Map()
  for (const [id, { folder, license }] of [...packages.entries()].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = readdirSync(folder)
      .filter(name => /^(licen[cs]e|copying)(\.|-|$)/i.test(name))
      .sort()[0]
    if (!file) missing.push(id)
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`
    const words = text.replace(/\s+/g, ' ')
    const { ids = [] } = texts.get(words) ?? {}
    texts.set(words, { ids: [...ids, `${id} (${license ?? 'no licence named'})`], text })
  }
  if (missing.length > 0) console.error(`No licence file in: ${missing.join(', ')}`)
  return [...texts.values()].map(({ ids, text }) => `${ids.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`)
}

for (const folder of ['lib', 'build', 'dist']) rmSync(at(folder), { recursive: true, force: true })
command('typescript/bin/tsc', '-p', 'tsconfig.json')
const modules = []
// The thread that judges policies is an entry of its own: the evaluator is in no other.
for (const [entry, file] of [
  ['main', 'main.js'],
  ['judge', 'admission/worker.js'],
]) {
  modules.push(...(await shake(entry, file)))
  command(
    '@vercel/ncc/dist/ncc/cli.js',
    'build',
    relative(root, at('build', entry, 'index.js')),
    '-o',
    relative(root, at('dist', entry)),
    '--no-cache',
    '-q',
  )
}
mkdirSync(at('dist', 'post'), { recursive: true })
copyFileSync(at('scripts', 'post-entry.mjs'), at('dist', 'post', 'index.js'))
writeFileSync(at('dist', 'post', 'package.json'), '{"type":"module"}\n')
writeFileSync(at('dist', 'licenses.txt'), licencesOf(modules).replaceAll('\r\n', '\n'))

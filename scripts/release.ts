/**
 * `npm run release -- [--dry-run] [--no-build] [--tag vX.Y.Z] [--out FOLDER]`: the artefacts of a release. Archive (what a runner
 * downloads), SBOM of the bundle (CycloneDX 1.6), notes from CHANGELOG.md, checksums. Throws, and writes nothing, where the tag,
 * package.json and CHANGELOG.md disagree, or dist is not what the sources build.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..')
/** What a runner downloads and a reader looks for. */
const SHIPPED = ['action.yml', 'dist', 'README.md', 'CHANGELOG.md', 'LICENSE', 'SECURITY.md']

interface Locked {
  readonly version: string
  readonly integrity?: string
}

/** @returns the packages that are in the bundle, as the build wrote them down. @param licences the text of dist/licenses.txt. */
export function bundledPackages(licences: string): { name: string; version: string; license: string }[] {
  return [...licences.matchAll(/^(@?[\w./-]+)@(\d[\w.+-]*) \(([^)\n]+)\)$/gm)].map(
    ([, name = '', version = '', license = '']) => ({ name, version, license }),
  )
}

/** @returns a CycloneDX 1.6 document. @param lock packages of package-lock.json, by their path. */
export function sbomOf(
  version: string,
  packages: ReturnType<typeof bundledPackages>,
  lock: Readonly<Record<string, Locked>>,
): object {
  const components = packages.map(({ name, version: of, license }) => {
    const integrity = Object.entries(lock).find(
      ([path, each]) => path.endsWith(`node_modules/${name}`) && each.version === of,
    )?.[1].integrity
    const [algorithm = '', hash = ''] = integrity?.split('-', 2) ?? []
    const purl = `pkg:npm/${name.replace('@', '%40')}@${of}`
    return {
      type: 'library',
      'bom-ref': purl,
      name,
      version: of,
      purl,
      licenses: [/^[\w.+-]+$/.test(license) ? { license: { id: license } } : { expression: license }],
      ...(hash === ''
        ? {}
        : {
            hashes: [
              {
                alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
                content: Buffer.from(hash, 'base64').toString('hex'),
              },
            ],
          }),
    }
  })
  const self = `pkg:github/aks-flux-bootstrap/aks-flux-bootstrap@v${version}`
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': self, name: 'aks-flux-bootstrap', version, purl: self },
    },
    components,
    dependencies: [{ ref: self, dependsOn: components.map(each => each.purl) }],
  }
}

/** @returns the section of one version, without its heading. @throws where CHANGELOG.md has none, or an empty one. */
export function notesOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find(each => each.startsWith(`[${version}]`))
  const notes = section
    ?.split('\n')
    .slice(1)
    .join('\n')
    .replace(/^\[[^\]]+\]: .*$/gm, '')
    .trim()
  if (!notes)
    throw new Error(`CHANGELOG.md has no section [${version}] with text. Add one: it becomes the release notes.`)
  return notes
}

function git(...args: string[]): Buffer {
  return execFileSync('git', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 })
}

function release(): void {
  const { values } = parseArgs({
    options: {
      'dry-run': { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      tag: { type: 'string' },
      out: { type: 'string', default: join('out', 'release') },
    },
  })
  const text = (path: string) => readFileSync(join(root, path), 'utf8')
  const { version } = JSON.parse(text('package.json')) as { version: string }
  if (values.tag !== undefined && values.tag !== `v${version}`)
    throw new Error(`The tag is ${values.tag}, and package.json has ${version}. Tag the commit that has the version.`)
  const notes = notesOf(text('CHANGELOG.md'), version)
  if (!values['no-build']) {
    execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' })
    const changed = git('status', '--porcelain', '--', 'dist').toString()
    if (changed !== '')
      throw new Error(`dist is not what the sources build:\n${changed}Run npm run build and commit dist.`)
  }
  const lock = (JSON.parse(text('package-lock.json')) as { packages: Record<string, Locked> }).packages
  const sbom = sbomOf(version, bundledPackages(text('dist/licenses.txt')), lock)
  const folder = join(root, values.out)
  if (!/^(?:out|release)(?:[\\/]|$)/.test(values.out))
    throw new Error(`--out is a folder below out/ or release/, not '${values.out}'.`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const name = `aks-flux-bootstrap-${version}`
  const files: (readonly [string, string | Buffer])[] = [
    [`${name}.tar.gz`, git('archive', '--format=tar.gz', `--prefix=${name}/`, 'HEAD', '--', ...SHIPPED)],
    [`${name}.cdx.json`, `${JSON.stringify(sbom, undefined, 2)}\n`],
    ['notes.md', `${notes}\n`],
  ]
  for (const [file, content] of files) writeFileSync(join(folder, file), content)
  const sums = files
    .map(([file, content]) => `${createHash('sha256').update(content).digest('hex')}  ${file}\n`)
    .join('')
  writeFileSync(join(folder, 'SHA256SUMS'), sums)
  for (const [file, content] of files) console.log(`${join(values.out, file)}: ${Buffer.byteLength(content)} bytes`)
  if (values['dry-run']) console.log('Dry run: nothing was tagged or published.')
}

if (import.meta.main) release()

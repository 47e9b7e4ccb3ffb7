/** The artefacts of a release: SBOM against what the bundle really holds, notes, and the tag. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { bundledPackages, notesOf, sbomOf } from '../scripts/release.ts'

const root = join(import.meta.dirname, '..')
const text = (path: string) => readFileSync(join(root, path), 'utf8')
const lock = JSON.parse(text('package-lock.json')).packages as Record<
  string,
  { version: string; integrity?: string; dev?: boolean }
>
const packages = bundledPackages(text('dist/licenses.txt'))

/** Strings of a package's code that are long enough to be its own. */
function stringsOf(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      each =>
        each.isFile() && /\.[cm]?js$/.test(each.name) && !each.parentPath.slice(folder.length).includes('node_modules'),
    )
    .slice(0, 400)
  const found = new Set<string>()
  for (const { parentPath, name } of files)
    for (const [, quoted = ''] of readFileSync(join(parentPath, name), 'utf8').matchAll(
      /["'`]([A-Za-z][\w ,.:()/-]{34,120})["'`]/g,
    ))
      if (quoted.split(' ').length > 3) found.add(quoted)
  return found
}

describe('the SBOM', () => {
  const sbom = sbomOf('1.0.0', packages, lock) as {
    components: { name: string; version: string; purl: string; hashes?: { alg: string; content: string }[] }[]
  }

  test('has name, version, purl and the hash of the lockfile for each component', () => {
    assert.ok(sbom.components.length > 20, `${sbom.components.length} components`)
    for (const { name, version, purl, hashes } of sbom.components) {
      assert.match(purl, /^pkg:npm\//)
      const locked = Object.entries(lock).filter(([path]) => path.endsWith(`node_modules/${name}`))
      assert.ok(
        locked.some(([, each]) => each.version === version),
        `${name}@${version} is not in the lockfile`,
      )
      assert.match(hashes?.[0]?.content ?? '', /^[0-9a-f]{128}$/, name)
      assert.equal(hashes?.[0]?.alg, 'SHA-512')
    }
  })

  test("names every package of which the bundle has the strings, and none of the development's", () => {
    const bundle = readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })
      .filter(each => each.isFile() && each.name.endsWith('.js'))
      .map(each => readFileSync(join(each.parentPath, each.name), 'utf8'))
      .join('\n')
    const named = new Set(sbom.components.map(each => each.name))
    const owners = new Map<string, string[]>()
    for (const path of Object.keys(lock).filter(each => /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(each))) {
      const name = path.slice('node_modules/'.length)
      if (/^(?:node-|@biomejs|@rolldown|@typescript|typescript|@octokit\/openapi|@types)/.test(name)) continue
      try {
        for (const each of stringsOf(join(root, path))) owners.set(each, [...(owners.get(each) ?? []), name])
      } catch {
        // An optional package of another system is not installed.
      }
    }
    const counts = new Map<string, number>()
    for (const [each, names] of owners)
      if (names.length === 1 && bundle.includes(each)) counts.set(names[0] ?? '', (counts.get(names[0] ?? '') ?? 0) + 1)
    assert.ok(counts.size > 5, `${counts.size} packages were recognised`)
    assert.deepEqual(
      [...counts].filter(([name, count]) => count >= 2 && !named.has(name)).map(([name]) => name),
      [],
    )
  })
})

describe('the notes', () => {
  test('are the section of the version, without links', () => {
    const notes = notesOf(text('CHANGELOG.md'), JSON.parse(text('package.json')).version)
    assert.match(notes, /### Added/)
    assert.doesNotMatch(notes, /^\[|^## /m)
  })

  test('a version without a section: an error with what to do', () => {
    assert.throws(() => notesOf('## [1.0.0]\n\n- x\n', '2.0.0'), /no section \[2\.0\.0\].*Add one/)
    assert.throws(() => notesOf('## [2.0.0]\n\n## [1.0.0]\n- x\n', '2.0.0'), /no section/)
  })
})

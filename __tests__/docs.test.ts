/** The pages: links lead somewhere, the README's sample is the demo's output, headings of the troubleshooting are our own words. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, test } from 'node:test'
import { parse, parseAllDocuments } from 'yaml'
import { demoShown, withSample } from '../scripts/showcase.ts'

const root = join(import.meta.dirname, '..')
const text = (path: string) => readFileSync(join(root, path), 'utf8')
const pages = [
  ...readdirSync(root).filter(name => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true })
    .map(name => join('docs', String(name)))
    .filter(name => name.endsWith('.md')),
  '.github/pull_request_template.md',
]

/** As GitHub makes them of headings. */
function anchorsOf(markdown: string): Set<string> {
  const headings = markdown.replace(/```[\s\S]*?```/g, '').match(/^#{1,6} .+$/gm) ?? []
  return new Set(
    headings.map(line =>
      line
        .replace(/^#+ /, '')
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

describe('links', () => {
  assert.ok(pages.length > 30, `${pages.length} pages`)
  for (const page of pages)
    test(page, () => {
      const markdown = text(page).replace(/```[\s\S]*?```/g, '')
      const links = [
        ...markdown.matchAll(/(?<!`)\]\((?!https?:|mailto:)([^)\s]+)\)|srcset="([^"]+)"|src="([^"]+)"/g),
      ].map(([, a, b, c]) => a ?? b ?? c ?? '')
      for (const link of links) {
        const [path = '', anchor] = link.split('#')
        const target = path === '' ? page : join(dirname(page), path)
        assert.ok(existsSync(join(root, target)), `${page}: ${link} leads nowhere`)
        if (anchor === undefined || statSync(join(root, target)).isDirectory()) continue
        assert.ok(anchorsOf(text(target)).has(anchor), `${page}: ${link} has no such heading`)
      }
    })
})

test('every page of docs/ is in its index', () => {
  const index = text('docs/README.md')
  for (const page of pages.filter(each => /^docs\/[a-z-]+\.md$/.test(each)))
    assert.ok(index.includes(`(${relative('docs', page)})`), page)
})

test("the README's sample is the demo's output: npm run showcase", async () => {
  const readme = text('README.md')
  assert.equal(readme, withSample(readme, await demoShown()))
})

test('the headings of the troubleshooting are words of the source', () => {
  const [own = ''] = text('docs/troubleshooting.md').split('## Messages of Azure')
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(each => each.isFile() && each.name.endsWith('.ts'))
    .map(each => readFileSync(join(each.parentPath, each.name), 'utf8'))
  const fixtures = readdirSync(join(root, '__tests__/fixtures/classes')).map(name =>
    text(`__tests__/fixtures/classes/${name}`),
  )
  const all = [...sources, ...fixtures, text('simulator/scenarios/atomic-rollback.yaml')]
    .join('\n')
    .replaceAll('\\', '')
  const lower = all.toLowerCase()
  for (const [, heading = ''] of own.matchAll(/^## (`.+`)$/gm))
    for (const [, words = ''] of heading.matchAll(/`([^`]+)`/g))
      for (const part of words
        .split('…')
        .map(each => each.trim())
        .filter(Boolean))
        assert.ok(lower.includes(part.replace(/^Not seen: /, '').toLowerCase()), `nobody says '${part}'`)
})

test('the ClusterRole of the set-up is that of docs/role.yaml', () => {
  const [role] = parseAllDocuments(text('docs/setup/access.yaml'))
  assert.deepEqual(role?.toJS(), parse(text('docs/role.yaml')))
})

test('each example is a whole workflow, and is named where examples are listed', () => {
  for (const name of readdirSync(join(root, 'examples')).filter(each => each.endsWith('.yml'))) {
    const workflow = parse(text(`examples/${name}`)) as { name?: string; on?: object; jobs?: object }
    assert.ok(workflow.name && workflow.on && workflow.jobs, name)
    assert.match(text(`examples/${name}`), /^# .+\n/, name)
  }
})

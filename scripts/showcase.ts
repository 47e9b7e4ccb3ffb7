/**
 * `npm run showcase [-- --pictures]`: what the README shows, made from the demo: the sample of an annotation and, with a headless
 * Chromium on the PATH, the pictures of annotation and summary, light and dark. `--check` says whether the sample differs.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator } from '../simulator/index.ts'
import { unescapeData, unescapeProperty } from '../simulator/log-view.ts'
import { annotationPageOf, pageOf } from '../simulator/page.ts'
import { runStep, towards } from '../simulator/runner.ts'
import { loadScenario } from '../simulator/scenario.ts'

const root = join(import.meta.dirname, '..')
const README = join(root, 'README.md')
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome']
/** CSS pixels of the pictures. */
const WIDTH = 1012
const HEIGHTS = { annotation: 250, summary: 620 } as const

export interface Shown {
  readonly title: string
  readonly body: string
  readonly summary: string
}

/** @returns what the demo shows; times of the day are always the same. */
export async function demoShown(): Promise<Shown> {
  const simulator = await startSimulator(loadScenario('atomic-rollback'))
  const run = await runStep(towards(simulator))
  await simulator.close()
  const [, properties = '', data = ''] = /^::error ([^:]*)::(.*)$/m.exec(run.stdout) ?? []
  const at = (text: string) => text.replace(/\d\d:\d\d UTC/g, '02:19 UTC')
  return {
    title: unescapeProperty(/title=([^,]*)/.exec(properties)?.[1] ?? ''),
    body: at(unescapeData(data)),
    summary: at(run.summary),
  }
}

/** @returns the README with the sample in it. */
export function withSample(readme: string, { title, body }: Shown): string {
  const block = ['```text', title, ...body.split('\n'), '```'].join('\n')
  return readme.replace(
    /(<!-- sample -->)[\s\S]*?(<!-- \/sample -->)/,
    (_, open, close) => `${open}\n${block}\n${close}`,
  )
}

function takePictures({ title, body, summary }: Shown): void {
  const browser = BROWSERS.find(name => spawnSync(name, ['--version']).status === 0)
  if (browser === undefined) throw new Error(`The pictures need one of ${BROWSERS.join(', ')} on the PATH.`)
  const folder = mkdtempSync(join(tmpdir(), 'showcase-'))
  mkdirSync(join(root, 'docs/images'), { recursive: true })
  for (const theme of ['light', 'dark'] as const)
    for (const [name, html] of [
      ['annotation', annotationPageOf(title, body, theme)],
      ['summary', pageOf(title, summary, theme)],
    ] as const) {
      const page = join(folder, `${name}-${theme}.html`)
      writeFileSync(page, html)
      const picture = join(root, 'docs/images', `${name}-${theme}.png`)
      const size = `--window-size=${WIDTH},${HEIGHTS[name]}`
      const { status, stderr } = spawnSync(
        browser,
        ['--headless', '--no-sandbox', '--hide-scrollbars', size, `--screenshot=${picture}`, `file://${page}`],
        { encoding: 'utf8' },
      )
      if (status !== 0) throw new Error(`${browser} ended with ${status}: ${stderr.slice(0, 500)}`)
    }
}

if (import.meta.main) {
  const shown = await demoShown()
  const before = readFileSync(README, 'utf8')
  const after = withSample(before, shown)
  if (process.argv.includes('--check')) {
    if (before !== after) console.error('The sample in the README differs from the demo: npm run showcase')
    process.exitCode = before === after ? 0 : 1
  } else {
    writeFileSync(README, after)
    if (process.argv.includes('--pictures')) takePictures(shown)
  }
}

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { Redactor } from '../../src/evidence/redact.ts'
import { Store } from '../../src/evidence/store.ts'
import { matrixOf } from '../../src/fleet/matrix.ts'
import { mergeReports } from '../../src/fleet/merge.ts'
import type { SourceId } from '../../src/model/collections.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import type { Finding } from '../../src/model/finding.ts'
import { commentOf } from '../../src/report/comment/text.ts'
import { discoveredSummary } from '../../src/report/fleet/discovered.ts'
import { mergedComment, mergedSummary } from '../../src/report/fleet/merged.ts'
import type { RunReport } from '../../src/report/run-report.ts'
import { reportOf } from '../../src/report/summary/index.ts'
import { Timeline } from '../../src/report/timeline.ts'
import { cluster, extension, podStatus } from '../evidence-builder.ts'
import { seeded } from '../random.ts'

const SEED = Number(process.env['FUZZ_SEED'] ?? 20261126)
const VALUES = 10_000
const PER_REPORT = 100

/** What a cluster, a service or a policy's author may write: markup, and what a redaction or a cut could set free. */
const PIECES = [
  '`',
  '``',
  '```',
  '~~~',
  '\n',
  '\n\n',
  '\r',
  ' ',
  '  ',
  '\t',
  '|',
  '\\',
  '\\`',
  '*',
  '_',
  '#',
  '# ',
  '> ',
  '- ',
  '1. ',
  '+ ',
  '---',
  '===',
  '@org/team',
  '@user',
  '#123',
  'org/repo#1',
  'GH-7',
  ':tada:',
  'https://evil.example',
  'www.evil.example',
  'x@evil.example',
  'mailto:a@b.c',
  '![b](https://evil.example)',
  '[c](https://evil.example)',
  '[a]: https://evil.example',
  '[a][a]',
  '<https://evil.example>',
  '<img src=x>',
  '<a href=x>y</a>',
  '</details>',
  '<!--',
  '-->',
  '<script>',
  '&lt;',
  '&#96;',
  '&#64;org',
  'pwd=x',
  'password: hunter2hunter2',
  'password:',
  'token=abcdefghijklmnop',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  'PRIVATE KEY-----',
  'Bearer abcdefghijkl',
  'AccountKey=abcd',
  '?sig=abcdefgh',
  '"password" : "x y"',
  'registered-secret',
  '\u200b',
  '\u202e',
  '\u0000',
  '\u001b[31m',
  '\ud800',
  '|---|---|',
  '[x] ',
  '$a$',
  '^[',
  'word',
  'a'.repeat(3990),
  'b'.repeat(990),
] as const

const random = seeded(SEED)
const hostile = () => Array.from({ length: 1 + random.below(7) }, () => random.of(PIECES)).join('')

function reported(values: readonly string[]): RunReport {
  const store = new Store()
  const value = (at: number) => values[at % values.length] ?? ''
  const pods = values
    .slice(0, 12)
    .map(
      (each, n): Evidence =>
        podStatus({ name: each, image: each, reason: each, message: each }, { uid: `u${n}`, node: each }, each),
    )
  const time = '2026-10-01T08:00:00.000Z'
  const facts: Evidence[] = [
    { kind: 'run', time, text: 'began', data: { inputs: { 'cluster-name': value(1), 'extension-name': value(2) } } },
    cluster(),
    extension('Failed'),
    ...pods,
    { kind: 'gap', time, text: value(13), data: { what: value(14) as SourceId, lost: 0, remedy: value(15) } },
    { kind: 'check-row', time, text: value(16), data: { check: 'nodes', verdict: 'warned', detail: value(18) } },
    {
      kind: 'arm-error',
      time,
      text: value(19),
      data: { code: value(20), status: 200, during: value(21), details: [value(22)] },
    },
    {
      kind: 'event',
      time,
      object: { kind: value(23), name: value(24) },
      text: value(25),
      data: { type: 'Warning', reason: value(26), reportingController: '', count: 1, emitted: '', old: false },
    },
    ...values.slice(27, 60).map(
      (text): Evidence => ({
        kind: 'pod-log',
        time,
        object: { kind: 'Pod', namespace: 'flux-system', name: value(0), container: value(0) },
        text,
        data: { podUid: 'u0', containerId: 'c', line: 1, emitted: '', part: 'tail' },
      }),
    ),
  ]
  const timeline = new Timeline()
  for (const fact of facts) {
    store.apply(fact)
    timeline.tell(fact)
  }
  timeline.mark(time, value(61))
  const field = (at: number) => ({ value: value(at), origin: 'text' as const })
  const finding: Finding = {
    key: 'k',
    class: 'admission-policy-denied',
    certainty: 'proven',
    permanence: 'permanent',
    blocking: true,
    implicated: true,
    conclusive: true,
    title: value(62),
    brief: { title: value(59), cause: value(60) },
    cause: values.slice(63, 70),
    fields: { policy: field(70), message: field(71), name: field(72) },
    remedy: {
      steps: [
        { who: 'aks', text: value(73), command: value(74) },
        { who: 'you', text: value(75) },
      ],
    },
    witnesses: [{ time, text: value(76), object: { kind: 'Pod', name: value(77), container: value(78) } }],
    seen: 2,
    starts: 1,
    policyCheck: {
      verdict: 'denied',
      reason: value(79),
      readAt: value(80),
      generation: value(81),
      exemptGroups: values.slice(82, 86),
      group: value(86),
      alsoRefusedBy: [value(87)],
      exemptions: [
        {
          kind: 'group',
          exempts: value(88),
          place: value(89),
          added: false,
          before: 'denied',
          after: 'admitted',
          patched: '',
          diff: value(90),
        },
      ],
    },
  }
  const error =
    values.length % 2 === 0
      ? undefined
      : { doing: value(91), likely: value(92), next: `${value(93)}\n    ${value(94)}\nRun: az ${value(95)}` }
  return {
    outcome: 'failed',
    findings: [finding],
    store,
    timeline,
    error,
    notes: values.slice(96),
    extensionName: value(97),
    startedAt: time,
    endedAt: time,
    operationRunning: false,
  }
}

/** @returns what in the page is not ours: links, images, headings and elements that hold foreign text, and mentions outside code. */
function live(html: string): string[] {
  const found: string[] = []
  const outside = html.replace(/<pre>[\s\S]*?<\/pre>|<code[^>]*>[\s\S]*?<\/code>/g, '')
  for (const [tag] of outside.matchAll(/<\/?([a-z][a-z0-9]*)\b[^>]*>/gi)) if (!OURS.test(tag)) found.push(tag)
  for (const [href] of outside.matchAll(/href="[^"]*"/g)) if (!OUR_LINKS.test(href)) found.push(href)
  const text = outside.replace(/<a [^>]*>[\s\S]*?<\/a>/g, '').replace(/<[^>]*>/g, '')
  for (const [mention] of text.matchAll(/(?<![\w`/])@[a-z0-9][\w/-]*|(?<![\w&])#\d+|\bGH-\d+|:\w+:|https?:\/\/\S+/gi))
    found.push(mention)
  if (/<!--/.test(outside.replace(/<!-- (?:aks-flux-bootstrap [0-9a-f]{24}|resolved) -->/g, '')))
    found.push('a comment')
  return found
}
const OURS =
  /^<\/?(?:p|ul|ol|li|strong|em|details|summary|table|thead|tbody|tr|th|td|h2|h3|a)(?: (?:align="[a-z]+"|href="[^"]*"|start="\d+"))*>$/
const OUR_LINKS = /^href="https:\/\/github\.com\/(?:Azure\/AKS\/issues\/new\?|octo\/demo\/actions\/runs\/1")/

/** The pages on many clusters, of the same values. */
function fleetPages(values: readonly string[], redact: (text: string) => string): string[] {
  const value = (at: number) => values[at % values.length] ?? ''
  const reports = values.slice(0, 20).map((name, at) => ({
    id: `${at}`,
    name,
    about: '',
    resourceGroup: value(at + 1),
    outcome: at % 3 === 0 ? ('installed' as const) : ('failed' as const),
    headline: value(at + 2),
    cause: { key: `${at}`, class: undefined, title: value(at + 3), next: value(at + 4) },
    startedAt: value(at + 5),
    endedAt: value(at + 6),
    folder: value(at + 7),
  }))
  const bad = values.slice(20, 30).map((folder, at) => ({ folder, why: value(at + 31) }))
  const merged = mergeReports(reports, bad, { maxFailures: { count: 0 } })
  const clusters = values.slice(40, 60).map((name, at) => ({
    type: 'managedClusters' as const,
    subscriptionId: value(at),
    resourceGroup: value(at + 1),
    name,
    id: `${at}`,
    location: value(at + 2),
    isPrivate: false,
    tags: { runner: value(at + 3) },
    state: '',
    power: '',
    connectivity: value(at + 4),
    group: '',
    extensions: [{ name: value(at + 5), state: value(at + 6), version: value(at + 7) }],
    configurations: [
      { name: value(at + 8), state: '', compliance: value(at + 9), isSuspended: false, revision: value(at + 10) },
    ],
  }))
  const selection = { candidates: clusters, matches: clusters, sifted: [] }
  const found = {
    all: clusters.length,
    place: value(61),
    selection,
    matrix: matrixOf(selection, { runner: { byKey: {}, tag: 'runner' }, environment: { byKey: {} } }),
    page: undefined,
    notSeen: values.slice(62, 66),
  }
  return [
    mergedSummary(merged, redact),
    mergedComment(merged, 's', redact).textOf('https://github.com/octo/demo/actions/runs/1'),
    discoveredSummary(found, redact),
  ]
}

const byMicromark = (markdown: string) =>
  micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  })

/** @returns the blocks of the Markdown in which it stands. */
function around(markdown: string, found: readonly string[]): string {
  const words = found.map(each => each.replace(/^[:@#]|:$/g, ''))
  return markdown
    .split('\n\n')
    .filter(block => words.some(word => block.includes(word)))
    .map(block => block.slice(0, 600))
    .join('\n====\n')
}

/** GitHub's own renderer, where it is installed. */
function byCmark(markdown: string): string | undefined {
  const args = ['--unsafe', '-e', 'table', '-e', 'autolink', '-e', 'strikethrough', '-e', 'tasklist']
  const { status, stdout } = spawnSync('cmark-gfm', args, {
    input: markdown,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return status === 0 ? stdout : undefined
}

test(`${VALUES} hostile values in summary and comment: nothing foreign is live (seed ${SEED})`, {
  timeout: 240_000,
}, context => {
  const redactor = new Redactor()
  redactor.register('registered-secret')
  const redact = (text: string) => redactor.text(text)
  let cmark = 0
  let rendered = 0
  for (let done = 0; done < VALUES; done += PER_REPORT) {
    const values = Array.from({ length: PER_REPORT - ((done / PER_REPORT) % 2) }, hostile)
    const report = reported(values)
    for (const markdown of [
      reportOf(report, redact),
      commentOf(report, 'https://github.com/octo/demo/actions/runs/1', redact),
      ...fleetPages(values, redact),
    ]) {
      rendered++
      for (const [by, html] of [
        ['micromark', byMicromark(markdown)],
        ['cmark-gfm', byCmark(markdown)],
      ] as const) {
        if (html === undefined) continue
        if (by === 'cmark-gfm') cmark++
        const found = live(html)
        assert.deepEqual(found.slice(0, 5), [], `${by}, values ${done}: ${around(markdown, found)}`)
      }
      assert.ok(!markdown.includes('registered-secret'))
    }
  }
  context.diagnostic(
    `${rendered} pages of ${VALUES} values, ${cmark === 0 ? 'cmark-gfm is not installed: micromark alone' : `each by cmark-gfm too`}`,
  )
})

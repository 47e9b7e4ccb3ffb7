import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Evidence } from '../../src/model/evidence.ts'
import { commentOf, isResolved, markerOf } from '../../src/report/comment/text.ts'
import type { RunReport } from '../../src/report/run-report.ts'
import { Timeline } from '../../src/report/timeline.ts'
import { upstreamLink } from '../../src/report/upstream.ts'
import {
  binding,
  cluster,
  crashed,
  diagnosed,
  extension,
  listed,
  podLog,
  podStatus,
  policy,
  protectSpec,
} from '../evidence-builder.ts'

const GUID = '11111111-2222-3333-4444-555555555555'
const run: Evidence = {
  kind: 'run',
  time: '2026-03-09T12:00:00.000Z',
  text: 'began',
  data: {
    inputs: {
      'cluster-name': 'secret-project',
      'resource-group': 'rg-(payroll)',
      'subscription-id': GUID,
      'extension-name': 'flux',
      'extension-type': 'microsoft.flux',
    },
  },
}

async function reported(why: string, outcome: RunReport['outcome'] = 'stopped-early'): Promise<RunReport> {
  const text = `create: configmaps "x" is forbidden: ValidatingAdmissionPolicy 'aks-managed-protect-system-namespaces' with binding 'b' denied request: ${why}`
  const facts = [
    run,
    ...listed(),
    cluster(),
    policy(protectSpec(), 'aks-managed-protect-system-namespaces'),
    binding(['Deny'], 'aks-managed-protect-system-namespaces', 'b'),
    extension('Creating'),
    podStatus(),
    podLog(text),
    crashed(),
  ]
  const { findings, store } = await diagnosed(facts)
  return {
    outcome,
    findings,
    store,
    timeline: new Timeline(),
    error: undefined,
    notes: [],
    extensionName: 'Flux',
    startedAt: '2026-03-09T12:00:00.000Z',
    endedAt: '2026-03-09T12:01:00.000Z',
    operationRunning: true,
  }
}

const same = (text: string) => text
const RUN = 'https://github.com/octo/demo/actions/runs/1'
const IDS =
  'secret-project in rg-(payroll) of 11111111-2222-3333-4444-555555555555 at secret-project-dns.hcp.swedencentral.azmk8s.io, MC_rg-(payroll)_secret-project_swedencentral, 10.1.2.3, mona@contoso.example'

describe('the report to those who can change the policy', () => {
  test('holds environment, exact texts, exempt groups, exemption and patch', async () => {
    const report = await reported('not allowed')
    const [finding] = report.findings
    const url = new URL((finding && upstreamLink(finding, report, text => text)) ?? '')
    const body = url.searchParams.get('body') ?? ''
    assert.equal(url.origin + url.pathname, 'https://github.com/Azure/AKS/issues/new')
    assert.match(url.searchParams.get('title') ?? '', /^microsoft\.flux: an AKS-managed policy denies/)
    for (const part of [
      '### Environment',
      '### What happens',
      '### Exact texts',
      '### Groups that the policy exempts',
      '### Suggested exemption',
      '### Patch',
    ])
      assert.ok(body.includes(part), part)
    assert.match(body, /denied request: not allowed/)
  })

  test('holds no name or id of the user, in whatever text it stands', async () => {
    const report = await reported(IDS)
    const [finding] = report.findings
    const url = decodeURIComponent(
      ((finding && upstreamLink(finding, report, text => text)) ?? '').replaceAll('+', ' '),
    )
    for (const id of ['secret-project', 'payroll', GUID, 'azmk8s.io', 'MC_', '10.1.2.3', 'contoso'])
      assert.ok(!url.includes(id), id)
  })

  for (const [name, why] of [
    ['a short text', 'no'],
    ['a long one', 'because '.repeat(2000)],
    ['one that triples when it is encoded', '语'.repeat(3000)],
    ['one of backticks', '`'.repeat(3000)],
  ] as const)
    test(`is under the length that GitHub takes: ${name}`, async () => {
      const report = await reported(why)
      const [finding] = report.findings
      const link = (finding && upstreamLink(finding, report, text => text)) ?? ''
      assert.ok(link.length > 100 && link.length < 8000, String(link.length))
      assert.ok(URL.canParse(link) && !/[()\s<>]/.test(link))
    })

  test('is offered where somebody upstream can act, and only there', async () => {
    const report = await reported('no')
    const [finding] = report.findings
    assert.ok(finding)
    const steps = finding.remedy.steps.filter(step => step.who !== 'aks')
    assert.equal(
      upstreamLink({ ...finding, remedy: { steps } }, report, text => text),
      undefined,
    )
  })
})

describe('the comment, as text', () => {
  test('hides whose it is, tells one cluster and extension from another, and knows when it is resolved', async () => {
    const red = await reported('no')
    const green = await reported('no', 'installed')
    assert.match(markerOf(red), /^<!-- aks-flux-bootstrap [0-9a-f]{24} -->$/)
    assert.equal(markerOf(red), markerOf(green))
    assert.deepEqual([isResolved(commentOf(red, RUN, same)), isResolved(commentOf(green, RUN, same))], [false, true])
  })

  test('what a cluster writes is no mention, no link, no markup, no marker and no end of a comment in it', async () => {
    const report = await reported('@mona <!-- resolved --> [x](https://evil.example) #1 **bold** `tick` <script>')
    const text = commentOf(report, RUN, same)
    const outside = text.replace(/(`+)[^`]*?\1/g, '')
    for (const piece of ['@mona', '<!-- resolved', 'evil.example', '**bold**', '<script'])
      assert.ok(!outside.includes(piece), `${piece} in ${outside}`)
  })

  test('is far below what GitHub takes, whatever was written', async () => {
    assert.ok(commentOf(await reported('x'.repeat(100_000)), RUN, same).length <= 20_200)
  })
})

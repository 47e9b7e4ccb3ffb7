/** The step's outputs: enumerations, booleans, paths and identifiers only. */
import { setOutput, warning } from '@actions/core'
import { resultOf } from '../check/result.ts'
import { messageOf } from '../errors.ts'
import type { Log } from './console.ts'
import type { Files } from './files.ts'
import { findingsOutput } from './finding-json.ts'
import { gateOutputs } from './gate.ts'
import { forAnnotation, forOutput, forPathOutput } from './neutralise.ts'
import { type RunReport, rootCause } from './run-report.ts'
import { exemptionVerified } from './words.ts'

export const OUTPUTS = [
  'outcome',
  'provisioning-state',
  'extension-id',
  'extension-version',
  'extension-version-before',
  'failure-class',
  'permanent',
  'policy',
  'service-account',
  'exempt-group',
  'exemption-verified',
  'operation-running',
  'check-result',
  'flux-state',
  'compliance-state',
  'flux-applied-revision',
  'flux-failed',
  'findings',
  'findings-path',
  'report-path',
  'evidence-path',
  'patch-path',
] as const

/** Of the modes for many clusters. */
export const FLEET_OUTPUTS = [
  'matrix',
  'matrix-path',
  'count',
  'pages',
  'failed-count',
  'succeeded-count',
  'not-run',
] as const

/** JSON of enumerations and identifiers, made here. */
const JSON_OUTPUTS: ReadonlySet<string> = new Set(['findings', 'matrix', 'pages'])
const PATHS: ReadonlySet<string> = new Set([
  'findings-path',
  'report-path',
  'evidence-path',
  'patch-path',
  'matrix-path',
])

export function outputsOf(
  report: RunReport,
  files: Files | undefined,
  evidencePath: string,
): Record<(typeof OUTPUTS)[number], string> {
  const extension = report.store.extension()
  const root = rootCause(report)
  return {
    outcome: report.outcome,
    'provisioning-state': extension?.provisioningState ?? '',
    'extension-id': extension?.id ?? '',
    'extension-version': extension?.version ?? '',
    'extension-version-before': report.store.extensionBefore()?.version ?? '',
    'failure-class': root?.class ?? '',
    permanent: String(root?.permanence === 'permanent'),
    policy: root?.fields.policy?.value ?? '',
    'service-account': root?.fields.serviceAccount?.value ?? '',
    'exempt-group': root?.policyCheck?.verdict === 'admitted' ? '' : (root?.policyCheck?.group ?? ''),
    'exemption-verified': exemptionVerified(root),
    'operation-running': String(report.operationRunning),
    'check-result': resultOf(report.store.checkRows()),
    ...gateOutputs(report.store),
    findings: findingsOutput(report.findings, root),
    'findings-path': files?.findings ?? '',
    'report-path': files?.report ?? '',
    'evidence-path': evidencePath,
    'patch-path': files?.patch ?? '',
  }
}

/** A value that is not safe in a `run:` line is left out, and that is told. */
export function writeOutputs(outputs: Record<string, string>, log: Log): void {
  let fault: unknown
  for (const [name, value] of Object.entries(outputs)) {
    const clean = PATHS.has(name) ? forPathOutput(value) : JSON_OUTPUTS.has(name) ? value : forOutput(value)
    if (clean === '' && value !== '')
      log.line(`The output ${name} is empty because its value has characters that are unsafe in a shell: ${value}`)
    try {
      setOutput(name, clean)
    } catch (thrown) {
      fault ??= thrown
    }
  }
  if (fault !== undefined) warning(forAnnotation(`Outputs could not be written: ${messageOf(fault)}`))
}

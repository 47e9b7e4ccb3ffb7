/** The files of a run: findings as JSON, the report as Markdown, the patched policies and their diffs. */
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findingJson } from './finding-json.ts'
import { FOLDER } from './run-folders.ts'
import { type RunReport, rootCause } from './run-report.ts'

export interface Files {
  readonly findings: string
  readonly report: string
  /** The whole patched policy of the first exemption for what the step is red for, or ''; its diff lies beside it. */
  readonly patch: string
}

/**
 * @returns a folder of this run's own below the runner's temporary folder (or the system's), for its owner only; '' where
 * neither takes one.
 */
export function reportFolder(runnerTemp: string | undefined): string {
  for (const temp of new Set([runnerTemp || tmpdir(), tmpdir()]))
    try {
      const base = join(temp, FOLDER)
      mkdirSync(base, { recursive: true })
      const folder = mkdtempSync(join(base, 'run-'))
      chmodSync(folder, 0o700)
      return folder
    } catch {
      // The next place may do; that none did is told with the journal.
    }
  return ''
}

/** Findings and patches are made of redacted evidence, and so is the report. */
export function writeFiles(folder: string, report: RunReport, markdown: string): Files {
  const { findings } = report
  const root = rootCause(report)
  const write = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text, { mode: 0o600 })
    return path
  }
  let patch = ''
  const used = new Set<string>()
  for (const finding of findings) {
    const { policyCheck, fields } = finding
    for (const exemption of policyCheck?.exemptions ?? []) {
      const wanted = `${fileName(fields.policy?.value ?? 'policy')}.${exemption.kind === 'group' ? 'exempt-group' : 'carve-out'}`
      // Two findings may be of one policy; each has its own patch.
      const name = used.has(wanted) ? `${wanted}.${used.size}` : wanted
      used.add(name)
      const path = write(`${name}.yaml`, exemption.patched)
      write(`${name}.diff`, exemption.diff)
      if (finding.blocking || finding === root) patch ||= path
    }
  }
  return {
    // JSON and YAML escape what is not printable themselves; a line cut short would break them.
    findings: write('findings.json', `${JSON.stringify(findings.map(findingJson), undefined, 2)}\n`),
    report: write('report.md', markdown),
    patch,
  }
}

function fileName(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100)
}

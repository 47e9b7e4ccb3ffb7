/** The files of a run: findings as JSON, the report as Markdown, the patched policies and their diffs. */
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding } from '../model/finding.ts'
import { FOLDER } from './run-folders.ts'

export interface Files {
  readonly findings: string
  readonly report: string
  /** The whole patched policy of the first exemption for a blocking finding, or ''; its diff lies beside it. */
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
export function writeFiles(folder: string, findings: readonly Finding[], markdown: string): Files {
  const write = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text, { mode: 0o600 })
    return path
  }
  let patch = ''
  const used = new Set<string>()
  for (const { policyCheck, fields, blocking } of findings)
    for (const exemption of policyCheck?.exemptions ?? []) {
      const wanted = `${fileName(fields.policy?.value ?? 'policy')}.${exemption.kind === 'group' ? 'exempt-group' : 'carve-out'}`
      // Two findings may be of one policy; each has its own patch.
      const name = used.has(wanted) ? `${wanted}.${used.size}` : wanted
      used.add(name)
      const path = write(`${name}.yaml`, exemption.patched)
      write(`${name}.diff`, exemption.diff)
      if (blocking) patch ||= path
    }
  return {
    // JSON and YAML escape what is not printable themselves; a line cut short would break them.
    findings: write('findings.json', `${JSON.stringify(findings.map(plain), undefined, 2)}\n`),
    report: write('report.md', markdown),
    patch,
  }
}

/** A finding as programs read it: fields as plain texts, and beside them where each was read. */
function plain({ fields, ...finding }: Finding): object {
  const entries = Object.entries(fields)
  return {
    ...finding,
    fields: Object.fromEntries(entries.map(([name, field]) => [name, field.value])),
    origins: Object.fromEntries(entries.map(([name, field]) => [name, field.origin])),
  }
}

function fileName(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100)
}

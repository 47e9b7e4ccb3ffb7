import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { forPathOutput } from '../../src/report/neutralise.ts'
import { writeOutputs } from '../../src/report/outputs.ts'

describe('a path as an output', () => {
  for (const [name, path, expected] of [
    ['Linux', '/home/runner/work/_temp/aks-flux-bootstrap/run-a1/report.md', undefined],
    ['Linux, with spaces and umlauts', '/home/läufer/my runner+1/_temp/report.md', undefined],
    ['Linux, with a backslash in a name', '/home/a\\b/report.md', undefined],
    ['macOS', '/Users/runner/work/_temp/report.md', undefined],
    ['a container job', '/__w/_temp/report.md', undefined],
    ['Windows', 'D:\\a\\_temp\\report.md', 'D:/a/_temp/report.md'],
    [
      'Windows, with spaces',
      'C:\\Program Files\\actions-runner\\_temp\\report.md',
      'C:/Program Files/actions-runner/_temp/report.md',
    ],
    ['Windows, with an umlaut and a plus', 'C:\\Läufer+1\\report.md', 'C:/Läufer+1/report.md'],
    ['a share', '\\\\server\\share\\report.md', '//server/share/report.md'],
    ['with a line end', '/tmp/a\nb', ''],
    ['with an escape', '/tmp/\u001b[31m', ''],
    ['with a line separator', '/tmp/a\u2028b', ''],
  ] as const)
    test(name, () => assert.equal(forPathOutput(path), expected ?? path))
})

test('what is written is what a later step reads', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'out puts-')), 'output')
  writeFileSync(file, '')
  process.env['GITHUB_OUTPUT'] = file
  const lines: string[] = []
  const log = { line: (text: string) => lines.push(text), progress: () => undefined, podLine: () => undefined }
  writeOutputs({ outcome: 'failed', 'report-path': 'C:\\my temp\\report.md', policy: 'a b' }, log as never)
  delete process.env['GITHUB_OUTPUT']
  const written = readFileSync(file, 'utf8')
  assert.match(written, /outcome<<\S+\r?\nfailed/)
  assert.match(written, /report-path<<\S+\r?\nC:\/my temp\/report\.md/)
  assert.match(written, /policy<<\S+\r?\n\r?\n/)
  assert.deepEqual(lines.length, 1)
})

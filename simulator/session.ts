/** A runner on which az and azd stand in the PATH with a session, as a login step leaves them. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLIENT, CLIENT_SECRET, TENANT } from './entra.ts'
import type { Simulator } from './index.ts'

export interface Session {
  readonly environment: Readonly<Record<string, string>>
  /** Command lines that were run. */
  commands(): string[]
}

/** @param state `aged` for a session that came of a GitHub token more than five minutes ago, `none` for nobody signed in, `mute` for a program that fails without a word. */
export function makeSession(simulator: Simulator, state: 'fresh' | 'aged' | 'none' | 'mute' = 'fresh'): Session {
  const folder = mkdtempSync(join(tmpdir(), 'session-'))
  const config = join(folder, 'azure')
  mkdirSync(config)
  writeFileSync(
    join(config, 'azureProfile.json'),
    '\ufeff{"subscriptions": [{"id": "11111111-2222-3333-4444-555555555555"}]}',
  )
  const script = join(import.meta.dirname, 'az.mjs')
  for (const program of ['az', 'azd'])
    writeFileSync(
      join(folder, program),
      `#!/bin/sh\nSESSION_PROGRAM=${program} exec '${process.execPath}' '${script}' "$@"\n`,
      { mode: 0o755 },
    )
  const log = join(folder, 'log')
  writeFileSync(log, '')
  return {
    environment: {
      PATH: `${folder}:${process.env['PATH']}`,
      AZURE_CONFIG_DIR: config,
      SESSION: state,
      SESSION_ORIGIN: simulator.origin,
      SESSION_TENANT: TENANT,
      SESSION_CLIENT: CLIENT,
      SESSION_SECRET: CLIENT_SECRET,
      SESSION_LOG: log,
    },
    commands: () => readFileSync(log, 'utf8').split('\n').filter(Boolean),
  }
}

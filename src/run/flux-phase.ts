/** After the extension: writes the Flux configurations that were asked for, then gates them. */

import type { Arm } from '../azure/arm/client.ts'
import { writeConfigurations } from '../azure/flux-configuration/write.ts'
import { Refusal } from '../errors.ts'
import type { Inputs } from '../inputs/index.ts'
import { parsedJson, recordOf, textOf } from '../json.ts'
import type { Evidence } from '../model/evidence.ts'
import type { DesiredConfiguration } from '../model/flux-configuration.ts'
import { fluxRows } from './flux-check.ts'
import type { Watched } from './mode.ts'
import { gateEvidence } from './modes/gate.ts'
import { whyOvertaken } from './repository.ts'
import type { Session } from './session.ts'

/** @param token of Azure Resource Manager. @returns the ids by which Azure knows who signed in (Entra ID, access token claims). */
export function identityIds(token: string): string[] {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
  const { oid, appid } = recordOf(parsedJson(payload))
  return [oid, appid].map(textOf).filter(Boolean)
}

/**
 * @param onDone called where nothing is waited for.
 * @throws Refusal or ActionError for what may not be written
 */
export async function* fluxPhase(
  inputs: Inputs,
  arm: Arm,
  session: Session,
  watched: Watched,
  desired: readonly DesiredConfiguration[],
  identity: readonly string[],
  onDone: () => void,
): AsyncGenerator<Evidence> {
  const { flux, cluster, allowRemovingSecrets } = inputs
  const { signal } = session.ending
  session.phase = 'flux'
  let written: ReadonlySet<string> = new Set()
  if (desired.length > 0) {
    for (const { name, properties } of desired) session.log.line(chosenWords(name, properties))
    await checkDesired(inputs, session, watched, desired)
    const why = await whyOvertaken(process.env, inputs.githubToken, signal, text => session.log.line(text))
    if (why === '')
      written = yield* writeConfigurations(arm, cluster, desired, {
        protectedSettings: flux.protectedSettings,
        adopt: flux.adopt,
        allowRemovingSecrets,
        identity,
        log: text => session.log.progress(text),
        signal,
      })
    else session.log.line(`Flux configurations were not written: ${why}`)
  }
  if (!flux.wait) return onDone()
  const names = new Set([...written, ...desired.map(({ name }) => name)])
  yield* gateEvidence(inputs, arm, session, watched, names)
}

/** The same rows as a check has, where the extension was as asked for and no check was made. @throws Refusal with check: fail */
async function checkDesired(
  { check }: Inputs,
  session: Session,
  watched: Watched,
  desired: readonly DesiredConfiguration[],
): Promise<void> {
  if (check === 'off' || session.store.checkRows().some(row => row.check === 'flux-configuration')) return
  let isRefused = false
  for (const data of await fluxRows(desired, session, watched.api(), session.ending.signal)) {
    await session.deliver({ kind: 'check-row', time: new Date().toISOString(), text: data.detail, data })
    isRefused ||= data.verdict === 'refused'
  }
  if (isRefused && check === 'fail') throw new Refusal([])
}

/** What a configuration lets Flux do is said, whoever chose it. */
function chosenWords(name: string, properties: Readonly<Record<string, unknown>>): string {
  const kustomizations = Object.entries(recordOf(properties['kustomizations']))
  const prunes = kustomizations.filter(([, each]) => recordOf(each)['prune'] === true).map(([each]) => each)
  const source = Object.values(properties)
    .map(recordOf)
    .find(each => textOf(each['url']) !== '')
  const interval = Number(source?.['syncIntervalInSeconds'] ?? 600)
  return `Flux configuration ${name}: scope ${textOf(properties['scope']) || 'cluster'}, namespace ${textOf(properties['namespace']) || 'default'}, prune ${prunes.length === 0 ? 'off' : `on for ${prunes.join(', ')}`}, source polled every ${interval} s`
}

/** Which values of the inputs are secret. */
import { getInput } from '@actions/core'
import { releaseNamespace } from '../model/extension-types.ts'
import { applicationOf, type Identity } from '../model/identity.ts'
import { proxySecrets } from '../network/proxy.ts'
import type { Inputs } from './index.ts'

/** Words that protected settings hold as well as secrets; masked, they would blank half of the report. */
const ORDINARY = /^(true|false|yes|no|on|off|null|none|enabled|disabled|\d{1,5}|.{0,3})$/i

/** @returns values that must be masked before anything else happens; never one that is an id or a name in the same inputs. */
export function secretsOf(inputs: Inputs): string[] {
  const { cluster, identity, extension, flux, githubToken } = inputs
  const secrets = [
    ...secretsOfIdentity(identity),
    ...(githubToken === undefined ? [] : [githubToken]),
    ...proxySecrets(),
  ]
  const names = new Set(
    [
      ...Object.values(cluster),
      ...Object.values(applicationOf(identity)),
      extension.name,
      extension.type,
      releaseNamespace(undefined, extension),
      extension.version ?? '',
    ].map(name => name.toLowerCase()),
  )
  const configured = Object.values(flux.protectedSettings).flatMap(each => Object.values(each))
  const values = [...Object.values(extension.protectedSettings), ...configured, ...configured.map(toBase64)]
  return [...secrets, ...values.filter(value => !names.has(value.toLowerCase()) && !ORDINARY.test(value))]
}

/** As it is sent. */
function toBase64(value: string): string {
  return Buffer.from(value).toString('base64')
}

function secretsOfIdentity(identity: Identity): string[] {
  if (identity.kind === 'client-secret') return [identity.clientSecret]
  if (identity.kind !== 'client-certificate') return []
  return [keyIn(identity.certificate), ...(identity.password === undefined ? [] : [identity.password])].filter(Boolean)
}

/** The certificate itself is public. */
function keyIn(pem: string): string {
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/.exec(pem)?.[0] ?? ''
}

/** Inputs that are ids and names: what stands in them is never masked. */
const NAMES = [
  'cluster-name',
  'resource-group',
  'subscription-id',
  'client-id',
  'tenant-id',
  'extension-type',
  'extension-name',
  'release-namespace',
  'extension-version',
]

/** Values that are secret wherever they stand, before anything is known of the inputs: for the error that quotes a bad one. */
export function rawSecrets(): string[] {
  const settings = ['configuration-protected-settings', 'flux-configuration-protected-settings']
    .map(name => getInput(name))
    .join('\n')
  const names = new Set(NAMES.map(name => getInput(name).toLowerCase()))
  const values = [
    getInput('client-secret'),
    keyIn(getInput('client-certificate')),
    getInput('client-certificate-password'),
    getInput('github-token'),
    ...proxySecrets(),
    // A key's own lines hold `=` at their end.
    ...(settings.match(/-----BEGIN [\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g) ?? []),
    ...settings.split(/\r?\n/).map(line => line.slice(line.indexOf('=') + 1).trim()),
    ...[...settings.matchAll(/:\s*"((?:[^"\\]|\\.)*)/g)].map(match => match[1] ?? ''),
  ]
  return values.filter(value => /\w/.test(value) && !ORDINARY.test(value) && !names.has(value.toLowerCase()))
}

/** What the user asks of the extension. */
import { extensionType, FLUX } from '../model/extension-types.ts'
import { LABEL } from '../model/names.ts'
import type { ExtensionRequest } from '../model/request.ts'
import { optional, type Reader } from './reader.ts'

/** @param needsName one instance is meant. @returns the request; '' for a name that is missing, which the reader is told. */
export function readExtension(read: Reader, needsName: boolean): ExtensionRequest {
  const type = (
    read.matching('extension-type', /^[A-Za-z0-9][A-Za-z0-9.-]{0,126}$/, 'an extension type') ?? FLUX
  ).toLowerCase()
  const name = read.matching('extension-name', LABEL, 'an extension name') ?? extensionType(type)?.instance
  const namespace = read.matching('release-namespace', LABEL, 'a namespace')
  const version = read.matching('extension-version', /^[A-Za-z0-9][\w.+-]{0,62}$/, 'a version')
  const autoUpgrade = read.boolean('auto-upgrade-minor-version')
  const settings = read.settings('configuration-settings')
  const protectedSettings = read.settings('configuration-protected-settings')
  if (name === undefined && needsName)
    read.wrong.push(`extension-name: missing; only ${FLUX} has a default, not ${type}`)
  if (version !== undefined && autoUpgrade === true)
    read.wrong.push(
      'extension-version: a fixed version and auto-upgrade-minor-version: true exclude each other; remove one',
    )
  for (const key of Object.keys(protectedSettings).filter(key => Object.hasOwn(settings, key)))
    read.wrong.push(`configuration-protected-settings: '${key}' is also in configuration-settings; keep one`)
  return {
    type,
    name: name ?? '',
    ...optional('releaseNamespace', namespace),
    ...optional('version', version),
    ...optional('releaseTrain', read.matching('release-train', /^[A-Za-z0-9][\w.-]{0,62}$/, 'a release train')),
    ...optional('autoUpgradeMinorVersion', version === undefined ? autoUpgrade : false),
    settings,
    protectedSettings,
  }
}

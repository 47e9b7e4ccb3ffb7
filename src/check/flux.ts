/** What of a Flux configuration would fail, before it is written: the form of its address, and the paths that it names. Pure. */
import type { CheckRow } from '../model/evidence.ts'
import { AZURE_SOURCES } from '../model/flux.ts'
import type { DesiredConfiguration } from '../model/flux-configuration.ts'

/** Forms that Flux's sources take (fluxcd.io, the API references of source-controller). */
const FORMS: Readonly<Record<string, { readonly form: RegExp; readonly words: string }>> = {
  GitRepository: {
    form: /^(?:https?|ssh):\/\/[^/\s]+\/\S+$/,
    words: 'http://, https:// or ssh:// (not git@host:path)',
  },
  OCIRepository: { form: /^oci:\/\/[^/\s]+\/\S+$/, words: 'oci://' },
  Bucket: { form: /^(?:https?:\/\/)?[^/\s]+/, words: 'an address' },
  AzureBlob: { form: /^https:\/\/[^/\s]+/, words: 'https://' },
}

/** @param exists whether the repository has a path at the commit of this run; undefined where that is not known. */
export function fluxConfigurationRows(
  { name, properties }: DesiredConfiguration,
  exists: (path: string) => boolean | undefined,
): CheckRow[] {
  const check = 'flux-configuration'
  const kind = String(properties['sourceKind'] ?? '')
  const member = (AZURE_SOURCES as Readonly<Record<string, string>>)[kind] ?? ''
  const source = properties[member] as { readonly url?: string } | undefined
  const url = source?.url ?? ''
  const form = FORMS[kind]
  const refuse = (detail: string, fields: Readonly<Record<string, string>>): CheckRow => ({
    check,
    verdict: 'refused',
    detail: `${name}: ${detail}`,
    class: 'flux-configuration-refused',
    fields: { configuration: name, message: detail, ...fields },
  })
  const rows: CheckRow[] = []
  if (form !== undefined && !form.form.test(url))
    rows.push(refuse(`${kind} needs an address with ${form.words}`, { url }))
  const paths = Object.entries(
    (properties['kustomizations'] ?? {}) as Readonly<Record<string, { readonly path?: string }>>,
  )
  const known = paths.map(([each, { path = '' }]) => ({ each, path, is: exists(path) }))
  for (const { each, path, is } of known)
    if (is === false)
      rows.push(
        refuse(`Kustomization ${each}: the path ${path} does not exist in the repository at this commit`, { path }),
      )
  if (rows.length > 0) return rows
  const unseen = known.filter(({ is }) => is === undefined).length
  const detail =
    unseen > 0
      ? `${name}: the address is valid; the paths were not checked, and their manifests are not rendered`
      : `${name}: the address is valid and the paths exist; their manifests are not rendered`
  return [{ check, verdict: 'clear', detail }]
}

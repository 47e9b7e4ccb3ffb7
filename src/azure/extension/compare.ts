/** What the user asks of the extension, compared with the instance that is there, and as the body that is written. */
import type { Extension } from '@azure/arm-kubernetesconfiguration'
import { ActionError } from '../../errors.ts'
import { type ExtensionRequest, namespaceFor } from '../../model/request.ts'

/** @returns what of the request differs from the instance, in words without values. */
export function differences(request: ExtensionRequest, existing: Extension): string[] {
  const differ: string[] = []
  const { version, releaseTrain, autoUpgradeMinorVersion, settings, protectedSettings } = request
  if (existing.provisioningState !== 'Succeeded') differ.push(`it is ${existing.provisioningState ?? 'in no state'}`)
  if (version !== undefined && version !== (existing.version ?? existing.currentVersion)) differ.push('version differs')
  if (releaseTrain !== undefined && releaseTrain.toLowerCase() !== existing.releaseTrain?.toLowerCase())
    differ.push('release train differs')
  if (autoUpgradeMinorVersion !== undefined && autoUpgradeMinorVersion !== existing.autoUpgradeMinorVersion)
    differ.push('auto-upgrade differs')
  for (const [key, value] of Object.entries(settings))
    if (existing.configurationSettings?.[key] !== value) differ.push(`setting ${key} differs`)
  // The service blanks protected values in its answers, so whether they differ cannot be seen.
  for (const key of Object.keys(protectedSettings)) differ.push(`protected setting ${key} is always written`)
  return differ
}

/** @returns keys of protected settings that a write loses: Azure takes all of them or none (Microsoft Learn, cluster extensions). */
export function droppedSecrets(request: ExtensionRequest, existing: Extension | undefined): string[] {
  return Object.keys(existing?.configurationProtectedSettings ?? {}).filter(key => !(key in request.protectedSettings))
}

/** @param all instances on the cluster. @throws ActionError when one of the same type is there under another name. */
export function refuseOtherName(request: ExtensionRequest, all: readonly Extension[]): void {
  const other = all.find(
    each =>
      each.extensionType?.toLowerCase() === request.type && each.name?.toLowerCase() !== request.name.toLowerCase(),
  )
  if (other === undefined) return
  throw new ActionError({
    doing: `Looking for extensions of type ${request.type} on the cluster.`,
    likely: `${request.type} is there already under the name ${other.name} (${other.provisioningState}), and a cluster takes one of a type; this step asks for ${request.name}.`,
    next: `Set extension-name: ${other.name}, or delete that one first.`,
  })
}

/** @throws ActionError for what an instance that is there cannot be changed to. */
export function refuseUnchangeable(request: ExtensionRequest, existing: Extension): void {
  const doing = `Comparing the extension ${request.name} with this step's inputs.`
  const type = existing.extensionType ?? ''
  if (type.toLowerCase() !== request.type)
    throw new ActionError({
      doing,
      likely: `An extension of that name is there, but its type is ${type}, not ${request.type}.`,
      next: 'Give another extension-name, or the extension-type that is there.',
    })
  const namespace = existing.scope?.cluster?.releaseNamespace
  if (request.releaseNamespace !== undefined && namespace && namespace !== request.releaseNamespace)
    throw new ActionError({
      doing,
      likely: `It is installed in namespace ${namespace}, and a release cannot move to ${request.releaseNamespace}.`,
      next: `Set release-namespace: ${namespace}, or delete the extension first.`,
    })
}

/**
 * A PUT replaces the instance, so what the user did not set is sent as it is. No `identity`: Azure refuses it for managed
 * clusters (public AKS reports).
 */
export function bodyOf(request: ExtensionRequest, existing: Extension | undefined): Extension {
  const autoUpgradeMinorVersion = request.autoUpgradeMinorVersion ?? existing?.autoUpgradeMinorVersion ?? true
  // A version is pinned only where nothing upgrades it.
  const version = request.version ?? (autoUpgradeMinorVersion ? undefined : existing?.version)
  const releaseTrain = request.releaseTrain ?? existing?.releaseTrain
  const releaseNamespace = existing?.scope?.cluster?.releaseNamespace ?? namespaceFor(request)
  return {
    extensionType: request.type,
    autoUpgradeMinorVersion,
    ...(version === undefined || version === null ? {} : { version }),
    ...(releaseTrain === undefined ? {} : { releaseTrain }),
    scope: existing?.scope?.namespace
      ? { namespace: existing.scope.namespace }
      : { cluster: releaseNamespace === undefined ? {} : { releaseNamespace } },
    configurationSettings: { ...existing?.configurationSettings, ...request.settings },
    configurationProtectedSettings: { ...request.protectedSettings },
  }
}

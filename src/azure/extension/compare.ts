/** What the user asks of the extension, compared with the instance that is there, and as the body that is written. */
import type { Extension, PatchExtension } from '@azure/arm-kubernetesconfiguration'
import { ActionError } from '../../errors.ts'
import { conflictWith, conflictWithOthers, type Existing, writtenNamespace } from '../../model/extension-types.ts'
import type { ClusterId, ExtensionRequest } from '../../model/request.ts'
import { refusal, stateAsError } from '../arm/error.ts'
import { type Instance, nameOf, namespaceOf } from './read.ts'

/** @returns what of the request differs from the instance, in words without values. */
export function differences(request: ExtensionRequest, existing: Instance): string[] {
  const differ: string[] = []
  const { version, releaseTrain, autoUpgradeMinorVersion, settings, protectedSettings } = request
  if (existing.provisioningState !== 'Succeeded') differ.push(`it is ${existing.provisioningState}`)
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

/** @returns keys of protected settings that a PUT loses: Azure takes all of them or none (Microsoft Learn, cluster extensions). */
export function droppedSecrets(request: ExtensionRequest, existing: Instance | undefined): string[] {
  return Object.keys(existing?.configurationProtectedSettings ?? {}).filter(key => !(key in request.protectedSettings))
}

/**
 * A PATCH leaves protected settings in place as long as it names none (Microsoft Learn, "Deploy and manage cluster
 * extensions"), and it changes nothing of an instance that is Failed.
 * @returns whether one can do what is asked.
 */
export function isPatchable(request: ExtensionRequest, existing: Instance): boolean {
  return existing.provisioningState === 'Succeeded' && Object.keys(request.protectedSettings).length === 0
}

/** @throws ActionError that names the protected settings that a write over it, or its deletion, would remove. Their values cannot be read back. */
export function refuseRemoving(
  request: ExtensionRequest,
  { resourceGroup, name }: ClusterId,
  existing: Instance,
): void {
  const dropped = droppedSecrets(request, existing)
  if (dropped.length === 0) return
  throw new ActionError({
    doing: `Comparing the extension ${request.name} of ${name} (${resourceGroup}), which is ${existing.provisioningState}, with this step's inputs.`,
    likely: `This write removes protected settings you did not pass: ${dropped.join(', ')}. Azure needs all of them on every write and never returns their values.`,
    next: 'Pass these keys with their values in configuration-protected-settings. To remove them, set allow-removing-protected-settings: true. Nothing was written.',
  })
}

/** @param all instances on the cluster. @throws Refusal when one of the same type exists under another name. */
export function refuseOtherName(request: ExtensionRequest, all: readonly Instance[]): void {
  const conflict = conflictWithOthers(request, all.map(existingOf))
  if (conflict !== undefined)
    throw refusal(
      stateAsError(conflict.code, conflict.message),
      `Searching for extensions of type ${request.type} on the cluster.`,
    )
}

/** @throws Refusal for what an existing instance cannot be changed to. */
export function refuseUnchangeable(request: ExtensionRequest, existing: Instance): void {
  const conflict = conflictWith(request, existingOf(existing))
  if (conflict !== undefined)
    throw refusal(
      stateAsError(conflict.code, conflict.message),
      `Comparing the extension ${request.name} with this step's inputs.`,
    )
}

/** @returns what of an instance a write cannot change. */
export function existingOf(instance: Instance): Existing {
  return {
    name: nameOf(instance),
    type: instance.extensionType ?? '',
    provisioningState: instance.provisioningState,
    releaseNamespace: namespaceOf(instance) ?? '',
  }
}

/**
 * A PUT replaces the instance, so what the user did not set is sent as it is. No `identity`: Azure refuses it for managed
 * clusters (public AKS reports).
 */
export function bodyOf(request: ExtensionRequest, existing: Instance | undefined): { readonly properties: Extension } {
  const releaseNamespace = namespaceOf(existing) ?? writtenNamespace(request)
  return {
    properties: {
      extensionType: request.type,
      ...choicesOf(request, existing),
      scope: existing?.scope?.namespace
        ? { namespace: existing.scope.namespace }
        : { cluster: releaseNamespace === undefined ? {} : { releaseNamespace } },
      configurationProtectedSettings: { ...request.protectedSettings },
    },
  }
}

/** What a PATCH can change. All settings are sent, as it is not established that it merges them. */
export function patchOf(request: ExtensionRequest, existing: Instance): { readonly properties: PatchExtension } {
  return { properties: choicesOf(request, existing) }
}

function choicesOf(request: ExtensionRequest, existing: Instance | undefined) {
  const autoUpgradeMinorVersion = request.autoUpgradeMinorVersion ?? existing?.autoUpgradeMinorVersion ?? true
  // A version is pinned only where nothing upgrades it.
  const version = request.version ?? (autoUpgradeMinorVersion ? undefined : existing?.version)
  const releaseTrain = request.releaseTrain ?? existing?.releaseTrain
  return {
    autoUpgradeMinorVersion,
    ...(version === undefined ? {} : { version }),
    ...(releaseTrain === undefined ? {} : { releaseTrain }),
    configurationSettings: { ...existing?.configurationSettings, ...request.settings },
  }
}

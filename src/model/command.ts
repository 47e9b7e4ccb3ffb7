/** Commands that are shown to be copied, and the one way to quote a name in them. */

import type { ClusterType } from './request.ts'

export interface Command {
  readonly command?: string
}

/** What stands in a command for a name that nobody here knows; no name in Azure or Kubernetes is written like this. */
const PLACEHOLDERS = [
  'CLIENT_ID',
  'CLUSTER',
  'CLUSTER_ID',
  'COMMAND',
  'EXTENSION',
  'EXTENSION_TYPE',
  'JOB',
  'KEY=VALUE',
  'LOCATION',
  'MAX_NODES',
  'MIN_NODES',
  'NAME',
  'NAMESPACE',
  'NODE',
  'OBJECT_ID',
  'PATH',
  'PLAN',
  'POD',
  'POOL',
  'PRODUCT',
  'PUBLISHER',
  'RESOURCE_GROUP',
  'SCC',
  'SCOPE',
  'SERVICE_ACCOUNT',
  'SUBSCRIPTION',
  'VERB',
] as const
const PLACEHOLDER = new RegExp(`(?<![\\w-])(?:${PLACEHOLDERS.join('|')})(?![\\w-])`, 'g')

/** @returns the placeholders that the reader has to replace, each once. */
export function placeholdersIn(shown: string): string[] {
  return [...new Set(shown.match(PLACEHOLDER) ?? [])]
}

const PLAIN = /^(?:[A-Za-z0-9][A-Za-z0-9:._/-]{0,600}|\/[A-Za-z0-9:._/-]{1,600})$/
/** What names of resource groups may hold besides (Azure, "Naming rules and restrictions"). */
const QUOTABLE = /^[\p{L}\p{N}_/(][\p{L}\p{N}:._/()@ +=,-]{0,600}$/u

/**
 * @returns a name as a word of bash, PowerShell and cmd alike; undefined where it is none that anybody would copy: with what a
 * shell reads in double quotes too, control characters, or like an option.
 */
export function word(name: string): string | undefined {
  if (PLAIN.test(name) || name === 'KEY=VALUE') return name
  return QUOTABLE.test(name) ? `"${name}"` : undefined
}

/**
 * A command with names in it that a cluster or a user wrote. A placeholder such as CLUSTER stands for what is not known.
 * @returns no command where a name is none.
 */
export function command(parts: TemplateStringsArray, ...names: readonly string[]): Command {
  const words = names.map(word)
  if (words.some(each => each === undefined)) return {}
  return { command: String.raw({ raw: parts.raw }, ...words) }
}

/** @returns `az k8s-extension VERB` of one cluster. @param rest what follows, quoted already. */
export function extensionCommand(
  verb: string,
  { group, cluster, type }: { readonly group: string; readonly cluster: string; readonly type: ClusterType },
  rest: Command = { command: '' },
): Command {
  const of = command`--resource-group ${group} --cluster-name ${cluster} --cluster-type ${type}`
  if (of.command === undefined || rest.command === undefined) return {}
  return { command: `az k8s-extension ${verb} ${of.command} ${rest.command}`.trimEnd() }
}

/** @returns a sentence that ends with a command, or with a full stop where there is none. */
export function ending(text: string, { command: shown }: Command): string {
  return shown === undefined ? `${text}.` : `${text}: ${shown}`
}

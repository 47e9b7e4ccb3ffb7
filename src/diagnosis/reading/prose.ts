/** What is no listing and no object: errors of tools, and logs, statement by statement. */
import type { TextFact } from '../../model/evidence.ts'
import { groupsIn, type Values } from '../text/fields.ts'
import type { Line } from './decoration.ts'
import { failureIn, isOuter } from './failure.ts'
import type { Passage } from './passage.ts'
import { isCommand, type Utterance, utterancesOf } from './utterances.ts'

/** Logs of controllers and agents: zap's and logr's JSON, klog, logfmt. Their everyday errors are no tool's. */
const COMPONENT =
  /^\{\s*"(?:level|ts|LogType|Timestamp|time|severity)"|^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ |^(?:time|ts|level)=\S+ .*\b(?:msg|controller|logger)=|^\d{4}-\d\d-\d\dT[\d:.]+Z?\t(?:INFO|ERROR|DEBUG|WARN)\t/

/** What says of itself that it is over, or that it was expected. */
const OVER =
  /\b(?:previously failed|(?:retry|retries|attempt \d+) succeeded|succeeded after (?:\d+ )?(?:retries|retry|attempts?)|(?:has|have) (?:since )?recovered|is expected\b.{0,80}\b(?:continu|ignor|skip)|ignoring (?:this )?error|(?:error|failure) (?:was )?ignored|no longer (?:failing|fails)|invalid status '(?:OK|Accepted|Created)')/i
/** What the same statement says that a later try did. */
const RETRIED =
  /invalid status '(?:OK|Accepted|Created)'|\b(?:retry|retries|attempt \d+) succeeded|succeeded after (?:\d+ )?(?:retries|retry|attempts?)/i
/** Words about an error, and not the error: code, changelogs, a test that passed. */
const QUOTED = /\btoThrow\(|\bexpect\(|\bgot expected error\b|^--- PASS|^\s*[-*] Fix(?:ed|es)?\b|^#{2,6} /
/** What ends all that its tool said before. */
const DONE =
  /^(?:Apply complete!|Destroy complete!)|^Release "[^"]{1,53}" (?:does not exist\. Installing it now|has been upgraded)[\s\S]{0,400}?STATUS: deployed|\bHappy Helming!/

/** Warnings and everyday words of tools. */
const WARNING =
  /^[✗✘] flux [^\n]{0,60}\(new version is available|^(?:Warning|WARNING|warning|WARN|\[?WARN(?:ING)?\]?|Info|INFO|DEBUG|Notice|deprecat)\b|^W\d{4} /i

/** What a tool prints that names what all of it is about. */
const CONTEXT: readonly RegExp[] = [
  /\bPod (?<namespace>[a-z0-9-]{1,63})\/(?<pod>[a-z0-9][a-z0-9.-]{1,252}) is unschedulable/,
  /^[✗✘] (?<name>[a-z0-9-]{3,63}): (?:deployment )?(?:not ready|unhealthy)/m,
  /\bRelease "(?<release>[a-z0-9][a-z0-9.-]{0,52})" does not exist\. Installing/,
  /\bHelm install failed for release '(?<release>[a-z0-9][a-z0-9.-]{0,52})' in namespace '(?<namespace>[a-z0-9-]{1,63})'/,
  /\bSuccessfully assigned (?<namespace>[a-z0-9-]{1,63})\/(?<pod>[a-z0-9][a-z0-9.-]{1,252}) to /,
  /\baz (?:aks|deployment|vm)\b[^\n]{1,400}?\s(?:-l|--location)[ =]["']?(?<region>[a-z][a-z0-9]{3,40})(?=["'\s]|$)/,
  /\b(?:kubectl|oc) (?:describe|logs|get) (?:pods?|po)(?: -n| --namespace)[ =](?<namespace>[a-z0-9-]{1,63}) (?<pod>[a-z0-9][a-z0-9.-]{2,252})/,
  /\bExtension Name: "?(?<extensionName>[a-z0-9][\w-]{1,62})/,
  /\bazurerm_kubernetes_cluster_extension\.(?<extensionName>[a-z0-9][\w-]{1,62})/,
  /\bhelm_release\.(?<release>[a-z0-9][\w-]{1,52})/,
  /\baz k8s-extension (?:create|update|delete)\b[^\n]{0,400}?(?:--name|-n) ["']?(?<extensionName>[a-z0-9][\w-]{1,62})/,
  /\baz k8s-extension (?:create|update)\b[^\n]{0,400}?--extension-type ["']?(?<extensionType>[A-Za-z]+\.[\w.]{2,80})/,
  /\b(?:kubectl|helm(?:_v3)?|flux|oc)\b[^\n|]{0,300}?\s(?:-n|--namespace)[ =]["']?(?<namespace>[a-z0-9][a-z0-9-]{0,62})(?=["'\s]|$)/,
  /\b(?:kubectl|oc) (?:describe|logs|get) (?:pods?[/ ]|po[/ ])(?<pod>[a-z0-9][a-z0-9.-]{2,252})\s{1,3}(?:-n|--namespace)\b/,
  /\bhelm (?:install|upgrade)\b[^\n]{1,300}? --name[ =](?<release>[a-z0-9][a-z0-9.-]{0,52})/,
  /\bgetting history for release (?<release>[a-z0-9][a-z0-9.-]{0,52})/,
  /\bannotating (?<kind>[A-Z]\w{2,40}) (?<name>[a-z0-9][a-z0-9.-]{0,252}) in (?<namespace>[a-z0-9-]{1,63}) namespace/,
  /\bhelm(?:_v3)? (?:install|upgrade)\b(?: --?[a-z-]+(?:[= ](?!-)\S+)?)*? (?<release>[a-z0-9][a-z0-9.-]{0,52}) \S/,
]

/** What flux says that it does, before it says that it could not. */
const WAITING_FOR =
  /\b(?:waiting for|reconciling) (?<kind>Kustomization|HelmRelease|GitRepository|OCIRepository|HelmRepository|HelmChart|Bucket) "?(?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<name>[a-z0-9][a-z0-9.-]{0,252})/

/** @returns the statements of a text's lines, as facts of the kind that the text is; component's logs as logs. */
export function prosePassages(lines: readonly Line[], kind: TextFact['kind']): Passage[] {
  // One line of a log, one event or one message of Azure is one statement, however it is wrapped.
  const all = kind === 'cli-output' ? utterancesOf(lines) : asOne(utterancesOf(lines))
  const done = all.findLastIndex(({ text }) => DONE.test(text))
  const since = all.slice(done + 1)
  const expected = expectedIn(since)
  // What says of itself that it failed is not over for a word in it.
  const open = since.filter(
    (each, at) =>
      !isCommand(each.lines) &&
      !QUOTED.test(each.text) &&
      !(OVER.test(each.text) && (!hasFailed(each) || RETRIED.test(each.text))) &&
      !expected(each.text, at),
  )
  const whole = open.map(({ text }) => text).join('\n')
  const context = contextOf(lines.map(({ text }) => text).join('\n'))
  let waiting: Passage['fields'] = {}
  return open.map(each => {
    const { text } = each
    const failed = hasFailed(each)
    if (/^[◎►✚]/.test(text)) waiting = WAITING_FOR.exec(text)?.groups ?? waiting
    return {
      kind: kind === 'cli-output' && COMPONENT.test(text) && whole !== text ? 'pod-log' : kind,
      text,
      lines: each.lines,
      boxed: each.boxed,
      fields: /^[✗✘]/.test(text) ? { ...context, ...waiting } : context,
      failed,
    }
  })
}

/** Not found after it was deleted, or before it was created, is as it should be. */
const NOT_FOUND = /'([^'\s]{1,300})' (?:under resource group '[^']{1,90}' )?(?:could not be found|was not found)/
const DELETED =
  /\b(?:is gone|deletion (?:is )?(?:completed?|succeeded|done)|deleted successfully|successfully deleted|has been deleted|verif\w+ .{0,60}(?:gone|deleted|removed))/i

/** @returns whether a statement only says that something is not there which was deleted before, or is created after. */
function expectedIn(all: readonly Utterance[]): (text: string, at: number) => boolean {
  // By name, the last statement in which it is created with success.
  const created = new Map<string, number>()
  for (const [at, { text }] of all.entries())
    if (/"provisioningState": "Succeeded"/.test(text))
      for (const [, name = ''] of text.matchAll(/"name": "([^"]{1,300})"/g)) created.set(name, at)
  return (text, at) => {
    const [, path = ''] = NOT_FOUND.exec(text) ?? []
    const name = path.split('/').at(-1) ?? ''
    if (name === '') return false
    // It is named, or its kind of thing is: a cluster, a resource group.
    const kind = /managedClusters\//.test(path)
      ? /\bcluster\b/i
      : /resourceGroups\//.test(path)
        ? /\bgroup\b/i
        : undefined
    const isDeleted = ({ text: said }: Utterance) =>
      DELETED.test(said) && (said.includes(name) || kind?.test(said) === true)
    return all.slice(Math.max(0, at - 3), at).some(isDeleted) || (created.get(name) ?? -1) >= at
  }
}

function asOne(all: readonly Utterance[]): Utterance[] {
  const text = all.map(each => each.text).join('\n')
  return text === ''
    ? []
    : [{ text, lines: all.map(each => each.lines).join('\n'), mark: all[0]?.mark ?? '', boxed: all[0]?.boxed ?? false }]
}

function hasFailed({ text, mark }: Utterance): boolean {
  if (mark === 'warning' || mark === 'info' || WARNING.test(text)) return false
  return failureIn(text) !== undefined || (mark === 'error' && !isOuter(text))
}

/** @returns what the whole text says of what it is about. */
export function contextOf(text: string): Values {
  return groupsIn(CONTEXT, text.slice(0, 65_536))
}

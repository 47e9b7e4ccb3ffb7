/** What a tool waited for when its time ran out: Helm, Flux's health checks, kubectl's rollouts. */
import type { Values } from './fields.ts'

const NAME = '[a-z0-9][a-z0-9.-]{0,252}'
const PLACE = '[a-z0-9][a-z0-9-]{0,62}'

/** Each as its tool prints it: kstatus, Helm 3 and 4, kubectl, Flux's bootstrap and older controllers. */
const WAITED: readonly RegExp[] = [
  new RegExp(
    String.raw`\[\s*\\?\s*(?<kind>[A-Z][A-Za-z]{1,62})/(?:(?<namespace>${PLACE})/)?(?<name>${NAME}) status:?\\?\s*'?(?<reason>\w+)`,
  ),
  new RegExp(
    String.raw`resource (?<kind>[A-Z][A-Za-z]{1,62})/(?:(?<namespace>${PLACE})/)?(?<name>${NAME}) not ready\. status: (?<reason>\w+)`,
  ),
  new RegExp(
    String.raw`Health check timed out for \[(?<kind>[A-Za-z.]{2,100}) '(?:(?<namespace>${PLACE})/)?(?<name>${NAME})'`,
  ),
  new RegExp(
    String.raw`(?:\b|state)(?<kind>[A-Z][A-Za-z]{1,62}) is not ready: (?<namespace>${PLACE})/(?<name>${NAME})\. \d+ out of \d+ expected pods`,
  ),
  new RegExp(
    String.raw`\b(?<kind>Deployment|StatefulSet|DaemonSet|Job|Pod) (?<name>${NAME}) \((?<namespace>${PLACE})\) was not ready within`,
  ),
  new RegExp(
    String.raw`\b(?<kind>[A-Z][A-Za-z]{1,62}) (?<name>${NAME}) (?:\((?<namespace>${PLACE})\) )?was not ready within`,
  ),
  new RegExp(`Last resource not ready was (?<namespace>${PLACE})/(?<name>${NAME})`),
  new RegExp(`[Ww]aiting for (?<kind>deployment|statefulset|daemon ?set|job) "(?<name>${NAME})" (?:rollout|spec|to)`),
  new RegExp(String.raw`\b(?<kind>deployment|statefulset|daemonset) "(?<name>${NAME})" exceeded its progress deadline`),
  new RegExp(`timed out waiting for the condition on (?<kind>[a-z.]{2,100})/(?<name>${NAME})`),
  new RegExp(
    String.raw`rollout status (?<kind>deploy(?:ment)?|statefulset|sts|daemonset|ds)(?:\.apps)?[/ ](?<name>${NAME})`,
  ),
]

/** @returns the object that was waited for, in the words of the tool; nothing where it does not say. */
export function waitedFor(text: string): Values {
  for (const pattern of WAITED) {
    const groups = pattern.exec(text)?.groups
    if (groups !== undefined) return Object.fromEntries(Object.entries(groups).filter(([, value]) => value))
  }
  return {}
}

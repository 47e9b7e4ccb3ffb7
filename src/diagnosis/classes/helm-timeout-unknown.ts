/**
 * Helm's atomic wait ran out and its rollback removed what knew the reason; the text names no cause. A symptom: reported
 * only where no cause was seen, with what was and what was not observed.
 */

import { releaseNamespaceOf, type StoreReader } from '../../evidence/store.ts'
import { podsIn, wordsOf } from '../../model/collections.ts'
import { command } from '../../model/command.ts'
import { countOf } from '../../model/count-of.ts'
import type { Field, FieldName, Fields, Finding, Step } from '../../model/finding.ts'
import type { Rule, Suspicion } from '../rule.ts'
import { workloadOf } from '../standing.ts'
import { DEPLOYMENT_ERRORS } from '../steps.ts'
import { aroundOf, codeOf } from '../text/around.ts'
import { textFields } from '../text/fields.ts'
import { waitedFor } from '../text/waits.ts'
import { place } from '../text-rule.ts'

/** Helm: "release … failed, and has been uninstalled due to atomic being set: …"; the service: "Timed out waiting for the resource …". */
const TIMED_OUT =
  /^(?:Error: )?(?:release: )?(?:context deadline exceeded|timed? out waiting for the condition)\b|atomic being set: (?:context deadline exceeded|timed? out waiting for the condition)|Timed out waiting for the resource|(?:INSTALLATION|UPGRADE) (?:FAILED|Failed): (?:release: )?(?:context deadline exceeded|timed? out waiting|resource \S+ not ready)|[Hh]elm (?:install|upgrade|installation)[^:]{0,80}failed[^:]{0,120}: (?:context deadline exceeded|timed? out waiting)|Unable to install helm release: (?:Error: )?timed? out waiting|(?:install|upgrade) retries exhausted.{0,80}timed? out waiting|pods stuck in pending state could be insufficient|resource \S+\/\S+\/\S+ not ready\. status: InProgress/
/** Waits of other tools and of older ones: Helm 2, kubectl, Flux's bootstrap, Helm 4's own words. */
const OTHER_WAITS =
  /\b(?:release [\w.-]{1,53}|Upgrade "[^"]{1,53}"|Release "[^"]{1,53}") failed: timed? out waiting for the condition|timeout while waiting for state to become '[^']{1,40}'|error: timed? out waiting for (?:the condition|rollout)|timed? out waiting for (?:the condition on|rollout to finish)|" exceeded its progress deadline|was not ready within the specified timeout|timeout waiting for: \[\s*\\?\s*\w+\/|expected pods are ready/
/** Any client's own wait ends in the same words: in a log they say nothing of Helm. */
const BARE = /^(?:Error: )?(?:release: )?(?:context deadline exceeded|timed? out waiting for the condition)\b/
const RELEASE_OF = [
  /release (?<release>[\w.-]{1,53}) failed, and has been (?:uninstalled|rolled back) due to atomic being set/,
  /\b(?:release |Upgrade "|Release ")(?<release>[a-z0-9][\w.-]{0,52})"? failed: timed? out/,
]
/** What follows "atomic being set:" when it is not a bare timeout is a cause, and not this class's. */
const OTHER_CAUSE = /atomic being set: (?!context deadline exceeded|timed? out waiting for the condition)/
/** The end of a wait, in the tool's own words. */
const SENTENCE =
  /(?<message>timeout while waiting for state to become '[^']{1,40}'[^\n]{0,120}|timed? out waiting for (?:the )?(?:condition|rollout|resource)[^\n\]}"]{0,120}|context deadline exceeded|deployment "[^"]{1,253}" exceeded its progress deadline|[A-Z]\w+ \S+ (?:\(\S+\) )?was not ready within the specified timeout[^\n]{0,80}|timeout waiting for: \[[^\]]{1,600}\])/

export const rule: Rule<'helm-timeout-unknown'> = {
  class: 'helm-timeout-unknown',
  literals: [],
  of: ['arm-error', 'cli-output', 'event', 'pod-log'],
  match(texts, fact, whole) {
    const text = texts.map(each => each.text).join('\n')
    const isLog = fact.kind === 'pod-log'
    if (isLog && BARE.test(text)) return undefined
    if (!(TIMED_OUT.test(text) || (!isLog && OTHER_WAITS.test(text))) || OTHER_CAUSE.test(text)) return undefined
    const found: Partial<Record<FieldName, string>> = {
      ...waitedFor(whole),
      ...RELEASE_OF.map(each => each.exec(whole)?.groups).find(Boolean),
      ...SENTENCE.exec(text)?.groups,
      ...(codeOf(fact) ? { code: codeOf(fact) } : {}),
    }
    // The object of a listing's row or of an event is the one that was waited for.
    const placed: Partial<Record<FieldName, Field>> = {}
    place(placed, fact)
    return { key: 'timeout', fields: { ...aroundOf(fact), ...textFields(found), ...placed } }
  },
  conclude(suspicion: Suspicion, store: StoreReader, others: readonly Finding[]): Finding | undefined {
    if (others.some(other => other.blocking || other.implicated)) return undefined
    const { fields } = suspicion.match
    const said = [suspicion.first.text, ...suspicion.witnesses.map(({ text }) => text)].join(' ')
    // An upgrade that is not atomic, and waits of other tools, leave everything in place.
    const isRolledBack = suspicion.first.kind === 'arm-error' || /atomic|rolled back|uninstalled|roll-?back/i.test(said)
    const last = fields.name
      ? `; the last resource not ready was ${[fields.namespace?.value, fields.name.value].filter(Boolean).join('/')}`
      : ''
    return {
      key: 'helm-timeout-unknown',
      class: 'helm-timeout-unknown',
      certainty: 'possible',
      permanence: 'symptom',
      blocking: true,
      implicated: true,
      conclusive: false,
      title: isRolledBack
        ? 'Helm timed out and rolled the release back, cause unknown'
        : `a wait timed out${fields.name ? ` before ${[fields.kind?.value, fields.name.value].filter(Boolean).join(' ')} was ready` : ''}, cause unknown`,
      brief: {
        title: isRolledBack ? 'Helm timed out, cause unknown' : 'a wait timed out, cause unknown',
        cause: [
          fields.name
            ? `The last resource not ready was ${[fields.namespace?.value, fields.name.value].filter(Boolean).join('/')}.`
            : '',
          ...whatWasSeen(store),
        ]
          .filter(Boolean)
          .join(' '),
      },
      cause: [
        isRolledBack
          ? `Helm's atomic install timed out and uninstalled the release${last}.`
          : `The tool timed out${last}. It left everything in place.`,
        ...whatWasSeen(store),
        ...notSeen(store),
      ],
      fields,
      remedy: { steps: steps(store, fields, isRolledBack) },
      witnesses: suspicion.witnesses,
      seen: suspicion.seen,
      starts: 0,
    }
  },
}

function whatWasSeen(store: StoreReader): string[] {
  const pods = store.pods()
  if (pods.length === 0)
    return store.isRead(podsIn(releaseNamespaceOf(store))) ? [`No pod appeared in ${releaseNamespaceOf(store)}.`] : []
  const never = pods.filter(({ data }) => !data.ready && data.phase !== 'Succeeded')
  const words = never.slice(0, 10).map(pod => {
    const waiting = pod.data.containers.find(each => each.reason !== '' && each.reason !== 'Completed')
    const phase = waiting ? `${waiting.name}: ${waiting.reason}` : pod.data.phase
    return `${workloadOf(pod.object, store)} (${phase}, ${countOf(Math.max(0, ...pod.data.containers.map(each => each.restarts)), 'restart')})`
  })
  return [
    `${never.length} of ${countOf(pods.length, 'pod')} not Ready when last seen${words.length > 0 ? `: ${words.join(', ')}` : ''}. No log line or event matches a known cause.`,
  ]
}

function notSeen(store: StoreReader): string[] {
  const gaps = store
    .gaps()
    .map(gap => `Not seen: ${wordsOf(gap.data.what)}. ${gap.text}${gap.data.remedy ? ` ${gap.data.remedy}` : ''}`)
  return [...new Set(gaps)].slice(0, 10)
}

function steps(store: StoreReader, fields: Fields, isRolledBack: boolean): Step[] {
  const link = DEPLOYMENT_ERRORS
  // Of what was pasted nothing else was seen, and there is a cluster to look at.
  if (store.run() === undefined && store.gaps().length === 0)
    return [
      {
        who: 'you',
        text: isRolledBack
          ? 'Run it again, and check the pods and events while it waits: the rollback deleted them.'
          : 'Check its pods and events: they have the reason.',
        ...command`kubectl get pods,events -n ${fields.namespace?.value || 'NAMESPACE'}`,
        link,
      },
    ]
  const blind = !store.wasListed(podsIn(releaseNamespaceOf(store)))
  const look: Step = {
    who: 'you',
    text: blind
      ? 'Give the action read access to the cluster (see "Not seen"), then run the step again. The cause is in pod logs, and the rollback deletes them.'
      : 'Read the pods, events and logs in the summary: they are what was visible before the rollback.',
    link,
  }
  return [look]
}

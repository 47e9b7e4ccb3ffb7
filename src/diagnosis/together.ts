/** Things that are known apart, put together: one cause by two kinds of evidence, and an end whose cause was foreseen. */
import { CLASSES } from '../model/classes.ts'
import { type FieldName, type Finding, predictedWords } from '../model/finding.ts'

/** What differs from text to text though the cause is one. */
const FREE: ReadonlySet<FieldName> = new Set<FieldName>([
  'message',
  'reason',
  'code',
  'outerCode',
  'operation',
  'config',
  'url',
  'path',
  'requested',
  'limited',
  'release',
  'extensionName',
  'extensionType',
  'chart',
  'region',
  'pod',
  'container',
  'node',
  'nodes',
  'hook',
])

/** What Azure says of a cause has no object; what a cluster says has one. */
function isAzures({ witnesses }: Finding): boolean {
  return witnesses.length > 0 && witnesses.every(({ object }) => object === undefined)
}

/** Whether Azure's words and the cluster's are of one cause: of one class, and nothing that both name is another's. */
function isOne(azures: Finding, clusters: Finding): boolean {
  if (azures.class !== clusters.class || azures.predicted || clusters.predicted) return false
  const names = (Object.keys(azures.fields) as FieldName[]).filter(name => !FREE.has(name))
  const both = names.filter(name => clusters.fields[name] !== undefined)
  // Something must say that it is the same one.
  return both.length > 0 && both.every(name => azures.fields[name]?.value === clusters.fields[name]?.value)
}

/** @param before the same, as they were before those of no release were lowered. @returns the findings, each cause once: what Azure says of one that the cluster shows is one more piece of its evidence. */
export function together(findings: readonly Finding[], before: readonly Finding[] = findings): Finding[] {
  // One that was lowered, since it is of no release, is one with nothing.
  const isLowered = (each: Finding) => before[findings.indexOf(each)]?.blocking === true && !each.blocking
  if (!findings.some(isAzures)) return [...findings]
  const merged: Finding[] = []
  const taken = new Set<Finding>()
  for (const each of findings) {
    if (taken.has(each)) continue
    const other = findings.find(
      one =>
        one !== each &&
        !taken.has(one) &&
        !isLowered(one) &&
        !isLowered(each) &&
        isAzures(one) !== isAzures(each) &&
        isOne(...pair(one, each)),
    )
    if (other === undefined) merged.push(each)
    else {
      taken.add(other)
      merged.push(both(each, other))
    }
  }
  return merged
}

function pair(one: Finding, other: Finding): [azures: Finding, clusters: Finding] {
  return isAzures(one) ? [one, other] : [other, one]
}

/** The earlier one's key stays, by which it may have been reported; the object's own words lead. */
function both(first: Finding, second: Finding): Finding {
  const [azures, clusters] = pair(first, second)
  return {
    ...clusters,
    key: first.key,
    blocking: first.blocking || second.blocking,
    implicated: first.implicated || second.implicated,
    conclusive: first.conclusive || second.conclusive,
    cause: [...clusters.cause, ...azures.cause.filter(line => line.startsWith('Azure: '))],
    fields: { ...azures.fields, ...clusters.fields },
    witnesses: [...clusters.witnesses, ...azures.witnesses],
    seen: first.seen + second.seen,
  }
}

/** @returns the findings; one that does not know its cause says what the check predicted, and what to do about that. */
export function withPredictions(findings: readonly Finding[]): Finding[] {
  const predicted = findings.filter(each => each.predicted && CLASSES[each.class].metByWrite !== true)
  if (predicted.length === 0) return [...findings]
  return findings.map(each => {
    if (each.predicted || each.permanence !== 'symptom' || !(each.blocking || each.implicated)) return each
    return {
      ...each,
      brief: { ...each.brief, cause: [...predicted.map(predictedWords), each.brief.cause].join(' ') },
      cause: [...each.cause.slice(0, 1), ...predicted.map(predictedWords), ...each.cause.slice(1)],
      remedy: { steps: [...predicted.flatMap(({ remedy }) => remedy.steps), ...each.remedy.steps] },
    }
  })
}

/** A refusal that is predicted, as a finding: with the exemption that would let it through, and who can give it. Pure. */
import { remedyFor } from '../diagnosis/classes/admission-remedy.ts'
import { checkPolicy } from '../diagnosis/policy-check.ts'
import type { StoreReader } from '../evidence/store.ts'
import type { ClassId } from '../model/classes.ts'
import type { Probe } from '../model/evidence.ts'
import type { FieldName, Fields, Finding } from '../model/finding.ts'

/** @returns one finding a policy, for the first write that it would refuse; and one for whatever else is refused. */
export async function predictions(probes: readonly Probe[], store: StoreReader): Promise<Finding[]> {
  const first = new Map<string, Probe>()
  const others = probes.filter(each => each.verdict === 'refused' && each.fields === undefined)
  for (const probe of probes)
    if (
      probe.policy !== undefined &&
      probe.fields !== undefined &&
      probe.verdict === 'refused' &&
      !first.has(probe.policy)
    )
      first.set(probe.policy, probe)
  return [
    ...(await Promise.all([...first.values()].map(probe => prediction(probe, probes, store)))),
    ...others.filter(each => !first.has(each.policy ?? '')).map(probe => obstacle(probe, store)),
  ]
}

const TITLES: Partial<Record<ClassId, string>> = {
  'provider-not-registered': 'the resource provider is not registered',
  'unsupported-cluster': 'this kind of cluster is not supported',
  'extension-already-exists': 'another extension is in the way',
  'admission-webhook-denied': 'an admission webhook would refuse a write',
  'admission-policy-denied': 'an admission policy would refuse a write',
}

/** What would stand in the way of an install, and is no policy that was read. */
function obstacle({ check, class: id = 'admission-policy-denied', detail, next }: Probe, store: StoreReader): Finding {
  return {
    key: `${id} predicted ${check}`,
    class: id,
    certainty: 'likely',
    permanence: 'permanent',
    blocking: false,
    implicated: false,
    conclusive: false,
    title: TITLES[id] ?? check,
    cause: [`${check}: ${detail}`, 'Found before the install.'],
    fields: {},
    remedy: { steps: [{ who: 'cluster-admin', text: next ?? 'Whoever owns it lets the write through.' }] },
    witnesses: [{ time: store.now, text: detail }],
    seen: 1,
    starts: 0,
  }
}

async function prediction(probe: Probe, probes: readonly Probe[], store: StoreReader): Promise<Finding> {
  const told = { ...probe.fields, policy: probe.policy ?? '', binding: probe.binding ?? '' }
  const fields: Fields = Object.fromEntries(
    Object.entries(told)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name as FieldName, { value, origin: 'assumed' as const }]),
  )
  const check = await checkPolicy(fields, store)
  const others = probes.filter(each => each !== probe && each.policy === probe.policy && each.fields !== undefined)
  const account = fields.serviceAccount?.value.split(':').at(-1) ?? 'the extension'
  return {
    key: `admission-policy-denied predicted ${probe.policy}`,
    class: 'admission-policy-denied',
    certainty: 'likely',
    permanence: 'permanent',
    blocking: false,
    implicated: false,
    conclusive: false,
    title: `an admission policy would refuse ${account}`,
    cause: [
      `ValidatingAdmissionPolicy '${probe.policy}' (binding '${probe.binding}') would refuse`,
      `  who   ${fields.user?.value ?? ''}`,
      `  what  ${fields.verb?.value} ${[fields.resource?.value, fields.name?.value].filter(Boolean).join('/')} in ${fields.namespace?.value}`,
      ...(others.length > 0 ? ['and more of what the extension writes, as the table of the check says.'] : []),
      'Predicted before the install: which account writes what is the action’s own table, the policy is the cluster’s live one.',
    ],
    fields,
    remedy: remedyFor(fields, check, store),
    witnesses: [{ time: store.now, text: probe.detail }],
    seen: 1,
    starts: 0,
    policyCheck: check,
  }
}

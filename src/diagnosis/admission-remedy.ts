/**
 * What to do about a refusal by an admission policy, and who can: that depends on the kind of cluster. Sources: Azure/AKS
 * issues 5645 and 5726; Microsoft Learn, "AKS Automatic managed system node pools" and "Migrate AKS Automatic to Standard".
 */

import { NO_PARAMS } from '../admission/verdict.ts'
import type { StoreReader } from '../evidence/store.ts'
import { type Command, command } from '../model/command.ts'
import type { ClusterState } from '../model/evidence.ts'
import { extensionType } from '../model/extension-types.ts'
import type { Fields, PolicyJudgement, Remedy, Step } from '../model/finding.ts'
import { parseClusterId } from '../model/names.ts'

const DOCS = 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/'
const MANAGED_POOLS = 'https://learn.microsoft.com/azure/aks/automatic/aks-automatic-managed-system-node-pools-about'
const MIGRATION = 'https://learn.microsoft.com/azure/aks/automatic/aks-automatic-sku-migration'

export function remedyFor(fields: Fields, check: PolicyJudgement, store: StoreReader): Remedy {
  const policy = fields.policy?.value ?? ''
  const cluster = store.cluster()
  const type = store.extension()?.type.toLowerCase() || store.run()?.data.inputs['extension-type'] || ''
  if (check.reason === NO_PARAMS || /no params found/.test(fields.message?.value ?? ''))
    return { steps: [withoutParams(policy, fields.binding?.value ?? ''), readPolicy(policy)] }
  if (check.verdict === 'admitted') return { steps: [elsewhere(check.reason), readPolicy(policy)] }
  if (cluster === undefined) return { steps: [unknownKind(policy), readPolicy(policy)] }
  const automatic = cluster.sku === 'Automatic'
  const aksPolicy = policy.startsWith('aks-managed-')
  const leave = leaveCommand(cluster)
  // Waiting for an exemption would be wrong advice: what is not supported gets none.
  if (automatic && extensionType(type)?.notOnAutomatic !== undefined)
    return { steps: [useStandard(type, leave), readPolicy(policy)] }
  if (cluster.managedSystemNodePools)
    return { steps: [onlyAks(policy, aksPolicy, type), meanwhile(type, leave), readPolicy(policy)] }
  if (automatic && aksPolicy)
    return { steps: [onClassicAutomatic(applyCommand(policy, check), type), readPolicy(policy)] }
  return { steps: [byOwner(policy, applyCommand(policy, check)), readPolicy(policy)] }
}

function leaveCommand({ id }: ClusterState): Command {
  const { resourceGroup: group = '<resource-group>', name = '<cluster>' } = parseClusterId(id) ?? {}
  return command`az aks nodepool add --resource-group ${group} --cluster-name ${name} --name system --mode System && az aks update --resource-group ${group} --name ${name} --sku base`
}

function useStandard(type: string, leave: Command): Step {
  return {
    who: 'you',
    text: `${type} is not supported on AKS Automatic. Use a Standard cluster for it; this one can become one (one way: add a System pool, then change the SKU).`,
    ...leave,
    link: 'https://learn.microsoft.com/azure/aks/intro-aks-automatic',
  }
}

function onlyAks(policy: string, aksPolicy: boolean, type: string): Step {
  const link = extensionType(type)?.report ?? MANAGED_POOLS
  return {
    who: 'aks',
    link,
    text: aksPolicy
      ? "This cluster's system node pools are managed: only AKS can change this policy. Open a support request with AKS and paste the job summary, which has the suggested exemption."
      : `This cluster's system node pools are managed: if '${policy}' came with the cluster, only AKS can change it (open a support request and paste the job summary). If your organisation made it, its owner applies the patch.`,
  }
}

function meanwhile(type: string, leave: Command): Step {
  if (extensionType(type)?.movable === true)
    return {
      who: 'you',
      text: 'Until then: set release-namespace to a namespace of your own that the policy does not guard.',
      link: MANAGED_POOLS,
    }
  const instead = extensionType(type)?.instead
  const other = instead === undefined ? '' : `, or use ${instead}`
  return {
    who: 'you',
    text: `Until then: leave Automatic for Standard (one way: add a System pool, then change the SKU)${other}.`,
    ...leave,
    link: MIGRATION,
  }
}

/** As the patch's file is named (report/files). */
function applyCommand(policy: string, check: PolicyJudgement): Command {
  const [first] = check.exemptions
  return first === undefined
    ? command`kubectl edit validatingadmissionpolicy ${policy}`
    : command`kubectl apply -f ${policy}.${first.kind === 'group' ? 'exempt-group' : 'carve-out'}.yaml`
}

function onClassicAutomatic(apply: Command, type: string): Step {
  return {
    who: 'cluster-admin',
    text: 'Apply the patched policy (output patch-path). AKS keeps this policy and will put its own text back in time, so send AKS the job summary as well.',
    ...apply,
    link: extensionType(type)?.report ?? DOCS,
  }
}

function byOwner(policy: string, apply: Command): Step {
  return {
    who: 'cluster-admin',
    text: `The owner of '${policy}' can exempt this by the patched policy (output patch-path); where Azure Policy made it, by exempting the namespace in the assignment.`,
    ...apply,
    link: DOCS,
  }
}

function unknownKind(policy: string): Step {
  if (policy.startsWith('aks-managed-'))
    return {
      who: 'aks',
      text: `'${policy}' is AKS's own: update the extension, whose newer versions may be exempt; else open a support request with AKS and paste this refusal.`,
      link: MANAGED_POOLS,
    }
  return {
    who: 'cluster-admin',
    text: `Make the object meet '${policy}', as its message says; or whoever owns the policy exempts it.`,
    link: DOCS,
  }
}

function readPolicy(policy: string): Step {
  return {
    who: 'you',
    text: policy.startsWith('aks-managed-')
      ? 'To read the live policy (its exempt lists move without a changelog):'
      : 'To read the live policy:',
    ...command`kubectl get validatingadmissionpolicy ${policy} -o json | jq .spec`,
  }
}

function withoutParams(policy: string, binding: string): Step {
  return {
    who: 'cluster-admin',
    text: `The binding of '${policy}' names params that are not there, and denies everything until they are: create that object, or set parameterNotFoundAction: Allow. No exemption helps.`,
    ...(binding === '' ? {} : command`kubectl get validatingadmissionpolicybinding ${binding} -o yaml`),
    link: DOCS,
  }
}

function elsewhere(reason: string): Step {
  return {
    who: 'you',
    text: `The policy lets this request through now (${reason}), so no exemption is needed: look at the other findings, and at the pods that are not Ready, for what holds the install up.`,
  }
}

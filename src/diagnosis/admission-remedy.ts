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
  const { resourceGroup: group = 'RESOURCE_GROUP', name = 'CLUSTER' } = parseClusterId(id) ?? {}
  return command`az aks nodepool add --resource-group ${group} --cluster-name ${name} --name system --mode System && az aks update --resource-group ${group} --name ${name} --sku base`
}

function useStandard(type: string, leave: Command): Step {
  return {
    who: 'you',
    text: `${type} is not supported on AKS Automatic. Use a Standard cluster, or move this one to Standard: add a System pool, then change the SKU. Moving from Automatic to Standard cannot be undone.`,
    ...leave,
    link: 'https://learn.microsoft.com/azure/aks/intro-aks-automatic',
  }
}

function onlyAks(policy: string, aksPolicy: boolean, type: string): Step {
  if (!aksPolicy)
    return {
      who: 'cluster-admin',
      link: DOCS,
      text: `Apply the patched policy (output patch-path), as the owner of '${policy}'. If the policy came with the cluster, open an Azure support request for AKS instead: only AKS can change it.`,
    }
  return {
    who: 'aks',
    link: extensionType(type)?.report ?? MANAGED_POOLS,
    text: 'Open an Azure support request for AKS with the text below. The system node pools of this cluster are managed, so only AKS can change this policy.',
  }
}

function meanwhile(type: string, leave: Command): Step {
  if (extensionType(type)?.movable === true)
    return {
      who: 'you',
      text: 'Until then: set release-namespace to your own namespace, which the policy does not match.',
      link: MANAGED_POOLS,
    }
  const instead = extensionType(type)?.instead
  const other = instead === undefined ? '' : `, or use ${instead}`
  return {
    who: 'you',
    text: `Until then: move the cluster from Automatic to Standard${other}. Moving from Automatic to Standard cannot be undone.`,
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
    text: 'Apply the patched policy (output patch-path). AKS manages this policy and restores its own version later, so send AKS the job summary too.',
    ...apply,
    link: extensionType(type)?.report ?? DOCS,
  }
}

function byOwner(policy: string, apply: Command): Step {
  return {
    who: 'cluster-admin',
    text: `Apply the patched policy (output patch-path), as the owner of '${policy}'. If Azure Policy created it, exempt the namespace in the assignment.`,
    ...apply,
    link: DOCS,
  }
}

function unknownKind(policy: string): Step {
  if (policy.startsWith('aks-managed-'))
    return {
      who: 'you',
      text: `Update the extension: newer versions may be exempt from '${policy}'. If that does not help, open an Azure support request for AKS with this error.`,
      link: MANAGED_POOLS,
    }
  return {
    who: 'cluster-admin',
    text: `Change the object so that '${policy}' allows it, as its message says, or ask the policy's owner for an exemption.`,
    link: DOCS,
  }
}

function readPolicy(policy: string): Step {
  return {
    who: 'you',
    text: policy.startsWith('aks-managed-')
      ? 'Read the live policy (AKS changes its exemptions without a changelog):'
      : 'Read the live policy:',
    ...command`kubectl get validatingadmissionpolicy ${policy} -o json | jq .spec`,
  }
}

function withoutParams(policy: string, binding: string): Step {
  return {
    who: 'cluster-admin',
    text: `Create the params object that the binding of '${policy}' names, or set parameterNotFoundAction: Allow. The binding denies everything until then; an exemption does not help.`,
    ...(binding === '' ? {} : command`kubectl get validatingadmissionpolicybinding ${binding} -o yaml`),
    link: DOCS,
  }
}

function elsewhere(reason: string): Step {
  return {
    who: 'you',
    text: `Check the other findings and the pods that are not Ready. The policy allows this request now (${reason}), so it needs no exemption.`,
  }
}

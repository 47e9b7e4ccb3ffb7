/**
 * What to do about a refusal by an admission policy, and who can: that depends on the kind of cluster. Sources: Azure/AKS
 * issues 5645 and 5726; Microsoft Learn, "AKS Automatic managed system node pools" and "Migrate AKS Automatic to Standard".
 */
import type { StoreReader } from '../evidence/store.ts'
import type { Fields, PolicyCheck, Remedy, Step } from '../model/finding.ts'

/** Extension types whose release namespace can be chosen (Microsoft Learn, the pages of these extensions). */
const MOVABLE = new Set(['microsoft.dapr', 'microsoft.appconfiguration', 'microsoft.argocd'])
/** Not supported on AKS Automatic at all (Microsoft Learn, "Introduction to AKS Automatic", limitations). */
const UNSUPPORTED_ON_AUTOMATIC = new Set(['microsoft.dapr', 'microsoft.azureml.kubernetes'])

const DOCS = 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/'
const MANAGED_POOLS = 'https://learn.microsoft.com/azure/aks/automatic/aks-automatic-managed-system-node-pools-about'
const MIGRATION = 'https://learn.microsoft.com/azure/aks/automatic/aks-automatic-sku-migration'
const REPORT = 'https://github.com/Azure/AKS/issues/5645'

export function remedyFor(fields: Fields, check: PolicyCheck, store: StoreReader): Remedy {
  const policy = fields.policy?.value ?? ''
  const cluster = store.cluster()
  const type = store.extension()?.type.toLowerCase() || store.run()?.data.inputs['extension-type'] || ''
  if (check.verdict === 'admitted') return { steps: [elsewhere()] }
  if (cluster === undefined) return { steps: [unknownKind(policy), read(policy)] }
  const automatic = cluster.sku === 'Automatic'
  const ownPolicy = policy.startsWith('aks-managed-')
  const steps: Step[] = []
  if (automatic && UNSUPPORTED_ON_AUTOMATIC.has(type))
    steps.push({
      who: 'you',
      text: `${type} is not supported on AKS Automatic: use a Standard cluster for it.`,
      link: 'https://learn.microsoft.com/azure/aks/intro-aks-automatic',
    })
  if (cluster.managedSystemNodePools) steps.push(...onManagedPools(policy, ownPolicy, type, cluster.id))
  else if (automatic && ownPolicy) steps.push(onClassicAutomatic(policy))
  else steps.push(byOwner(policy))
  steps.push(read(policy))
  return { steps }
}

function onManagedPools(policy: string, ownPolicy: boolean, type: string, clusterId: string): Step[] {
  const [, , , , group = '', , , , name = ''] = clusterId.split('/')
  const only: Step = ownPolicy
    ? {
        who: 'aks',
        text: "This cluster's system node pools are managed: only AKS can change this policy. Send AKS the report (in the summary), with the suggested exemption.",
        link: REPORT,
      }
    : {
        who: 'aks',
        text: `This cluster's system node pools are managed: if '${policy}' came with the cluster, only AKS can change it (send AKS the report in the summary). If your organisation made it, its owner applies the patch.`,
        link: MANAGED_POOLS,
      }
  const meanwhile: Step = MOVABLE.has(type)
    ? {
        who: 'you',
        text: 'Until then: set release-namespace to a namespace of your own that the policy does not guard.',
        link: MANAGED_POOLS,
      }
    : {
        who: 'you',
        text: 'Until then: leave Automatic for Standard (one way: add a System pool, then change the SKU), or use Argo CD by Helm in a namespace of your own.',
        command: `az aks nodepool add --resource-group ${group} --cluster-name ${name} --name system --mode System && az aks update --resource-group ${group} --name ${name} --sku base`,
        link: MIGRATION,
      }
  return [only, meanwhile]
}

function onClassicAutomatic(policy: string): Step {
  return {
    who: 'cluster-admin',
    text: 'Apply the patched policy. AKS keeps this policy and will put its own text back in time, so send AKS the report as well.',
    command: `kubectl apply -f ${policy}.yaml`,
    link: REPORT,
  }
}

function byOwner(policy: string): Step {
  return {
    who: 'cluster-admin',
    text: `The owner of '${policy}' can exempt this: apply the patched policy, or, where Azure Policy made it, exempt the namespace in the assignment.`,
    command: `kubectl apply -f ${policy}.yaml`,
    link: DOCS,
  }
}

function unknownKind(policy: string): Step {
  return {
    who: 'cluster-admin',
    text: `Who can change '${policy}' depends on the kind of cluster, which was not read: with managed system node pools only AKS can.`,
    link: MANAGED_POOLS,
  }
}

function read(policy: string): Step {
  return {
    who: 'you',
    text: 'Read the live policy: its exempt lists move without a changelog.',
    command: `kubectl get validatingadmissionpolicy ${policy} -o json | jq '.spec.matchConditions'`,
  }
}

function elsewhere(): Step {
  return {
    who: 'you',
    text: 'The policy lets this request through now, so an exemption is there already: look at the other findings, and at the pods that are not Ready, for what holds the install up.',
  }
}

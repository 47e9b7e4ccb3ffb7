/** Azure has no machine for the nodes that are asked for. Codes and texts: Microsoft.Compute, AKS, Karpenter's provider for Azure. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { admin, LEARN } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('nodes-not-provisioned', {
  literals: [],
  of: [...ANSWERS, 'event', 'pod-log'],
  patterns: [
    /(?<message>AKS Automatic could not find a suitable VM size[\s\S]{0,600})/,
    /(?<code>ZonalAllocationFailed|OverconstrainedZonalAllocationRequest|OverconstrainedAllocationRequest|AllocationFailed|SkuNotAvailable|NotAvailableForSubscription|SpotAllocationFailed)["')\s:]{0,6}(?:[mM]essage=["'])?(?<message>[\s\S]{0,500})/,
    /(?<message>Allocation failed\. We do not have sufficient capacity[\s\S]{0,300})/,
    /(?<message>The requested (?:VM )?size for resource[\s\S]{0,400}?is currently not available in location '(?<region>[a-z0-9]{3,40})'[\s\S]{0,200})/,
    /(?<message>The VM size of (?<name>\S{3,60}) is not allowed in your subscription[\s\S]{0,200})/,
    /(?<message>NodePool requirements filtered out all compatible[\s\S]{0,200})/,
    /(?<message>[Nn]o instance type (?:met|satisfied|which|has)[\s\S]{0,300}|[Aa]ll requested instance types were unavailable[\s\S]{0,300}|no (?:zones?|offerings?|instance types?) available[\s\S]{0,200})/,
  ],
  around: [
    /[Ll]ocation:? '(?<region>[a-z0-9]{3,40})'/,
    /in location '(?<region>[a-z0-9]{3,40})'/,
    /(?<code>BadRequest|OperationNotAllowed|ReconcileVMSSAgentPoolFailed)/,
  ],
  // Azure's wording of capacity says so itself; a size that a subscription may not use stays so.
  reason: text => (/[Aa]llocationFailed|sufficient capacity|unavailable/.test(text) ? 'transient' : 'permanent'),
  title: ({ f }) => `Azure cannot provide the nodes${f('region') ? ` in ${f('region')}` : ''}`,
  cause: () => ['The reason is capacity, size or zone, not the vCPU quota.'],
  remedy: ({ f, cluster }) => [
    admin(
      'Use another VM size, zone or region. To list the sizes with their restrictions:',
      `${LEARN}azure-resource-manager/troubleshooting/error-sku-not-available`,
      command`az vm list-skus --location ${f('region') || cluster?.location || 'LOCATION'} --resource-type virtualMachines --all -o table`,
    ),
  ],
})

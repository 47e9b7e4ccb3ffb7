/** No vCPU quota for the nodes. Codes: Azure REST API reference; texts: public reports. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { admin, LEARN } from '../steps.ts'
import { textRule } from '../text-rule.ts'

const isVcpu = (said: string) => !/disk|volume|public ?ip|load ?balancer|storage/i.test(said)

export const rule = textRule('cloud-quota-exceeded', {
  literals: [],
  of: [...ANSWERS, 'event', 'pod-log'],
  patterns: [
    /(?<code>ErrCode_InsufficientVCPUQuota|InsufficientVCPUQuota)[:)"\s]*(?<message>[\s\S]{0,500})/,
    /(?<message>[Ii]nsufficient (?:regional )?vcpu quota[\s\S]{0,400})/i,
    /(?<message>exceeding approved (?:Total Regional |standard |[\w ]{0,60})?(?<quota>[\w ]{0,40}?Cores?) [Qq]uota[\s\S]{0,500})/i,
    /(?<message>exceeding quota limits of (?<quota>\w+)\. Maximum allowed: (?<limited>\d+)[\s\S]{0,60}?Additional requested: (?<requested>\d+))/,
    /(?<code>QuotaExceeded|SubscriptionIsOverQuotaForSku)\b[:)"\s]*(?<message>[\s\S]{0,500})/,
    /(?<message>vcpu quota[\s\S]{0,300})/i,
  ],
  around: [
    /Location: (?<region>[a-z][a-z0-9]{3,40})\b/,
    /[Ll]ocation:? '(?<region>[a-z0-9]{3,40})'/,
    /requested quota (?<requested>\d+)/i,
    /left (?:regional )?vcpu quota (?<limited>\d+)/i,
    /Additional Required: (?<requested>\d+)/,
    /(?:Current )?Limit: (?<limited>\d+)/,
    /quota left for location '?(?<scope>[a-z0-9]{3,40})/i,
    /Location: '?(?<scope>[A-Za-z0-9]{3,40})/,
    /[Ff]amily '?(?<quota>[A-Za-z0-9]{3,60})/,
  ],
  title: ({ f }) =>
    isVcpu(`${f('quota')} ${f('message')}`)
      ? 'the subscription has no vCPU quota left for the nodes'
      : 'the subscription has no quota left',
  remedy: ({ f, cluster }) => [
    admin(
      isVcpu(`${f('quota')} ${f('message')}`)
        ? 'Request more quota, or use another size or region.'
        : 'Request more of the quota that the text names, or free some.',
      `${LEARN}quotas/per-vm-quota-requests`,
      command`az vm list-usage --location ${f('region') || cluster?.location || 'LOCATION'} -o table`,
    ),
  ],
})

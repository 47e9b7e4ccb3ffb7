/** Steps of remedies, and the public pages that they link to. */
import { type Command, command } from '../model/command.ts'
import type { Step } from '../model/finding.ts'
import { isClusterScoped } from '../model/kinds.ts'
import type { About } from './about.ts'

export const LEARN = 'https://learn.microsoft.com/azure/'
export const TROUBLESHOOT = 'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/extensions/'
export const DEPLOYMENT_ERRORS = `${TROUBLESHOOT}cluster-extension-deployment-errors`
export const ARC_TROUBLESHOOTING = `${LEARN}azure-arc/kubernetes/extensions-troubleshooting`
export const OFFER = `${TROUBLESHOOT}troubleshoot-failed-kubernetes-deployment-offer`
export const KUBERNETES = 'https://kubernetes.io/docs/'
export const WEBHOOKS = `${KUBERNETES}reference/access-authn-authz/extensible-admission-controllers/`

/** Which webhooks the API server asks, and the services that answer for them. */
export const WEBHOOK_CONFIGURATIONS = command`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`

const step =
  (who: Step['who']) =>
  (text: string, link: string, shown: Command = {}): Step => ({ who, text, ...shown, link })

/** What the reader can do. */
export const you = step('you')
/** What an administrator of the cluster or the subscription does. */
export const admin = step('cluster-admin')
/** What only AKS can do. */
export const aks = step('aks')

/** @returns a command on one object, in its namespace where its kind has one and it is known. @param rest what follows, quoted already. */
export function kubectl(verb: string, kind: string, name: string, namespace: string, rest = ''): Command {
  const { command: shown } =
    namespace === '' || isClusterScoped(kind)
      ? command`kubectl ${verb} ${kind} ${name}`
      : command`kubectl ${verb} ${kind} ${name} -n ${namespace}`
  return shown === undefined ? {} : { command: `${shown} ${rest}`.trimEnd() }
}

/** @returns how a cluster gets nodes. @param text what the pool is to be like. */
export function addPool({ names, cluster }: About, text: string): Step[] {
  const provisioning = admin(
    'Check why node auto-provisioning added no suitable node: see the limits and taints of its NodePools.',
    `${TROUBLESHOOT}troubleshoot-node-auto-provision`,
    command`kubectl get nodepools.karpenter.sh,nodeclaims.karpenter.sh`,
  )
  const pool = admin(
    text,
    DEPLOYMENT_ERRORS,
    command`az aks nodepool add --resource-group ${names.group} --cluster-name ${names.cluster} --name user1 --mode User`,
  )
  return cluster?.sku === 'Automatic' ? [provisioning, pool] : [pool]
}

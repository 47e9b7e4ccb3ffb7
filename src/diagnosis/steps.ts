/** Steps of remedies, and the public pages that they link to. */
import type { Step } from '../model/finding.ts'

export const LEARN = 'https://learn.microsoft.com/azure/'
export const TROUBLESHOOT = 'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/extensions/'
export const KUBERNETES = 'https://kubernetes.io/docs/'

type Command = { readonly command?: string }

const step =
  (who: Step['who']) =>
  (text: string, link: string, shown: Command = {}): Step => ({ who, text, ...shown, link })

/** What the reader can do. */
export const you = step('you')
/** What an administrator of the cluster or the subscription does. */
export const admin = step('cluster-admin')
/** What only AKS can do. */
export const aks = step('aks')

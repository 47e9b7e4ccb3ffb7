/** An earlier uninstall still runs. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */
import { command } from '../../model/command.ts'
import { admin, LEARN } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('namespace-terminating', {
  literals: [' being terminated'],
  patterns: [
    /unable to create new content in namespace "?(?<namespace>[a-z0-9-]{1,63})"? because it is being terminated/,
    /namespace "?(?<namespace>[a-z0-9-]{1,63})"? (?:is|because it is) being (?:terminated|deleted)/,
    /object is being deleted: namespaces "(?<namespace>[^"]{1,63})" already exists/,
    /(?<message>namespace[^"]{0,80} being terminated)/,
  ],
  around: [/\b(?<resource>[a-z][a-z0-9-]{1,62}(?:\.[a-z0-9.-]{1,200})?) "(?<name>[^"]{1,253})" is forbidden/],
  title: ({ names }) => `namespace ${names.namespace} is still being deleted`,
  cause: () => ['An earlier uninstall still runs.'],
  remedy: ({ names }) => [
    admin(
      'Wait until it ends. If it does not, its conditions name what remains, often objects with a finalizer.',
      `${LEARN}machine-learning/how-to-troubleshoot-kubernetes-extension`,
      command`kubectl get namespace ${names.namespace} -o yaml`,
    ),
  ],
})

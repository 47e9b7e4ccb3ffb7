/**
 * Kubernetes RBAC refused a request. It names no policy; bindings may be applied seconds after the pods, so the same text
 * is seen in healthy installs. Wording: Kubernetes' apiserver, "… is forbidden: User "…" cannot …".
 */

import type { StoreReader } from '../../evidence/store.ts'
import { command } from '../../model/command.ts'
import type { Field, Finding, Step } from '../../model/finding.ts'
import type { Rule, Suspicion } from '../rule.ts'
import { blockingOf, hasOutlasted, overcome, workloadOf } from '../standing.ts'
import { admin, KUBERNETES, LEARN, you } from '../steps.ts'
import { answeredWith } from '../text/around.ts'

const REFUSED =
  /User "(?<user>[^"]{1,512})" cannot (?<verb>[a-z]{1,32}) (?:resource|path) "(?<resource>[^"]{1,256})"(?: in API group "(?<group>[^"]{0,253})")?(?: in the namespace "(?<namespace>[^"]{1,63})")?/
/** Of older servers, of the kubelet's own lock, and of rights that nobody may hand on without having them. */
const REFUSALS = [
  REFUSED,
  /User "(?<user>[^"]{1,512})" cannot (?<verb>[a-z]{1,32}) (?<resource>[a-z][a-z0-9./-]{1,253})(?: in the namespace "(?<namespace>[^"]{1,63})"| at the cluster scope)/,
  // Of Flux: without the server's own prefix.
  /service ?account "?(?<user>[a-z0-9][\w:./-]{1,300})"? cannot (?<verb>[a-z]{1,32}) resource "(?<resource>[^"]{1,256})"(?: in API group "(?<group>[^"]{0,253})")?(?: in the namespace "(?<namespace>[^"]{1,63})")?/i,
  /Forbidden \(user=(?<user>[^,)]{1,512}), verb=(?<verb>[a-z]{1,32}), resource=(?<resource>[a-z0-9./-]{1,253})/,
  /\b(?<resource>[a-z][a-z0-9-]{1,62}(?:\.[a-z0-9.-]{1,200})?)(?: "[^"]{1,253}")? is forbidden: (?:user "(?<user>[^"]{1,512})" \(groups=.{1,600}\) is attempting to grant RBAC permissions|attempt to grant extra privileges)(?:.{1,2000}user=&?\{(?<user2>\S{1,512}))?/,
  /"?NODE DENY"?[^\n]{0,40}node '(?<user>[^']{1,253})' cannot (?<verb>[a-z]{1,32}) (?:unknown )?(?<resource>[a-z]{1,63})/,
]
const NAMED = /\b[a-z0-9.-]{1,253} "(?<name>[^"]{1,253})" is forbidden: (?:User|user|attempt)\b/
/** AKS's own lock writes the same sentence with this ending; it is not RBAC (AKS release notes, 2026-04-28). */
const PLATFORM = '(automatic-authz)'

const fieldOf = (value: string): Field => ({ value, origin: 'text' })

export const rule: Rule<'rbac-forbidden'> = {
  class: 'rbac-forbidden',
  literals: ['is forbidden: User ', 'is attempting to grant RBAC permissions', 'attempt to grant extra privileges'],
  match(texts, fact) {
    for (const { text } of texts) {
      const found = REFUSALS.map(pattern => pattern.exec(text)?.groups).find(groups => groups?.['resource'])
      const { verb = '', resource, group, namespace } = found ?? {}
      const user = found?.['user'] ?? found?.['user2'] ?? ''
      if (!resource || text.includes(PLATFORM)) continue
      const { name } = NAMED.exec(text)?.groups ?? {}
      const full = group && !resource.includes('.') ? `${resource}.${group}` : resource
      const [, , , account] = user.startsWith('system:serviceaccount:') ? user.split(':') : []
      return {
        key: [user, verb, full, namespace ?? ''].join(' '),
        fields: {
          ...(user ? { user: fieldOf(user) } : {}),
          ...(verb ? { verb: fieldOf(verb) } : {}),
          resource: fieldOf(full),
          ...answeredWith(fact),
          ...(name ? { name: fieldOf(name) } : {}),
          ...(namespace ? { namespace: fieldOf(namespace) } : {}),
          ...(account ? { serviceAccount: fieldOf(user) } : {}),
        },
      }
    }
    return undefined
  },
  conclude(suspicion: Suspicion, store: StoreReader): Finding | undefined {
    if (overcome('rbac-forbidden', suspicion, store)) return undefined
    const { fields } = suspicion.match
    const standing = blockingOf(suspicion, store)
    const { blocking, implicated, starts, at } = standing
    const who = fields.user?.value ?? ''
    const what = `${fields.verb?.value ?? 'give rights on'} ${fields.resource?.value}`
    const where = fields.namespace ? ` in namespace ${fields.namespace.value}` : ''
    return {
      key: `rbac-forbidden ${suspicion.match.key}`,
      class: 'rbac-forbidden',
      certainty: 'likely',
      permanence: 'grace',
      blocking,
      implicated,
      conclusive: blocking && suspicion.first.kind !== 'arm-error' && hasOutlasted('rbac-forbidden', 'grace', standing),
      title: `RBAC denies ${workloadOf(at, store) || who || 'a request'} to ${what}${where}`,
      brief: {
        title: `RBAC denies ${workloadOf(at, store) || 'a request'} to ${what}`,
        cause: suspicion.witnesses[0]?.text ?? '',
      },
      cause: [
        `who   ${who}`,
        `what  ${what}${fields.name ? ` ${fields.name.value}` : ''}${where}`,
        'Kubernetes RBAC denied this, not an admission policy. A healthy install logs the same line for seconds, until its role binding exists.',
      ],
      fields: { ...fields, ...(at?.container ? { container: { value: at.container, origin: 'pod' } } : {}) },
      remedy: { steps: steps(who, fields.verb?.value ?? '', fields.resource?.value ?? '', fields.namespace?.value) },
      witnesses: suspicion.witnesses,
      seen: suspicion.seen,
      starts,
    }
  },
}

/** By who asked: nobody, a person or an identity of Entra ID, a node, or a service account. */
function steps(user: string, verb: string, resource: string, namespace: string | undefined): Step[] {
  const RBAC = `${KUBERNETES}reference/access-authn-authz/rbac/`
  const asked = namespace
    ? command`kubectl auth can-i ${verb || 'VERB'} ${resource} -n ${namespace} --as=${user}`
    : command`kubectl auth can-i ${verb || 'VERB'} ${resource} --as=${user}`
  if (user === 'system:anonymous')
    return [
      you(
        'Sign in again and get a new kubeconfig: the API server did not recognize the credentials. Do not give system:anonymous a role.',
        `${LEARN}aks/control-kubeconfig-access`,
      ),
    ]
  if (user.startsWith('system:node:') || /^aks-/.test(user))
    return [
      admin(
        'Usually nothing is wrong: a node reads only what its own pods use, and the pod was deleted. A role does not change this.',
        `${KUBERNETES}reference/access-authn-authz/node/`,
      ),
    ]
  if (user !== '' && !user.startsWith('system:'))
    return [
      admin(
        'Give this user or identity a role in the cluster: with Azure RBAC a role assignment on the cluster, otherwise a role binding.',
        `${LEARN}aks/manage-azure-rbac`,
        command`az role assignment create --role ${'Azure Kubernetes Service RBAC Writer'} --assignee ${user} --scope ${'CLUSTER_ID'}`,
      ),
    ]
  if (verb === '')
    return [
      admin(
        'Install this with an account that has these permissions itself (cluster-admin) or the verbs escalate and bind: nobody can grant more than they have.',
        RBAC,
      ),
    ]
  return [
    admin(
      `Check that a role gives ${user} this permission, and that a binding connects them. If both exist, update the component, or add the permission to the role.`,
      RBAC,
      command`kubectl get rolebindings,clusterrolebindings -A -o wide | grep ${user.split(':').at(-1) ?? ''}`,
    ),
    admin(
      'Ask the API server (denied for protected identities on clusters with managed system node pools).',
      RBAC,
      asked,
    ),
  ]
}

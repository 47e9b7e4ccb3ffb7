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
      title: `RBAC refuses ${workloadOf(at, store) || who || 'a request'}: it may not ${what}${where}`,
      cause: [
        `who   ${who}`,
        `what  ${what}${fields.name ? ` ${fields.name.value}` : ''}${where}`,
        'Kubernetes RBAC refused this, no admission policy did. In a healthy install the same line is seen for seconds, until the role binding is there.',
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
    ? command`kubectl auth can-i ${verb || '<verb>'} ${resource} -n ${namespace} --as=${user}`
    : command`kubectl auth can-i ${verb || '<verb>'} ${resource} --as=${user}`
  if (user === 'system:anonymous')
    return [
      you(
        'The request carried no credentials that the API server knows: sign in again, and get the kubeconfig anew. Give system:anonymous no role.',
        `${LEARN}aks/control-kubeconfig-access`,
      ),
    ]
  if (user.startsWith('system:node:') || /^aks-/.test(user))
    return [
      admin(
        'A node may read only what its own pods use: as a rule the pod is gone already, and nothing is wrong. No role mends this.',
        `${KUBERNETES}reference/access-authn-authz/node/`,
      ),
    ]
  if (user !== '' && !user.startsWith('system:'))
    return [
      admin(
        'Give this user or identity a role in the cluster: with Azure RBAC a role assignment at the cluster, else a binding for the user or for a group.',
        `${LEARN}aks/manage-azure-rbac`,
        command`az role assignment create --role ${'Azure Kubernetes Service RBAC Writer'} --assignee ${user} --scope ${'<cluster-id>'}`,
      ),
    ]
  if (verb === '')
    return [
      admin(
        'Nobody may give a role that has more rights than they have: whoever installs this must hold these rights (cluster-admin), or the verbs escalate and bind.',
        RBAC,
      ),
    ]
  return [
    admin(
      `Look which role should give ${user} this right, and whether its binding is there. Where both are, the role of this version lacks it: update what brought it, or add the right.`,
      RBAC,
      command`kubectl get rolebindings,clusterrolebindings -A -o wide | grep ${user.split(':').at(-1) ?? ''}`,
    ),
    admin(
      'Ask the API server (refused for protected identities on clusters with managed system node pools).',
      RBAC,
      asked,
    ),
  ]
}

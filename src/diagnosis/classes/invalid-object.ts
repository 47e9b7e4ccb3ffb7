/** The API server's validation refused. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { ANSWERS } from '../rule.ts'
import { admin, KUBERNETES, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

/** By what is wrong with it. */
function stepOf({ f }: About): Step {
  const said = f('message')
  if (/already allocated/.test(said))
    return you(
      'Find the Service that uses this port or address, and remove it or set another port.',
      `${KUBERNETES}concepts/services-networking/service/`,
      command`kubectl get services -A`,
    )
  if (/storedVersions/.test(`${said} ${f('path')}`))
    return admin(
      'Migrate the stored objects to a newer version, remove the old one from status.storedVersions, and upgrade step by step: the new CustomResourceDefinition no longer has it.',
      `${KUBERNETES}tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/`,
      command`kubectl get customresourcedefinition ${f('name') || 'NAME'} -o jsonpath={.status.storedVersions}`,
    )
  if (/unknown field|field not declared in schema|ValidationError/.test(said))
    return you(
      'Check the spelling and place of this field: the cluster does not know it. For a custom resource, update its CustomResourceDefinition, because Helm does not.',
      'https://helm.sh/docs/chart_best_practices/custom_resource_definitions/',
    )
  return you(
    'Correct the setting behind this value, then run the step again.',
    `${KUBERNETES}concepts/overview/working-with-objects/`,
  )
}

export const rule = textRule('invalid-object', {
  literals: [],
  // What kustomize cannot build is no object yet.
  unless: /kustomize build failed/,
  of: [...ANSWERS, 'event', 'pod-log'],
  when: text =>
    /is invalid|ValidationError|validating data|strict decoding|unknown field|unable to decode|json: cannot unmarshal/.test(
      text,
    ) &&
    !/failed to download openapi|immutable|can not be unset|YAML parse error|unmarshaling JSON|warnings\.go|^W\d{4} /.test(
      text,
    ),
  patterns: [
    /\b(?<kind>[A-Z][A-Za-z]{1,62})(?:\.[a-z0-9.-]{1,200})? "(?<name>[^"]{0,253})" is invalid:\s*\[?(?<path>[A-Za-z<][\w.[\]"()/<>{}-]{0,250}?):\s*(?<message>(?:Invalid value|Required value|Unsupported value|Forbidden|Duplicate value|Too (?:long|many|few)|Not found|Internal error)[\s\S]{0,600})/,
    /\b(?<kind>[A-Z][A-Za-z]{1,62})(?:\.[a-z0-9.-]{1,200})? "(?<name>[^"]{0,253})" is invalid:?\s*(?<message>[\s\S]{0,600})/,
    /ValidationError\((?<path>(?<kind>[A-Z][A-Za-z]{1,62})[\w.[\]]{0,200})\):\s*(?<message>[\s\S]{0,600})/,
    /error validating (?:"[^"]*"|data)[\s\S]{0,40}?(?<message>error validating data[\s\S]{0,600}|[\s\S]{0,600})/,
    /strict decoding error:\s*(?<message>[\s\S]{0,600})/,
    /(?<message>unknown field "(?<path>[^"]{1,250})")/,
    /(?<message>json: cannot unmarshal[\s\S]{0,300})/,
  ],
  around: [/(?<kind>[A-Z][A-Za-z]{1,62}) in version "(?<version>[^"]{1,60})" cannot be handled/],
  title: ({ f }) => `the API server rejected ${f('kind') || 'an object'} ${f('name')} as invalid`.replace(/\s+:/, ':'),
  cause: ({ f }) => (f('path') ? [`The field is ${f('path')}.`] : []),
  remedy: about => [stepOf(about)],
})

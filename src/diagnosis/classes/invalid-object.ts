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
      'Another Service has this port or address: look which one, and remove it or set another.',
      `${KUBERNETES}concepts/services-networking/service/`,
      command`kubectl get services -A`,
    )
  if (/storedVersions/.test(`${said} ${f('path')}`))
    return admin(
      'Objects are still stored in a version that the new CustomResourceDefinition no longer has: migrate them, take that version out of status.storedVersions, and upgrade step by step.',
      `${KUBERNETES}tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/`,
      command`kubectl get customresourcedefinition ${f('name') || '<name>'} -o jsonpath={.status.storedVersions}`,
    )
  if (/unknown field|field not declared in schema|ValidationError/.test(said))
    return you(
      'The cluster does not know this field: check its spelling and place; where the kind is a custom resource, its CustomResourceDefinition is older than the chart, and Helm does not update those.',
      'https://helm.sh/docs/chart_best_practices/custom_resource_definitions/',
    )
  return you(
    'Correct the setting that this value comes from, and run the step again.',
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
  title: ({ f }) =>
    `the API server does not take ${f('kind') || 'an object'} ${f('name')}: it is invalid`.replace(/\s+:/, ':'),
  cause: ({ f }) => (f('path') ? [`The field is ${f('path')}.`] : []),
  remedy: about => [stepOf(about)],
})

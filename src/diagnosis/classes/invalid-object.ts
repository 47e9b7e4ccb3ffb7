/** The API server's validation refused. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */

import { ANSWERS } from '../rule.ts'
import { KUBERNETES, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('invalid-object', {
  literals: [],
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
  remedy: () => [
    you(
      'Correct the setting that this value comes from, and run the step again.',
      `${KUBERNETES}concepts/overview/working-with-objects/`,
    ),
  ],
})

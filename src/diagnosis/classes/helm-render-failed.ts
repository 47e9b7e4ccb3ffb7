/** The chart does not render with these settings. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */
import { extensionName } from '../about.ts'
import { DEPLOYMENT_ERRORS, you } from '../steps.ts'
import { RELEASE } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('helm-render-failed', {
  literals: [],
  of: ['arm-error', 'cli-output', 'event', 'pod-log'],
  patterns: [
    /(?<![\w./-])(?<path>[\w./-]{3,300}\.(?:ya?ml|tpl)):\d+:\d+\s+executing "[^"]*" at (?<name><[^>]{1,200}>):\s*(?<message>[\s\S]{0,600})/,
    /template: (?<path>[^\s:]{1,300}):\d+(?::\d+)?: executing "[^"]*" at (?<name><[^>]{1,200}>):\s*(?<message>[\s\S]{0,600})/,
    /execution error at \((?<path>[^\s:)]{1,300})[^)]*\):\s*(?<message>[\s\S]{0,600})/,
    /template: (?<path>[^\s:]{1,300}):\d+(?::\d+)?:\s*(?<message>[\s\S]{0,600})/,
    /parse error at \((?<path>[^\s:)]{1,300})[^)]*\):\s*(?<message>[\s\S]{0,600})/,
    /YAML parse error on (?<path>[^\s:]{1,300}):\s*(?<message>[\s\S]{0,600})/,
    /(?<message>values don't meet the specifications of the schema[\s\S]{0,600})/,
    /(?<message>Unable to render the Helm chart[^"]{0,300})/,
    /(?<message>error converting YAML to JSON[\s\S]{0,300})/,
    /(?<message>failed to parse values[\s\S]{0,300}|failed parsing --set[\s\S]{0,300})/,
  ],
  around: [RELEASE],
  title: about => `the chart of ${extensionName(about)} cannot be rendered with these settings`,
  cause: ({ f }) => (f('path') ? [`The template is ${f('path')}.`] : []),
  remedy: ({ f }) => [
    ...(/function "\w+" not defined|no template "/.test(f('message'))
      ? [
          you(
            'Use another version of the chart, or a newer Helm: no setting causes this.',
            'https://helm.sh/docs/chart_template_guide/function_list/',
          ),
        ]
      : []),
    you(
      'Correct configuration-settings (the template’s message names the value), then run the step again.',
      DEPLOYMENT_ERRORS,
    ),
  ],
})

/** Azure Resource Manager kept answering with a server error. */
import { you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('azure-unavailable', {
  answer: ({ status }) => status >= 500,
  literals: [],
  of: ['arm-error'],
  patterns: [],
  extract: (_, fact) => ({ reason: fact.kind === 'arm-error' ? String(fact.data.status) : '' }),
  title: ({ f }) => `Azure kept answering ${f('reason') || 'with a server error'}`,
  remedy: () => [
    you(
      'Run the step again in some minutes; if it stays so, see https://azure.status.microsoft.',
      'https://azure.status.microsoft',
    ),
  ],
})

/** Who refused what the repository deploys, in words. */
import type { Finding } from '../model/finding.ts'

/** @returns `admission policy require-owner`; '' where the finding is of no refusal by a policy or webhook. */
export function refusedBy({ class: id, fields }: Pick<Finding, 'class' | 'fields'>): string {
  const policy = fields.policy?.value ?? ''
  if (id === 'admission-policy-denied') return `admission policy ${policy}`
  if (id !== 'admission-webhook-denied') return ''
  const webhook = fields.webhook?.value ?? ''
  return policy === '' ? `webhook ${webhook}` : `policy ${policy}`
}

/** Terms, billing or market of the offer. Codes: Azure REST API reference; texts: public reports. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { admin, OFFER } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('marketplace-terms', {
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<message>legal terms[\s\S]{0,300})/i,
    /(?<message>payment instrument[\s\S]{0,300})/i,
    /(?<message>not to be sold in market[\s\S]{0,300})/i,
    /(?<code>MarketplacePurchaseEligibilityFailed|ResourcePurchaseValidationFailed|ResourcePurchaseCanceling|PurchaseNotAllowed)\b[:)"\s]*(?<message>[\s\S]{0,400})/,
    /(?<message>User failed validation to purchase resources[\s\S]{0,300})/,
  ],
  around: [/(?<code>MarketplacePurchaseEligibilityFailed|ResourcePurchaseValidationFailed)/],
  title: () => 'the marketplace refuses the offer: terms, billing or market',
  remedy: () => [
    admin(
      'Accept the terms of the offer, and check the billing account and its market.',
      OFFER,
      command`az term accept --publisher ${'<publisher>'} --product ${'<product>'} --plan ${'<plan>'}`,
    ),
  ],
})

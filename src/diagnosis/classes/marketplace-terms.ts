/** Terms, billing or market of the offer. Codes: Azure REST API reference; texts: public reports. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { admin, OFFER } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('marketplace-terms', {
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<message>Offer with PublisherId[^\n"]{0,300}(?:removed from the marketplace|not to be sold)[^\n"]{0,200})/,
    /(?<message>legal terms[\s\S]{0,300})/i,
    /(?<![^\n.:"])(?<message>[^\n.:"]{0,160}(?:payment instrument|valid payment method)[\s\S]{0,300})/i,
    /(?<![^\n:"])(?<message>[^\n:"]{0,160}not to be sold in market[\s\S]{0,300})/i,
    /(?<code>MarketplacePurchaseEligibilityFailed|ResourcePurchaseValidationFailed|ResourcePurchaseCanceling|PurchaseNotAllowed)\b[:)"\s]*(?<message>[\s\S]{0,400})/,
    /(?<message>User failed validation to purchase resources[\s\S]{0,300})/,
  ],
  around: [/(?<code>MarketplacePurchaseEligibilityFailed|ResourcePurchaseValidationFailed)/],
  title: () => 'the marketplace rejected the offer: terms, billing or market',
  remedy: ({ f }) => [
    /payment|billing|credit/i.test(f('message'))
      ? admin('Check the billing account and payment method of the subscription.', OFFER)
      : /market\b/i.test(f('message'))
        ? admin(
            'Use a subscription with a billing account in another market: the offer is not sold in this one.',
            OFFER,
          )
        : /no longer|withdrawn|not available|removed from the marketplace|stop(?:ped)? sell/i.test(f('message'))
          ? admin('Use another plan of the offer: this one was withdrawn.', OFFER)
          : admin(
              'Accept the terms of the offer on this subscription.',
              OFFER,
              command`az term accept --publisher ${'PUBLISHER'} --product ${'PRODUCT'} --plan ${'PLAN'}`,
            ),
  ],
})

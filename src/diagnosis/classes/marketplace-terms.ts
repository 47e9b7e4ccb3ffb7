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
  title: () => 'the marketplace refuses the offer: terms, billing or market',
  remedy: ({ f }) => [
    /payment|billing|credit/i.test(f('message'))
      ? admin('Check the billing account of the subscription and its way of payment.', OFFER)
      : /market\b/i.test(f('message'))
        ? admin(
            'The offer is not sold in the market of this subscription: use a subscription whose billing account is in one where it is.',
            OFFER,
          )
        : /no longer|withdrawn|not available|removed from the marketplace|stop(?:ped)? sell/i.test(f('message'))
          ? admin('This plan is withdrawn: use another one of the offer.', OFFER)
          : admin(
              'Accept the terms of the offer on this subscription.',
              OFFER,
              command`az term accept --publisher ${'<publisher>'} --product ${'<product>'} --plan ${'<plan>'}`,
            ),
  ],
})

import { z } from 'zod';
import { conditionKind } from './condition.ts';

/** A renewal of a subscription is never a first order, whatever its number. */
export const firstOrder = conditionKind({
  kind: 'first-order',
  about: 'order',
  params: z.strictObject({}),
  sentence: {
    en: 'It is the customer’s first order',
    fa: 'اولین سفارش مشتری باشد',
    he: 'זו ההזמנה הראשונה',
  },
  shopper: {
    en: 'your first order',
    fa: 'نخستین سفارش شما',
    he: 'ההזמנה הראשונה שלך',
  },
  needs: ['order-number'],
  holds: (_params, { buyer }) => {
    if (buyer.subscriptionRenewal) return false;
    return buyer.orderNumber === null ? null : buyer.orderNumber === 1;
  },
});

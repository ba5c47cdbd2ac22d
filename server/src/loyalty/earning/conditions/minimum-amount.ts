import { z } from 'zod';
import { amountMinor } from '../../program/fields.ts';
import { conditionKind } from './condition.ts';

/** Of what counts of the order as it stands now: a refund can take it below. Amounts of two currencies cannot be compared, so nothing follows from them. */
export const minimumAmount = conditionKind({
  kind: 'minimum-amount',
  about: 'order',
  params: z.strictObject({ amountMinor }),
  sentence: {
    en: 'The order is worth at least {amountMinor}',
    fa: 'ارزش سفارش دست‌کم {amountMinor} باشد',
    he: 'שווי ההזמנה הוא לפחות {amountMinor}',
  },
  shopper: {
    en: 'orders of {amountMinor} or more',
    fa: 'سفارش‌های {amountMinor} یا بیشتر',
    he: 'הזמנות בסך {amountMinor} ומעלה',
  },
  needs: [],
  holds: (params, { order, amount, currency }) => (order.currency === currency ? amount >= params.amountMinor : null),
});

import { z } from 'zod';
import { conditionKind } from './condition.ts';

const number = z.int().min(1).max(1_000_000).nullable();

/** The number of this very order, 1 is the first; both ends belong to the range. */
export const orderCount = conditionKind({
  kind: 'order-count',
  about: 'order',
  params: z.strictObject({ from: number, to: number }),
  sentence: {
    en: 'It is one of the customer’s orders from number {from} to number {to}',
    fa: 'سفارش شمارهٔ {from} تا {to} مشتری باشد',
    he: 'זו ההזמנה שמספרה {from} עד {to} של אותו לקוח או לקוחה',
  },
  needs: ['order-number'],
  holds: ({ from, to }, { buyer: { orderNumber } }) =>
    orderNumber === null ? null : orderNumber >= (from ?? 1) && orderNumber <= (to ?? Infinity),
});

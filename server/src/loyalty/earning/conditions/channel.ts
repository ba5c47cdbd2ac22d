import { z } from 'zod';
import { names } from '../../program/fields.ts';
import { conditionKind } from './condition.ts';

/** Online shop, point of sale, draft, subscription, ...: the store's own word for where an order came from. */
export const channel = conditionKind({
  kind: 'channel',
  about: 'order',
  params: z.strictObject({ channels: names.meta({ field: 'tags' }) }),
  sentence: {
    en: 'The order came through {channels}',
    fa: 'سفارش از یکی از این کانال‌ها ثبت شده باشد: {channels}',
    he: 'ההזמנה התקבלה באחד מהערוצים: {channels}',
  },
  shopper: {
    en: 'orders from some of the shop’s channels',
    fa: 'سفارش از برخی کانال‌های فروشگاه',
    he: 'הזמנות מחלק מערוצי החנות',
  },
  needs: [],
  holds: (params, { order }) => (order.channel === null ? null : params.channels.includes(order.channel)),
});

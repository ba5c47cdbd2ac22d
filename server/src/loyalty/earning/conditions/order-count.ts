import { z } from 'zod';
import { conditionKind } from './condition.ts';

const number = z.int().min(1).max(1_000_000).nullable();

const BETWEEN = {
  en: 'your orders from number {from} to number {to}',
  fa: 'سفارش‌های شمارهٔ {from} تا {to} شما',
  he: 'ההזמנות שלך ממספר {from} עד מספר {to}',
};
const ONE = { en: 'your order number {from}', fa: 'سفارش شمارهٔ {from} شما', he: 'ההזמנה שלך שמספרה {from}' };
const FROM = { en: 'your orders from number {from} on', fa: 'سفارش‌های شما از شمارهٔ {from} به بعد', he: 'ההזמנות שלך ממספר {from} ואילך' };
const UP_TO = { en: 'your orders up to number {to}', fa: 'سفارش‌های شما تا شمارهٔ {to}', he: 'ההזמנות שלך עד מספר {to}' };

/** The number of this very order, 1 is the first; both ends belong to the range. */
export const orderCount = conditionKind({
  kind: 'order-count',
  about: 'order',
  params: z.strictObject({ from: number, to: number }),
  sentence: {
    en: 'It is {range, select, one {the customer’s order number {from}} from {the customer’s order number {from} or a later one} until {one of the customer’s orders up to number {to}} other {one of the customer’s orders from number {from} to number {to}}}',
    fa: '{range, select, one {سفارش شمارهٔ {from} مشتری} from {سفارش شمارهٔ {from} مشتری یا بعد از آن} until {یکی از سفارش‌های مشتری تا شمارهٔ {to}} other {سفارش شمارهٔ {from} تا {to} مشتری}} باشد',
    he: '{range, select, one {זו הזמנה מספר {from}} from {זו הזמנה ממספר {from} ואילך} until {זו הזמנה עד מספר {to}} other {זו ההזמנה שמספרה {from} עד {to}}} של אותו לקוח או לקוחה',
  },
  shopper: ({ from, to }) => {
    if (from === null) return UP_TO;
    if (to === null) return FROM;
    return from === to ? ONE : BETWEEN;
  },
  needs: ['order-number'],
  holds: ({ from, to }, { buyer: { orderNumber } }) =>
    orderNumber === null ? null : orderNumber >= (from ?? 1) && orderNumber <= (to ?? Infinity),
});

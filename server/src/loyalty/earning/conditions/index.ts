// Every kind of condition. A new one is a file and a line here.
import { z } from 'zod';
import { kindNamed, schemasOf } from '../../program/kind.ts';
import { channel } from './channel.ts';
import { collection } from './collection.ts';
import type { LineQuestion, OrderQuestion, BuyerQuestion } from './condition.ts';
import { country } from './country.ts';
import { customerRole } from './customer-role.ts';
import { customerTag } from './customer-tag.ts';
import { dateWindow } from './date-window.ts';
import { firstOrder } from './first-order.ts';
import { minimumAmount } from './minimum-amount.ts';
import { orderCount } from './order-count.ts';
import { product } from './product.ts';
import { productTag } from './product-tag.ts';
import { tier } from './tier.ts';

export const CONDITIONS = [
  product,
  collection,
  productTag,
  customerTag,
  customerRole,
  tier,
  country,
  channel,
  firstOrder,
  orderCount,
  minimumAmount,
  dateWindow,
] as const;

export const condition = z.discriminatedUnion('kind', schemasOf(CONDITIONS));
export type Condition = z.infer<typeof condition>;

/** Every name to its kind: found once per condition and order, so by a map. */
const BY_NAME: ReadonlyMap<string, (typeof CONDITIONS)[number]> = new Map(CONDITIONS.map((each) => [each.kind, each]));

export function kindOf(one: Condition): (typeof CONDITIONS)[number] {
  return BY_NAME.get(one.kind) ?? kindNamed(CONDITIONS, one.kind);
}

export const isAboutLines = (one: Condition): boolean => kindOf(one).about === 'line';

export function holdsForLine(one: Condition, question: LineQuestion): boolean {
  const kind = kindOf(one);
  return kind.about === 'line' && kind.holds(one, question);
}

export function holdsForOrder(one: Condition, question: OrderQuestion): boolean {
  const kind = kindOf(one);
  return kind.about !== 'line' && kind.holds(one, question);
}

export function holdsForBuyer(one: Condition, question: BuyerQuestion): boolean {
  const kind = kindOf(one);
  return kind.about === 'buyer' && kind.holds(one, question);
}

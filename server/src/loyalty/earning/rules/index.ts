// Every kind of rule about orders. A new one is a file and a line here.
import { z } from 'zod';
import { kindNamed, schemasOf } from '../../program/kind.ts';
import { bonusPerOrder } from './bonus-per-order.ts';
import { multiplier } from './multiplier.ts';
import { pointsPerItem } from './points-per-item.ts';
import { pointsPerMoney } from './points-per-money.ts';

export const ORDER_RULES = [pointsPerMoney, pointsPerItem, bonusPerOrder, multiplier] as const;

export const orderRule = z.discriminatedUnion('kind', schemasOf(ORDER_RULES));
export type OrderRule = z.infer<typeof orderRule>;

export function ruleKindOf(rule: OrderRule): (typeof ORDER_RULES)[number] {
  return kindNamed(ORDER_RULES, rule.kind);
}

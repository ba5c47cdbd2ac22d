// What goods would give if they were bought and paid this moment: by the program in force, as if no limit or budget ever ran out.
import { deservedPoints } from '../loyalty/earning/deserved.ts';
import { factsOf, type AddedFacts } from '../loyalty/earning/facts.ts';
import type { Bought } from '../loyalty/offers/offer.ts';
import type { OrderState } from '../loyalty/orders/order-state.ts';
import type { Program } from '../loyalty/program/program.ts';
import { describedExample } from './example-orders.ts';

export interface WantedLine {
  readonly productId: string;
  readonly quantity: number;
  /** Of the whole line, minor units of the program's currency, after discounts. */
  readonly amountMinor: number;
  readonly giftCard: boolean;
}

const NOTHING_SAID = { name: '', shippingMinor: 0, country: null, channel: null, customerTags: [], tierId: null, orderNumber: 1 };

function pretended(lines: readonly WantedLine[], currency: string, now: number, country: string | null): OrderState {
  const described = lines.map((line) => ({ ...line, title: '', collectionIds: [], tags: [] }));
  const { order } = describedExample({ ...NOTHING_SAID, lines: described }, currency, now);
  return { ...order, country, lines: order.lines.map((line, index) => ({ ...line, giftCard: lines[index]?.giftCard ?? false })) };
}

/** `country`: where the buyer's goods usually go. */
type Known = AddedFacts & { readonly country: string | null };

/** These goods as an order that is placed and paid this moment, with what is known beside it. */
export function pretendedBuy(lines: readonly WantedLine[], { currency }: Pick<Program, 'currency'>, known: Known, now: number): Bought {
  const order = pretended(lines, currency, now, known.country);
  return { order, facts: factsOf(order, known) };
}

/** A condition about what nobody knows does not hold. */
export function estimatedPoints({ order, facts }: Bought, program: Program): number {
  return deservedPoints(order, program, facts, null, Number.MIN_SAFE_INTEGER).points;
}

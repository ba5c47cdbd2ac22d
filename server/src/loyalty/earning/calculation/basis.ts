// What of an order counts, by the program's switches: lines of goods as the shop prices them, and beside them shipping and tips. Everything follows the
// order's present state, so a refund lowers it; nothing is ever below 0.
import { splitByLargestRemainder } from '../../money.ts';
import type { OrderLine, OrderState } from '../../orders/order-state.ts';
import type { BasisSwitches } from '../../program/program.ts';
import { keptGoods, type KeptLine } from '../net-goods.ts';

export interface CountedLine {
  /** Of the order; `shipping` and `tips` have none and are called so. */
  readonly lineId: string;
  readonly title: string;
  readonly quantity: number;
  /** null: shipping or tips, which no condition about products can match. */
  readonly line: OrderLine | null;
  /** Minor units that count. */
  readonly amount: number;
}

export const WITHHELD = ['gift-card', 'store-credit'] as const;
/** What was taken off for having been paid by something that does not earn. */
export interface Withheld {
  readonly paidBy: (typeof WITHHELD)[number];
  readonly amount: number;
}

export interface Basis {
  readonly lines: readonly CountedLine[];
  /** Gift cards, where they do not count: shown, so that nobody wonders where they are. */
  readonly giftCards: readonly OrderLine[];
  readonly withheld: readonly Withheld[];
}

/** floor(amount x part / whole): what belongs to the part of a line that was kept. The product may pass 2^53. */
function share(amount: number, part: number, whole: number): number {
  if (whole <= 0) return 0;
  if (part >= whole) return amount;
  return Number((BigInt(amount) * BigInt(part)) / BigInt(whole));
}

/** A line that cost nothing has no amount to measure what was kept of it by; its pieces tell instead. */
function shareKept(amount: number, { line, kept }: KeptLine): number {
  return line.net > 0 ? share(amount, kept, line.net) : share(amount, line.currentQuantity, line.quantity);
}

function taxAside(amount: number, included: boolean, tax: BasisSwitches['tax']): number {
  if (tax === 'always') return included ? 0 : amount;
  return tax === 'never' && included ? -amount : 0;
}

/** A line's tax is never more than the line, so what is left of it never falls when more of it is kept. */
function goodsLine(kept: KeptLine, order: OrderState, switches: BasisSwitches): CountedLine {
  const { line } = kept;
  const tax = shareKept(order.taxesIncluded ? Math.min(line.tax, line.net) : line.tax, kept);
  const discount = switches.discounts ? shareKept(line.discount, kept) : 0;
  const amount = kept.kept + discount + taxAside(tax, order.taxesIncluded, switches.tax);
  return { lineId: line.lineId, title: line.title, quantity: line.currentQuantity, line, amount };
}

/** Shipping is stated without its tax whatever the shop's prices contain. */
function shippingAmount({ charges, refunds, taxesIncluded }: OrderState, tax: BasisSwitches['tax']): number {
  const kept = Math.max(0, charges.shipping - refunds.reduce((sum, refund) => sum + refund.shipping, 0));
  const counts = tax === 'always' || (tax === 'as-priced' && taxesIncluded);
  return counts ? kept + share(charges.shippingTax, kept, charges.shipping) : kept;
}

function besideGoods(order: OrderState, switches: BasisSwitches): CountedLine[] {
  const beside = (lineId: string, amount: number): CountedLine[] =>
    amount > 0 ? [{ lineId, title: '', quantity: 1, line: null, amount }] : [];
  return [
    ...(switches.shipping ? beside('shipping', shippingAmount(order, switches.tax)) : []),
    ...(switches.tips ? beside('tips', order.charges.tips) : []),
  ];
}

const totalOf = (lines: readonly CountedLine[]): number => lines.reduce((sum, line) => sum + line.amount, 0);

/** Of every line the same share was paid by something that does not earn: half by gift card, half of it counts. */
function withhold(lines: readonly CountedLine[], paid: number, order: OrderState): CountedLine[] {
  const unearning = Math.min(paid, order.total);
  return lines.map((line) => ({ ...line, amount: line.amount - share(line.amount, unearning, order.total) }));
}

export function basisOf(order: OrderState, switches: BasisSwitches): Basis {
  const { charges } = order;
  const goods = keptGoods(order, switches.giftCardLines).map((kept) => goodsLine(kept, order, switches));
  const giftCards = switches.giftCardLines ? [] : order.lines.filter((line) => line.giftCard);
  const all = [...goods, ...besideGoods(order, switches)];
  const unearning = {
    'gift-card': switches.paidByGiftCard ? 0 : charges.paidByGiftCard,
    'store-credit': switches.paidByStoreCredit ? 0 : charges.paidByStoreCredit,
  };
  const paid = unearning['gift-card'] + unearning['store-credit'];
  if (paid <= 0) return { lines: all, giftCards, withheld: [] };
  const lines = withhold(all, paid, order);
  const gone = splitByLargestRemainder(totalOf(all) - totalOf(lines), WITHHELD.map((paidBy) => unearning[paidBy])); // prettier-ignore
  const withheld = WITHHELD.map((paidBy, index) => ({ paidBy, amount: gone[index] ?? 0 }));
  return { lines, giftCards, withheld: withheld.filter(({ amount }) => amount > 0) };
}

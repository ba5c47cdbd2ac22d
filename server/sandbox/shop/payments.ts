/**
 * Who pays what of an order, and to whom money goes back. Gift cards pay first, then store credit, then a card or a bank transfer:
 * as with Shopify each is a transaction of its own, and the gateway says which ("gift_card", "shopify_store_credit").
 */
import { findGiftCard, lastCharacters, takeFrom } from './gift-card.ts';
import type { Order, Transaction, TransactionKind } from './order.ts';
import type { Shop } from './shop.ts';
import { changeCredit, creditAccountOf, openCreditAccount } from './store-credit.ts';
import { planTender } from './tender-plan.ts';
import type { TenderPlan } from './tender-plan.ts';

export const GIFT_CARD = 'gift_card';
export const STORE_CREDIT = 'shopify_store_credit';
export const CARD = 'bogus';
export const BANK = 'Bank Deposit';

export type Payment = 'paid' | 'pending' | 'authorized';

export interface Tender {
  payment: Payment;
  giftCards?: readonly string[] | undefined;
  /** Only a customer who is signed in may spend store credit: the caller has seen to it. */
  storeCredit?: boolean | undefined;
  /** Payments that were declined before this one went through. */
  declined?: number | undefined;
}

type NewTransaction = Pick<Transaction, 'kind' | 'gateway' | 'amount'> & Partial<Transaction>;

const made = (shop: Shop, at: number, one: NewTransaction): Transaction => ({
  id: shop.nextId('transaction'),
  status: 'success',
  at,
  parentId: null,
  ...one,
});

const sum = (transactions: readonly Transaction[]): number => transactions.reduce((total, one) => total + one.amount, 0);

/** What gift cards and store credit pay is taken off them here. */
function withValue(shop: Shop, { cards, credit }: TenderPlan, at: number): Transaction[] {
  const paid = cards
    .filter(({ amount }) => amount > 0)
    .map(({ card, amount }) => {
      takeFrom(shop, card, amount);
      return made(shop, at, { kind: 'sale', gateway: GIFT_CARD, amount, giftCardId: card.id, giftCardEnd: lastCharacters(card) });
    });
  if (!credit || credit.amount === 0) return paid;
  changeCredit(shop, credit.account, { amount: -credit.amount, event: 'ORDER_PAYMENT' });
  return [...paid, made(shop, at, { kind: 'sale', gateway: STORE_CREDIT, amount: credit.amount })];
}

/** A card is charged at once (sale) or only reserved; a bank transfer is a sale that waits. */
export function pay(shop: Shop, tender: Tender, customerId: number | undefined, total: number, at: number): Transaction[] {
  const { payment, giftCards = [], storeCredit = false, declined = 0 } = tender;
  const plan = planTender(shop, { giftCards, creditOf: storeCredit ? customerId : undefined }, total);
  const [refused] = plan.refused;
  if (refused) throw new RangeError(`the gift card cannot pay: ${refused.refusal}`);
  const paid = withValue(shop, plan, at);
  if (plan.left === 0) return paid;
  const rest: NewTransaction = { kind: payment === 'authorized' ? 'authorization' : 'sale', gateway: CARD, amount: plan.left };
  const before = Array.from({ length: declined }, () => made(shop, at, { ...rest, status: 'failure' }));
  const waiting = payment === 'pending' ? ({ gateway: BANK, status: 'pending' } as const) : {};
  return [...paid, ...before, made(shop, at, { ...rest, ...waiting })];
}

const TAKES: readonly TransactionKind[] = ['sale', 'capture'];

/** What a payment still holds of its money. */
function heldBy(order: Order, payment: Transaction): number {
  const back = order.transactions.filter((one) => one.kind === 'refund' && one.status === 'success' && one.parentId === payment.id);
  return payment.amount - sum(back);
}

function returnValue(shop: Shop, order: Order, payment: Transaction, amount: number): void {
  const card = payment.giftCardId === undefined ? undefined : findGiftCard(shop, payment.giftCardId);
  if (card) takeFrom(shop, card, -amount);
  if (payment.gateway !== STORE_CREDIT || order.customerId === null) return;
  const account = creditAccountOf(shop, order.customerId, order.currency) ?? openCreditAccount(shop, order.customerId, order.currency);
  changeCredit(shop, account, { amount, event: 'ORDER_REFUND' });
}

/** Gives money back: to the card or the bank first, then as store credit, then onto gift cards; never more than each has paid. */
export function giveBack(shop: Shop, order: Order, amount: number, at: number): Transaction[] {
  const rank = ({ gateway }: Transaction): number => [STORE_CREDIT, GIFT_CARD].indexOf(gateway);
  const payments = order.transactions.filter((one) => one.status === 'success' && TAKES.includes(one.kind));
  let left = amount;
  const refunds = payments
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap((payment) => {
      const back = Math.min(heldBy(order, payment), left);
      if (back <= 0) return [];
      left -= back;
      returnValue(shop, order, payment, back);
      const { gateway, giftCardId, giftCardEnd } = payment;
      const card = giftCardId === undefined ? {} : { giftCardId, giftCardEnd };
      return [made(shop, at, { kind: 'refund', gateway, amount: back, parentId: payment.id, ...card })];
    });
  order.transactions.push(...refunds);
  return refunds;
}

/** The gateways of an order, as Shopify lists them: each once, also those whose payment failed. */
export function gatewaysOf(order: Order): string[] {
  const used = order.transactions.filter((one) => one.kind !== 'refund' && one.kind !== 'void').map((one) => one.gateway);
  return used.length === 0 ? [order.gateway] : [...new Set(used)];
}

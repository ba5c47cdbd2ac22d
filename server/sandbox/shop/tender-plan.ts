/** Who would pay what of an amount: gift cards in the order they were given, then store credit, then whatever way of paying is left. */
import { findGiftCardByCode, whyNotPay } from './gift-card.ts';
import type { GiftCard, GiftCardRefusal } from './gift-card.ts';
import type { Shop } from './shop.ts';
import { creditAccountOf } from './store-credit.ts';
import type { CreditAccount } from './store-credit.ts';

export interface Tenders {
  giftCards: readonly string[];
  /** Whose store credit is to be spent; undefined: nobody's. */
  creditOf: number | undefined;
}

export interface TenderPlan {
  cards: { card: GiftCard; amount: number }[];
  credit: { account: CreditAccount; amount: number } | undefined;
  /** What is still to be paid by card or bank transfer. */
  left: number;
  refused: { code: string; refusal: GiftCardRefusal }[];
}

export function planTender(shop: Shop, { giftCards, creditOf }: Tenders, total: number): TenderPlan {
  const plan: TenderPlan = { cards: [], credit: undefined, left: total, refused: [] };
  for (const code of giftCards) {
    const card = findGiftCardByCode(shop, code);
    const refusal = whyNotPay(shop, card);
    if (!card || refusal !== undefined) {
      plan.refused.push({ code, refusal: refusal ?? 'unknown' });
      continue;
    }
    const amount = Math.min(card.balance, plan.left);
    plan.cards.push({ card, amount });
    plan.left -= amount;
  }
  const account = creditOf === undefined ? undefined : creditAccountOf(shop, creditOf, shop.settings.get().currency);
  if (account && account.balance > 0) {
    const amount = Math.min(account.balance, plan.left);
    plan.credit = { account, amount };
    plan.left -= amount;
  }
  return plan;
}

// What a wish for a reward sets going, and what taking it back does: here the server makes a code, which is put into the cart. Where carts know rewards by
// themselves, another module stands here.
import type { HeldReward, Reward } from '../member/answers.ts';
import type { WordKey } from '../panel/voice.ts';
import { ask, type Outcome } from './ask.ts';
import type { Progressing } from './held-rewards.ts';
import type { Wish } from './request-ids.ts';
import { cartHint } from './theme-cart.ts';

export interface Address {
  /** Of everything that is asked, and of one language. */
  readonly proxy: string;
  readonly locale: string;
}

export async function take(
  { proxy, locale }: Address,
  { minimumOrder }: Reward,
  wish: Wish & { readonly requestId: string },
): Promise<Outcome> {
  return ask(`${proxy}/redeem${locale}`, { ...wish, cart: await cartHint(minimumOrder?.amountMinor ?? 0) });
}

export function giveBack({ proxy, locale }: Address, { id }: HeldReward): Promise<Outcome> {
  return ask(`${proxy}/held/${encodeURIComponent(id)}/cancel${locale}`, {});
}

/** How far it is already when it is first seen. */
export const progressAtFirst = (_held: string): Progressing => ({});

/** What is said before it is spent, on the button that spends it, and on the two that give it back. */
export const askWords = (_reward: Reward): WordKey => 'redeemAsk';
export const confirmWords = (_reward: Reward): WordKey => 'redeemConfirm';
export const returnWords = (_held: HeldReward, sure: boolean): WordKey => (sure ? 'heldReturnSure' : 'heldReturn');

// The port to rewards, for one shop.
import type { RewardLine } from '../../platform.ts';
import type { GraphqlClient } from '../graphql/client.ts';
import { findCode, makeCode, ordersWithCode, removeCode } from './codes.ts';
import { creditMoves, giveGiftCard, giveStoreCredit } from './gifts.ts';

type Readable = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Shopify's own address: it puts the code into the session and goes on. */
const applyPath = (code: string): string => `/discount/${encodeURIComponent(code)}?redirect=/cart`;

/** `currency` is the shop's; `readable` turns an answer that cannot be read into a refusal of the store. */
export function rewardLine(client: GraphqlClient, currency: string, readable: Readable): RewardLine {
  return {
    makeCode: (wish) => readable(() => makeCode(client, wish, currency)),
    findCode: (code) => readable(() => findCode(client, code)),
    removeCode: (code) => readable(() => removeCode(client, code)),
    ordersWithCode: (code) => readable(() => ordersWithCode(client, code)),
    giveGiftCard: (gift) => readable(() => giveGiftCard(client, gift)),
    creditMoves: (customerId, inCurrency, limit) => readable(() => creditMoves(client, customerId, inCurrency, limit)),
    giveStoreCredit: (customerId, amount, endsAt) => readable(() => giveStoreCredit(client, customerId, amount, endsAt)),
    applyPath,
    usableAgain: false,
  };
}

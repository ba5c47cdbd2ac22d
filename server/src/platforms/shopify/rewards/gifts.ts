// Gift cards and store credit. Shopify does not recognise a repeated question here: whoever calls this knows whether it may.
import { decimalFromMinor, minorFromDecimal } from '../../../loyalty/money.ts';
import { StoreRefused, Unreadable, type CreditMove, type MoneyAmount, type RewardLine } from '../../platform.ts';
import { gidOf } from '../gid.ts';
import type { GraphqlClient } from '../graphql/client.ts';
import { instantOf } from '../orders/amount.ts';
import { CreditAccounts, CreditMoves, GivenCredit, MadeGiftCard, type MoveAnswer } from './answers.ts';
import { CREDIT_ACCOUNTS, CREDIT_MOVES, GIVE_CREDIT, MAKE_GIFT_CARD } from './documents.ts';
import { codesOf, refuseOn } from './said-no.ts';

type Gift = Parameters<RewardLine['giveGiftCard']>[0];

/** Shopify takes 8 to 20 letters and digits; fewer than 16 could be guessed. */
const GIFT_CODE = /^[A-Za-z0-9]{16,20}$/;

const moneyInput = ({ amountMinor, currency }: MoneyAmount) => ({
  amount: decimalFromMinor(amountMinor, currency),
  currencyCode: currency,
});

/** @throws {RangeError} a code that Shopify would not take. */
export async function giveGiftCard(client: GraphqlClient, gift: Gift): Promise<'given' | 'duplicate'> {
  const { code, amount, customerId, note, endsAt } = gift;
  if (!GIFT_CODE.test(code)) throw new RangeError('a gift card is named by 16 to 20 letters and digits');
  const input = {
    code,
    note,
    initialAmount: moneyInput(amount),
    ...(customerId === null ? {} : { customerId: gidOf('Customer', customerId) }),
    // A date without time, on which it still counts.
    ...(endsAt === null ? {} : { expiresOn: new Date(endsAt).toISOString().slice(0, 10) }),
  };
  const { made } = await client.ask(MAKE_GIFT_CARD, { input }, MadeGiftCard);
  if (codesOf(made.userErrors).includes('TAKEN')) return 'duplicate';
  refuseOn(made.userErrors);
  if (made.giftCard === null) throw new StoreRefused(200, 'neither a gift card nor a reason');
  return 'given';
}

/**
 * Newest first. Those of one instant stand in no order: who compares takes ids, not places.
 * @throws {StoreRefused} when the shop has no such customer.
 */
export async function creditMoves(client: GraphqlClient, customerId: string, currency: string, limit: number): Promise<CreditMove[]> {
  const { customer } = await client.ask(CREDIT_ACCOUNTS, { id: gidOf('Customer', customerId) }, CreditAccounts);
  if (customer === null) throw new StoreRefused(404, 'there is no such customer');
  const account = customer.storeCreditAccounts.nodes.find(({ balance }) => balance.currencyCode === currency);
  if (account === undefined) return [];
  const { storeCreditAccount } = await client.ask(CREDIT_MOVES, { id: account.id, first: limit }, CreditMoves);
  if (storeCreditAccount === null) throw new StoreRefused(404, 'the account is gone');
  return storeCreditAccount.transactions.nodes.flatMap(({ id, ...move }) => (id === undefined ? [] : [moveOf({ id, ...move })]));
}

export async function giveStoreCredit(
  client: GraphqlClient,
  customerId: string,
  amount: MoneyAmount,
  endsAt: number | null,
): Promise<CreditMove> {
  const until = endsAt === null ? {} : { expiresAt: new Date(endsAt).toISOString() };
  const variables = { id: gidOf('Customer', customerId), input: { creditAmount: moneyInput(amount), ...until } };
  const { given } = await client.ask(GIVE_CREDIT, variables, GivenCredit);
  refuseOn(given.userErrors);
  if (given.storeCreditAccountTransaction === null) throw new StoreRefused(200, 'neither credit nor a reason');
  return moveOf(given.storeCreditAccountTransaction);
}

function moveOf({ id, createdAt, amount }: MoveAnswer): CreditMove {
  const { currencyCode: currency } = amount;
  const amountMinor = minorFromDecimal(amount.amount, currency);
  if (amountMinor === null) throw new Unreadable('amount', 'not a decimal amount');
  return { moveId: id, amount: { amountMinor, currency }, at: instantOf('createdAt', createdAt) };
}

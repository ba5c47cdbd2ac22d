/** Gift cards for the app. Like Shopify's there is no idempotency: only a code of one's own makes a second card impossible (TAKEN). */
import { findCustomer } from '../shop/customer.ts';
import {
  findGiftCard,
  findGiftCardByCode,
  isExpired,
  lastCharacters,
  listGiftCards,
  maskedCode,
  plainCode,
  randomCode,
  saveGiftCard,
} from '../shop/gift-card.ts';
import type { GiftCard } from '../shop/gift-card.ts';
import { gid, numberIn } from '../shop/ids.ts';
import { fromText } from '../shop/money.ts';
import type { Shop } from '../shop/shop.ts';
import { isoUtc } from '../shop/time.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import { moneyV2 } from './money.ts';
import type { Nodes } from './nodes.ts';
import { search } from './search.ts';
import type { Readers } from './search.ts';

interface CreateInput {
  initialAmount?: { amount: string; currencyCode: string } | null;
  initialValue?: string | null;
  code?: string | null;
  customerId?: string | null;
  expiresOn?: string | null;
  note?: string | null;
}

/** The texts are the sandbox's; the codes are the schema's. */
interface Problem {
  code: string;
  field: string[];
  message: string;
}

const MIN_LENGTH = 8;
const MAX_LENGTH = 20;

function giftCardNode(nodes: Nodes, card: GiftCard): object {
  const customer = card.customerId === null ? undefined : findCustomer(nodes.shop, card.customerId);
  return {
    __typename: 'GiftCard',
    id: gid('GiftCard', card.id),
    balance: moneyV2(card.balance, card.currency),
    initialValue: moneyV2(card.initial, card.currency),
    createdAt: isoUtc(card.createdAt),
    updatedAt: isoUtc(card.updatedAt),
    deactivatedAt: card.deactivatedAt === null ? null : isoUtc(card.deactivatedAt),
    enabled: card.deactivatedAt === null,
    isRedeemable: card.deactivatedAt === null && card.balance > 0 && !isExpired(nodes.shop, card),
    expiresOn: card.expiresOn,
    lastCharacters: lastCharacters(card),
    maskedCode: maskedCode(card),
    note: card.note,
    templateSuffix: null,
    crossCurrencyRedemptionStrategy: 'NONE',
    order: null,
    lineItem: null,
    customer: () => (customer ? nodes.customer(customer) : null),
  };
}

function codeProblems(shop: Shop, code: string): Problem[] {
  const wrong = (kind: string, message: string): Problem[] => [{ code: kind, field: ['input', 'code'], message }];
  if (!/^[A-Za-z0-9]*$/.test(code)) return wrong('INVALID', 'Code can only contain letters(a-z) and numbers(0-9)');
  if (code.length < MIN_LENGTH) return wrong('TOO_SHORT', `Code must be at least ${MIN_LENGTH} characters long`);
  if (code.length > MAX_LENGTH) return wrong('TOO_LONG', `Code must be ${MAX_LENGTH} characters or less`);
  return findGiftCardByCode(shop, code) ? wrong('TAKEN', 'Code has already been taken') : [];
}

/** The amount in minor units; the older `initialValue` is in the shop's currency. */
function amountOf(shop: Shop, { initialAmount, initialValue }: CreateInput): { amount: number; problems: Problem[] } {
  const { currency } = shop.settings.get();
  const field = ['input', initialAmount ? 'initialAmount' : 'initialValue'];
  const text = initialAmount?.amount ?? initialValue;
  const refuse = (code: string, message: string) => ({ amount: 0, problems: [{ code, field, message }] });
  if (text === null || text === undefined) return refuse('MISSING_ARGUMENT', 'An initial amount is required');
  if (initialAmount && initialAmount.currencyCode !== currency) return refuse('INVALID', 'Currency is not supported by the shop');
  const amount = fromText(text, currency);
  if (amount === undefined) return refuse('INVALID', 'Initial value is not an amount');
  return amount > 0 ? { amount, problems: [] } : refuse('GREATER_THAN', 'Initial value must be greater than 0');
}

function create(nodes: Nodes, input: CreateInput) {
  const { shop } = nodes;
  const { amount, problems } = amountOf(shop, input);
  const code = input.code ?? randomCode();
  const customerId = input.customerId ? (numberIn(input.customerId, 'Customer') ?? 0) : null;
  const unknown = customerId !== null && !findCustomer(shop, customerId);
  const customer = { code: 'CUSTOMER_NOT_FOUND', field: ['input', 'customerId'], message: 'The customer could not be found' };
  const all = [...problems, ...codeProblems(shop, code), ...(unknown ? [customer] : [])];
  if (all.length > 0) return { giftCard: null, giftCardCode: null, userErrors: all };
  const at = shop.now();
  const card = saveGiftCard(shop, {
    id: shop.nextId('giftCard'),
    code: plainCode(code),
    initial: amount,
    balance: amount,
    currency: shop.settings.get().currency,
    customerId,
    expiresOn: input.expiresOn ?? null,
    note: input.note ?? null,
    createdAt: at,
    updatedAt: at,
    deactivatedAt: null,
  });
  // The whole code is in this answer and in no other.
  return { giftCard: giftCardNode(nodes, card), giftCardCode: card.code, userErrors: [] };
}

function deactivate(nodes: Nodes, id: string) {
  const { shop } = nodes;
  const card = findGiftCard(shop, numberIn(id, 'GiftCard') ?? 0);
  if (!card)
    return { giftCard: null, userErrors: [{ code: 'GIFT_CARD_NOT_FOUND', field: ['id'], message: 'The gift card could not be found' }] };
  const at = shop.now();
  const changed = card.deactivatedAt === null ? saveGiftCard(shop, { ...card, deactivatedAt: at, updatedAt: at }) : card;
  return { giftCard: giftCardNode(nodes, changed), userErrors: [] };
}

const READERS = (shop: Shop): Readers<GiftCard> => ({
  id: (card) => card.id,
  customer_id: (card) => card.customerId,
  created_at: (card) => card.createdAt,
  expires_on: (card) => card.expiresOn,
  initial_value: (card) => card.initial / 100,
  balance_status: ({ balance, initial }) => (balance === 0 ? ['empty'] : [balance === initial ? 'full' : 'partial', 'full_or_partial']),
  status: (card) => (card.deactivatedAt !== null ? 'disabled' : isExpired(shop, card) ? 'expired' : 'enabled'),
});

/** A search of one word alone looks for a code. */
function found(shop: Shop, query: string | null | undefined): GiftCard[] {
  const all = listGiftCards(shop);
  const word = query?.trim() ?? '';
  return /^[A-Za-z0-9]+$/.test(word) ? all.filter(({ code }) => code === plainCode(word)) : search(all, query, READERS(shop));
}

const SORTS: Record<string, (card: GiftCard) => number> = {
  ID: (card) => card.id,
  CREATED_AT: (card) => card.createdAt,
  UPDATED_AT: (card) => card.updatedAt,
  BALANCE: (card) => card.balance,
  INITIAL_VALUE: (card) => card.initial,
};

interface ListArgs extends PageArgs {
  query?: string | null;
  sortKey?: string | null;
}

export function giftCardRoot(nodes: Nodes) {
  const { shop } = nodes;
  return {
    giftCard: ({ id }: { id: string }) => {
      const card = findGiftCard(shop, numberIn(id, 'GiftCard') ?? 0);
      return card ? giftCardNode(nodes, card) : null;
    },
    giftCards: (args: ListArgs) => {
      const by = SORTS[args.sortKey ?? 'ID'] ?? ((card: GiftCard) => card.id);
      const sorted = found(shop, args.query).toSorted((a, b) => by(a) - by(b) || a.id - b.id);
      return connection(
        sorted,
        args,
        (card) => String(card.id),
        (card) => giftCardNode(nodes, card),
      );
    },
    giftCardsCount: ({ query }: { query?: string | null }) => ({ count: found(shop, query).length, precision: 'EXACT' }),
    giftCardCreate: ({ input }: { input: CreateInput }) => shop.db.transaction(() => create(nodes, input)),
    giftCardDeactivate: ({ id }: { id: string }) => deactivate(nodes, id),
  };
}

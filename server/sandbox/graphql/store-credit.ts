/** Store credit: an account per customer and currency, made by the first credit. Like Shopify's it has no idempotency. */
import { findCustomer } from '../shop/customer.ts';
import { gid, numberIn } from '../shop/ids.ts';
import { fromText } from '../shop/money.ts';
import type { Shop } from '../shop/shop.ts';
import {
  changeCredit,
  creditAccountOf,
  creditAccountsOf,
  creditEntriesOf,
  findCreditAccount,
  openCreditAccount,
} from '../shop/store-credit.ts';
import type { CreditAccount, CreditEntry } from '../shop/store-credit.ts';
import { isoUtc } from '../shop/time.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import { moneyV2 } from './money.ts';

interface Money {
  amount: string;
  currencyCode: string;
}

const refused = (code: string, message: string, field: string[]) => ({
  storeCreditAccountTransaction: null,
  userErrors: [{ code, message, field }],
});

function entryNode(shop: Shop, account: CreditAccount, entry: CreditEntry): object {
  const credit = entry.amount >= 0;
  return {
    __typename: credit ? 'StoreCreditAccountCreditTransaction' : 'StoreCreditAccountDebitTransaction',
    id: gid(credit ? 'StoreCreditAccountCreditTransaction' : 'StoreCreditAccountDebitTransaction', entry.id),
    amount: moneyV2(entry.amount, account.currency),
    balanceAfterTransaction: moneyV2(entry.balance, account.currency),
    createdAt: isoUtc(entry.at),
    event: entry.event ?? 'ADJUSTMENT',
    ...(credit
      ? { expiresAt: entry.expires_at === null ? null : isoUtc(entry.expires_at), remainingAmount: moneyV2(entry.amount, account.currency) }
      : {}),
    account: () => accountNode(shop, account),
  };
}

/** Oldest first, as every Shopify list; `reverse: true` gives the newest first. What never expires comes last. */
function sortedEntries(entries: CreditEntry[], sortKey: string | null | undefined): CreditEntry[] {
  if (sortKey !== 'EXPIRES_AT') return entries;
  const end = (entry: CreditEntry): number => entry.expires_at ?? Number.MAX_SAFE_INTEGER;
  return entries.toSorted((a, b) => end(a) - end(b) || a.id - b.id);
}

function accountNode(shop: Shop, account: CreditAccount): object {
  return {
    __typename: 'StoreCreditAccount',
    id: gid('StoreCreditAccount', account.id),
    balance: moneyV2(account.balance, account.currency),
    transactions: (args: PageArgs & { sortKey?: string | null }) =>
      connection(
        sortedEntries(creditEntriesOf(shop, account.id), args.sortKey),
        args,
        (entry) => String(entry.id),
        (entry) => entryNode(shop, account, entry),
      ),
  };
}

export function accountsOf(shop: Shop, customerId: number, args: PageArgs) {
  const accounts = creditAccountsOf(shop, customerId);
  return connection(
    accounts,
    args,
    (account) => String(account.id),
    (account) => accountNode(shop, account),
  );
}

/** An account by its own id, or a customer's in one currency, made when it is credited for the first time. */
function accountFor(shop: Shop, id: string, currency: string, make: boolean): CreditAccount | undefined {
  const own = numberIn(id, 'StoreCreditAccount');
  if (own !== undefined) return findCreditAccount(shop, own);
  const customerId = numberIn(id, 'Customer');
  if (customerId === undefined || !findCustomer(shop, customerId)) return undefined;
  const found = creditAccountOf(shop, customerId, currency);
  return found || !make ? found : openCreditAccount(shop, customerId, currency);
}

function change(shop: Shop, id: string, money: Money, sign: 1 | -1, expiresAt: string | null | undefined) {
  const field = sign === 1 ? ['creditInput', 'creditAmount'] : ['debitInput', 'debitAmount'];
  const amount = fromText(money.amount, money.currencyCode);
  if (money.currencyCode !== shop.settings.get().currency)
    return refused('UNSUPPORTED_CURRENCY', 'Currency is not supported', [...field, 'currencyCode']);
  if (amount === undefined || amount <= 0)
    return refused('NEGATIVE_OR_ZERO_AMOUNT', 'A positive amount must be used', [...field, 'amount']);
  if (expiresAt && Date.parse(expiresAt) <= shop.now())
    return refused('EXPIRES_AT_IN_PAST', 'The expiry date must be in the future', ['creditInput', 'expiresAt']);
  return shop.db.transaction(() => {
    const account = accountFor(shop, id, money.currencyCode, sign === 1);
    if (!account)
      return refused(
        numberIn(id, 'Customer') === undefined ? 'ACCOUNT_NOT_FOUND' : 'OWNER_NOT_FOUND',
        'Store credit account could not be found',
        ['id'],
      );
    if (account.currency !== money.currencyCode)
      return refused('MISMATCHING_CURRENCY', 'The currency does not match the account', [...field, 'currencyCode']);
    const balance = account.balance + sign * amount;
    if (balance < 0) return refused('INSUFFICIENT_FUNDS', 'The account has insufficient funds', [...field, 'amount']);
    const ends = expiresAt ? Date.parse(expiresAt) : null;
    const entry = changeCredit(shop, account, { amount: sign * amount, event: 'ADJUSTMENT', expiresAt: ends });
    return { storeCreditAccountTransaction: entryNode(shop, { ...account, balance }, entry), userErrors: [] };
  });
}

export function storeCreditRoot(shop: Shop) {
  return {
    storeCreditAccount: ({ id }: { id: string }) => {
      const account = accountFor(shop, id, '', false);
      return account ? accountNode(shop, account) : null;
    },
    storeCreditAccountCredit: ({ id, creditInput }: { id: string; creditInput: { creditAmount: Money; expiresAt?: string | null } }) =>
      change(shop, id, creditInput.creditAmount, 1, creditInput.expiresAt),
    storeCreditAccountDebit: ({ id, debitInput }: { id: string; debitInput: { debitAmount: Money } }) =>
      change(shop, id, debitInput.debitAmount, -1, null),
  };
}

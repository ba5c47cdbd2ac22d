/** Store credit: an account per customer and currency, made by the first credit. Like Shopify's it has no idempotency. */
import { findCustomer } from '../shop/customer.ts';
import { gid, numberIn } from '../shop/ids.ts';
import { fromText } from '../shop/money.ts';
import type { Shop } from '../shop/shop.ts';
import { isoUtc } from '../shop/time.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import { moneyV2 } from './money.ts';

interface Account {
  id: number;
  customer_id: number;
  currency: string;
  balance: number;
}

interface Entry {
  id: number;
  account_id: number;
  amount: number;
  balance: number;
  at: number;
  expires_at: number | null;
}

interface Money {
  amount: string;
  currencyCode: string;
}

const refused = (code: string, message: string, field: string[]) => ({
  storeCreditAccountTransaction: null,
  userErrors: [{ code, message, field }],
});

function entryNode(shop: Shop, account: Account, entry: Entry): object {
  const credit = entry.amount >= 0;
  return {
    __typename: credit ? 'StoreCreditAccountCreditTransaction' : 'StoreCreditAccountDebitTransaction',
    id: gid(credit ? 'StoreCreditAccountCreditTransaction' : 'StoreCreditAccountDebitTransaction', entry.id),
    amount: moneyV2(entry.amount, account.currency),
    balanceAfterTransaction: moneyV2(entry.balance, account.currency),
    createdAt: isoUtc(entry.at),
    event: 'ADJUSTMENT',
    ...(credit
      ? { expiresAt: entry.expires_at === null ? null : isoUtc(entry.expires_at), remainingAmount: moneyV2(entry.amount, account.currency) }
      : {}),
    account: () => accountNode(shop, account),
  };
}

function accountNode(shop: Shop, account: Account): object {
  return {
    __typename: 'StoreCreditAccount',
    id: gid('StoreCreditAccount', account.id),
    balance: moneyV2(account.balance, account.currency),
    transactions: (args: PageArgs) =>
      connection(
        shop.db.all<Entry>('select * from store_credit_entries where account_id = ? order by id', account.id),
        args,
        (entry) => String(entry.id),
        (entry) => entryNode(shop, account, entry),
      ),
  };
}

export function accountsOf(shop: Shop, customerId: number, args: PageArgs) {
  const accounts = shop.db.all<Account>('select * from store_credit where customer_id = ? order by id', customerId);
  return connection(
    accounts,
    args,
    (account) => String(account.id),
    (account) => accountNode(shop, account),
  );
}

/** An account by its own id, or a customer's in one currency, made when it is credited for the first time. */
function accountFor(shop: Shop, id: string, currency: string, make: boolean): Account | undefined {
  const own = numberIn(id, 'StoreCreditAccount');
  if (own !== undefined) return shop.db.one<Account>('select * from store_credit where id = ?', own);
  const customerId = numberIn(id, 'Customer');
  if (customerId === undefined || !findCustomer(shop, customerId)) return undefined;
  const found = shop.db.one<Account>('select * from store_credit where customer_id = ? and currency = ?', customerId, currency);
  if (found || !make) return found;
  return shop.db.one<Account>('insert into store_credit values (?, ?, ?, 0) returning *', shop.nextId('storeCredit'), customerId, currency);
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
    shop.db.run('update store_credit set balance = ? where id = ?', balance, account.id);
    const sql = 'insert into store_credit_entries values (?, ?, ?, ?, ?, ?) returning *';
    const entry = shop.db.one<Entry>(
      sql,
      shop.nextId('storeCreditEntry'),
      account.id,
      sign * amount,
      balance,
      shop.now(),
      expiresAt ? Date.parse(expiresAt) : null,
    );
    return { storeCreditAccountTransaction: entry ? entryNode(shop, { ...account, balance }, entry) : null, userErrors: [] };
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

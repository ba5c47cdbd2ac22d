/** Store credit: an account per customer and currency, made by the first credit. Like Shopify's it has no idempotency. */
import type { Shop } from './shop.ts';

export interface CreditAccount {
  id: number;
  customer_id: number;
  currency: string;
  balance: number;
}

export type CreditEvent = 'ADJUSTMENT' | 'ORDER_PAYMENT' | 'ORDER_REFUND';

export interface CreditEntry {
  id: number;
  account_id: number;
  amount: number;
  balance: number;
  at: number;
  expires_at: number | null;
  event: CreditEvent | null;
}

export const findCreditAccount = (shop: Shop, id: number): CreditAccount | undefined =>
  shop.db.one<CreditAccount>('select * from store_credit where id = ?', id);

export const creditAccountOf = (shop: Shop, customerId: number, currency: string): CreditAccount | undefined =>
  shop.db.one<CreditAccount>('select * from store_credit where customer_id = ? and currency = ?', customerId, currency);

export const creditAccountsOf = (shop: Shop, customerId: number): CreditAccount[] =>
  shop.db.all<CreditAccount>('select * from store_credit where customer_id = ? order by id', customerId);

/** Oldest first. */
export const creditEntriesOf = (shop: Shop, accountId: number): CreditEntry[] =>
  shop.db.all<CreditEntry>('select * from store_credit_entries where account_id = ? order by id', accountId);

export function openCreditAccount(shop: Shop, customerId: number, currency: string): CreditAccount {
  const account = { id: shop.nextId('storeCredit'), customer_id: customerId, currency, balance: 0 };
  shop.db.run('insert into store_credit values (?, ?, ?, 0)', account.id, customerId, currency);
  return account;
}

export interface CreditChange {
  /** Positive gives, negative takes; the caller has seen that there is enough. */
  amount: number;
  event: CreditEvent;
  expiresAt?: number | null;
}

export function changeCredit(shop: Shop, account: CreditAccount, { amount, event, expiresAt = null }: CreditChange): CreditEntry {
  const balance = account.balance + amount;
  const entry = {
    id: shop.nextId('storeCreditEntry'),
    account_id: account.id,
    amount,
    balance,
    at: shop.now(),
    expires_at: expiresAt,
    event,
  };
  shop.db.run('update store_credit set balance = ? where id = ?', balance, account.id);
  const sql = 'insert into store_credit_entries (id, account_id, amount, balance, at, expires_at, event) values (?, ?, ?, ?, ?, ?, ?)';
  shop.db.run(sql, entry.id, account.id, amount, balance, entry.at, expiresAt, event);
  return entry;
}

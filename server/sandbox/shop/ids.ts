import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';

/** Where each kind of number starts: as large as Shopify's, so that 32-bit assumptions break here and not in production. */
const START = {
  order: 5_800_000_000_000,
  line: 14_700_000_000_000,
  customer: 7_200_000_000_000,
  address: 8_900_000_000_000,
  transaction: 6_900_000_000_000,
  refund: 880_000_000_000,
  refundLine: 640_000_000_000,
  adjustment: 270_000_000_000,
  shippingLine: 4_600_000_000_000,
  fulfillment: 5_100_000_000_000,
  edit: 78_000_000_000,
  checkout: 36_000_000_000_000,
  discount: 1_400_000_000_000,
  metafield: 31_000_000_000_000,
  storeCredit: 92_000_000,
  storeCreditEntry: 530_000_000,
  giftCard: 590_000_000_000,
  bulk: 720_918,
  number: 1000,
} as const;

export type IdKind = keyof typeof START;
export type NextId = (kind: IdKind) => number;

export function idsIn(db: Database): NextId {
  return (kind) => {
    const sql = 'insert into sequences values (?, ?) on conflict (kind) do update set last = last + 1 returning last';
    return db.one<{ last: number }>(sql, kind, START[kind] + 1)?.last ?? START[kind];
  };
}

export const newToken = (): string => randomUUID().replaceAll('-', '');

export const gid = (type: string, id: number | string): string => `gid://shopify/${type}/${id}`;

/** The number in a gid of the wanted type, or undefined: a customer's gid must not find an order. */
export function numberIn(value: string, type: string): number | undefined {
  const match = new RegExp(`^gid://shopify/${type}/(\\d{1,16})(?:\\?.*)?$`).exec(value);
  return match ? Number(match[1]) : undefined;
}

/** Discount codes: what they say, where they are kept, and how often they were used. */
import type { Shop } from './shop.ts';

/** The goods a discount speaks of; all three null: everything in the cart. */
export interface Goods {
  productIds: number[] | null;
  variantIds: number[] | null;
  collectionIds: number[] | null;
}

export interface Discount extends Goods {
  id: number;
  kind: 'DiscountCodeBasic' | 'DiscountCodeFreeShipping' | 'DiscountCodeBxgy';
  code: string;
  title: string;
  percentageBp: number | null;
  amount: number | null;
  /** The amount is for every piece and not once for all of them. */
  onEachItem: boolean;
  minimumSubtotal: number | null;
  minimumQuantity: number | null;
  /** What must be bought (buy X, get Y): so many pieces, or goods for so much money. */
  buys: (Goods & { quantity: number | null; amount: number | null }) | null;
  /** How many pieces one use gives. */
  getsQuantity: number | null;
  usesPerOrder: number | null;
  maximumShipping: number | null;
  /** Null: to everywhere. */
  countries: string[] | null;
  restOfWorld: boolean;
  usageLimit: number | null;
  oncePerCustomer: boolean;
  customerIds: number[] | null;
  combinesWith: { orderDiscounts: boolean; productDiscounts: boolean; shippingDiscounts: boolean };
  tags: string[];
  startsAt: number;
  endsAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** What rows of older versions do not say. */
export const UNSAID = {
  collectionIds: null,
  onEachItem: false,
  buys: null,
  getsQuantity: null,
  usesPerOrder: null,
  maximumShipping: null,
  countries: null,
  restOfWorld: false,
} satisfies Partial<Discount>;

export type DiscountClass = 'ORDER' | 'PRODUCT' | 'SHIPPING';

/** Which class decides what a discount may be combined with, and in which order it is taken off. */
export function classOf({ kind, productIds, variantIds, collectionIds }: Discount): DiscountClass {
  if (kind === 'DiscountCodeFreeShipping') return 'SHIPPING';
  if (kind === 'DiscountCodeBxgy') return 'PRODUCT';
  return (productIds ?? variantIds ?? collectionIds) ? 'PRODUCT' : 'ORDER';
}

export function statusOf({ startsAt, endsAt }: Pick<Discount, 'startsAt' | 'endsAt'>, now: number): 'SCHEDULED' | 'ACTIVE' | 'EXPIRED' {
  if (endsAt !== null && endsAt <= now) return 'EXPIRED';
  return startsAt > now ? 'SCHEDULED' : 'ACTIVE';
}

const read = (row: { body: string } | undefined): Discount | undefined =>
  row ? { ...UNSAID, ...(JSON.parse(row.body) as Discount) } : undefined;

export const findDiscount = (shop: Shop, id: number): Discount | undefined =>
  read(shop.db.one('select body from discounts where id = ?', id));

/** Codes are found whatever their case. */
export const findDiscountByCode = (shop: Shop, code: string): Discount | undefined =>
  read(shop.db.one('select body from discounts where code = ?', code.trim()));

export const listDiscounts = (shop: Shop): Discount[] =>
  shop.db.all<{ body: string }>('select body from discounts order by id desc').flatMap((row) => read(row) ?? []);

export function saveDiscount(shop: Shop, discount: Discount): Discount {
  const sql = 'insert into discounts values (?, ?, ?) on conflict (id) do update set code = excluded.code, body = excluded.body';
  shop.db.run(sql, discount.id, discount.code, JSON.stringify(discount));
  return discount;
}

export function deleteDiscountRow(shop: Shop, id: number): boolean {
  return shop.db.run('delete from discounts where id = ?', id) > 0;
}

export const usesOf = (shop: Shop, id: number): number =>
  shop.db.one<{ n: number }>('select count(*) as n from discount_uses where discount_id = ?', id)?.n ?? 0;

/** The count an app is shown lags behind the truth: Shopify writes that it is updated asynchronously. */
export function shownUsesOf(shop: Shop, id: number): number {
  const until = shop.now() - shop.settings.get().usageCountLagMs;
  const sql = 'select count(*) as n from discount_uses where discount_id = ? and coalesce(used_at, 0) <= ?';
  return shop.db.one<{ n: number }>(sql, id, until)?.n ?? 0;
}

export function usedBy(shop: Shop, id: number, customerId: number): boolean {
  return shop.db.one('select 1 as used from discount_uses where discount_id = ? and customer_id = ?', id, customerId) !== undefined;
}

export function recordUse(shop: Shop, discountId: number, orderId: number, customerId: number | null): void {
  const sql = 'insert or ignore into discount_uses (discount_id, order_id, customer_id, used_at) values (?, ?, ?, ?)';
  shop.db.run(sql, discountId, orderId, customerId, shop.now());
}

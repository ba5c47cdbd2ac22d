/** Discount codes, made by the app through GraphQL and used by shoppers at checkout. */
import type { Shop } from './shop.ts';

export interface Discount {
  id: number;
  kind: 'DiscountCodeBasic' | 'DiscountCodeFreeShipping' | 'DiscountCodeBxgy';
  code: string;
  title: string;
  percentageBp: number | null;
  amount: number | null;
  minimumSubtotal: number | null;
  minimumQuantity: number | null;
  /** Null: everything in the cart. */
  productIds: number[] | null;
  variantIds: number[] | null;
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

export interface WantedLine {
  productId: number;
  variantId: number;
  giftCard: boolean;
  amount: number;
  quantity: number;
}

/** Keys of the checkout's words: why a code cannot be used. */
export type DiscountRefusal = 'unknown' | 'notYet' | 'ended' | 'usedUp' | 'notYours' | 'minimum' | 'nothing' | 'unsupported';

export const findDiscount = (shop: Shop, id: number): Discount | undefined =>
  read(shop.db.one('select body from discounts where id = ?', id));

/** Codes are found whatever their case. */
export const findDiscountByCode = (shop: Shop, code: string): Discount | undefined =>
  read(shop.db.one('select body from discounts where code = ?', code.trim()));

export const listDiscounts = (shop: Shop): Discount[] =>
  shop.db.all<{ body: string }>('select body from discounts order by id desc').map((row) => JSON.parse(row.body) as Discount);

const read = (row: { body: string } | undefined): Discount | undefined => (row ? (JSON.parse(row.body) as Discount) : undefined);

export function saveDiscount(shop: Shop, discount: Discount): Discount {
  const sql = 'insert into discounts values (?, ?, ?) on conflict (id) do update set code = excluded.code, body = excluded.body';
  shop.db.run(sql, discount.id, discount.code, JSON.stringify(discount));
  return discount;
}

export function deleteDiscount(shop: Shop, id: number): boolean {
  return shop.db.run('delete from discounts where id = ?', id) > 0;
}

export const usesOf = (shop: Shop, id: number): number =>
  shop.db.one<{ n: number }>('select count(*) as n from discount_uses where discount_id = ?', id)?.n ?? 0;

export function recordUse(shop: Shop, discountId: number, orderId: number, customerId: number | null): void {
  shop.db.run('insert or ignore into discount_uses values (?, ?, ?)', discountId, orderId, customerId);
}

export const entitled = (discount: Discount, line: WantedLine): boolean => {
  if (line.giftCard) return false;
  if (discount.productIds === null && discount.variantIds === null) return true;
  return discount.productIds?.includes(line.productId) === true || discount.variantIds?.includes(line.variantId) === true;
};

export function whyNot(
  shop: Shop,
  discount: Discount | undefined,
  lines: readonly WantedLine[],
  customerId: number | undefined,
): DiscountRefusal | undefined {
  const now = shop.now();
  if (!discount) return 'unknown';
  if (discount.kind === 'DiscountCodeBxgy') return 'unsupported';
  if (discount.startsAt > now) return 'notYet';
  if (discount.endsAt !== null && discount.endsAt <= now) return 'ended';
  if (discount.usageLimit !== null && usesOf(shop, discount.id) >= discount.usageLimit) return 'usedUp';
  if (discount.customerIds && (customerId === undefined || !discount.customerIds.includes(customerId))) return 'notYours';
  const used = 'select 1 as used from discount_uses where discount_id = ? and customer_id = ?';
  if (discount.oncePerCustomer && customerId !== undefined && shop.db.one(used, discount.id, customerId)) return 'usedUp';
  const fitting = lines.filter((line) => entitled(discount, line));
  const subtotal = fitting.reduce((sum, line) => sum + line.amount, 0);
  const quantity = fitting.reduce((sum, line) => sum + line.quantity, 0);
  if (discount.minimumSubtotal !== null && subtotal < discount.minimumSubtotal) return 'minimum';
  if (discount.minimumQuantity !== null && quantity < discount.minimumQuantity) return 'minimum';
  return fitting.length === 0 ? 'nothing' : undefined;
}

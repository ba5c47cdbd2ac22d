// The parts of an order, and of a refund of it.
import { decimal } from '../shop/money.ts';
import type { CouponLine, Fee, Line, Order, RefundLine } from '../shop/types.ts';

const NO_TAX = { taxes: [] as const };

function goods({ product, quantity }: Pick<Line, 'product' | 'quantity'>) {
  return { name: product.name, product_id: product.id, variation_id: 0, quantity, tax_class: '' };
}

function described({ product }: Pick<Line, 'product'>, price: number) {
  return { sku: product.sku, global_unique_id: '', price, image: { id: '', src: '' }, parent_name: null };
}

const shown = (id: number, key: string, value: string) => ({ id, key, value, display_key: key, display_value: value });

export function lineItem(line: Line) {
  const { id, subtotal, total, quantity } = line;
  const sums = { subtotal: decimal(subtotal), subtotal_tax: '0.00', total: decimal(total), total_tax: '0.00' };
  return { id, ...goods(line), ...sums, ...NO_TAX, meta_data: [], ...described(line, quantity === 0 ? 0 : total / quantity / 100) };
}

/** rest/06-get-refunds: quantity and sums are negative, and a mark names the order's line. */
export function refundedItem({ id, of, quantity, total }: RefundLine) {
  const sums = { subtotal: decimal(-total), subtotal_tax: '0.00', total: decimal(-total), total_tax: '0.00' };
  const { price, ...rest } = described(of, of.total / of.quantity / 100);
  const mark = shown(id + 40, '_refunded_item_id', String(of.id));
  const each = goods({ product: of.product, quantity: quantity === 0 ? 0 : -quantity });
  const { sku, global_unique_id: unique, image, parent_name: parent } = rest;
  return { id, ...each, ...sums, ...NO_TAX, meta_data: [mark], sku, global_unique_id: unique, price, image, parent_name: parent };
}

export function shippingLines(order: Order) {
  if (order.shipping === 0 && order.createdVia === 'rest-api') return [];
  const items = order.lines.map(({ product, quantity }) => `${product.name} &times; ${quantity}`).join(', ');
  const method = { method_title: 'Flat rate', method_id: 'flat_rate', instance_id: '1' };
  const meta = [shown(order.id + 40, 'Items', items)];
  return [{ id: order.id + 1_000_000, ...method, total: decimal(order.shipping), total_tax: '0.00', ...NO_TAX, tax_status: 'taxable', meta_data: meta }]; // prettier-ignore
}

export function feeLine({ id, name, total }: Fee) {
  const tax = { tax_class: '', tax_status: 'taxable' };
  return { id, name, ...tax, amount: decimal(total), total: decimal(total), total_tax: '0.00', ...NO_TAX, meta_data: [] };
}

/** `discount` is what it took off, `nominal_amount` what it says (woocommerce.md §6, webhooks/24). */
export function couponLine({ id, couponId, code, kind, amount, discount }: CouponLine) {
  const nominal = amount / 100;
  const info = JSON.stringify([couponId, code, kind === 'fixed_cart' ? null : kind, nominal]);
  return {
    id,
    code,
    discount: String(discount / 100),
    discount_tax: '0',
    meta_data: [shown(id + 90, 'coupon_info', info)],
    discount_type: kind,
    nominal_amount: nominal,
    free_shipping: false,
  };
}

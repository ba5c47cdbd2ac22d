import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyIn, startHarness } from './running.ts';
import type { Harness, OrderJson } from './running.ts';

let shop: Harness;
beforeEach(async () => {
  shop = await startHarness();
});
afterEach(() => shop.close());

const cents = (text: unknown): number => Math.round(Number(text) * 100);
const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
const line = (order: OrderJson, at = 0) => {
  const found = order.line_items[at];
  if (!found) throw new Error('no such line');
  return found;
};

/** What must hold of every order body, whatever happened to the order. */
function balanced(order: OrderJson): void {
  const lines = order.line_items;
  const discounts = sum(lines.flatMap((one) => one.discount_allocations.map((part) => cents(part.amount))));
  expect(cents(order['total_line_items_price'])).toBe(sum(lines.map((one) => cents(one.price) * one.quantity)));
  expect(cents(order['subtotal_price'])).toBe(cents(order['total_line_items_price']) - discounts);
  const refunded = order.refunds.flatMap((refund) => refund.refund_line_items);
  expect(cents(order['current_subtotal_price'])).toBe(cents(order['subtotal_price']) - sum(refunded.map((one) => cents(one.subtotal))));
  for (const one of lines) expect(one.current_quantity).toBeGreaterThanOrEqual(0);
  const adjusted = sum(order.refunds.flatMap((refund) => refund.order_adjustments.map((one) => cents(one.amount))));
  const goods = sum(refunded.map((one) => cents(one.subtotal)));
  const extra = order['taxes_included'] === true ? 0 : sum(refunded.map((one) => cents(one.total_tax)));
  expect(cents(order['current_total_price'])).toBe(cents(order['total_price']) - goods - extra + adjusted);
}

describe('an order adds up', () => {
  it('through purchase, refunds of pieces, of shipping, of an amount, and cancelling', async () => {
    const order = await shop.buy('CER-CUP-BLUE', 3);
    balanced(order);
    expect(order).toMatchObject({
      total_price: '58.90',
      subtotal_price: '54.00',
      total_tax: '9.82',
      financial_status: 'paid',
      taxes_included: true,
    });
    const pieces = await shop.post(`/sandbox/orders/${order.id}/refund`, { lines: [{ sku: 'CER-CUP-BLUE', quantity: 1 }] });
    balanced(pieces);
    expect(pieces).toMatchObject({ financial_status: 'partially_refunded', current_subtotal_price: '36.00', subtotal_price: '54.00' });
    expect(pieces.refunds[0]?.transactions[0]).toMatchObject({ kind: 'refund', amount: '18.00' });
    const shipping = await shop.post(`/sandbox/orders/${order.id}/refund`, { shipping: '4.90' });
    balanced(shipping);
    expect(shipping.refunds[1]?.order_adjustments[0]).toMatchObject({ kind: 'shipping_refund', amount: '-4.90' });
    const amount = await shop.post(`/sandbox/orders/${order.id}/refund`, { amount: '10' });
    balanced(amount);
    expect(amount).toMatchObject({ current_subtotal_price: '36.00', current_total_price: '26.00' });
    const cancelled = await shop.post(`/sandbox/orders/${order.id}/cancel`);
    balanced(cancelled);
    expect(cancelled).toMatchObject({
      financial_status: 'refunded',
      current_total_price: '0.00',
      total_outstanding: '0.00',
      cancel_reason: 'customer',
    });
  });

  it('when tax comes on top of the prices', async () => {
    await shop.post('/sandbox/settings', { taxesIncluded: false });
    const order = await shop.buy('CER-CUP-BLUE', 3);
    expect(order).toMatchObject({ subtotal_price: '54.00', total_tax: '11.78', total_price: '70.68' });
    const refunded = await shop.post(`/sandbox/orders/${order.id}/refund`, { lines: [{ sku: 'CER-CUP-BLUE', quantity: 1 }] });
    balanced(refunded);
    expect(refunded.refunds[0]?.transactions[0]?.amount).toBe('21.60');
  });

  it('when quantities are edited down and up: a removal is a refund without money', async () => {
    const order = await shop.buy('CER-CUP-BLUE', 3);
    const fewer = await shop.post(`/sandbox/orders/${order.id}/edit`, { lines: [{ sku: 'CER-CUP-BLUE', quantity: 1 }] });
    balanced(fewer);
    expect(line(fewer)).toMatchObject({ quantity: 3, current_quantity: 1 });
    expect(fewer.refunds[0]).toMatchObject({ transactions: [], refund_line_items: [{ quantity: 2, restock_type: 'no_restock' }] });
    expect(fewer.financial_status).toBe('paid');
    const more = await shop.post(`/sandbox/orders/${order.id}/edit`, { lines: [{ sku: 'CER-CUP-BLUE', quantity: 5 }] });
    balanced(more);
    expect(more).toMatchObject({ financial_status: 'partially_paid', current_subtotal_price: '90.00' });
    await shop.flush();
    const edits = shop.webhooks('orders/edited').map((one) => bodyIn<{ order_edit: { line_items: object } }>(one).order_edit.line_items);
    expect(edits).toEqual(
      expect.arrayContaining([
        { additions: [], removals: [{ id: line(order).id, delta: 2 }] },
        { additions: [{ id: line(order).id, delta: 4 }], removals: [] },
      ]),
    );
  });

  it('when a reserved card is captured, or the reservation is given up', async () => {
    const first = await shop.buy('CER-CUP-BLUE', 1, { pay: 'authorized' });
    expect(first.financial_status).toBe('authorized');
    expect((await shop.post(`/sandbox/orders/${first.id}/pay`)).financial_status).toBe('paid');
    const second = await shop.buy('CER-CUP-BLUE', 1, { pay: 'authorized' });
    expect((await shop.post(`/sandbox/orders/${second.id}/cancel`)).financial_status).toBe('voided');
  });

  it('in a currency without small change', async () => {
    await shop.post('/sandbox/settings', { currency: 'JPY' });
    const order = await shop.buy('CER-CUP-BLUE', 1);
    expect(line(order).price).toBe('2880');
    expect(order['current_total_price']).toBe('3664');
  });

  it('and refuses what cannot be', async () => {
    const order = await shop.buy('CER-CUP-BLUE', 1);
    const refuse = async (action: string, body: object) =>
      (await shop.post<{ error?: string }>(`/sandbox/orders/${order.id}/${action}`, body)).error;
    expect(await refuse('refund', { lines: [{ sku: 'CER-CUP-BLUE', quantity: 2 }] })).toMatch(/only 1/);
    expect(await refuse('refund', { amount: '999' })).toMatch(/more money/);
    expect(await refuse('refund', { shipping: '5.00' })).toMatch(/more shipping/);
    expect(await refuse('pay', {})).toMatch(/nothing is left/);
    expect(await refuse('edit', {})).toMatch(/nothing is different/);
    expect(await shop.post('/sandbox/orders', { customerEmail: 'a@example.com', lines: [{ sku: 'NOTHING', quantity: 1 }] })).toHaveProperty(
      'error',
    );
  });
});

describe('a body has the fields of a real one', () => {
  /** The keys of the recorded order bodies of Admin REST 2026-07. */
  const ORDER_KEYS =
    'admin_graphql_api_id app_id billing_address browser_ip buyer_accepts_marketing cancel_reason cancelled_at cart_token checkout_id checkout_token client_details closed_at confirmation_number confirmed contact_email created_at currency current_subtotal_price current_subtotal_price_set current_total_additional_fees_set current_total_discounts current_total_discounts_set current_total_duties_set current_total_price current_total_price_set current_total_tax current_total_tax_set customer customer_locale device_id discount_applications discount_codes duties_included email estimated_taxes financial_status fulfillment_status fulfillments id landing_site landing_site_ref line_items location_id merchant_business_entity_id merchant_of_record_app_id name note note_attributes number order_number order_status_url original_total_additional_fees_set original_total_duties_set payment_gateway_names payment_terms phone po_number presentment_currency processed_at reference referring_site refunds shipping_address shipping_lines source_identifier source_name source_url subtotal_price subtotal_price_set tags tax_exempt tax_lines taxes_included test token total_cash_rounding_payment_adjustment_set total_cash_rounding_refund_adjustment_set total_discounts total_discounts_set total_line_items_price total_line_items_price_set total_outstanding total_price total_price_set total_shipping_price_set total_tax total_tax_set total_tip_received total_weight updated_at user_id';

  it('none is missing, and the times carry the offset of the shop', async () => {
    const order = await shop.buy('CER-CUP-BLUE', 1);
    expect(Object.keys(order)).toEqual(expect.arrayContaining(ORDER_KEYS.split(' ')));
    expect(order['updated_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/);
  });

  it('personal data is empty for an app that is not approved to see it', async () => {
    await shop.post('/sandbox/settings', { protectedData: 'level1' });
    const order = await shop.buy('CER-CUP-BLUE', 1);
    expect(order).toMatchObject({ email: null, shipping_address: null, customer: { email: null, first_name: null } });
    expect(JSON.stringify(order)).not.toContain('anna@example.com');
  });
});

// What a Shopify shop says of what somebody bought before, with and without the permission to see old orders.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { orderId } from '../../src/loyalty/ids.ts';
import { fetchBuyerPast } from '../../src/platforms/shopify/graphql/fetch-buyer-past.ts';
import { placedBy } from '../../src/platforms/shopify/placed-by.ts';

const PLACED = Date.UTC(2026, 10, 20, 12);
const BEFORE = { orderId: orderId('9'), at: PLACED };
const ADA = { externalId: '1', email: 'ada@example.com', phone: '+4915112345678' };

const placed = (id: number, change: object = {}) => ({
  id: `gid://shopify/Order/${id}`, createdAt: '2026-11-10T12:00:00Z', processedAt: null, cancelledAt: null, test: false, ...change,
}); // prettier-ignore
const own = placed(9, { createdAt: '2026-11-20T12:00:00Z' });
const customer = (numberOfOrders: number, nodes: object[]) => ({ createdAt: '2026-11-01T00:00:00Z', numberOfOrders: String(numberOfOrders), orders: { nodes } }); // prettier-ignore

type Known = Readonly<Record<string, ReturnType<typeof customer>>>;

/** A shop that knows people by their id, address or telephone. */
function shop(known: Known) {
  const asked: string[] = [];
  const ask = <Schema extends z.ZodType>(_document: string, variables: Readonly<Record<string, unknown>>, schema: Schema) => {
    const [by = ''] = Object.values(variables['identifier'] as Record<string, string>);
    asked.push(by);
    return Promise.resolve(schema.parse({ customerByIdentifier: known[by] ?? null }));
  };
  return { past: (buyer = ADA, before = BEFORE) => fetchBuyerPast({ ask }, buyer, before), asked };
}
const ID = 'gid://shopify/Customer/1';

describe('what a Shopify shop says of somebody’s past', () => {
  it('is nothing of whom it knows by this very order only', async () => {
    const { past } = shop({ [ID]: customer(1, [own]) });
    expect(await past()).toEqual({ orders: 0, since: Date.UTC(2026, 10, 1) });
  });

  it('is an order that it counts and does not show, because that is older than sixty days', async () => {
    expect(await shop({ [ID]: customer(2, [own]) }).past()).toMatchObject({ orders: 1 });
  });

  it('is not an order that it shows and has not counted yet', async () => {
    expect(await shop({ [ID]: customer(0, [own]) }).past()).toMatchObject({ orders: 0 });
  });

  it('is an order that it shows from before, unless it was cancelled or a test', async () => {
    expect(await shop({ [ID]: customer(2, [placed(3), own]) }).past()).toMatchObject({ orders: 1 });
    const nothing = [placed(3, { cancelledAt: '2026-11-11T00:00:00Z' }), placed(4, { test: true }), own];
    expect(await shop({ [ID]: customer(3, nothing) }).past()).toMatchObject({ orders: 0 });
  });

  it('is not an order that came later, however late the question is asked', async () => {
    const later = placed(12, { createdAt: '2026-11-25T12:00:00Z' });
    expect(await shop({ [ID]: customer(2, [own, later]) }).past()).toMatchObject({ orders: 0 });
  });

  it('is found by the account, the address and the telephone, in this order, until something is found', async () => {
    const byPhone = shop({ [ID]: customer(1, [own]), [ADA.phone]: customer(1, [placed(3)]) });
    expect(await byPhone.past()).toMatchObject({ orders: 1 });
    expect(byPhone.asked).toEqual([ID, ADA.email, ADA.phone]);
    const byId = shop({ [ID]: customer(4, []) });
    expect(await byId.past()).toMatchObject({ orders: 4 });
    expect(byId.asked).toEqual([ID]);
  });

  it('is nothing of somebody whom it does not know, and cannot be told of nobody', async () => {
    expect(await shop({}).past()).toEqual({ orders: 0, since: null });
    const { past, asked } = shop({});
    expect(await past({ externalId: null, email: null, phone: 'at the office' } as never)).toBeNull();
    expect(asked).toEqual([]);
  });
});

it('Orders of a Shopify shop are placed by customers, at tills and by staff, and other apps are shops of their own', () => {
  const told = ['web', null, '1354745', 'pos', 'android', 'shopify_draft_order'].map(placedBy);
  expect(told).toEqual(['customer', 'customer', 'customer', 'till', 'till', 'staff']);
});

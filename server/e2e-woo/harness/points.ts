// Members with points to spend, the box of points beside the cart, and sums as the shop's own cart states them.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { changes, restAsks } from './merchant.ts';
import { hasAccount, patience, type Customer } from './shopper.ts';
import type { Stage } from './stage.ts';

export const soon = { timeout: 45_000, interval: 500 };
const MUG = 1250;

export const has = (stage: Stage, email: string, points: number): Promise<void> =>
  expect.poll(async () => (await stage.truth.member(email))?.balance.available ?? null, soon).toBe(points);

/** Earned by an order: eight mugs are a hundred euros, and a thousand points. */
export async function hasPoints(stage: Stage, name: string): Promise<Customer> {
  const customer = await hasAccount(stage, name);
  const lines = [{ product_id: stage.store.products.MUG, quantity: 8 }];
  const billing = { first_name: 'Sara', last_name: 'Karimi', email: customer.email };
  const made = z
    .looseObject({ id: z.int() })
    .parse(await restAsks(stage, 'POST', '/wc/v3/orders', { customer_id: customer.id, line_items: lines, billing }));
  await changes(stage, made.id, { status: 'completed' });
  await has(stage, customer.email, (8 * MUG) / 10);
  return customer;
}

export const box = (page: Page): Locator => page.locator('.lasting-cart').filter({ visible: true }).first();
export const useButton = (page: Page, rewardId: string): Locator => box(page).locator(`[data-key="use-${rewardId}"]`);

export async function chooses(page: Page, rewardId: string): Promise<void> {
  await useButton(page, rewardId).click(patience);
  await box(page).locator('.lasting-cart-chosen').waitFor(patience);
}

const cart = z.looseObject({
  totals: z.looseObject({
    total_price: z.string(),
    total_tax: z.string(),
    total_discount: z.string(),
    total_discount_tax: z.string(),
    total_shipping: z.string().nullable(),
    total_items: z.string(),
  }),
  coupons: z.array(z.looseObject({ code: z.string() })),
  items: z.array(z.looseObject({ key: z.string(), id: z.int(), quantity: z.number() })),
});
export type CartSeen = z.infer<typeof cart>;

/** As the shop itself says, in this browser's session. */
export async function cartOf(page: Page, { store }: Stage): Promise<CartSeen> {
  return cart.parse(await (await page.request.get(`${store.url}/wp-json/wc/store/v1/cart`, patience)).json());
}

/** As a script of the shop's page asks. */
export async function cartAsks(page: Page, { store }: Stage, path: string, data: object): Promise<{ status: number; body: unknown }> {
  const before = await page.request.get(`${store.url}/wp-json/wc/store/v1/cart`, patience);
  const headers = { nonce: before.headers()['nonce'] ?? '' };
  const answer = await page.request.post(`${store.url}/wp-json/wc/store/v1/cart/${path}`, { ...patience, headers, data });
  return { status: answer.status(), body: await answer.json() };
}

// Two accounts of the same points, neither of which trusts the other: what the shop's own orders deserve, and what the admin says was given.
import { z } from 'zod';
import type { Household } from './household.ts';
import { askSandbox } from './sandbox.ts';

const shopOrder = z.object({
  financial_status: z.string(),
  cancelled_at: z.string().nullable(),
  test: z.boolean(),
  line_items: z.array(z.object({ price: z.string(), current_quantity: z.number(), gift_card: z.boolean() })),
});
const earning = new Set(['paid', 'partially_refunded', 'refunded']);

/** One point for each whole euro of goods that are left, gift cards aside; a year of orders has no discounts. */
export async function deservedByShop(household: Household, orderId: number): Promise<number> {
  const order = await askSandbox(household, shopOrder, `/orders/${orderId}`);
  if (!earning.has(order.financial_status) || order.cancelled_at !== null || order.test) return 0;
  const goods = order.line_items.filter((line) => !line.gift_card);
  const cents = goods.reduce((sum, line) => sum + Math.round(Number(line.price) * 100) * line.current_quantity, 0);
  return Math.floor(cents / 100);
}

const login = z.object({ token: z.string() });
const activityPage = z.object({
  items: z.array(z.object({ change: z.number(), order: z.object({ id: z.string() }).nullable() })),
  next: z.string().nullable(),
});

export async function devToken({ admin }: Household): Promise<string> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  return login.parse(await (await fetch(`${admin}/admin/api/dev-login`, init)).json()).token;
}

/** Every change of points there ever was, summed for each order. */
export async function givenPerOrder(household: Household, token: string): Promise<Map<string, number>> {
  const headers = { authorization: `Bearer ${token}` };
  const given = new Map<string, number>();
  let next: string | null = '';
  while (next !== null) {
    const query: string = new URLSearchParams({ limit: '100', ...(next === '' ? {} : { cursor: next }) }).toString();
    const page: z.infer<typeof activityPage> = activityPage.parse(await (await fetch(`${household.admin}/admin/api/activity?${query}`, { headers })).json()); // prettier-ignore
    for (const { change, order } of page.items) if (order !== null) given.set(order.id, (given.get(order.id) ?? 0) + change);
    next = page.next;
  }
  return given;
}

/** In words, for every order that was given something else than it deserves. */
export function differences(deserved: Map<string, number>, given: Map<string, number>): string[] {
  const ids = [...new Set([...deserved.keys(), ...given.keys()])];
  return ids
    .filter((id) => (deserved.get(id) ?? 0) !== (given.get(id) ?? 0))
    .map((id) => `order ${id} deserves ${deserved.get(id) ?? 0} and was given ${given.get(id) ?? 0}`);
}

// The sandbox shop's own JSON API: for what a test needs to have happened, when nobody has to be seen doing it.
import { z } from 'zod';
import type { Household } from './household.ts';

interface Wish {
  readonly customerEmail: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  /** Of the till: with an address and no customer. */
  readonly withoutCustomer?: boolean;
}

const order = z.object({ id: z.number(), name: z.string() });
const year = z.object({ state: z.string(), made: z.number(), waiting: z.number() });

export async function askSandbox<T>({ shop }: Household, schema: z.ZodType<T>, path: string, body?: object): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${shop}/sandbox${path}`, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the sandbox answered ${path} with ${answer.status}: ${text}`);
  return schema.parse(JSON.parse(text));
}

const mails = z.array(z.object({ subject: z.string(), text: z.string(), html: z.string().nullable(), unsubscribe: z.string().nullable() }));
export type Mail = z.infer<typeof mails>[number];

/** The newest first. */
export const mailsTo = (household: Household, email: string): Promise<Mail[]> =>
  askSandbox(household, mails, `/mails?to=${encodeURIComponent(email)}`);

/** An address of the shop that a mail names; no name server knows the shop, so it leads to where the sandbox is. */
export function shopLink({ shop }: Household, mail: Mail | undefined, path: string): string {
  const found = /https:\/\/[a-z0-9-]+\.myshopify\.com(\/\S*)/gu;
  const links = [...(mail?.text ?? '').matchAll(found)].map(([, rest = '']) => rest);
  const [link] = links.filter((one) => one.startsWith(path));
  if (link === undefined) throw new Error(`no link to ${path} in the mail: ${mail?.text ?? 'there is none'}`);
  return shop + link;
}

const flushed = z.object({ empty: z.boolean() });

/** Makes an order and waits until the app has taken its deliveries. */
export async function makeOrder(household: Household, wish: Wish): Promise<z.infer<typeof order>> {
  const made = await askSandbox(household, order, '/orders', wish);
  await askSandbox(household, flushed, '/webhooks/flush', {});
  return made;
}

export async function refundOrder(household: Household, orderId: number, sku: string, quantity: number): Promise<void> {
  await askSandbox(household, order, `/orders/${orderId}/refund`, { lines: [{ sku, quantity }] });
  await askSandbox(household, flushed, '/webhooks/flush', {});
}

/** Starts "a year of orders" and waits until every delivery has been taken. Says how many milliseconds that took. */
export async function liveAYear(household: Household, orders: number, withinMs: number): Promise<number> {
  const startedAt = performance.now();
  await askSandbox(household, year, '/year', { orders, seed: 7, customers: 60 });
  for (;;) {
    const { state, made, waiting } = await askSandbox(household, year, '/year');
    const ms = performance.now() - startedAt;
    if (state === 'finished' && waiting === 0) return ms;
    if (state === 'failed' || ms > withinMs) throw new Error(`a year of orders: ${state} after ${ms} ms, ${made} made, ${waiting} waiting`);
    await new Promise((next) => setTimeout(next, 100));
  }
}

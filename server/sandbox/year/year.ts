/** A year of orders: a seeded, believable history, made in small steps so that the shop stays usable and the app is not flooded. */
import { z } from 'zod';
import { cancelOrder, fulfilOrder, payOrder, refundOrder } from '../shop/change-order.ts';
import { placeOrder } from '../shop/place-order.ts';
import type { Shop } from '../shop/shop.ts';
import { titlesFrom } from '../shop/words.ts';
import type { Dictionary } from '../shop/words.ts';
import { planYear } from './plan.ts';
import type { PlannedOrder } from './plan.ts';

export const yearRequest = z.strictObject({
  orders: z.int().min(1).max(20_000).default(3000),
  seed: z.int().default(1),
  customers: z.int().min(1).max(5000).default(400),
});

export interface Progress {
  state: 'idle' | 'running' | 'finished' | 'failed';
  total: number;
  made: number;
  waiting: number;
  error?: string;
}

export interface Year {
  start(request: z.infer<typeof yearRequest>): Progress;
  progress(): Progress;
  close(): Promise<void>;
}

/** While more deliveries than this wait, no further order is made: the app sets the pace. */
const MOST_WAITING = 200;
const STEP = 5;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function live(shop: Shop, planned: PlannedOrder, dictionary: Dictionary): void {
  const { fate, at } = planned;
  const titleOf = titlesFrom(dictionary.en);
  const { email, firstName, lastName, locale } = planned.customer;
  const payment = fate.paidAfterMs === undefined ? 'paid' : 'pending';
  shop.db.transaction(() => {
    const order = placeOrder(shop, {
      email,
      firstName,
      lastName,
      locale,
      lines: planned.lines,
      payment,
      at,
      titleOf,
      acceptsMarketing: planned.customer.marketing,
    });
    if (fate.cancelledAfterMs !== undefined) {
      cancelOrder(shop, order, 'customer', at + fate.cancelledAfterMs);
      return;
    }
    if (fate.paidAfterMs !== undefined) payOrder(shop, order, at + fate.paidAfterMs);
    if (fate.fulfilledAfterMs !== undefined) fulfilOrder(shop, order, at + fate.fulfilledAfterMs);
    const first = order.lines[0];
    if (fate.refundedAfterMs === undefined || !first) return;
    const lines = fate.refundAll
      ? order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity }))
      : [{ lineId: first.id, quantity: 1 }];
    refundOrder(shop, order, { lines }, at + fate.refundedAfterMs);
  });
}

export function yearOf(shop: Shop, dictionary: Dictionary): Year {
  let progress: Omit<Progress, 'waiting'> = { state: 'idle', total: 0, made: 0 };
  let closed = false;
  // Asked anew each time: it changes behind the back of every await.
  const ended = (): boolean => closed;
  let work: Promise<void> = Promise.resolve();
  const shown = (): Progress => ({ ...progress, waiting: shop.queue.waiting() });

  async function run(plan: readonly PlannedOrder[]): Promise<void> {
    for (let from = 0; from < plan.length && !ended(); from += STEP) {
      while (!ended() && shop.settings.get().installed && shop.queue.waiting() > MOST_WAITING) await pause(25);
      if (ended()) return;
      for (const planned of plan.slice(from, from + STEP)) live(shop, planned, dictionary);
      progress = { ...progress, made: Math.min(plan.length, from + STEP) };
      await pause(0);
    }
    if (!ended()) progress = { ...progress, state: 'finished' };
  }

  return {
    progress: shown,
    start({ orders, seed, customers }) {
      if (progress.state === 'running') return shown();
      const plan = planYear({ orders, seed, customers, until: shop.now() });
      progress = { state: 'running', total: plan.length, made: 0 };
      work = run(plan).catch((error: unknown) => {
        progress = { ...progress, state: 'failed', error: error instanceof Error ? error.message : String(error) };
      });
      return shown();
    },
    async close() {
      closed = true;
      await work;
    },
  };
}

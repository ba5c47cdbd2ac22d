/**
 * Sends what is queued. The rules are Shopify's: any 2xx within five seconds is success,
 * otherwise eight retries of the same body with the same webhook id. Only the clock is compressed: 1, 2, 4, 8, 16, 32, 60, 60
 * seconds instead of four hours, so that a person can watch it.
 */
import { createHmac } from 'node:crypto';
import type { Shop } from '../shop/shop.ts';
import type { FaultsStore } from '../faults/faults.ts';
import type { Delivery } from './queue.ts';

const RETRIES = 8;
const TIMEOUT_MS = 5000;
const LONGEST_WAIT_MS = 60_000;

export interface SenderOptions {
  concurrency?: number;
  /** The first wait; each further one is twice as long. Tests make it short. */
  retryBaseMs?: number;
}

export interface Sender {
  /** Resolves true once nothing waits, false when that takes longer than the given time. */
  flush(withinMs: number): Promise<boolean>;
  close(): Promise<void>;
}

export function signatureOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('base64');
}

export function headersOf(shop: Shop, delivery: Delivery): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Shopify-Captain-Hook',
    'x-shopify-topic': delivery.topic,
    'x-shopify-hmac-sha256': signatureOf(delivery.body, shop.clientSecret),
    'x-shopify-shop-domain': shop.domain,
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': delivery.webhook_id,
    'x-shopify-event-id': delivery.event_id,
    'x-shopify-triggered-at': delivery.triggered_at,
  };
}

interface Outcome {
  status: number | null;
  error: string | null;
}

async function post(shop: Shop, delivery: Delivery, outage: boolean): Promise<Outcome> {
  if (outage) return { status: null, error: 'outage (fault panel)' };
  try {
    const answer = await fetch(`${shop.appUrl}/webhooks/shopify`, {
      method: 'POST',
      headers: headersOf(shop, delivery),
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return { status: answer.status, error: null };
  } catch (error) {
    const { message, cause } = error as Error;
    return { status: null, error: cause instanceof Error ? `${message}: ${cause.message}` : message };
  }
}

/** One try, written to the log; nothing is written once the sandbox is closing. */
async function tryOnce(shop: Shop, delivery: Delivery, outage: boolean, ended: () => boolean): Promise<boolean> {
  const started = Date.now();
  const { status, error } = await post(shop, delivery, outage);
  if (ended()) return false;
  shop.db.run(
    'insert into attempts (webhook_id, topic, event_id, attempt, status, error, ms, at) values (?, ?, ?, ?, ?, ?, ?, ?)',
    delivery.webhook_id,
    delivery.topic,
    delivery.event_id,
    delivery.attempts + 1,
    status,
    error,
    Date.now() - started,
    started,
  );
  return status !== null && status >= 200 && status < 300;
}

export function startSender(shop: Shop, faults: FaultsStore, { concurrency = 8, retryBaseMs = 1000 }: SenderOptions = {}): Sender {
  const inFlight = new Map<number, Promise<void>>();
  const shuffled = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  // Asked anew each time: it changes behind the back of every await.
  const ended = (): boolean => closed;

  const attempt = (delivery: Delivery) => tryOnce(shop, delivery, faults.get().outage, ended);

  async function deliver(delivery: Delivery): Promise<void> {
    const { dropRate, duplicateRate, shuffleMs } = faults.get();
    if (delivery.attempts === 0 && !shuffled.has(delivery.id) && shuffleMs > 0) {
      shuffled.add(delivery.id);
      return shop.queue.postpone(delivery.id, 0, Date.now() + Math.floor(Math.random() * shuffleMs));
    }
    shuffled.delete(delivery.id);
    if (delivery.attempts === 0 && Math.random() < dropRate) return shop.queue.settle(delivery.id, 'dropped');
    const done = await attempt(delivery);
    if (ended()) return;
    if (done) {
      if (Math.random() < duplicateRate) await attempt(delivery);
      if (!ended()) shop.queue.settle(delivery.id, 'delivered');
      return;
    }
    const wait = Math.min(retryBaseMs * 2 ** delivery.attempts, LONGEST_WAIT_MS);
    if (delivery.attempts >= RETRIES) shop.queue.settle(delivery.id, 'failed');
    else shop.queue.postpone(delivery.id, delivery.attempts + 1, Date.now() + wait);
  }

  function pump(): void {
    clearTimeout(timer);
    if (ended()) return;
    const free = concurrency - inFlight.size;
    const ready = free > 0 ? shop.queue.due(Date.now(), concurrency * 2).filter((one) => !inFlight.has(one.id)) : [];
    for (const delivery of ready.slice(0, free)) {
      const work = deliver(delivery).finally(() => {
        inFlight.delete(delivery.id);
        pump();
      });
      inFlight.set(delivery.id, work);
    }
    if (inFlight.size >= concurrency) return;
    const next = shop.queue.nextDueAt();
    if (next !== undefined) timer = setTimeout(pump, Math.max(20, next - Date.now()));
  }

  shop.queue.onAdded(pump);
  setImmediate(pump);
  return {
    async flush(withinMs) {
      const until = Date.now() + withinMs;
      while (shop.queue.waiting() > 0 || inFlight.size > 0) {
        if (Date.now() > until) return false;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return true;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await Promise.race([Promise.all(inFlight.values()), new Promise((resolve) => setTimeout(resolve, 1000))]);
    },
  };
}

// "Order N changed", as includes/class-lasting-outbox.php keeps it on Action Scheduler until the server has said 200.
import { randomUUID } from 'node:crypto';
import type { Shop } from '../shop/shop.ts';

const TRIES_MAX = 20;
const FIRST_WAIT_MS = 30_000;
const WAIT_MAX_MS = 6 * 3_600_000;
const HEARD = new Set([
  'woocommerce_new_order',
  'woocommerce_update_order',
  'woocommerce_order_status_changed',
  'woocommerce_order_refunded',
  'woocommerce_refund_deleted',
  'woocommerce_trash_order',
  'woocommerce_untrash_order',
  'woocommerce_before_delete_order',
  'woocommerce_delete_order',
]);

interface Note {
  readonly orderId: number;
  readonly name: string;
  readonly tried: number;
  readonly at: number;
}

export interface Outbox {
  readonly waiting: number;
  readonly dead: ReadonlySet<number>;
  readonly lastKeptAt: number | null;
  /** Sends what is due; what fails waits longer each time. */
  run(): Promise<void>;
  sendAgain(): void;
  clear(): void;
}

export interface OutboxNeeds {
  readonly shop: Shop;
  readonly connected: () => boolean;
  readonly send: (body: string) => Promise<boolean>;
}

export function outboxOf({ shop, connected, send }: OutboxNeeds): Outbox {
  const changed = new Set<number>();
  const dead = new Set<number>();
  let notes: Note[] = [];
  let lastKeptAt: number | null = null;
  const isOfInterest = (id: number): boolean => shop.orders.get(id)?.status !== 'checkout-draft';
  const add = (orderId: number, more: Partial<Note> = {}): void =>
    void notes.push({ orderId, name: randomUUID(), tried: 1, at: shop.now(), ...more });

  shop.listen((hook, id) => {
    if (HEARD.has(hook)) changed.add(id);
    if (hook !== 'shutdown') return;
    if (connected()) for (const each of changed) if (isOfInterest(each)) add(each);
    changed.clear();
  });

  async function sendOne({ orderId, name, tried }: Note): Promise<void> {
    if (await send(JSON.stringify({ order: orderId, n: name }))) {
      lastKeptAt = shop.now();
      return;
    }
    if (tried >= TRIES_MAX) dead.add(orderId);
    else add(orderId, { name, tried: tried + 1, at: shop.now() + Math.min(WAIT_MAX_MS, FIRST_WAIT_MS * 2 ** (tried - 1)) });
  }

  return {
    get waiting() {
      return notes.length;
    },
    dead,
    get lastKeptAt() {
      return lastKeptAt;
    },
    async run() {
      const due = notes.filter(({ at }) => at <= shop.now());
      notes = notes.filter(({ at }) => at > shop.now());
      for (const note of due) await sendOne(note);
    },
    sendAgain() {
      for (const id of dead) add(id);
      dead.clear();
    },
    clear() {
      notes = [];
      dead.clear();
      lastKeptAt = null;
    },
  };
}

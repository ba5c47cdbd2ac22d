// One batch of inbox items, understood and done. Items about one order are looked at together: each state is kept, the order is settled once.
import type { OrderDesk } from '../orders/order-desk.ts';
import type { StoredOrder } from '../orders/order-store.ts';
import type { Absorbed } from '../orders/absorbed.ts';
import type { StoreNews } from '../orders/store-news.ts';
import type { OrderId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { isRefused, type Refused } from '../loyalty/refusal.ts';
import type { StoreEvent } from '../loyalty/store-event.ts';
import type { PlatformName, StorePlatform } from '../platforms/platform.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { eventsFound } from './found.ts';
import type { InboxItem } from './inbox-store.ts';
import type { Requests } from './requests.ts';

export type Outcome =
  | { readonly kind: 'done'; readonly answer: Entry | Refused | null }
  | { readonly kind: 'ignored'; readonly why: string }
  | { readonly kind: 'failed'; readonly error: Error };

export interface HandlerOptions {
  readonly directory: StoreDirectory;
  readonly platforms: Readonly<Record<PlatformName, StorePlatform>>;
  readonly news: StoreNews;
  readonly desk: OrderDesk;
  readonly requests: Requests;
}

/** An item whose message was understood; `subject` names what it is about, so that work on one thing is done in sequence. */
export interface Understood {
  readonly item: InboxItem;
  readonly store: StoreRecord;
  /** null: not news of the store, but a request to be carried out. */
  readonly events: readonly StoreEvent[] | null;
  readonly subject: string;
}

const failed = (error: unknown): Outcome => ({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });

function subjectOf(item: InboxItem, events: readonly StoreEvent[] | null): string {
  for (const event of events ?? []) {
    if (event.kind === 'order-stated' || event.kind === 'order-read') return `${item.storeId}/${event.order.orderId}`;
    if (event.kind === 'order-changed' || event.kind === 'order-deleted' || event.kind === 'order-kept')
      return `${item.storeId}/${event.orderId}`;
  }
  return item.itemId;
}

/** Whole states before mere hints at a change: a state that is at hand makes asking for it needless. */
function statesFirst(items: readonly Understood[]): Understood[] {
  const isHint = ({ events }: Understood): boolean => events !== null && events.some(({ kind }) => kind === 'order-changed');
  return [...items.filter((each) => !isHint(each)), ...items.filter(isHint)];
}

export class Handler {
  readonly #options: HandlerOptions;

  constructor(options: HandlerOptions) {
    this.#options = options;
  }

  async understand(item: InboxItem): Promise<Understood | Outcome> {
    try {
      const store = await this.#options.directory.get(item.storeId);
      if (store === null) return { kind: 'ignored', why: 'this store is not installed' };
      const events = item.origin === 'webhook' ? this.#options.platforms[store.platform].normalise(item, store) : eventsFound(item);
      return { item, store, events, subject: subjectOf(item, events) };
    } catch (error) {
      return failed(error);
    }
  }

  /** Items of one subject, oldest first; the outcome at each index is for the item at the same index. */
  async work(items: readonly Understood[]): Promise<Outcome[]> {
    const asked = new Set<OrderId>();
    const absorbed = new Map<Understood, Absorbed | Outcome>();
    for (const each of statesFirst(items)) absorbed.set(each, await this.#absorb(each, asked));
    const inOrder = items.flatMap((each) => absorbed.get(each) ?? []);
    const settled = await this.#settle(items, inOrder);
    return inOrder.map((each) => this.#outcome(each, settled));
  }

  async #absorb({ item, store, events }: Understood, asked: Set<OrderId>): Promise<Absorbed | Outcome> {
    try {
      if (events === null) return { kind: 'done', answer: await this.#options.requests.carryOut(item) };
      const news: Absorbed[] = [];
      for (const event of events) news.push(await this.#options.news.absorb(store, event, item, asked));
      return joined(news);
    } catch (error) {
      return failed(error);
    }
  }

  async #settle(items: readonly Understood[], absorbed: readonly (Absorbed | Outcome)[]): Promise<Error | null> {
    const touched = new Map<OrderId, { by: Understood; seen: StoredOrder | null }>();
    absorbed.forEach((each, index) => {
      const by = items[index];
      if (!('touched' in each) || by === undefined) return;
      for (const { orderId, seen } of each.touched) {
        const before = touched.get(orderId);
        touched.set(orderId, { by, seen: before === undefined ? seen : newerOf(before.seen, seen) });
      }
    });
    const again = items.some(({ item }) => item.attempts > 1);
    try {
      for (const [orderId, { by, seen }] of touched) {
        await this.#options.desk.settle(by.store, orderId, by.item.itemId, seen);
        if (again) await this.#options.desk.showAgain(by.store, orderId);
      }
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #outcome(each: Absorbed | Outcome, settled: Error | null): Outcome {
    if ('kind' in each) return each;
    const error = settled ?? each.unfinished;
    if (error !== null) return failed(error);
    return each.ignored === null ? { kind: 'done', answer: null } : { kind: 'ignored', why: each.ignored };
  }
}

/** What one of them does not have at hand has to be read. */
function newerOf(a: StoredOrder | null, b: StoredOrder | null): StoredOrder | null {
  if (a === null || b === null) return null;
  return a.revision >= b.revision ? a : b;
}

function joined(news: readonly Absorbed[]): Absorbed {
  const consequential = news.filter((each) => each.ignored === null);
  return {
    touched: news.flatMap((each) => each.touched),
    ignored: consequential.length > 0 ? null : (news[0]?.ignored ?? 'the message says nothing'),
    unfinished: news.find((each) => each.unfinished !== null)?.unfinished ?? null,
  };
}

export function isOutcome(value: Understood | Outcome): value is Outcome {
  return 'kind' in value;
}

export function refusalOf(answer: Entry | Refused | null): Refused | null {
  return answer !== null && isRefused(answer) ? answer : null;
}

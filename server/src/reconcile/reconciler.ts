// Compares a store with what we keep of it, and puts every difference into the inbox. So a message that never came is made up for; looking twice
// changes nothing. How far the store's news is complete follows from it: up to the last look, as long as nothing that it found still waits.
import type { Logger } from 'pino';
import { itemOf } from '../inbox/found.ts';
import type { InboxStore } from '../inbox/inbox-store.ts';
import { RECONCILE, SWEEP } from '../limits.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { StoredOrder } from '../orders/order-store.ts';
import { StoreRefused, StoreUnreachable, Unreadable, type StoreConnection } from '../platforms/platform.ts';
import { subjectKey } from '../privacy/subject-key.ts';
import type { OrderHistory } from '../programs/order-history.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { changedCustomers, changedOrders, sweptOrders, type Books, type Comparing, type Difference } from './differences.ts';
import type { OpenItem, Problem, Reconciliation, ReconciliationStore } from './reconciliation-store.ts';
import { sweepPlan, type Placed } from './sweep-plan.ts';

export interface ReconcilerOptions extends Books {
  readonly state: ReconciliationStore;
  readonly inbox: Pick<InboxStore, 'insert' | 'waitingAmong'>;
  readonly history: Pick<OrderHistory, 'between'>;
  /** Told up to when the store's news is complete; never goes back. */
  readonly complete: (storeId: StoreId, to: number) => Promise<void>;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  readonly clock: () => number;
  readonly log: Logger;
}

export type Look =
  /** `more`: there was too much for one look, and the next one is due. */
  | { readonly kind: 'looked'; readonly found: number; readonly lookedTo: number; readonly more: boolean }
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** Without a way to ask it, a store is believed what it delivers. */
  | { readonly kind: 'cannot-be-asked' };

/** What a look has put into the inbox so far. */
interface Tally {
  readonly open: Map<string, OpenItem>;
  readonly from: number;
  found: number;
}

interface Reached {
  readonly lookedTo: number;
  readonly sweptTo: number | null;
  /** The list was longer than one look: the next one goes on at once. */
  readonly more: boolean;
}

interface Asked {
  readonly since: number | null;
  readonly graceMs: number;
}

export class Reconciler {
  readonly #options: ReconcilerOptions;

  constructor(options: ReconcilerOptions) {
    this.#options = options;
  }

  of(storeId: StoreId): Promise<Reconciliation> {
    return this.#options.state.read(storeId);
  }

  askNow(storeId: StoreId): Promise<void> {
    return this.#options.state.askNow(storeId, this.#options.clock());
  }

  /**
   * One look; `since` begins it earlier than where the last one ended. A store that does not answer is a result, not an error. `graceMs`: younger
   * changes are left to arrive by themselves; 0 where none is on its way.
   */
  async look(store: StoreRecord, since: number | null = null, graceMs: number = RECONCILE.graceMs): Promise<Look> {
    const line = this.#options.connect(store);
    if (line === null) return { kind: 'cannot-be-asked' };
    const known = await this.#options.state.read(store.storeId);
    const tally: Tally = { open: new Map(known.open.map((item) => [item.itemId, item])), from: known.lookedTo ?? 0, found: 0 };
    try {
      const reached = await this.#compare({ ...this.#options, store, line }, known, { since, graceMs }, tally);
      return await this.#succeeded(store, known, tally, reached);
    } catch (error) {
      return this.#failed(store, known, tally, error);
    }
  }

  /** After the inbox was worked on: says up to when the news is complete, if that is later than before. */
  async advance(storeId: StoreId): Promise<void> {
    const known = await this.#options.state.read(storeId);
    if (known.lookedTo === null) return;
    const waiting = new Set(await this.#options.inbox.waitingAmong(storeId, known.open.map(({ itemId }) => itemId))); // prettier-ignore
    const open = known.open.filter(({ itemId }) => waiting.has(itemId));
    const done = known.open.flatMap(({ itemId }) => (waiting.has(itemId) ? [] : [itemId]));
    if (done.length > 0) await this.#options.state.close(storeId, done);
    await this.#options.complete(storeId, Math.min(known.lookedTo, ...open.map(({ from }) => from)));
  }

  async #compare(comparing: Comparing, known: Reconciliation, asked: Asked, tally: Tally): Promise<Reached> {
    const now = this.#options.clock();
    const until = now - asked.graceMs;
    const last = known.lookedTo ?? comparing.store.createdAt;
    const since = Math.min(asked.since ?? last, last) - RECONCILE.overlapMs;
    const before = known.lookedTo ?? since;
    const goOn = { sweptTo: known.sweptTo, more: true };
    const lastOrder = await this.#take(comparing.store, changedOrders(comparing, { since, until }), tally);
    if (lastOrder !== null) return { lookedTo: Math.max(before, lastOrder.changedAt), ...goOn };
    const lastCustomer = await this.#take(comparing.store, changedCustomers(comparing, { since, until }), tally);
    if (lastCustomer !== null) return { lookedTo: before, ...goOn };
    const { fresh, slow } = sweepPlan(known.sweptTo, now);
    await this.#sweep(comparing, fresh, tally);
    return { lookedTo: Math.max(before, until), sweptTo: await this.#sweep(comparing, slow, tally), more: false };
  }

  /** Up to where it came: it stops early where there is too much for one look. */
  async #sweep(comparing: Comparing, { from, until }: Placed, tally: Tally): Promise<number> {
    let [seen, reached] = [0, until];
    const batches = this.#options.history.between(comparing.store.storeId, from, until);
    async function* few(): AsyncGenerator<readonly StoredOrder[]> {
      for await (const batch of batches) {
        yield batch;
        seen += batch.length;
        if (seen < SWEEP.ordersMax) continue;
        reached = batch.at(-1)?.order.placedAt ?? until;
        return;
      }
    }
    const stopped = await this.#take(comparing.store, sweptOrders(comparing, few()), tally);
    return stopped === null ? reached : from;
  }

  /** Puts differences into the inbox; the one at which it stopped because there are too many, or null at the end of the list. */
  async #take(store: StoreRecord, differences: AsyncIterable<Difference>, tally: Tally): Promise<Difference | null> {
    const { inbox, clock } = this.#options;
    for await (const difference of differences) {
      const item = itemOf(store.storeId, difference, clock(), subjectKey(store, difference.about));
      const result = await inbox.insert(item);
      // Also when it was there already: whoever put it in may have died before writing that down.
      if (!tally.open.has(item.itemId)) tally.open.set(item.itemId, { itemId: item.itemId, from: tally.from });
      if (result === 'known') continue;
      tally.found += 1;
      if (tally.found >= RECONCILE.findingsMax) return difference;
    }
    return null;
  }

  async #succeeded({ storeId }: StoreRecord, known: Reconciliation, { open, found }: Tally, reached: Reached): Promise<Look> {
    const { state, clock, log } = this.#options;
    const { lookedTo, sweptTo, more } = reached;
    const now = clock();
    const looked = { lastLookAt: now, found, foundInAll: known.foundInAll + found, failures: 0, problem: null };
    await state.save(storeId, { lookedTo, sweptTo, nextAt: more ? now : now + RECONCILE.everyMs, open: [...open.values()], ...looked });
    await this.advance(storeId);
    if (found > 0) log.info({ storeId, found }, 'the store told of changes that had not arrived; they are being looked at');
    return { kind: 'looked', found, lookedTo, more };
  }

  /** What was found before it failed is in the inbox and stays; the next look begins where this one did. */
  async #failed({ storeId }: StoreRecord, known: Reconciliation, { open, found }: Tally, error: unknown): Promise<Look> {
    const { state, clock, log } = this.#options;
    const kind = kindOf(error);
    if (kind === null) throw error;
    const now = clock();
    const problem = { kind, detail: (error as Error).message, since: known.problem?.since ?? now };
    const wait = kind === 'refused' ? RECONCILE.longestRetryMs : waitFor(error, known.failures);
    const counted = { foundInAll: known.foundInAll + found, failures: known.failures + 1, problem };
    await state.save(storeId, { ...known, ...counted, open: [...open.values()], nextAt: now + wait });
    log.warn({ storeId, err: error, failures: counted.failures }, 'the store could not be asked for what changed; trying again');
    return { kind: 'failed', problem };
  }
}

/** Null: not the store's failure but ours. */
function kindOf(error: unknown): Problem['kind'] | null {
  if (error instanceof StoreUnreachable) return 'unreachable';
  return error instanceof StoreRefused || error instanceof Unreadable ? 'refused' : null;
}

function waitFor(error: unknown, failures: number): number {
  const asked = error instanceof StoreUnreachable ? (error.retryAfterMs ?? 0) : 0;
  return Math.min(Math.max(asked, RECONCILE.firstRetryMs * 2 ** failures), RECONCILE.longestRetryMs);
}

// Ends shares that nobody used: whoever took them died before the member's entry, and their inbox item never came back. Exact at any moment,
// because a share and the member's entry exclude each other by their key; an order's share ends by looking at the order again.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { EffectGrants } from './effect-grants.ts';
import { fateKey, takenBy, type Taken } from './share-keys.ts';
import type { ShareEntry, ShareReader, SweepMarks } from './share-reader.ts';

export interface SweepOptions {
  readonly grants: Pick<EffectGrants, 'giveUnused'>;
  readonly entries: Pick<LedgerStore, 'byKey'>;
  readonly shares: Pick<ShareReader, 'chains' | 'after'>;
  readonly marks: SweepMarks;
  /** Looks at the order again, which takes what it may have and gives back what it does not use. */
  readonly restate: (storeId: StoreId, orderId: OrderId, cause: string) => Promise<void>;
  /** Told what could not be ended now; it is tried again at the next sweep. */
  readonly failed: (error: unknown, storeId: StoreId, chain: MemberId) => void;
  readonly clock: () => number;
  /** Younger shares are left to those who are just about to use them: taking one from the living only costs them another try. */
  readonly graceMs: number;
}

const PAGE = 500;
const CAUSE = 'clock/sweep-allowances';

export interface Swept {
  /** Shares of effects that went back. */
  readonly ended: number;
  readonly ordersLookedAt: number;
}

/** One walk along a chain. */
interface Walk {
  readonly storeId: StoreId;
  readonly chain: MemberId;
  ended: number;
  readonly orders: Set<OrderId>;
  /** Up to here all is ended, as long as nothing failed. */
  mark: number;
  failed: boolean;
}

export class Sweep {
  readonly #options: SweepOptions;

  constructor(options: SweepOptions) {
    this.#options = options;
  }

  async store(storeId: StoreId): Promise<Swept> {
    const all: Swept[] = [];
    for (const chain of await this.#options.shares.chains(storeId)) all.push(await this.chain(storeId, chain));
    const sum = (pick: (swept: Swept) => number): number => all.reduce((total, swept) => total + pick(swept), 0);
    return { ended: sum((swept) => swept.ended), ordersLookedAt: sum((swept) => swept.ordersLookedAt) };
  }

  async chain(storeId: StoreId, chain: MemberId): Promise<Swept> {
    const { shares, marks, clock, graceMs } = this.#options;
    const from = await marks.get(storeId, chain);
    const walk: Walk = { storeId, chain, ended: 0, orders: new Set(), mark: from, failed: false };
    const until = clock() - graceMs;
    let page = await shares.after(storeId, chain, from, PAGE);
    while (page.length > 0) {
      const ripe = page.filter(({ at }) => at <= until);
      for (const entry of ripe) await this.#step(walk, entry);
      page = ripe.length < page.length ? [] : await shares.after(storeId, chain, page.at(-1)?.seq ?? 0, PAGE);
    }
    if (walk.mark > from) await marks.set(storeId, chain, walk.mark);
    return { ended: walk.ended, ordersLookedAt: walk.orders.size };
  }

  /** What fails holds the mark, and nobody else up. */
  async #step(walk: Walk, entry: ShareEntry): Promise<void> {
    try {
      const taken = takenBy(entry);
      if (taken !== null) await this.#end(walk, taken);
      if (!walk.failed) walk.mark = entry.seq;
    } catch (error) {
      walk.failed = true;
      this.#options.failed(error, walk.storeId, walk.chain);
    }
  }

  async #end(walk: Walk, taken: Taken): Promise<void> {
    const { storeId, chain, orders } = walk;
    if ('orderId' in taken) {
      if (!orders.has(taken.orderId)) await this.#options.restate(storeId, taken.orderId, CAUSE);
      orders.add(taken.orderId);
      return;
    }
    if ((await this.#options.entries.byKey(storeId, fateKey(taken.effect, taken.n))) !== null) return;
    if (await this.#options.grants.giveUnused(storeId, { chain, ...taken, cause: CAUSE })) walk.ended += 1;
  }
}

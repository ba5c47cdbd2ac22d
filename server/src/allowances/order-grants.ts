// What an order may have of the budgets it earns from. An order is restated, and so is its share: what it has of a budget is the sum of its
// entries in that budget's chain. An increase asks for more and gets what is left; a reduction gives back, after the member's entry.
import { hashOfIntention } from '../ledger/hash.ts';
import type { Intention, Ledger } from '../ledger/ledger.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { AllowanceGive, AllowanceTake } from '../loyalty/ledger/command.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { isRefused } from '../loyalty/refusal.ts';
import { chainOf, type Allowance } from './allowance.ts';
import { shareKey } from './share-keys.ts';
import type { OrderShares, ShareReader } from './share-reader.ts';

/** Which order asks, in which store, because of which inbox item. */
export interface Asking {
  readonly storeId: StoreId;
  readonly orderId: OrderId;
  readonly cause: string;
}

/** What an order would get of a budget that never ends; 0 gives all of it back. */
export interface Wanted {
  readonly allowance: Allowance;
  readonly points: number;
}

/** By the budget's chain: what the order may have of it now, never more than it wants. */
export type Granted = ReadonlyMap<MemberId, number>;

export interface OrderGrantsOptions {
  readonly ledger: Ledger;
  readonly entries: Pick<LedgerStore, 'head'>;
  readonly shares: Pick<ShareReader, 'ofOrder'>;
  readonly appended: (entry: Entry) => Promise<void>;
}

/** Others may restate the same order meanwhile; past this many, the work goes back to its queue. */
const LOOKS_MAX = 50;

export class SharesBusy extends Error {}

type Change = AllowanceTake | AllowanceGive | null;
const NOTHING = { entries: 0, granted: 0 };

const inChain = (shares: readonly OrderShares[], chain: MemberId): Pick<OrderShares, 'entries' | 'granted'> =>
  shares.find((share) => share.chain === chain) ?? NOTHING;

export class OrderGrants {
  readonly #options: OrderGrantsOptions;

  constructor(options: OrderGrantsOptions) {
    this.#options = options;
  }

  /** What the order has of each budget, by the chains alone. */
  async grantedTo(storeId: StoreId, orderId: OrderId): Promise<Granted> {
    const shares = await this.#options.shares.ofOrder(storeId, orderId);
    return new Map(shares.map(({ chain, granted }) => [chain, granted]));
  }

  /** Before the member's entry: asks for what is missing. What the order has too much of is neither granted nor given back yet. */
  async grantFor(asking: Asking, wanted: readonly Wanted[]): Promise<Granted> {
    const granted = new Map<MemberId, number>();
    const shares = wanted.length === 0 ? [] : await this.#options.shares.ofOrder(asking.storeId, asking.orderId);
    for (const { allowance, points } of wanted) {
      const chain = chainOf(allowance);
      const known = inChain(shares, chain).granted;
      const has = known < points ? await this.#takeUpTo(asking, allowance, points) : known;
      granted.set(chain, Math.min(has, points));
    }
    return granted;
  }

  /** After the member's entry: whatever the order has beyond what it wants goes back, also of budgets it no longer wants anything of. */
  async giveBack(asking: Asking, wanted: readonly Wanted[]): Promise<void> {
    const wants = new Map(wanted.map(({ allowance, points }) => [chainOf(allowance), points]));
    for (const { chain, granted } of await this.#options.shares.ofOrder(asking.storeId, asking.orderId)) {
      const keeps = wants.get(chain) ?? 0;
      if (granted > keeps) await this.#giveDownTo(asking, chain, keeps);
    }
  }

  /** What is left of a budget at this moment is decided in its chain; says how much the order has then. */
  async #takeUpTo(asking: Asking, allowance: Allowance, points: number): Promise<number> {
    const { limit } = allowance;
    return this.#restate(asking, chainOf(allowance), ({ granted }, taken) => {
      const amount = Math.min(points - granted, limit - taken);
      return amount > 0 ? { kind: 'allowance-take', amount, limit, of: 'budget' } : null;
    });
  }

  async #giveDownTo(asking: Asking, chain: MemberId, points: number): Promise<number> {
    return this.#restate(asking, chain, ({ granted }) => {
      return granted > points ? { kind: 'allowance-give', amount: granted - points } : null;
    });
  }

  /** Until there is nothing to change. The chain is serial, so of two who restate the same order one builds on what the other wrote. */
  async #restate(
    asking: Asking,
    chain: MemberId,
    decide: (mine: Pick<OrderShares, 'entries' | 'granted'>, taken: number) => Change,
  ): Promise<number> {
    const { storeId, orderId, cause } = asking;
    const look = async (): Promise<{ mine: Pick<OrderShares, 'entries' | 'granted'>; change: Change }> => {
      const head = await this.#options.entries.head(storeId, chain);
      const mine = inChain(await this.#options.shares.ofOrder(storeId, orderId), chain);
      return { mine, change: decide(mine, head?.after.taken ?? 0) };
    };
    const intend = async (): Promise<Intention> => {
      const { mine, change } = await look();
      const inputHash = hashOfIntention('order-share', chain, orderId, mine.entries);
      // Nothing to change by now: a share of nothing is refused, and the next look says so.
      return { command: change ?? { kind: 'allowance-give', amount: 0 }, key: shareKey(orderId, chain, mine.entries), inputHash };
    };
    for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
      const { mine, change } = await look();
      if (change === null) return mine.granted;
      const answer = await this.#options.ledger.append({ storeId, memberId: chain, cause, intend });
      if (!isRefused(answer)) await this.#options.appended(answer.entry);
    }
    throw new SharesBusy(`the shares of order ${orderId} change too often just now`);
  }
}

// What an order may have of the limits and budgets it earns from. An order is restated, and so is its share: what it has of a limited thing is the
// sum of its entries in that thing's chain. An increase asks for more and gets what is left; a reduction gives back, after the member's entry.
import { hashOfIntention } from '../ledger/hash.ts';
import type { Intention, Ledger } from '../ledger/ledger.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Granted } from '../loyalty/earning/calculation/allowed.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { AllowanceGive, AllowanceTake } from '../loyalty/ledger/command.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { isRefused } from '../loyalty/refusal.ts';
import { chainOf, claimed, claimKeyOf, type Allowance } from './allowance.ts';
import { needed, type Calculate, type Claiming } from './needed.ts';
import { shareKey } from './share-keys.ts';
import type { OrderShares, ShareReader } from './share-reader.ts';

/** Which order asks, for whom, in which store. */
export interface Asking {
  readonly storeId: StoreId;
  readonly orderId: OrderId;
  /** The person who earns; null: nobody yet, and nobody wants anything. */
  readonly memberId: MemberId | null;
}

export interface OrderGrantsOptions {
  readonly ledger: Ledger;
  readonly entries: Pick<LedgerStore, 'head'>;
  readonly shares: Pick<ShareReader, 'ofOrder'>;
  readonly appended: (entry: Entry) => Promise<void>;
}

/** Others may restate the same order meanwhile; past this many, the work goes back to its queue. */
const LOOKS_MAX = 50;

export class SharesBusy extends Error {}

type Mine = Pick<OrderShares, 'entries' | 'granted'>;
type Change = AllowanceTake | AllowanceGive | null;
/** Nothing to change by now: a share of nothing is refused, and the next look says so. */
const NO_CHANGE: AllowanceGive = { kind: 'allowance-give', amount: 0 };

const inChain = (shares: readonly OrderShares[], chain: MemberId): Mine =>
  shares.find((share) => share.chain === chain) ?? { entries: 0, granted: 0 };

export class OrderGrants {
  readonly #options: OrderGrantsOptions;

  constructor(options: OrderGrantsOptions) {
    this.#options = options;
  }

  /** What the order has, by the chains alone: for whoever only reads. */
  async grantedTo({ storeId, orderId, memberId }: Asking): Promise<Granted> {
    if (memberId === null) return {};
    const shares = await this.#options.shares.ofOrder(storeId, orderId);
    return Object.fromEntries(
      shares.flatMap(({ chain, granted }) => {
        const key = claimKeyOf(chain, memberId);
        return key === null ? [] : [[key, granted] as const];
      }),
    );
  }

  /**
   * Before the member's entry: takes what the order lacks and can use, and calculates with that. What it has too much of is neither counted nor given
   * back yet. `calculate` is told what was granted; null: as if nothing ever ran out. The answer's claims are what the order keeps.
   */
  async grantFor<T extends Claiming>(asking: Asking, cause: string, calculate: Calculate<T>): Promise<T> {
    const unlimited = calculate(null);
    const { memberId } = asking;
    if (memberId === null || unlimited.claims.length === 0) return unlimited;
    const known = await this.#options.shares.ofOrder(asking.storeId, asking.orderId);
    const targets = needed(calculate, await this.#possible({ ...asking, memberId }, known, calculate));
    const granted: Record<string, number> = {};
    for (const claim of calculate(targets).claims) {
      const allowance = claimed(claim, memberId);
      const [has, target] = [inChain(known, chainOf(allowance)).granted, targets[claim.key] ?? 0];
      granted[claim.key] = has < target ? Math.min(target, await this.#takeUpTo(asking, cause, allowance, target)) : target;
    }
    // Others may have been faster meanwhile, and then less of the rest can be used too.
    const keeps = needed(calculate, granted);
    const answer = calculate(keeps);
    return { ...answer, claims: answer.claims.map((claim) => ({ ...claim, wanted: keeps[claim.key] ?? 0 })) };
  }

  /** What could be had, claim by claim, because what one leaves decides what the next one wants. Nothing is taken yet. */
  async #possible<T extends Claiming>(
    { storeId, memberId }: Asking & { readonly memberId: MemberId },
    known: readonly OrderShares[],
    calculate: Calculate<T>,
  ): Promise<Granted> {
    let answer = calculate(null);
    const unasked = Object.fromEntries(answer.claims.map(({ key }) => [key, Number.MAX_SAFE_INTEGER]));
    const possible: Record<string, number> = {};
    for (;;) {
      const claim = answer.claims.find(({ key }) => !(key in possible));
      if (claim === undefined) return possible;
      const chain = chainOf(claimed(claim, memberId));
      const has = inChain(known, chain).granted;
      const left = has < claim.wanted ? claim.limit - ((await this.#options.entries.head(storeId, chain))?.after.taken ?? 0) : 0;
      possible[claim.key] = Math.min(claim.wanted, has + Math.max(0, left));
      answer = calculate({ ...unasked, ...possible });
    }
  }

  /** After the member's entry: whatever the order has beyond what it claims goes back, also where it claims nothing any more. */
  async giveBack(asking: Asking, cause: string, { claims }: Claiming): Promise<void> {
    const { storeId, orderId, memberId } = asking;
    const wants = new Map(memberId === null ? [] : claims.map((claim) => [chainOf(claimed(claim, memberId)), claim.wanted]));
    for (const { chain, granted } of await this.#options.shares.ofOrder(storeId, orderId)) {
      const keeps = wants.get(chain) ?? 0;
      if (granted > keeps) await this.#giveDownTo(asking, cause, chain, keeps);
    }
  }

  /** What is left at this moment is decided in the chain; says how much the order has then. */
  async #takeUpTo(asking: Asking, cause: string, allowance: Allowance, wanted: number): Promise<number> {
    const { limit, of } = allowance;
    return this.#restate(asking, cause, chainOf(allowance), ({ granted }, taken) => {
      const amount = Math.min(wanted - granted, limit - taken);
      return amount > 0 ? { kind: 'allowance-take', amount, limit, of } : null;
    });
  }

  async #giveDownTo(asking: Asking, cause: string, chain: MemberId, keeps: number): Promise<number> {
    return this.#restate(asking, cause, chain, ({ granted }) => {
      return granted > keeps ? { kind: 'allowance-give', amount: granted - keeps } : null;
    });
  }

  /** Until there is nothing to change. The chain is serial, so of two who restate the same order one builds on what the other wrote. */
  async #restate(asking: Asking, cause: string, chain: MemberId, decide: (mine: Mine, taken: number) => Change): Promise<number> {
    const { storeId, orderId } = asking;
    const look = async (): Promise<{ mine: Mine; change: Change }> => {
      const head = await this.#options.entries.head(storeId, chain);
      const mine = inChain(await this.#options.shares.ofOrder(storeId, orderId), chain);
      return { mine, change: decide(mine, head?.after.taken ?? 0) };
    };
    // Read after the head that the ledger builds on: if it is newer, the insert loses its race and all of it is asked again.
    const intend = async (): Promise<Intention> => {
      const { mine, change } = await look();
      const inputHash = hashOfIntention('order-share', chain, orderId, mine.entries);
      return { command: change ?? NO_CHANGE, key: shareKey(orderId, chain, mine.entries), inputHash };
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

// An order desk reduced to what budgets need of it: the newest state of an order, the member's entry by what the order may have, and the three
// calls in their places. It can be told to die at either of the two gaps, as a process does.
import { chainOf, type Allowance } from '../../src/allowances/allowance.ts';
import type { Asking, Wanted } from '../../src/allowances/order-grants.ts';
import type { Core } from '../../src/core.ts';
import { hashOfIntention } from '../../src/ledger/hash.ts';
import { entryKey, memberId, orderId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Tranche } from '../../src/loyalty/ledger/command.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';

export class Died extends Error {}

/** Where a desk may die: with shares in its hands, or with shares it no longer uses. */
export type Gap = 'before the entry' | 'before giving back';

interface State {
  readonly revision: number;
  /** One number per budget. */
  readonly points: readonly number[];
}

type Needs = Pick<Core, 'grants' | 'ledger' | 'entries' | 'appended'>;

export class RestatingDesk {
  readonly #core: Needs;
  readonly #store: StoreId;
  readonly #budgets: readonly Allowance[];
  readonly #states = new Map<string, State>();

  constructor(core: Needs, store: StoreId, budgets: readonly Allowance[]) {
    this.#core = core;
    this.#store = store;
    this.#budgets = budgets;
  }

  /** The order's newest state: what it would get of each budget, had none of them an end. */
  state(order: string, points: readonly number[]): void {
    this.#states.set(order, { points, revision: (this.#states.get(order)?.revision ?? 0) + 1 });
  }

  async settle(order: string, dieAt: Gap | null = null): Promise<void> {
    for (;;) {
      const { revision, points } = this.#known(order);
      const wanted = this.#wanted(points);
      const granted = await this.#core.grants.orders.grantFor(this.#asking(order), wanted);
      if (dieAt === 'before the entry') throw new Died();
      await this.#post(order, wanted.map(({ allowance }) => granted.get(chainOf(allowance)) ?? 0)); // prettier-ignore
      if (this.#known(order).revision !== revision) continue;
      if (dieAt === 'before giving back') throw new Died();
      await this.#core.grants.orders.giveBack(this.#asking(order), wanted);
      return;
    }
  }

  /** What the order's shares are, budget by budget, and what its member was given for them. */
  async books(order: string): Promise<{ granted: number[]; given: number[] }> {
    const granted = await this.#core.grants.orders.grantedTo(this.#store, orderId(order));
    const shares = await this.#core.entries.sharesOfOrder(this.#store, orderId(order));
    const given = this.#budgets.map((_, at) => {
      const parts = shares.flatMap((share) => share.given.parts).filter(({ part }) => part === `part-${at}`);
      return parts.reduce((sum, { points }) => sum + points, 0);
    });
    return { granted: this.#budgets.map((budget) => granted.get(chainOf(budget)) ?? 0), given };
  }

  async taken(): Promise<number[]> {
    const heads = this.#budgets.map((budget) => this.#core.entries.head(this.#store, chainOf(budget)));
    return (await Promise.all(heads)).map((head) => head?.after.taken ?? 0);
  }

  #known(order: string): State {
    const state = this.#states.get(order);
    if (state === undefined) throw new Error(`nothing is known of order ${order}`);
    return state;
  }

  #asking(order: string): Asking {
    return { storeId: this.#store, orderId: orderId(order), cause: 'test' };
  }

  #wanted(points: readonly number[]): Wanted[] {
    return this.#budgets.map((allowance, at) => ({ allowance, points: points[at] ?? 0 }));
  }

  async #post(order: string, points: readonly number[]): Promise<void> {
    const [store, id, member]: [StoreId, ReturnType<typeof orderId>, MemberId] = [this.#store, orderId(order), memberId(`m-${order}`)];
    const deserved = points.map((amount, at): Tranche => ({ part: `part-${at}`, points: amount, availableAt: 0, expiresAt: null }));
    const intend = async () => {
      const [share] = await this.#core.entries.sharesOfOrder(store, id);
      const given = share?.given ?? { entries: 0, parts: [], expired: 0 };
      const key = entryKey(`order:${id}:${member}:${given.entries}`);
      return {
        command: { kind: 'settle-order', orderId: id, deserved, given, explain: null } as const,
        key,
        inputHash: hashOfIntention('settle', id),
      };
    };
    for (;;) {
      const answer = await this.#core.ledger.append({ storeId: store, memberId: member, cause: 'test', intend });
      if (isRefused(answer)) return;
      await this.#core.appended(answer.entry);
      if (answer.fresh) return;
    }
  }
}

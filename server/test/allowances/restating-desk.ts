// An order desk reduced to what budgets need of it: the newest state of an order, the member's entry by what the order may have, and the three
// calls in their places. It can be told to die at either of the two gaps, as a process does.
import { chainOf, claimed } from '../../src/allowances/allowance.ts';
import type { Asking } from '../../src/allowances/order-grants.ts';
import type { Core } from '../../src/core.ts';
import { hashOfIntention } from '../../src/ledger/hash.ts';
import { allowAll, allowGranted, type Claim, type Granted } from '../../src/loyalty/earning/calculation/allowed.ts';
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

/** Something limited that every order of the test earns from. */
export type Limited = Pick<Claim, 'key' | 'scope' | 'limit'>;

/** What an order gives, one number per limited thing, and what it claims for that. */
interface Calculated {
  readonly points: readonly number[];
  readonly claims: readonly Claim[];
  readonly tranches: readonly { readonly part: string; readonly points: number }[];
}

const memberOf = (order: string): MemberId => memberId(`m-${order}`);

/** What a process brings. */
export type Process = Pick<Core, 'grants' | 'ledger' | 'entries' | 'appended'>;

export class RestatingDesk {
  /** Each as in a process of its own: they share nothing but the database. They take turns. */
  readonly #processes: readonly Process[];
  #turn = 0;
  readonly #store: StoreId;
  readonly #limited: readonly Limited[];
  readonly #states = new Map<string, State>();

  constructor(processes: readonly Process[], store: StoreId, limited: readonly Limited[]) {
    this.#processes = processes;
    this.#store = store;
    this.#limited = limited;
  }

  /** The order's newest state: what it would get of each budget, had none of them an end. */
  state(order: string, points: readonly number[]): void {
    this.#states.set(order, { points, revision: (this.#states.get(order)?.revision ?? 0) + 1 });
  }

  async settle(order: string, dieAt: Gap | null = null): Promise<void> {
    const core = this.#next();
    const { orders } = core.grants;
    for (;;) {
      const { revision, points } = this.#known(order);
      const deserved = await orders.grantFor(this.#asking(order), 'test', (granted) => this.#calculate(points, granted));
      if (dieAt === 'before the entry') throw new Died();
      await this.#post(core, order, deserved.points);
      if (this.#known(order).revision !== revision) continue;
      if (dieAt === 'before giving back') throw new Died();
      await orders.giveBack(this.#asking(order), 'test', deserved);
      return;
    }
  }

  /** What the order's shares are, budget by budget, and what its member was given for them. */
  async books(order: string): Promise<{ granted: number[]; given: number[] }> {
    const core = this.#next();
    const granted = await core.grants.orders.grantedTo(this.#asking(order));
    const shares = await core.entries.sharesOfOrder(this.#store, orderId(order));
    const given = this.#limited.map((_, at) => {
      const parts = shares.flatMap((share) => share.given.parts).filter(({ part }) => part === `part-${at}`);
      return parts.reduce((sum, { points }) => sum + points, 0);
    });
    return { granted: this.#limited.map(({ key }) => granted[key] ?? 0), given };
  }

  /** What is out of each, by its chain; of a member's own limit: by the chain of this order's member. */
  async taken(order = ''): Promise<number[]> {
    const chains = this.#limited.map((one) => chainOf(claimed({ ...one, unit: 'points', wanted: 0 }, memberOf(order))));
    const { entries } = this.#next();
    const heads = await Promise.all(chains.map((chain) => entries.head(this.#store, chain)));
    return heads.map((head) => head?.after.taken ?? 0);
  }

  #next(): Process {
    const core = this.#processes[this.#turn % this.#processes.length];
    this.#turn += 1;
    if (core === undefined) throw new Error('nobody works here');
    return core;
  }

  #known(order: string): State {
    const state = this.#states.get(order);
    if (state === undefined) throw new Error(`nothing is known of order ${order}`);
    return state;
  }

  #asking(order: string): Asking {
    return { storeId: this.#store, orderId: orderId(order), memberId: memberOf(order) };
  }

  #calculate(points: readonly number[], granted: Granted | null): Calculated {
    const allow = granted === null ? allowAll : allowGranted(granted);
    const claims = this.#limited.map((one, at): Claim => ({ ...one, unit: 'points', wanted: points[at] ?? 0 }));
    const given = claims.map(allow);
    const tranches = given.map((amount, at) => ({ part: `part-${at}`, points: amount }));
    return { claims: claims.filter(({ wanted }) => wanted > 0), points: given, tranches };
  }

  async #post({ entries, ledger, appended }: Process, order: string, points: readonly number[]): Promise<void> {
    const [store, id, member] = [this.#store, orderId(order), memberOf(order)];
    const deserved = points.map((amount, at): Tranche => ({ part: `part-${at}`, points: amount, availableAt: 0, expiresAt: null }));
    const intend = async () => {
      const [share] = await entries.sharesOfOrder(store, id);
      const given = share?.given ?? { entries: 0, parts: [], expired: 0 };
      const key = entryKey(`order:${id}:${member}:${given.entries}`);
      return {
        command: { kind: 'settle-order', orderId: id, deserved, given, explain: null } as const,
        key,
        inputHash: hashOfIntention('settle', id),
      };
    };
    for (;;) {
      const answer = await ledger.append({ storeId: store, memberId: member, cause: 'test', intend });
      if (isRefused(answer)) return;
      await appended(answer.entry);
      if (answer.fresh) return;
    }
  }
}

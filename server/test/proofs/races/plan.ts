// What the racing processes ask for: every command on purpose in each other's way. Shared things (orders, reservations, some awards) are
// named by small numbers, so that different processes ask for the same fact under the same key.
import { hashOfIntention } from '../../../src/ledger/hash.ts';
import type { AppendRequest, Intention } from '../../../src/ledger/ledger.ts';
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts';
import { entryKey, memberId, orderId, type MemberId, type StoreId } from '../../../src/loyalty/ids.ts';
import type { Command } from '../../../src/loyalty/ledger/command.ts';
import type { Seeded } from '../process/seeded.ts';

export interface Wish {
  readonly memberId: MemberId;
  readonly intend: AppendRequest['intend'];
  /** A restated order is asked again until nothing is left to do; everything else is one fact. */
  readonly restated: boolean;
}

export interface PlanOptions {
  readonly store: StoreId;
  readonly entries: LedgerStore;
  readonly members: number;
  /** How many orders, reservations and shared awards there are. */
  readonly shared: number;
  readonly now: number;
}

const FAR = 4_000_000_000_000;
export const memberNumber = (n: number): MemberId => memberId(`m-${n}`);
export const reservedPoints = (k: number): number => 5 + (k % 20);

export class Plan {
  readonly #options: PlanOptions;
  readonly #random: Seeded;
  readonly #process: number;
  #count = 0;

  constructor(options: PlanOptions, process: number, random: Seeded) {
    this.#options = options;
    this.#process = process;
    this.#random = random;
  }

  next(): Wish {
    const dice = this.#random.below(100);
    const k = this.#random.below(this.#options.shared);
    if (dice < 18) return this.#own('award', 1 + this.#random.below(40));
    if (dice < 24) return this.#award(`shared-${k}`, this.#memberOf(k), 1 + (k % 30));
    if (dice < 38) return this.#own('adjust', 1 + this.#random.below(20));
    // More goes out than comes in, so a race for the last points is the usual case.
    if (dice < 62) return this.#own('adjust', -1 - this.#random.below(60));
    if (dice < 76) return this.#order(k, this.#random.below(60));
    if (dice < 86) return this.#reserve(k);
    return dice < 93 ? this.#settle(k) : this.#release(k);
  }

  #memberOf(k: number): MemberId {
    return memberNumber(k % this.#options.members);
  }

  #own(kind: 'award' | 'adjust', points: number): Wish {
    const name = `${this.#process}-${(this.#count += 1)}`;
    const member = memberNumber(this.#random.below(this.#options.members));
    return kind === 'award' ? this.#award(name, member, points) : this.#adjust(name, member, points);
  }

  #award(ref: string, member: MemberId, points: number): Wish {
    const command = { kind: 'award', ref, points, availableAt: this.#options.now, expiresAt: null, limit: null, explain: null } as const;
    return this.#fact(member, command, `award:${ref}`, points);
  }

  #adjust(ref: string, member: MemberId, points: number): Wish {
    const command = { kind: 'adjust', ref, points, expiresAt: null, approvedBy: null, explain: null } as const;
    return this.#fact(member, command, `adjust:${ref}`, points);
  }

  #reserve(k: number): Wish {
    const points = reservedPoints(k);
    const reservation = { reservationId: `r-${k}`, rewardId: `reward-${k}`, cart: null, points, expiresAt: FAR, limit: null };
    return this.#fact(this.#memberOf(k), { kind: 'reserve', ...reservation }, `reserve:r-${k}`, points);
  }

  #fact(member: MemberId, command: Command, key: string, points: number): Wish {
    const intention = { command, key: entryKey(key), inputHash: hashOfIntention(command.kind, member, points) };
    return { memberId: member, intend: () => intention, restated: false };
  }

  #settle(k: number): Wish {
    const { store, entries } = this.#options;
    const intend = async (): Promise<Intention> => {
      const redeemed = await entries.redeemed(store, `r-${k}`);
      const command = { kind: 'settle', reservationId: `r-${k}`, orderId: orderId(`spent-${k}`), target: reservedPoints(k), redeemed } as const; // prettier-ignore
      return { command, key: entryKey(`settle:r-${k}:${redeemed.entries}`), inputHash: hashOfIntention('settle', k) };
    };
    return { memberId: this.#memberOf(k), intend, restated: false };
  }

  #release(k: number): Wish {
    const { store, entries } = this.#options;
    const intend = async (): Promise<Intention> => {
      const { ended } = await entries.redeemed(store, `r-${k}`);
      const command = { kind: 'release', reservationId: `r-${k}`, why: 'cancelled', ended } as const;
      return { command, key: entryKey(`release:r-${k}`), inputHash: hashOfIntention('release', k) };
    };
    return { memberId: this.#memberOf(k), intend, restated: false };
  }

  #order(k: number, points: number): Wish {
    const { store, entries, now } = this.#options;
    const [id, member] = [orderId(`o-${k}`), this.#memberOf(k)];
    const intend = async (): Promise<Intention> => {
      const shares = await entries.sharesOfOrder(store, id);
      const given = shares.find((share) => share.memberId === member)?.given ?? { entries: 0, parts: [], expired: 0 };
      const deserved = [{ part: 'purchase', points, availableAt: now, expiresAt: null }];
      const command = { kind: 'settle-order', orderId: id, deserved, given, explain: null } as const;
      return { command, key: entryKey(`order:${id}:${member}:${given.entries}`), inputHash: hashOfIntention('settle-order', id) };
    };
    return { memberId: member, intend, restated: true };
  }
}

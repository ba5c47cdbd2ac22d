// A member's chain in memory, written by the core itself: a test tells what happens, and asks what is there.
import { hashOfEntry } from '../../src/ledger/hash.ts';
import { entryKey, memberId, orderId, storeId } from '../../src/loyalty/ids.ts';
import type { Circumstances, Command } from '../../src/loyalty/ledger/command.ts';
import { decide } from '../../src/loyalty/ledger/decide.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { EMPTY_STATE, type MemberState } from '../../src/loyalty/ledger/state.ts';
import { redeemedBy } from '../../src/loyalty/ledger/sums.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { circumstances, DAY, givenIn, settleOrder } from './commands.ts';

type Dates = Partial<{ availableAt: number | null; expiresAt: number | null; part: string }>;
type ReserveChange = Partial<Extract<Command, { kind: 'reserve' }>>;

export class Chain {
  readonly entries: Entry[] = [];
  readonly #change: Partial<Circumstances>;

  constructor(change: Partial<Circumstances> = {}) {
    this.#change = change;
  }

  /** 'done', or the refusal's name. */
  does(now: number, command: Command, change: Partial<Circumstances> = {}): string {
    const last = this.entries.at(-1);
    const head = { seq: last?.seq ?? 0, at: last?.at ?? 0, state: last?.after ?? EMPTY_STATE };
    const decided = decide(head, command, circumstances(now, { ...this.#change, ...change }));
    if (isRefused(decided)) return decided.refused;
    const place = { storeId: storeId('s'), memberId: memberId('m'), seq: head.seq + 1, key: entryKey(`k${head.seq}`) };
    const unhashed = { ...decided, ...place, inputHash: '', cause: 'test', prevHash: last?.hash ?? '' };
    this.entries.push({ ...unhashed, hash: hashOfEntry(unhashed) });
    return 'done';
  }

  /** The order deserves `points` now. */
  order(now: number, points: number, name = '1001', dates: Dates = {}): string {
    return this.does(now, settleOrder(points, givenIn(this.entries, name), { order: name, ...dates }));
  }

  reserves(now: number, points: number, change: ReserveChange = {}): string {
    return this.does(now, {
      kind: 'reserve',
      reservationId: 'r',
      rewardId: 'coffee',
      cart: 'cart-1',
      points,
      expiresAt: now + DAY,
      limit: null,
      ...change,
    });
  }

  settles(now: number, target: number, reservationId = 'r'): string {
    return this.does(now, {
      kind: 'settle',
      reservationId,
      orderId: orderId('1001'),
      target,
      redeemed: redeemedBy(reservationId, this.entries),
    });
  }

  returns(now: number, target: number, reservationId = 'r'): string {
    return this.does(now, {
      kind: 'return-spent',
      reservationId,
      orderId: orderId('1001'),
      target,
      redeemed: redeemedBy(reservationId, this.entries),
    });
  }

  releases(now: number, why: 'expired' | 'failure' = 'expired', reservationId = 'r'): string {
    return this.does(now, { kind: 'release', reservationId, why, ended: redeemedBy(reservationId, this.entries).ended });
  }

  get state(): MemberState {
    return this.entries.at(-1)?.after ?? EMPTY_STATE;
  }

  /** available, pending, reserved, deficit */
  get totals(): number[] {
    return [this.state.available, this.state.pending, this.state.reserved, this.state.deficit];
  }

  /** What the order was given, as stored entries sum it up. */
  given(order = '1001'): number {
    return givenIn(this.entries, order).parts.reduce((sum, part) => sum + part.points, 0);
  }
}

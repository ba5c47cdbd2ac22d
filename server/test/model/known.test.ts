// Where ledger and accountant are known to differ, each alone and as small as it gets. A test that fails here says that the ledger was
// mended: its line in `world/known.ts` and its test go, and the model test takes the case over.
import { describe, expect, it } from 'vitest';
import type { Circumstances, Command } from '../../src/loyalty/ledger/command.ts';
import { decide } from '../../src/loyalty/ledger/decide.ts';
import type { Decided } from '../../src/loyalty/ledger/entry.ts';
import { redeemedBy } from '../../src/loyalty/ledger/sums.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { adjust, award, circumstances, givenIn, settleOrder } from '../builders/commands.ts';
import { headOf } from './world/desk.ts';

function chainOf(): { entries: Decided[]; run: (command: Command, now: number, change?: Partial<Circumstances>) => Decided } {
  const entries: Decided[] = [];
  const run = (command: Command, now: number, change: Partial<Circumstances> = {}): Decided => {
    const last = entries.at(-1);
    const head = last === undefined ? headOf(null) : { seq: entries.length, at: last.at, state: last.after };
    const decided = decide(head, command, circumstances(now, change));
    if (isRefused(decided)) throw new Error(`${command.kind}: ${decided.refused}`);
    entries.push(decided);
    return decided;
  };
  return { entries, run };
}

const reserve = (points: number): Command => ({ kind: 'reserve', reservationId: 'r', rewardId: 'w', cart: null, points, expiresAt: 99, limit: null }); // prettier-ignore
const spent = (kind: 'settle' | 'return-spent', target: number, entries: readonly Decided[]): Command =>
  ({ kind, reservationId: 'r', orderId: settleOrder(0).orderId, target, redeemed: redeemedBy('r', entries) }); // prettier-ignore

describe('a difference that is known', () => {
  it('a refund after the points ended, before their expiry was stored, makes a debt of them', () => {
    const { entries, run } = chainOf();
    run(settleOrder(5, 0, { expiresAt: 10 }), 1);
    expect(run(settleOrder(0, givenIn(entries as never, '1001')), 20).after.deficit).toBe(5);
  });

  it('a gift that ended unspent and is taken back makes a debt of it', () => {
    const { run } = chainOf();
    const [lot] = run(adjust(5, { expiresAt: 10 }), 1).after.lots;
    const lots = lot === undefined ? [] : [{ lotId: lot.lotId, points: 5, birth: lot }];
    expect(run({ kind: 'undo-adjust', ref: 'a-1', points: 5, lots, explain: null }, 20).after.deficit).toBe(5);
  });

  it('a debt that was forgiven when a reward was spent is returned as points', () => {
    const { entries, run } = chainOf();
    run(award(6), 1);
    run(reserve(6), 1);
    run(spent('settle', 10, entries), 1, { negative: 'write-off' });
    expect(run(spent('return-spent', 0, entries), 1, { negative: 'write-off' }).after.available).toBe(10);
  });

  it('what a reward set aside beyond its target does not pay a debt at once', () => {
    const { entries, run } = chainOf();
    run(settleOrder(2), 1);
    run(reserve(2), 1);
    run(settleOrder(0, 2), 1);
    const { available, deficit } = run(spent('settle', 1, entries), 1).after;
    expect({ available, deficit }).toEqual({ available: 1, deficit: 2 });
  });

  it('points that were still waiting when they ended come back as available', () => {
    const { run } = chainOf();
    const [lot] = run(award(5, { availableAt: null, expiresAt: 10 }), 1).after.lots;
    run({ kind: 'expire' }, 20);
    const lots = lot === undefined ? [] : [{ lotId: lot.lotId, points: 5, birth: lot }];
    expect(run({ kind: 'expire-undo', lots, expiresAt: 50 }, 20).after.available).toBe(5);
  });

  it('the time that our failure gave back is lost when the reward is returned', () => {
    const { entries, run } = chainOf();
    run(adjust(2, { expiresAt: 20 }), 0);
    run(reserve(1), 0);
    const released = run({ kind: 'release', reservationId: 'r', why: 'failure', ended: null }, 5).after.lots;
    expect(released.map(({ expiresAt }) => expiresAt)).toEqual([20, 25]);
    run(spent('settle', 2, entries), 5);
    const { lots } = run(spent('return-spent', 0, entries), 5).after;
    expect(lots.map(({ expiresAt }) => expiresAt)).toEqual([20]);
  });
});

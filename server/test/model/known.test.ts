// Where ledger and accountant are known to differ, each alone and as small as it gets. A test that fails here says that the ledger was
// mended: its line in `world/known.ts` and its test go, and the model test takes the case over.
import { describe, expect, it } from 'vitest';
import { lotId } from '../../src/loyalty/ids.ts';
import type { Circumstances, Command } from '../../src/loyalty/ledger/command.ts';
import { decide } from '../../src/loyalty/ledger/decide.ts';
import type { Decided } from '../../src/loyalty/ledger/entry.ts';
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

describe('a difference that is known', () => {
  it('taking a gift back after a merge takes the points of another lot', () => {
    const { run } = chainOf();
    run(award(7, { availableAt: null }), 1);
    const gift = { kind: 'adjustment', ref: 'gift', part: null } as const;
    const birth = { source: gift, issuedMonth: '2026-11', issuedAt: 1, availableAt: 1, expiresAt: null, graced: false, via: null };
    run({ kind: 'merge-accept', mergeId: 'm' }, 1);
    const lots = [{ lotId: lotId('1.0'), points: 5, birth }];
    const brought = [{ lotId: lotId('1.0'), points: 5, birth, state: 'available' as const }];
    run({ kind: 'transfer-in', mergeId: 'm', undo: false, lots: brought, deficit: 0, reservations: [], counters: [] }, 1);
    const { pending, available } = run({ kind: 'undo-adjust', ref: 'gift', points: 5, lots, expired: 0, explain: null }, 1).after;
    expect({ pending, available }).toEqual({ pending: 2, available: 5 });
  });

  it('a part that gets less closes another part of the order, which was about to get a later end', () => {
    const { entries, run } = chainOf();
    const parts = (goods: number, bonus: number, expiresAt: number): Command => {
      const tranche = { availableAt: 0, expiresAt };
      const deserved = [{ part: 'goods', points: goods, ...tranche }, { part: 'bonus', points: bonus, ...tranche }]; // prettier-ignore
      return { ...settleOrder(0, givenIn(entries, '1001')), deserved };
    };
    run(parts(1, 2, 10), 1);
    const { order, after } = run(parts(1, 1, 50), 20, { watermark: 5 });
    expect({ deserved: order?.deserved, available: after.available }).toEqual({ deserved: 2, available: 1 });
  });

  it('an expiry that is undone joins what is left of its lot, and with it has expired all the same', () => {
    const { run } = chainOf();
    const [lot] = run(award(2, { expiresAt: 10 }), 1).after.lots;
    const take = lot === undefined ? [] : [{ lotId: lot.lotId, points: 1, birth: lot }];
    run(adjust(-1), 1);
    run({ kind: 'expire' }, 20);
    run({ kind: 'undo-adjust', ref: 'a-1', points: -1, lots: take, expired: 0, explain: null }, 20);
    const { lots } = run({ kind: 'expire-undo', lots: take, expiresAt: 50 }, 20, { watermark: 5 }).after;
    expect(lots.map(({ points, expiresAt }) => ({ points, expiresAt }))).toEqual([{ points: 2, expiresAt: 10 }]);
  });
});

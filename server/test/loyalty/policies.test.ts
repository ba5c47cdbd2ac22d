import { describe, expect, it } from 'vitest';
import { hashOfEntry } from '../../src/ledger/hash.ts';
import { memberId } from '../../src/loyalty/ids.ts';
import { hashesChain } from '../../src/loyalty/ledger/invariants.ts';
import { expiredIn, expiredOfAdjustment } from '../../src/loyalty/ledger/sums.ts';
import { Chain } from '../builders/chain.ts';
import { adjust, award, DAY, givenIn, settleOrder } from '../builders/commands.ts';

describe('taking back points that are no longer there', () => {
  function spent(negative: 'allow' | 'carry' | 'write-off'): Chain {
    const chain = new Chain({ negative });
    chain.order(0, 45);
    chain.does(1, adjust(-45));
    chain.order(2, 0);
    return chain;
  }

  it('leaves a debt that later points pay, whether or not the shop shows it', () => {
    for (const policy of ['allow', 'carry'] as const) {
      const chain = spent(policy);
      expect(chain.totals).toEqual([0, 0, 0, 45]);
      chain.does(3, award(50));
      expect(chain.totals).toEqual([5, 0, 0, 0]);
    }
  });

  it('forgives the debt where the shop writes it off, and then later points are the member’s own', () => {
    const chain = spent('write-off');
    expect(chain.totals).toEqual([0, 0, 0, 0]);
    chain.does(3, award(50));
    expect(chain.totals).toEqual([50, 0, 0, 0]);
  });

  it('counts a forgiven debt when the order is good again, so that nobody has the points twice', () => {
    const chain = spent('write-off');
    chain.order(3, 45);
    expect([chain.totals, chain.given()]).toEqual([[0, 0, 0, 0], 45]);
    chain.order(4, 60);
    expect(chain.totals).toEqual([15, 0, 0, 0]);
  });

  it('takes points that wait before points that are available', () => {
    const chain = new Chain();
    chain.order(0, 20, '1001', { availableAt: 0 });
    chain.order(1, 50, '1001', { availableAt: 9 * DAY });
    expect(chain.totals).toEqual([20, 30, 0, 0]);
    chain.order(2, 35, '1001', { availableAt: 9 * DAY });
    expect(chain.totals).toEqual([20, 15, 0, 0]);
  });

  it('counts points that expired unspent as gone, instead of taking others for them', () => {
    const chain = new Chain();
    chain.order(0, 45, '1001', { expiresAt: 5 * DAY });
    chain.does(6 * DAY, award(100));
    chain.order(7 * DAY, 0);
    expect([chain.totals, chain.given()]).toEqual([[100, 0, 0, 0], 0]);
  });

  it('gives the same whether a job posted the expiry before, nobody did, or it has to wait for the shop’s news', () => {
    const end = (posts: boolean, watermark: number): number[] => {
      const chain = new Chain();
      chain.order(0, 100, '1001', { expiresAt: 2 * DAY });
      if (posts) chain.does(2 * DAY, { kind: 'expire' });
      chain.does(3 * DAY, settleOrder(0, givenIn(chain.entries, '1001')), { watermark });
      chain.does(9 * DAY, { kind: 'expire' });
      return chain.totals;
    };
    expect([end(true, 3 * DAY), end(false, 3 * DAY), end(false, DAY)]).toEqual([[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]); // prettier-ignore
  });

  it('does not bring expired points back when the order is good again', () => {
    const chain = new Chain();
    chain.order(0, 45, '1001', { expiresAt: 5 * DAY });
    chain.does(6 * DAY, award(100));
    chain.order(7 * DAY, 0);
    chain.order(8 * DAY, 45, '1001', { expiresAt: 5 * DAY });
    expect([chain.totals, chain.given()]).toEqual([[100, 0, 0, 0], 45]);
  });

  it('never touches points that are set aside for a reward', () => {
    const chain = new Chain();
    chain.order(0, 45);
    chain.reserves(1, 45);
    chain.order(2, 0);
    expect(chain.totals).toEqual([0, 0, 45, 45]);
    chain.releases(3);
    expect(chain.totals).toEqual([0, 0, 0, 0]);
  });
});

describe('several rules for one order', () => {
  it('are kept apart: each part takes back its own points and keeps its own dates', () => {
    const chain = new Chain();
    chain.order(0, 45, '1001', { part: 'purchase' });
    chain.order(0, 10, '1001', { part: 'purchase' });
    expect(chain.totals).toEqual([10, 0, 0, 0]);
    expect(chain.given()).toBe(10);
  });
});

describe('lots', () => {
  it('with equal ends are spent oldest first', () => {
    const chain = new Chain();
    chain.does(1, award(10, { ref: 'older' }));
    chain.does(2, award(10, { ref: 'younger' }));
    chain.does(3, adjust(-15));
    expect(chain.state.lots.map((lot) => [lot.source.ref, lot.points])).toEqual([['younger', 5]]);
  });

  it('that have expired cannot be spent, reserved or taken, although nobody posted their end', () => {
    const chain = new Chain({ watermark: 0 });
    chain.does(0, award(50, { expiresAt: DAY }));
    expect([chain.does(2 * DAY, adjust(-1)), chain.reserves(2 * DAY, 1)]).toEqual(['not-enough-points', 'not-enough-points']);
    chain.order(2 * DAY, 10);
    chain.order(2 * DAY, 0);
    expect(chain.state).toMatchObject({ available: 50, deficit: 0 });
  });

  it('get their grace once: points that came back late and were spent again come back with the end they had', () => {
    const chain = new Chain();
    chain.does(0, award(100, { expiresAt: 5 * DAY }));
    chain.reserves(1, 100);
    chain.settles(2, 100);
    chain.returns(6 * DAY, 0);
    chain.reserves(7 * DAY, 100, { reservationId: 'second' });
    chain.settles(8 * DAY, 100, 'second');
    chain.returns(40 * DAY, 0, 'second');
    expect(chain.state.lots.map((lot) => lot.expiresAt)).toEqual([35 * DAY]);
    chain.does(41 * DAY, { kind: 'expire' });
    expect(chain.totals).toEqual([0, 0, 0, 0]);
  });

  it('that had their grace keep it when their order is looked at again', () => {
    const chain = new Chain();
    chain.order(0, 100, '1001', { expiresAt: 5 * DAY });
    chain.reserves(1, 100);
    chain.settles(2, 100);
    chain.returns(6 * DAY, 0);
    expect(chain.order(7 * DAY, 100, '1001', { expiresAt: 5 * DAY })).toBe('nothing-to-do');
    expect(chain.state.lots.map((lot) => lot.expiresAt)).toEqual([35 * DAY]);
  });

  it('live on when something is earned, where only inactivity ends them', () => {
    const chain = new Chain();
    chain.does(0, award(10, { expiresAt: 5 * DAY, activityUntil: 5 * DAY }));
    chain.does(4 * DAY, award(20, { expiresAt: 9 * DAY, activityUntil: 9 * DAY }));
    chain.does(4 * DAY, award(5));
    expect(chain.state.lots.map((lot) => lot.expiresAt)).toEqual([9 * DAY, 9 * DAY, null]);
  });
});

describe('an adjustment', () => {
  it('above the limit needs somebody’s approval, in both directions', () => {
    const chain = new Chain({ approvalAbove: 100 });
    expect([chain.does(0, adjust(101)), chain.does(0, adjust(100)), chain.does(0, adjust(101, { approvedBy: 'owner-1' }))]).toEqual([
      'needs-approval',
      'done',
      'done',
    ]);
    expect([chain.does(1, adjust(-101)), chain.does(1, adjust(-101, { approvedBy: 'owner-1' }))]).toEqual(['needs-approval', 'done']);
  });

  it('is undone by a counter entry: a gift is taken back even when it was spent, a deduction goes back into its lots', () => {
    const gift = new Chain();
    gift.does(0, adjust(50));
    gift.does(1, adjust(-20));
    gift.does(2, { kind: 'undo-adjust', ref: 'a-1', points: 50, lots: [], expired: 0, explain: null });
    expect(gift.totals).toEqual([0, 0, 0, 20]);
    const deduction = new Chain();
    deduction.does(0, award(30, { expiresAt: 9 * DAY }));
    deduction.does(1, adjust(-20));
    const taken =
      deduction.entries[1]?.moves.flatMap((move) =>
        move.type === 'points' && move.lot !== null && move.birth !== null
          ? [{ lotId: move.lot, points: move.points, birth: move.birth }]
          : [],
      ) ?? [];
    deduction.does(2, { kind: 'undo-adjust', ref: 'a-1', points: -20, lots: taken, expired: 0, explain: null });
    expect(deduction.state.lots.map((lot) => [lot.points, lot.expiresAt])).toEqual([[30, 9 * DAY]]);
  });

  it('that had ended and came back is taken back in full', () => {
    const gift = new Chain();
    gift.does(0, adjust(50, { expiresAt: 5 }));
    gift.does(6, { kind: 'expire' });
    gift.does(7, { kind: 'expire-undo', lots: expiredIn(gift.entries), expiresAt: 9 * DAY });
    const expired = expiredOfAdjustment('a-1', gift.entries);
    gift.does(8, { kind: 'undo-adjust', ref: 'a-1', points: 50, lots: [], expired, explain: null });
    expect([expired, gift.totals]).toEqual([0, [0, 0, 0, 0]]);
  });
});

describe('a chain that is closed', () => {
  it('says where its member is now, and takes nothing more', () => {
    const chain = new Chain();
    chain.does(0, award(10));
    chain.does(1, { kind: 'transfer-out', mergeId: 'x', into: memberId('other'), undo: false, brought: null });
    expect([chain.does(2, award(1)), chain.order(2, 10), chain.does(2, { kind: 'erase' })]).toEqual([
      'member-merged',
      'member-merged',
      'member-merged',
    ]);
    expect(chain.totals).toEqual([0, 0, 0, 0]);
  });

  it('by erasure owes nothing in either direction, and still keeps the books of its orders', () => {
    const chain = new Chain();
    chain.order(0, 45);
    chain.reserves(1, 20);
    chain.does(2, { kind: 'erase' });
    expect([chain.totals, chain.does(3, award(1)), chain.order(3, 10)]).toEqual([[0, 0, 0, 0], 'member-erased', 'done']);
    expect([chain.given(), chain.totals]).toEqual([10, [0, 0, 0, 0]]);
  });
});

describe('something limited', () => {
  it('is given out until nothing is left, and what comes back can be taken again', () => {
    const stock = new Chain();
    const take = (amount: number, of: 'budget' | 'cap' = 'cap'): string => stock.does(0, { kind: 'allowance-take', amount, limit: 10, of });
    expect([take(6), take(5), take(4), take(1), take(1, 'budget')]).toEqual(['done', 'cap-reached', 'done', 'cap-reached', 'budget-spent']);
    expect([stock.does(1, { kind: 'allowance-give', amount: 2 }), take(2), take(1)]).toEqual(['done', 'done', 'cap-reached']);
    expect([take(0), take(-1), stock.does(1, { kind: 'allowance-give', amount: 11 })]).toEqual([
      'amount-invalid',
      'amount-invalid',
      'amount-invalid',
    ]);
  });
});

describe('an opening balance from another system', () => {
  it('keeps its lots with their ends, and refuses lots without points', () => {
    const chain = new Chain();
    const lot = { issuedAt: 0, issuedMonth: '2025-01', availableAt: 0 };
    expect(chain.does(DAY, { kind: 'import-opening', ref: 'i', lots: [{ ...lot, points: 10, expiresAt: 2 * DAY }, { ...lot, points: 5, expiresAt: null }] })).toBe('done'); // prettier-ignore
    chain.does(3 * DAY, { kind: 'expire' });
    expect(chain.totals).toEqual([5, 0, 0, 0]);
    expect(
      [[], [{ ...lot, points: 0, expiresAt: null }]].map((lots) => chain.does(4 * DAY, { kind: 'import-opening', ref: 'i', lots })),
    ).toEqual(['amount-invalid', 'amount-invalid']);
  });
});

describe('points that should not have expired', () => {
  it('come back with a later end, or not at all when that has passed too', () => {
    const chain = new Chain();
    chain.does(0, award(10, { expiresAt: DAY }));
    chain.does(2 * DAY, { kind: 'expire' });
    const lots =
      chain.entries[1]?.moves.flatMap((move) =>
        move.type === 'points' && move.lot !== null && move.birth !== null
          ? [{ lotId: move.lot, points: move.points, birth: move.birth }]
          : [],
      ) ?? [];
    expect(chain.does(3 * DAY, { kind: 'expire-undo', lots, expiresAt: 2 * DAY })).toBe('nothing-to-do');
    expect(chain.does(3 * DAY, { kind: 'expire-undo', lots, expiresAt: 9 * DAY })).toBe('done');
    expect(chain.state.lots.map((lot) => [lot.points, lot.expiresAt])).toEqual([[10, 9 * DAY]]);
  });
});

describe('the hash of an entry', () => {
  it('covers every amount: changing one after the fact is seen', () => {
    const chain = new Chain();
    chain.order(0, 45);
    const [entry] = chain.entries;
    if (entry === undefined) throw new Error('nothing was written');
    const forged = { ...entry, moves: entry.moves.map((move) => (move.type === 'points' ? { ...move, points: 4_500 } : move)) };
    expect(hashesChain(null, entry, hashOfEntry)).toBeNull();
    expect(hashesChain(null, forged, hashOfEntry)).toMatchObject({ invariant: 'hashes-chain' });
  });
});

// Two chains become one and two again, without a database: what each step carries, and what comes home when a step cannot be done.
import { describe, expect, it } from 'vitest';
import { memberId, orderId } from '../../src/loyalty/ids.ts';
import type { Brought, TransferIn } from '../../src/loyalty/ledger/command.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { EMPTY_STATE } from '../../src/loyalty/ledger/state.ts';
import { givenTo, negatedSums } from '../../src/loyalty/ledger/sums.ts';
import { Chain } from '../builders/chain.ts';
import { adjust, award, settleOrder } from '../builders/commands.ts';

const NOTHING: Brought = { counters: [], orders: [] };

/** What the last entry of a chain sent away, as it arrives; the first time with everything, back only with lots and orders. */
function cargo(mergeId: string, { entries }: Chain, undo: boolean): TransferIn {
  const [before, out] = [entries.at(-2)?.after ?? EMPTY_STATE, entries.at(-1)];
  const lots = (out?.moves ?? []).flatMap((move) => {
    if (move.type !== 'points' || move.to !== 'transfer' || move.lot === null || move.birth === null) return [];
    const state = move.from === 'member:pending' ? ('pending' as const) : ('available' as const);
    return [{ lotId: move.lot, points: move.points, birth: move.birth, state }];
  });
  const orders = (out?.moves ?? []).flatMap((move) => (move.type === 'order-carried' ? [negatedSums(move)] : []));
  const rest = undo ? { deficit: 0, reservations: [], counters: [] } : before;
  return {
    kind: 'transfer-in',
    mergeId,
    undo,
    lots,
    deficit: rest.deficit,
    reservations: rest.reservations,
    counters: rest.counters,
    orders,
  };
}

function merges(now: number, mergeId: string, from: Chain, into: Chain): void {
  into.does(now, { kind: 'merge-accept', mergeId, undo: false });
  from.does(now, { kind: 'transfer-out', mergeId, into: memberId('into'), undo: false, brought: null });
  into.does(now, cargo(mergeId, from, false));
}

function undoes(now: number, mergeId: string, from: Chain, into: Chain, brought: Brought | null = NOTHING): string {
  const answer = into.does(now, { kind: 'transfer-out', mergeId, into: memberId('from'), undo: true, brought });
  if (answer === 'done') from.does(now, cargo(mergeId, into, true));
  return answer;
}

const sourcesOf = ({ state }: Chain): [number, string | null][] => state.lots.map(({ points, source }) => [points, source.ref]);
const lastMoves = ({ entries }: Chain): readonly Entry['moves'][number][] => entries.at(-1)?.moves ?? [];

describe('a merge inside a merge', () => {
  function threeInOne(): { guest: Chain; account: Chain; other: Chain } {
    const [guest, account, other] = [new Chain(), new Chain(), new Chain()];
    guest.does(0, award(10, { ref: 'guest' }));
    account.does(0, award(20, { ref: 'account' }));
    other.does(0, award(40, { ref: 'other' }));
    merges(1, 'inner', guest, account);
    merges(2, 'outer', account, other);
    return { guest, account, other };
  }

  it('is undone from the outside in, and everybody has what they had', () => {
    const { guest, account, other } = threeInOne();
    expect([undoes(3, 'outer', account, other), undoes(4, 'inner', guest, account)]).toEqual(['done', 'done']);
    expect([guest, account, other].map((each) => each.totals[0])).toEqual([10, 20, 40]);
  });

  it('cannot be undone while the outer one stands, and nothing is lost by asking', () => {
    const { guest, account, other } = threeInOne();
    expect(undoes(3, 'inner', guest, account)).toBe('member-merged');
    expect(other.totals[0]).toBe(70);
    undoes(4, 'outer', account, other);
    expect([undoes(5, 'inner', guest, account), guest.totals[0]]).toEqual(['done', 10]);
  });
});

describe('undoing a merge', () => {
  it('is done also when nothing is left of what it brought', () => {
    const [guest, account] = [new Chain(), new Chain()];
    guest.does(0, award(10));
    merges(1, 'm', guest, account);
    account.does(2, adjust(-10));
    expect([undoes(3, 'm', guest, account), guest.state.closed, guest.totals]).toEqual(['done', null, [0, 0, 0, 0]]);
  });

  it('has nothing to undo where nothing was received', () => {
    expect(undoes(0, 'm', new Chain(), new Chain(), null)).toBe('nothing-to-do');
  });

  it('and merging again counts a limited award once', () => {
    const limit = { rule: 'review', period: 'month/1', times: 2, points: null };
    const [guest, account] = [new Chain(), new Chain()];
    guest.does(0, award(10, { limit }));
    merges(1, 'first', guest, account);
    const counters = [{ rule: 'review', period: 'month/1', n: 1, points: 10 }];
    undoes(2, 'first', guest, account, { ...NOTHING, counters });
    expect(account.state.counters).toEqual([]);
    merges(3, 'second', guest, account);
    expect([account.state.counters, account.does(4, award(1, { limit }))]).toEqual([counters, 'done']);
  });

  it('takes an order home with all that happened to it, so that neither side waits for points or loses them', () => {
    const [guest, account] = [new Chain(), new Chain()];
    guest.order(0, 50);
    merges(1, 'm', guest, account);
    const given = givenTo(orderId('1001'), [...guest.entries, ...account.entries]);
    account.does(2, settleOrder(30, { ...given, entries: 0 }));
    const sums = { orderId: orderId('1001'), ...givenTo(orderId('1001'), account.entries) };
    expect([sums.parts.map(({ points }) => points), account.totals]).toEqual([[-20], [30, 0, 0, 0]]);
    undoes(3, 'm', guest, account, { ...NOTHING, orders: [sums] });
    expect([account.given(), account.totals, account.order(4, 0)]).toEqual([0, [0, 0, 0, 0], 'nothing-to-do']);
    expect([guest.given(), guest.totals, guest.order(4, 30)]).toEqual([30, [30, 0, 0, 0], 'nothing-to-do']);
  });

  it('takes home what an order got more meanwhile, though no merge brought it', () => {
    const [guest, account] = [new Chain(), new Chain()];
    guest.order(0, 50);
    merges(1, 'm', guest, account);
    const given = givenTo(orderId('1001'), [...guest.entries, ...account.entries]);
    account.does(2, settleOrder(70, { ...given, entries: 0 }));
    const sums = { orderId: orderId('1001'), ...givenTo(orderId('1001'), account.entries) };
    undoes(3, 'm', guest, account, { ...NOTHING, orders: [sums] });
    expect([account.totals, guest.given(), guest.totals]).toEqual([[0, 0, 0, 0], 70, [70, 0, 0, 0]]);
  });

  it('takes along what expired of an order, so that nobody owes for it later', () => {
    const [guest, account] = [new Chain(), new Chain()];
    guest.order(0, 50, '1001', { expiresAt: 5 });
    merges(1, 'm', guest, account);
    const sums = { orderId: orderId('1001'), parts: [], expired: 0 };
    undoes(6, 'm', guest, account, { ...NOTHING, orders: [sums] });
    expect([guest.order(7, 0), guest.totals]).toEqual(['done', [0, 0, 0, 0]]);
  });

  it('never leaves points waiting for ever: too much taken back of an order is given back at once', () => {
    const account = new Chain();
    account.does(0, award(20));
    const taken = { entries: 1, expired: 0, parts: [{ part: 'purchase', points: -20, alreadyExpired: 0, writtenOff: 0 }] };
    account.does(1, { kind: 'settle-order', orderId: orderId('1001'), deserved: [], given: taken, explain: null });
    expect(account.totals).toEqual([40, 0, 0, 0]);
  });
});

describe('a merge that is given up', () => {
  it('lets the target leave again once it does not wait any more', () => {
    const account = new Chain();
    account.does(0, award(5));
    account.does(1, { kind: 'merge-accept', mergeId: 'm', undo: false });
    const leaves = { kind: 'transfer-out', mergeId: 'n', into: memberId('third'), undo: false, brought: null } as const;
    expect(account.does(2, leaves)).toBe('member-merged');
    expect(account.does(3, { kind: 'merge-accept', mergeId: 'm', undo: true })).toBe('done');
    expect(account.does(3, { kind: 'merge-accept', mergeId: 'm', undo: true })).toBe('nothing-to-do');
    expect(account.does(4, leaves)).toBe('done');
  });

  it('brings home what was on its way: points, a reservation and a debt', () => {
    const [guest, account] = [new Chain(), new Chain()];
    guest.does(0, award(30, { expiresAt: 90 }));
    guest.reserves(1, 10);
    account.does(1, { kind: 'merge-accept', mergeId: 'm', undo: false });
    guest.does(2, { kind: 'transfer-out', mergeId: 'm', into: memberId('into'), undo: false, brought: null });
    const onItsWay = cargo('m', guest, false);
    account.does(3, { kind: 'erase' });
    expect(account.does(4, onItsWay)).toBe('member-erased');
    expect(guest.does(5, { ...onItsWay, undo: true, counters: [] })).toBe('done');
    expect([guest.totals, guest.state.closed, sourcesOf(guest)]).toEqual([[20, 0, 10, 0], null, [[20, 'welcome']]]);
    expect([guest.releases(6), guest.state.lots.map((lot) => [lot.points, lot.expiresAt, lot.via])]).toEqual(['done', [[30, 90, []]]]);
  });

  it('comes home once: a chain that is open takes nothing by an undo', () => {
    const guest = new Chain();
    guest.does(0, award(30));
    guest.does(1, { kind: 'transfer-out', mergeId: 'm', into: memberId('into'), undo: false, brought: null });
    const home = { ...cargo('m', guest, false), undo: true, counters: [] };
    expect([guest.does(2, home), guest.does(3, home), guest.totals[0]]).toEqual(['done', 'nothing-to-do', 30]);
  });
});

describe('points on their way between chains', () => {
  it('that were available do not wait again, though the clock of the other chain is behind', () => {
    const [guest, account] = [new Chain(), new Chain()];
    guest.does(9, award(30, { availableAt: 9 }));
    merges(5, 'm', guest, account);
    account.reserves(6, 10);
    account.releases(7);
    expect(account.totals).toEqual([30, 0, 0, 0]);
    expect(account.state.lots.map(({ points, state }) => [points, state])).toEqual([[30, 'available']]);
    account.reserves(7, 30, { reservationId: 'all' });
    account.releases(8, 'expired', 'all');
    expect(account.totals).toEqual([30, 0, 0, 0]);
  });

  it('arrive available when they became so meanwhile, and pay a debt', () => {
    const [guest, account] = [new Chain(), new Chain()];
    guest.does(0, award(30, { availableAt: 5 }));
    account.does(0, award(10));
    account.does(0, adjust(-10));
    account.does(1, { kind: 'merge-accept', mergeId: 'm', undo: false });
    guest.does(2, { kind: 'transfer-out', mergeId: 'm', into: memberId('into'), undo: false, brought: null });
    account.does(9, cargo('m', guest, false));
    expect([account.totals, lastMoves(account).some((move) => move.type === 'points' && move.to === 'member:available')]).toEqual([
      [30, 0, 0, 0],
      true,
    ]);
  });
});

// A statement adds up, whatever happens in which order: every line stands on the one before.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyLine, positionAfter } from '../../src/api/views/history-line.ts';
import { entryKey, memberId, storeId } from '../../src/loyalty/ids.ts';
import type { Command, Given } from '../../src/loyalty/ledger/command.ts';
import type { HistoryLine } from '../../src/contract/index.ts';
import { decide, type Head } from '../../src/loyalty/ledger/decide.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { EMPTY_STATE } from '../../src/loyalty/ledger/state.ts';
import { ledgerName, type Side } from '../../src/loyalty/referrals/subject.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { adjust, award, circumstances, DAY, givenIn, settleOrder } from '../builders/commands.ts';
import { SEED } from '../builders/seed.ts';

const NONE = { reasons: new Map<string, string>(), negative: 'allow', rewards: new Map(), orderNames: new Map() } as const;

function entryOf(head: Head, command: Command, now: number): Entry | null {
  const decided = decide(head, command, circumstances(now));
  if (isRefused(decided)) return null;
  const place = { storeId: storeId('s'), memberId: memberId('m'), seq: head.seq + 1, key: entryKey(`k${head.seq}`) };
  return { ...decided, ...place, inputHash: '', cause: '', prevHash: '', hash: '' };
}

const step = fc.record({
  days: fc.integer({ min: 0, max: 20 }),
  kind: fc.constantFrom('settle-order', 'award', 'adjust', 'expire'),
  order: fc.constantFrom('a', 'b'),
  points: fc.integer({ min: -50, max: 100 }),
  waits: fc.boolean(),
  expires: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function commandOf(each: Step, given: Given, now: number): Command {
  const dates = { availableAt: each.waits ? now + 5 * DAY : now, expiresAt: each.expires ? now + 30 * DAY : null };
  const points = Math.max(0, each.points);
  if (each.kind === 'settle-order') return settleOrder(points, given, { order: each.order, ...dates });
  if (each.kind === 'award') return award(points, dates);
  return each.kind === 'adjust' ? adjust(each.points) : { kind: 'expire' };
}

function play(steps: readonly Step[]): Entry[] {
  const entries: Entry[] = [];
  let now = Date.UTC(2026, 10, 1);
  for (const each of steps) {
    now += each.days * DAY;
    const last = entries.at(-1);
    const head = last === undefined ? { seq: 0, at: 0, state: EMPTY_STATE } : { seq: last.seq, at: last.at, state: last.after };
    const entry = entryOf(head, commandOf(each, givenIn(entries, each.order), now), now);
    if (entry !== null) entries.push(entry);
  }
  return entries;
}

describe('a statement', () => {
  it('adds up: each balance is the one before and the change', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const entries = play(steps);
        let balance = 0;
        for (const line of entries.map((entry) => historyLine(entry, NONE)).filter((each) => each !== null)) {
          balance += line.change;
          expect(line.balanceAfter).toBe(balance);
        }
        const last = entries.at(-1);
        expect(balance).toBe(last === undefined ? 0 : positionAfter(last));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('leaves out an entry that only let points mature', () => {
    const start = Date.UTC(2026, 10, 1);
    const first = entryOf({ seq: 0, at: 0, state: EMPTY_STATE }, award(10, { availableAt: start + DAY }), start);
    if (first === null) throw new Error('the award was refused');
    const matured = entryOf({ seq: 1, at: first.at, state: first.after }, { kind: 'expire' }, start + 2 * DAY);
    expect(matured?.after.available).toBe(10);
    expect(matured === null ? undefined : historyLine(matured, NONE)).toBeNull();
  });

  it('says what an award was for by the name that the merchant had for it then, where it had one', () => {
    const start = Date.UTC(2026, 10, 1);
    const head = { seq: 0, at: 0, state: EMPTY_STATE };
    const explained = (explain: string | null): HistoryLine['action'] => {
      const entry = entryOf(head, { ...award(10, { availableAt: start }), explain }, start);
      return entry === null ? undefined : historyLine(entry, NONE)?.action;
    };
    const name = { en: 'Welcome', fa: 'خوش آمدید' };
    expect(explained(JSON.stringify({ action: 'account-created', ruleId: 'r', name, programVersion: 1, points: 10 }))).toEqual({
      kind: 'account-created',
      name,
    });
    expect(explained(JSON.stringify({ rule: 'tier-entry' }))).toBeNull();
    expect(explained(null)).toBeNull();
  });

  it('shows a debt as nothing where the merchant does not show debts', () => {
    const start = Date.UTC(2026, 10, 1);
    const earned = entryOf({ seq: 0, at: 0, state: EMPTY_STATE }, settleOrder(10), start);
    const spent = entryOf({ seq: 1, at: start, state: earned?.after ?? EMPTY_STATE }, adjust(-10), start);
    const back = entryOf({ seq: 2, at: start, state: spent?.after ?? EMPTY_STATE }, settleOrder(0, 10), start);
    if (back === null) throw new Error('the reversal was refused');
    expect(historyLine(back, NONE)).toMatchObject({ kind: 'order-taken-back', change: -10, balanceAfter: -10 });
    expect(historyLine(back, { ...NONE, negative: 'carry' })).toMatchObject({ change: -10, balanceAfter: 0 });
  });

  it('says of bringing a friend what it is, on both sides, and names no order', () => {
    const start = Date.UTC(2026, 10, 1);
    const kinds = (side: Side, ...points: number[]): (string | undefined)[] => {
      const entries: Entry[] = [];
      for (const deserved of points) {
        const last = entries.at(-1);
        const head = last === undefined ? { seq: 0, at: 0, state: EMPTY_STATE } : { seq: last.seq, at: last.at, state: last.after };
        const order = ledgerName('r-1', side);
        const entry = entryOf(head, settleOrder(deserved, givenIn(entries, order), { order }), start);
        if (entry !== null) entries.push(entry);
      }
      const lines = entries.map((entry) => historyLine(entry, NONE));
      expect(lines.map((line) => line?.order ?? null)).toEqual(lines.map(() => null));
      return lines.map((line) => line?.kind);
    };
    expect(kinds('advocate', 100, 0, 7)).toEqual(['referral-earned', 'referral-taken-back', 'referral-earned']);
    expect(kinds('friend', 50, 0)).toEqual(['friend-earned', 'friend-taken-back']);
  });
});

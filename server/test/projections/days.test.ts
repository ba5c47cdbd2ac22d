// Days folded from the ledger: the same sums whoever folds and whenever, and put right when they are damaged.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memberId, orderId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import { foldDays } from '../../src/jobs/fold-days.ts';
import { dayOf } from '../../src/loyalty/calendar.ts';
import { daysBetween, spanOf } from '../../src/projections/days/calendar-days.ts';
import { Days, SETTLED_AFTER_MS } from '../../src/projections/days/days.ts';
import { addFlows, flowOf, NO_FLOWS, type Flows } from '../../src/projections/days/flows.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { MongoDays } from '../../src/storage/mongo/mongo-days.ts';
import { award } from '../builders/commands.ts';
import { entryKey } from '../../src/loyalty/ids.ts';
import type { Command } from '../../src/loyalty/ledger/command.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { aCore, type TestCore } from '../builders/core.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const timeZone = 'Europe/Berlin';
let core: TestCore;
let storeId: StoreId;

beforeEach(async () => {
  core = await aCore();
  storeId = await core.addStore();
});
afterEach(() => core.database.close());

async function does(member: MemberId, command: Command): Promise<void> {
  const intention = { command, key: entryKey(randomUUID()), inputHash: '' };
  const answer = await core.ledger.append({ storeId, memberId: member, cause: 'test', intend: () => intention });
  if (isRefused(answer)) throw new Error(`${answer.refused}: ${answer.detail}`);
  await core.appended(answer.entry);
}

const fresh = (): Days => {
  const rows = new MongoDays(core.database.connection);
  return new Days({ rows, entries: rows, clock: () => core.time.now });
};
const read = async (first: string, days = fresh()): Promise<Record<string, Flows>> =>
  Object.fromEntries(await days.flows({ storeId, timeZone }, first));

/** What the days should say, summed from every move of every chain. */
async function expected(first: string): Promise<Record<string, Flows>> {
  const sums: Record<string, Flows> = {};
  for await (const { moves } of core.entries.chains(storeId)) {
    for (const move of moves) {
      const flow = move.type === 'points' ? flowOf(move) : null;
      if (move.type !== 'points' || flow === null) continue;
      const day = dayOf(move.at, timeZone);
      if (day >= first) sums[day] = addFlows(sums[day] ?? NO_FLOWS, { ...NO_FLOWS, [flow.name]: flow.points });
    }
  }
  return sums;
}

const someone = (): MemberId => memberId(`m-${randomUUID()}`);
const first = '2026-11-01';

/** Three weeks: points come, expire unspent, are taken and given by hand. */
async function live(step: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  const people = [someone(), someone(), someone()];
  for (let day = 0; day < 20; day += 1) {
    for (const member of people) await does(member, award(10 + day, { expiresAt: core.time.now + 5 * DAY }));
    if (day % 4 === 3)
      await does(people[0] ?? someone(), {
        kind: 'adjust',
        ref: randomUUID(),
        points: -7,
        expiresAt: null,
        approvedBy: null,
        explain: null,
      });
    core.time.now += DAY - 2 * HOUR;
    await step();
  }
}

describe('days', () => {
  it('say what every move of every chain says, whoever folded them when', async () => {
    await live(async () => {
      await Promise.all([fresh().advance({ storeId, timeZone }, first), fresh().advance({ storeId, timeZone }, first), read(first)]);
    });
    const folded = await read(first);
    expect(folded).toEqual(await expected(first));
    expect(Object.values(folded).some(({ expired }) => expired > 0)).toBe(true);
    expect(await core.days.wrong(storeId)).toEqual([]);
  });

  it('count what was written a moment ago, and what moved long before it was written', async () => {
    const member = someone();
    await does(member, award(100, { expiresAt: core.time.now + 2 * DAY }));
    expect((await read(first))['2026-11-21']).toMatchObject({ issued: 100 });
    core.time.now += 10 * DAY;
    await does(member, award(1));
    expect(await read(first)).toMatchObject({ '2026-11-23': { expired: 100 }, '2026-12-01': { issued: 1 } });
  });

  it('do not count an entry that may still be joined by an older one, and count both when they are settled', async () => {
    await does(someone(), award(5));
    await fresh().advance({ storeId, timeZone }, first);
    const rows = collectionOf<{ entries: number }>(core.database.connection, 'days');
    expect((await rows.find({ storeId, entries: { $gt: 0 } }).toArray()).length).toBe(0);
    core.time.now += SETTLED_AFTER_MS + 1;
    await fresh().advance({ storeId, timeZone }, first);
    expect((await rows.find({ storeId, entries: { $gt: 0 } }).toArray()).length).toBe(1);
  });

  it('tell what all members hold, once all are folded', async () => {
    await live();
    expect(await core.days.held({ storeId, timeZone })).toBeNull();
    const log = pino({ level: 'silent' });
    const options = { stores: core.stores, days: core.days, leases: core.leases, clock: () => core.time.now, log };
    expect(await foldDays(options)).toBeGreaterThan(0);
    expect(await core.days.held({ storeId, timeZone })).toBe(await core.balances.outstanding(storeId));
    await does(someone(), award(77));
    core.time.now += 3_000;
    expect(await core.days.held({ storeId, timeZone })).toBe(await core.balances.outstanding(storeId));
  });

  it('are found wrong and made again when somebody changed them', async () => {
    await live();
    await fresh().advance({ storeId, timeZone }, first);
    const right = await read(first);
    await collectionOf(core.database.connection, 'days').updateOne({ storeId, day: '2026-11-25' }, { $set: { held: 999_999 } });
    const found = await core.proof.verify(storeId);
    expect(found.ok).toBe(false);
    expect(found.problems.map(({ detail }) => detail)).toEqual(['days: 2026-11-25 (Europe/Berlin) is not its entries']);
    expect((await core.proof.rebuild(storeId)).mended['days']).toBe(1);
    expect((await core.proof.verify(storeId)).ok).toBe(true);
    expect(await read(first)).toEqual(right);
  });

  it('are those of the place, also where the clocks change', () => {
    expect(daysBetween('2026-02-27', '2026-03-02')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    const hours = (day: string, zone: string): number | null => {
      const span = spanOf(day, zone);
      return span === null ? null : (span.until - span.from) / HOUR;
    };
    expect([hours('2026-03-29', timeZone), hours('2026-10-25', timeZone), hours('2026-06-01', timeZone)]).toEqual([23, 25, 24]);
    expect([hours('2011-12-30', 'Pacific/Apia'), hours('2026-01-01', 'Pacific/Kiritimati'), hours('2026-01-01', 'Pacific/Midway')]).toEqual(
      [null, 24, 24],
    );
  });

  it('begin a day once', async () => {
    const rows = new MongoDays(core.database.connection);
    const row = { storeId, timeZone, day: '2026-11-21', from: 0, until: 1, upTo: 0, entries: 0, held: 0, flows: {} };
    const begun = await Promise.all(Array.from({ length: 20 }, () => rows.create(row)));
    expect(begun.filter(Boolean)).toHaveLength(1);
    const continued = await Promise.all(Array.from({ length: 20 }, (_, n) => rows.replace(row, { ...row, upTo: n + 1 })));
    expect(continued.filter(Boolean)).toHaveLength(1);
  });
});

describe('a flow', () => {
  const move = (from: string, to: string) =>
    flowOf({ type: 'points', at: 0, from, to, points: 5, lot: null, order: orderId('o'), birth: null } as never);

  it('is signed by its direction', () => {
    expect(move('program:issued', 'member:available')).toEqual({ name: 'issued', points: 5 });
    expect(move('member:reserved', 'program:redeemed')).toEqual({ name: 'redeemed', points: 5 });
    expect(move('program:redeemed', 'member:available')).toEqual({ name: 'redeemed', points: -5 });
    expect(move('program:expired', 'member:available')).toEqual({ name: 'expired', points: -5 });
    expect(move('member:available', 'program:adjusted')).toEqual({ name: 'adjusted', points: -5 });
    expect(move('program:adjusted', 'member:available')).toEqual({ name: 'adjusted', points: 5 });
    expect(move('member:pending', 'member:available')).toBeNull();
    expect(move('member:available', 'transfer')).toBeNull();
  });
});

// Every night of every store in its own time zone, by one process, once.
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nightly } from '../../src/jobs/nightly.ts';
import { isQuiet, lastEndedDay } from '../../src/jobs/nightly-hours.ts';
import type { StoreId } from '../../src/loyalty/ids.ts';
import { award } from '../builders/commands.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { ANNA, LedgerWorld } from './ledger-world.ts';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);

describe('the day that ended last', () => {
  it.each([
    ['Europe/Berlin', '2026-11-22T03:30:00Z', '2026-11-21', '2026-11-21T23:00:00Z'],
    ['America/Los_Angeles', '2026-11-22T03:30:00Z', '2026-11-20', '2026-11-21T08:00:00Z'],
    ['Asia/Tehran', '2026-11-22T00:00:00Z', '2026-11-21', '2026-11-21T20:30:00Z'],
    ['Pacific/Kiritimati', '2026-11-22T00:00:00Z', '2026-11-21', '2026-11-21T10:00:00Z'],
  ])('is the one before today in %s', (zone, now, day, endedAt) => {
    expect(lastEndedDay(at(now), zone)).toEqual({ day, endedAt: at(endedAt) });
  });

  it('ends where the clocks change, too: a day of 23, one of 25 hours, and a midnight that does not exist', () => {
    expect(lastEndedDay(at('2026-03-30T10:00:00Z'), 'Europe/Berlin')).toEqual({ day: '2026-03-29', endedAt: at('2026-03-29T22:00:00Z') });
    expect(lastEndedDay(at('2026-10-26T10:00:00Z'), 'Europe/Berlin')).toEqual({ day: '2026-10-25', endedAt: at('2026-10-25T23:00:00Z') });
    expect(lastEndedDay(at('2018-11-04T12:00:00Z'), 'America/Sao_Paulo')).toEqual({
      day: '2018-11-03',
      endedAt: at('2018-11-04T03:00:00Z'),
    });
  });

  it('is looked back at in the quiet hours', () => {
    const ended = lastEndedDay(at('2026-11-22T03:30:00Z'), 'Europe/Berlin');
    expect([2, 3, 5, 6].map((hour) => isQuiet(ended.endedAt + hour * HOUR, ended))).toEqual([false, true, true, false]);
  });
});

describe('the nightly job', () => {
  let core: TestCore;
  let world: LedgerWorld;
  beforeAll(async () => {
    core = await aCore();
  });
  beforeEach(async () => {
    core.time.now = at('2026-11-21T20:00:00Z');
    world = new LedgerWorld(core, await core.addStore());
    await world.does(ANNA, award(10));
  });
  afterAll(async () => {
    await core.database.close();
  });

  const look = async (time: string): Promise<StoreId[]> => {
    core.time.now = at(time);
    return world.nightly();
  };
  const sealedDays = async (): Promise<string[]> => (await core.proof.checkpoints.all(world.shop)).map(({ day }) => day);

  it('waits for the quiet hour where the store is', async () => {
    expect(await look('2026-11-21T22:59:00Z')).toEqual([]);
    expect(await look('2026-11-22T01:00:00Z')).toEqual([]);
    expect(await look('2026-11-22T02:30:00Z')).toEqual([world.shop]);
  });

  it('seals yesterday, proves the store, and keeps what it found', async () => {
    await look('2026-11-22T03:00:00Z');
    expect(await sealedDays()).toEqual(['2026-11-21']);
    expect(await core.proof.verifications.newest(world.shop)).toMatchObject({
      day: '2026-11-21',
      at: core.time.now,
      ok: true,
      entries: 1,
      members: 1,
      problemCount: 0,
      problems: [],
      checkpoint: { n: 1 },
    });
  });

  it('does it once a night, and again the next', async () => {
    await look('2026-11-22T03:00:00Z');
    expect(await look('2026-11-22T03:05:00Z')).toEqual([]);
    expect(await look('2026-11-23T03:00:00Z')).toEqual([world.shop]);
    expect(await sealedDays()).toEqual(['2026-11-21', '2026-11-22']);
    expect((await world.verify()).ok).toBe(true);
  });

  it('is done by one of many processes', async () => {
    core.time.now = at('2026-11-22T03:00:00Z');
    const proved = await Promise.all(Array.from({ length: 8 }, () => world.nightly()));
    expect(proved.flat()).toEqual([world.shop]);
    expect(await sealedDays()).toEqual(['2026-11-21']);
  });

  it('is taken up again when a process died after sealing', async () => {
    core.time.now = at('2026-11-22T02:30:00Z');
    await core.leases.acquire(`nightly/${world.shop}`, 'the dead', core.time.now, core.time.now + 2 * HOUR);
    await core.proof.seal(world.shop, '2026-11-21', at('2026-11-21T23:00:00Z'));
    expect(await look('2026-11-22T03:00:00Z')).toEqual([]);
    expect(await look('2026-11-22T04:31:00Z')).toEqual([world.shop]);
    expect(await sealedDays()).toEqual(['2026-11-21']);
  });

  it('makes up for missed nights at any hour', async () => {
    await look('2026-11-22T03:00:00Z');
    expect(await look('2026-11-23T10:00:00Z')).toEqual([]);
    expect(await look('2026-11-25T14:00:00Z')).toEqual([world.shop]);
    expect(await sealedDays()).toEqual(['2026-11-21', '2026-11-24']);
  });

  it('keeps what it found wrong, for the admin to show', async () => {
    await world.entries().updateOne(world.entry(ANNA, 1), { $inc: { 'moves.0.points': 1 } });
    await look('2026-11-22T03:00:00Z');
    const kept = await core.proof.verifications.newest(world.shop);
    expect(kept).toMatchObject({ ok: false });
    expect(kept?.problems[0]).toMatchObject({ memberId: ANNA, seq: 1 });
  });

  it('goes on with the other stores when one fails, and tries that one again', async () => {
    const other = new LedgerWorld(core, await core.addStore());
    core.time.now = at('2026-11-22T03:00:00Z');
    const stores = { list: async () => [await world.store(), await other.store()] };
    const options = { stores, leases: core.leases, clock: () => core.time.now, log: pino({ level: 'silent' }) };
    const verify = (id: StoreId) => (id === world.shop ? Promise.reject(new Error('the database went away')) : core.proof.verify(id));
    expect(await nightly({ ...options, proof: { ...core.proof, verify } })).toEqual([other.shop]);
    expect(await nightly({ ...options, proof: core.proof })).toEqual([world.shop]);
  });
});

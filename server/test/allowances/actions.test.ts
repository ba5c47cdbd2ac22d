// Somebody did something that earns: the request through the inbox, the rule, the program's budget, the member's entry.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainOf, programBudget } from '../../src/allowances/allowance.ts';
import type { Outcome } from '../../src/inbox/handle.ts';
import { ACTION, type ActionBody } from '../../src/inbox/request-bodies.ts';
import { mergeMembers } from '../../src/ledger/merge.ts';
import { memberId, type MemberId } from '../../src/loyalty/ids.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { LimitedWorld } from './limited-world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const [ANNA, GUEST] = [memberId('m-anna'), memberId('m-guest')];
const rule = { on: true, name: { en: 'Something' }, when: [], limit: null };
const ACTIONS: Program['earning']['actions'] = [
  { ...rule, id: 'review', kind: 'review', params: { points: 60, pointsForPhoto: 80, onlyBuyers: false } },
  { ...rule, id: 'joined', kind: 'newsletter-joined', params: { points: 30 } },
  { ...rule, id: 'quiz', kind: 'custom', params: { points: 10, event: 'quiz' }, limit: { period: 'day', times: 1, points: null } },
  { ...rule, id: 'old', on: false, kind: 'birthday', params: { points: 10 } },
];

let world: LimitedWorld;
let program: Program;
beforeEach(async () => {
  world = await LimitedWorld.open();
});
afterEach(async () => {
  await world.close();
});

async function publish(budget: number | null, change: Partial<Program> = {}): Promise<void> {
  const plain = defaultProgram('EUR', 'Europe/Berlin');
  const limited = budget === null ? null : ({ points: budget, period: 'month' } as const);
  program = { ...plain, version: 2, inForceFrom: 1, earning: { ...plain.earning, actions: ACTIONS, budget: limited }, ...change };
  await world.core.stores.publish(world.shop, program);
  world.core.directory.forget(world.shop);
}

async function tells(ruleId: string, actionKey: string, change: Partial<ActionBody> = {}): Promise<Outcome | null> {
  const { core, shop } = world;
  const told = { memberId: ANNA, ruleId, actionKey, happenedAt: core.time.now - HOUR, ...change };
  const item = { itemId: randomUUID(), storeId: shop, origin: 'request', topic: ACTION, dedupe: null, headers: {} } as const;
  await core.inbox.insert({ ...item, body: Buffer.from(JSON.stringify(told)), receivedAt: core.time.now });
  return core.drain.one(item.itemId);
}

/** The points of the award, or the refusal's name. */
async function earns(...told: Parameters<typeof tells>): Promise<number | string> {
  const outcome = await tells(...told);
  if (outcome?.kind !== 'done' || outcome.answer === null) throw new Error(`no answer but ${JSON.stringify(outcome)}`);
  if ('refused' in outcome.answer) return outcome.answer.refused;
  const [move] = outcome.answer.moves.filter((each) => each.type === 'points' && each.from === 'program:issued');
  return move?.type === 'points' ? move.points : 0;
}

const has = (member: MemberId): Promise<number> => world.core.available(world.shop, member);

async function taken(): Promise<number> {
  const budget = programBudget(program, world.core.time.now);
  return budget === null ? 0 : world.taken(chainOf(budget));
}

describe('an action', () => {
  it('earns by its rule, once, however often it is told', async () => {
    await publish(null);
    expect([await earns('review', 'r-1'), await earns('review', 'r-1'), await earns('review', 'r-2', { withPhoto: true })]).toEqual([60, 60, 80]); // prettier-ignore
    expect(await has(ANNA)).toBe(140);
  });

  it('earns nothing by a rule that is not there, is switched off, or is about something else', async () => {
    await publish(null);
    expect([await earns('nothing', '1'), await earns('old', '1'), await earns('quiz', '1', { event: 'exam' })]).toEqual([
      'nothing-to-do',
      'nothing-to-do',
      'nothing-to-do',
    ]);
    await publish(null, { version: 3, active: false });
    expect(await earns('review', 'r-1')).toBe('program-paused');
  });

  it('keeps within the member’s own limit', async () => {
    await publish(500);
    expect([await earns('quiz', 'q-1'), await earns('quiz', 'q-2')]).toEqual([10, 'cap-reached']);
    expect([await has(ANNA), await taken()]).toEqual([10, 10]);
  });

  it('that can happen only once does not earn again for the account that a guest became', async () => {
    await publish(null);
    expect(await earns('joined', 'anna@example.test', { memberId: GUEST })).toBe(30);
    const merge = { storeId: world.shop, mergeId: 'merge-1', from: GUEST, into: ANNA, cause: 'test' };
    await mergeMembers(world.core, merge);
    expect([await earns('joined', 'again'), await has(ANNA)]).toEqual(['cap-reached', 30]);
  });

  it('leaves nobody’s name in the ledger, whatever its key holds', async () => {
    await publish(100);
    await earns('review', 'review of anna@example.test, +49 431 1234567');
    const { entries } = await world.core.entries.activity(world.shop, null, 10);
    expect(entries.map(({ kind }) => kind).toSorted()).toEqual(['allowance-take', 'award']);
    expect(JSON.stringify(entries)).not.toMatch(/anna@|49 431/);
    expect((await world.core.proof.verify(world.shop)).problems).toEqual([]);
  });
});

describe('a program with a budget', () => {
  it('gives the last action what is left, and says so in its explanation', async () => {
    await publish(100);
    expect([await earns('review', 'r-1'), await earns('review', 'r-2'), await earns('review', 'r-3')]).toEqual([60, 40, 'budget-spent']);
    const [last] = await world.core.entries.history(world.shop, ANNA, null, 1);
    expect(JSON.parse(last?.explain ?? '')).toMatchObject({ action: 'review', points: 40, beforeBudget: 60 });
  });

  it('begins anew with the next month of the program', async () => {
    await publish(60);
    expect([await earns('review', 'r-1'), await earns('review', 'r-2')]).toEqual([60, 'budget-spent']);
    world.core.time.now = Date.UTC(2026, 11, 2);
    expect(await earns('review', 'r-3')).toBe(60);
  });

  it('is shared with orders: both ask the same chain', async () => {
    await publish(100);
    const asking = { storeId: world.shop, orderId: '1' as never, memberId: ANNA };
    const { name, limit } = programBudget(program, world.core.time.now) ?? expect.fail('there is a budget');
    const claim = { key: name, limit, scope: 'program', unit: 'points', wanted: 70 } as const;
    await world.core.grants.orders.grantFor(asking, 'test', (granted) => {
      return { claims: [claim], tranches: [{ part: 'all', points: granted === null ? 70 : Math.min(70, granted[name] ?? 0) }] };
    });
    expect([await earns('review', 'r-1'), await taken()]).toEqual([30, 100]);
  });

  it('counts an action once when the worker dies between the share and the award', async () => {
    await publish(100);
    const { entries } = world.core;
    const append = entries.append.bind(entries);
    entries.append = (entry) => (entry.kind === 'award' ? Promise.reject(new Error('killed')) : append(entry));
    expect((await tells('review', 'r-1'))?.kind).toBe('failed');
    entries.append = append;
    expect([await taken(), await has(ANNA)]).toEqual([60, 0]);
    world.core.time.now += DAY / 24;
    await world.core.drainAll();
    expect([await taken(), await has(ANNA)]).toEqual([60, 60]);
  });
});

describe('an action that is told late', () => {
  it('brings back the points that it would have kept alive', async () => {
    world.core.time.now = Date.UTC(2026, 8, 1, 12);
    await publish(null, { expiry: { kind: 'inactivity', days: 30 } });
    await earns('review', 'r-1');
    world.core.time.now = Date.UTC(2026, 9, 5);
    await tells('joined', 'late', { happenedAt: Date.UTC(2026, 8, 20) });
    expect(await has(ANNA)).toBe(90);
    const kinds = (await world.core.entries.history(world.shop, ANNA, null, 9)).map(({ kind }) => kind).toReversed();
    expect(kinds).toEqual(['award', 'award', 'expire-undo']);
  });
});

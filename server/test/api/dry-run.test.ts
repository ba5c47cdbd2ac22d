// A draft tried on real orders: watched, stopped, one at a time, and honest about a process that died.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { ADMIN_ENDPOINTS, problem, type admin } from '../../src/contract/index.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { DryRuns } from '../../src/programs/dry-runs/dry-runs.ts';
import { PROGRAM_LEAD_MS } from '../../src/stores/directory.ts';
import { MongoDryRuns } from '../../src/storage/mongo/mongo-dry-runs.ts';
import { aLine, PLACED } from '../builders/orders.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

const DAY_MS = 86_400_000;
let world: ShopWorld;
beforeEach(async () => {
  world = await aShopWorld();
});
afterEach(() => world.close());

const E = ADMIN_ENDPOINTS;
const json = (answer: Response): Promise<unknown> => answer.json();
const send = (path: string, body: unknown, method = 'POST'): Promise<Response> => world.call(method, `/admin/api/program${path}`, { body });
const run = async () => E.dryRun.answer.parse(await json(await world.call('GET', '/admin/api/program/dry-run'))).run;
const start = (expectedRevision: number): Promise<Response> => send('/dry-run', { expectedRevision });

async function terms(): Promise<admin.Terms> {
  return E.programState.answer.parse(await json(await world.call('GET', '/admin/api/program/state'))).terms;
}

async function draftWith(change: admin.Terms, seen = 0): Promise<number> {
  const answer = E.saveDraft.answer.parse(
    await json(await send('/draft', { terms: { ...(await terms()), ...change }, expectedRevision: seen }, 'PUT')),
  );
  return answer.draft?.revision ?? 0;
}

/** The same rules with twice the points. */
async function twice(): Promise<admin.Terms> {
  const { earning } = (await terms()) as { earning: { rules: { params: { rates: { points: number }[] } }[] } };
  const rules = earning.rules.map((rule) => ({
    ...rule,
    params: { rates: rule.params.rates.map((rate) => ({ ...rate, points: rate.points * 2 })) },
  }));
  return { earning: { ...earning, rules }, pointValue: { points: 100, amountMinor: 300 } };
}

async function orders(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    const change = { orderId: orderId(`d-${n}`), name: `#d${n}`, lines: [aLine(1_000)], placedAt: PLACED - n * DAY_MS, version: PLACED };
    await world.order(world.store, world.mina, change);
  }
}

async function finished(): Promise<admin.DryRun> {
  await world.core.dryRuns.settled();
  return (await run()) ?? expect.fail('there is no run');
}

describe('a dry run', () => {
  it('says what the draft would have given beside what the program gave, in points and in money', async () => {
    await orders(100);
    const revision = await draftWith(await twice());
    expect(await run()).toBeNull();
    const begun = E.startDryRun.answer.parse(await json(await start(revision)));
    expect(begun.run).toMatchObject({ state: 'running', draftRevision: revision, liveVersion: 1 });
    const ended = await finished();
    // 88 of them were placed in the last ninety days, and the world's own order of 45.
    const tried = ended.result?.orders ?? 0;
    expect([tried, ended.done, ended.of]).toEqual([89, 89, 89]);
    const live = (tried - 1) * 10 + 45;
    expect(ended).toMatchObject({ state: 'done', result: { live: { points: live }, draft: { points: 2 * live } } });
    expect(ended.result?.draft.cost).toEqual({ amountMinor: Math.floor((2 * live * 300) / 100), currency: 'EUR' });
    expect(ended.result?.rules).toMatchObject([{ ruleId: 'purchase', live: { points: live }, draft: { points: 2 * live } }]);
  });

  it('is of the draft that was seen, and of a whole one', async () => {
    const revision = await draftWith({ graceMs: -1 });
    const stale = await start(revision + 1);
    expect([stale.status, problem.parse(await json(stale)).error.field]).toEqual([409, 'expectedRevision']);
    const incomplete = await start(revision);
    expect([incomplete.status, problem.parse(await json(incomplete)).error.field]).toEqual([400, 'terms.graceMs']);
    expect(await run()).toBeNull();
  });

  it('is one at a time in a store, whoever starts it where', async () => {
    const revision = await draftWith(await twice());
    const answers = await Promise.all(Array.from({ length: 8 }, () => start(revision)));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    for (const answer of answers.filter(({ status }) => status !== 200)) expect(answer.status).toBe(409);
    await finished();
    expect((await start(revision)).status).toBe(200);
    await finished();
  });
});

describe('a dry run of another process', () => {
  const runs = () => new MongoDryRuns(world.core.database.connection);
  const left = async (change: object = {}) => {
    const store = runs();
    const { now } = world.core.time;
    const base = { runId: 'r-1', state: 'running', startedAt: now, endedAt: null, leaseUntil: now + 30_000, cancelAsked: false } as const;
    const about = { draftRevision: 1, liveVersion: 1, currency: 'EUR', from: 0, until: now, done: 40, of: 100, result: null };
    await store.start(world.store, { ...base, ...about, ...change }, now);
    return store;
  };

  it('is seen with its progress, and keeps others from starting', async () => {
    await left();
    expect(await run()).toMatchObject({ state: 'running', done: 40, of: 100 });
    const revision = await draftWith(await twice());
    expect((await start(revision)).status).toBe(409);
  });

  it('stops when somebody asks for it here', async () => {
    const store = await left();
    expect((await send('/dry-run/cancel', {})).status).toBe(200);
    expect(await store.goOn(world.store, 'r-1', { done: 50, of: 100, leaseUntil: 0 })).toBe(false);
    const audit = E.audit.answer.parse(await json(await world.call('GET', '/admin/api/audit?action=dry-run-cancelled')));
    expect(audit.items).toHaveLength(1);
  });

  it('has failed when its process died, and another may begin', async () => {
    await left();
    world.core.time.now += 30_001;
    expect(await run()).toMatchObject({ state: 'failed', done: 40, result: null });
    expect((await start(await draftWith(await twice()))).status).toBe(200);
    expect((await finished()).state).toBe('done');
  });

  it('ends as cancelled when it is told between two batches', async () => {
    const { connection } = world.core.database;
    const store = new MongoDryRuns(connection);
    const history = {
      newest: () => Promise.resolve([]),
      async *between() {
        yield [];
        await store.askToStop(world.store, world.core.time.now);
      },
    };
    const mine = new DryRuns({ runs: store, history, clock: () => world.core.time.now, log: pino({ level: 'silent' }) });
    const program = await world.services.programNow(world.store);
    const trial = { storeId: world.store, startsAt: 0, versions: [program], live: program, draft: program, draftRevision: 1 };
    expect(await mine.start(trial)).toBe(true);
    await mine.settled();
    expect(await mine.of(world.store)).toMatchObject({ state: 'cancelled', result: null });
  });
});

describe('the preview of levels', () => {
  const level = (id: string, spendMinor: number) => ({
    id,
    name: { en: id },
    threshold: { spendMinor, points: null, orders: null },
    factorBasisPoints: 10_000,
    entryPoints: 0,
    perks: [],
    membersDiscountBasisPoints: 0,
  });
  const tiers = (...levels: object[]) => ({ window: { kind: 'rolling', days: 365 }, need: 'all', downgrade: 'never', validDays: 365, graceDays: 0, noticeDays: 0, levels }); // prettier-ignore
  const moves = async (change: admin.Terms) =>
    E.previewTiers.answer.parse(await json(await send('/tiers/preview', { terms: { ...(await terms()), ...change } })));

  it('counts who moves from where to where, those without orders too', async () => {
    const first = await moves({ tiers: tiers(level('silver', 4_000), level('gold', 100_000)) as never });
    expect(first).toMatchObject({ members: 1, moves: [{ from: null, to: 'silver', members: 1 }] });
    const revision = await draftWith({ tiers: tiers(level('silver', 4_000)) as never });
    await send('/publish', { expectedRevision: revision, expectedVersion: 1, at: null });
    world.core.time.now += PROGRAM_LEAD_MS + 1;
    expect((await moves({ tiers: tiers(level('silver', 9_000)) as never })).moves).toEqual([{ from: 'silver', to: null, members: 1 }]);
    expect((await moves({ tiers: null })).moves).toEqual([{ from: 'silver', to: null, members: 1 }]);
    await orders(5);
    expect((await moves({ tiers: tiers(level('silver', 4_000), level('gold', 9_000)) as never })).moves).toEqual([{ from: 'silver', to: 'gold', members: 1 }]); // prettier-ignore
  });
});

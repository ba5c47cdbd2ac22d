// The roll-forward and the ledger's health as people of one store get them, and others do not.
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, problem, type admin } from '../../src/contract/index.ts';
import { VerificationRuns } from '../../src/jobs/verification-runs.ts';
import { aShopWorld, type ShopWorld } from '../api/shop-world.ts';

const PATH = '/admin/api/ledger/roll-forward';
let world: ShopWorld;
beforeAll(async () => {
  world = await aShopWorld({ rateLimits: { hit: () => Promise.resolve({ allowed: true, retryAfterMs: 0 }) } });
});
afterAll(() => world.close());

async function statement(query = '', token?: string): Promise<admin.RollForward> {
  world.core.time.now += 60_000; // A reading serves again for a moment only.
  const answer = await world.call('GET', `${PATH}${query}`, token === undefined ? {} : { token });
  expect(answer.status).toBe(200);
  return ADMIN_ENDPOINTS.rollForward.answer.parse(await answer.json());
}

describe('the roll-forward endpoint', () => {
  it('answers the months of the own store, reconciled', async () => {
    const { months, reconciliation, cohorts, timeZone, currency } = await statement();
    expect([timeZone, currency]).toEqual(['Europe/Berlin', 'EUR']);
    expect(months).toHaveLength(1);
    expect(months[0]).toMatchObject({ month: '2026-11', closed: false, money: null, points: { opening: 0, issued: 45, closing: 45 } });
    expect(reconciliation).toEqual({ rolledForward: 45, positions: 45 });
    expect(cohorts).toMatchObject([{ month: '2026-11', given: 45, open: 45 }]);
  });

  it('knows nothing of another store', async () => {
    await world.order(world.other, world.stranger, { orderId: '2002' as never, name: '#2002' });
    expect((await statement()).reconciliation.positions).toBe(45);
    expect((await statement('', await world.token('owner', world.other))).reconciliation.positions).toBe(90);
  });

  it('lists the months that are asked for', async () => {
    expect((await statement('?from=2026-09&to=2026-12')).months.map(({ month }) => month)).toEqual(['2026-09', '2026-10', '2026-11']);
    expect((await statement('?to=2026-10')).months).toEqual([]);
  });

  it.each([
    ['from=2026-13', 'from'],
    ['from=2026-1', 'from'],
    ['to=yesterday', 'to'],
    ['to=%3D1', 'to'],
    ['from=1026-01', 'from'],
    ['from=2026-05&to=2026-04', 'from'],
    ['format=xls', 'format'],
    ['table=members', 'table'],
  ])('refuses %s by name', async (query, field) => {
    const answer = await world.call('GET', `${PATH}?${query}`);
    expect([answer.status, problem.parse(await answer.json()).error.field]).toEqual([400, field]);
  });

  it('gives a file to keep', async () => {
    const answer = await world.call('GET', `${PATH}?format=csv`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="liability-months-2026-11_2026-11.csv"');
    expect([answer.headers.get('cache-control'), answer.headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
    expect((await answer.text()).split('\r\n')[1]).toContain('2026-11,open,0,45,');
    const cohorts = await world.call('GET', `${PATH}?format=csv&table=cohorts`);
    expect((await cohorts.text()).split('\r\n')[1]).toContain('2026-11,45,');
  });

  it('is for everybody of the store, also those who may only look', async () => {
    await statement('', await world.token('analyst'));
    expect((await world.call('GET', PATH, { token: 'forged' })).status).toBe(401);
  });
});

async function health(token?: string): Promise<admin.LedgerHealth> {
  const answer = await world.call('GET', '/admin/api/ledger/health', token === undefined ? {} : { token });
  return ADMIN_ENDPOINTS.ledgerHealth.answer.parse(await answer.json());
}

async function ended(): Promise<admin.VerificationRun> {
  for (let look = 0; look < 200; look += 1) {
    const answer = await world.call('GET', '/admin/api/ledger/verify');
    const { run } = ADMIN_ENDPOINTS.verification.answer.parse(await answer.json());
    if (run?.state !== 'running') return run;
    await wait(20);
  }
  throw new Error('the proof does not end');
}

describe('the health of the ledger', () => {
  it('says that nothing is proved yet, and after a proof what it found', async () => {
    expect(await health()).toEqual({ proved: null, checkpoint: null, run: null });
    const answer = await world.call('POST', '/admin/api/ledger/verify', { body: {} });
    expect(ADMIN_ENDPOINTS.startVerification.answer.parse(await answer.json()).run?.state).toBe('running');
    expect(await ended()).toBeNull();
    expect((await health()).proved).toMatchObject({ ok: true, entries: 1, members: 1, problemCount: 0, problems: [] });
    expect((await health(await world.token('owner', world.other))).proved).toBeNull();
  });

  it('is proved only when somebody asks who may change the program', async () => {
    for (const role of ['analyst', 'support'] as const) {
      const answer = await world.call('POST', '/admin/api/ledger/verify', { body: {}, token: await world.token(role) });
      expect([role, answer.status]).toEqual([role, 403]);
    }
  });

  it('names what does not prove', async () => {
    await world.core.database.connection.db?.collection('balances').updateOne({ storeId: world.store }, { $inc: { available: 1 } });
    await world.call('POST', '/admin/api/ledger/verify', { body: {} });
    await ended();
    const { proved } = await health();
    expect([proved?.ok, proved?.problemCount]).toEqual([false, 1]);
    expect(proved?.problems).toMatchObject([{ invariant: 'projections-equal-the-ledger', memberId: world.mina }]);
  });
});

describe('a proof that somebody asked for', () => {
  it('runs once at a time, shows its progress, and says when it broke off', async () => {
    let [proofs, fail] = [0, (_error: Error): void => undefined];
    const verify: ConstructorParameters<typeof VerificationRuns>[0]['proof']['verify'] = (_store, progress) => {
      proofs += 1;
      progress({ entries: 10_000, estimated: 40_000 });
      return new Promise((_, reject) => (fail = reject));
    };
    const runs = new VerificationRuns({
      proof: { verify, verifications: { keep: () => Promise.resolve() } },
      clock: () => 7,
      log: world.services.log,
    });
    runs.start(world.store);
    runs.start(world.store);
    expect([proofs, runs.of(world.store), runs.of(world.other)]).toEqual([
      1,
      { state: 'running', startedAt: 7, entries: 10_000, estimated: 40_000 },
      null,
    ]);
    fail(new Error('the database is away'));
    await wait(1);
    expect(runs.of(world.store)?.state).toBe('failed');
    expect(runs.start(world.store).state).toBe('running');
    expect(proofs).toBe(2);
  });
});

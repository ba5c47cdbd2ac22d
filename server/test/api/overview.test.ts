// The first page: months beside each other, what is owed, and what somebody should do.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, type admin } from '../../src/contract/index.ts';
import { memberId, orderId, entryKey } from '../../src/loyalty/ids.ts';
import { PROGRAM_LEAD_MS } from '../../src/stores/directory.ts';
import { award } from '../builders/commands.ts';
import { aStanding } from '../builders/referrals.ts';
import { SCOPES } from '../../src/platforms/shopify/scopes.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

const DAY_MS = 86_400_000;
let world: ShopWorld;
beforeEach(async () => {
  world = await aShopWorld();
});
afterEach(() => world.close());

const E = ADMIN_ENDPOINTS;
const overview = async () => E.overview.answer.parse(await (await world.call('GET', '/admin/api/overview')).json());
const codes = async () => (await overview()).todo.map(({ code }) => code);

async function give(points: number): Promise<void> {
  const intention = { command: award(points), key: entryKey(randomUUID()), inputHash: '' };
  const answer = await world.core.ledger.append({ storeId: world.store, memberId: world.mina, cause: 'test', intend: () => intention });
  if ('entry' in answer) await world.core.appended(answer.entry);
}

async function publish(change: admin.Terms): Promise<void> {
  const { terms, draft, newest } = E.programState.answer.parse(await (await world.call('GET', '/admin/api/program/state')).json());
  const body = { terms: { ...terms, ...change }, expectedRevision: draft?.revision ?? 0 };
  const saved = E.saveDraft.answer.parse(await (await world.call('PUT', '/admin/api/program/draft', { body })).json());
  const wish = { expectedRevision: saved.draft?.revision, expectedVersion: newest.version, at: null };
  expect((await world.call('POST', '/admin/api/program/publish', { body: wish })).status).toBe(200);
  world.core.time.now += PROGRAM_LEAD_MS + 1;
}

describe('the months', () => {
  it('stand beside each other, whole and up to the same day', async () => {
    // 21 November; Mina's order gave 45.
    world.core.time.now += 5 * DAY_MS;
    await give(100);
    world.core.time.now += 10 * DAY_MS;
    await give(7);
    const { months } = await overview();
    expect(months).toMatchObject({ month: '2026-12', current: { issued: 7 }, previous: { issued: 145 }, previousSameDays: { issued: 0 } });
    world.core.time.now += 18 * DAY_MS;
    expect((await overview()).months?.previousSameDays.issued).toBe(45);
  });

  it('owe what members hold, and what that is worth once the program says it', async () => {
    expect((await overview()).liability).toEqual({ points: 45, money: null });
    await publish({ pointValue: { points: 100, amountMinor: 300 } });
    expect((await overview()).liability).toEqual({ points: 45, money: { amountMinor: 135, currency: 'EUR' } });
    const books = E.rollForward.answer.parse(await (await world.call('GET', '/admin/api/ledger/roll-forward')).json());
    expect(books.months.at(-1)?.money?.closing).toBe(135);
  });
});

describe('what is to be done', () => {
  it('is what a new shop has before it, and nothing else', async () => {
    expect(await codes()).toEqual(['no-point-value', 'no-storefront-block']);
  });

  it('counts the referrals that wait for a person', async () => {
    await world.referral(world.store, world.mina);
    await world.referral(world.store, world.mina);
    await world.referral(world.store, world.mina, { standing: aStanding({ state: 'on-hold' }) });
    expect((await overview()).todo).toContainEqual({ code: 'referrals-in-review', count: 2 });
  });

  it('names dead letters, silence, who waits, a draft, a pause and what is scheduled', async () => {
    await world.deadItem(world.store);
    await world.core.staff.meet({ storeId: world.store, userId: 'u-9', name: 'Pari' });
    await publish({ active: false });
    const { terms, newest } = E.programState.answer.parse(await (await world.call('GET', '/admin/api/program/state')).json());
    const draft = { terms, expectedRevision: 0 };
    const saved = E.saveDraft.answer.parse(await (await world.call('PUT', '/admin/api/program/draft', { body: draft })).json());
    const at = new Date(world.core.time.now + 9 * DAY_MS).toISOString();
    const wish = { expectedRevision: saved.draft?.revision, expectedVersion: newest.version, at };
    expect((await world.call('POST', '/admin/api/program/publish', { body: wish })).status).toBe(200);
    const seen = E.programState.answer.parse(await (await world.call('GET', '/admin/api/program/state')).json());
    await world.call('PUT', '/admin/api/program/draft', { body: { terms, expectedRevision: seen.draft?.revision ?? 0 } });
    world.core.time.now += 4 * DAY_MS;
    const { todo } = await overview();
    const wanted = ['dead-letters', 'webhooks-silent', 'program-paused', 'draft-unpublished', 'program-scheduled', 'no-point-value', 'no-storefront-block', 'staff-waiting']; // prettier-ignore
    expect(todo.map(({ code }) => code)).toEqual(wanted);
    expect(todo).toContainEqual({ code: 'dead-letters', count: 1 });
    expect(todo).toContainEqual({ code: 'program-scheduled', version: 3, at });
  });

  it('names a store that refuses to be asked at once, and one that does not answer after a while', async () => {
    const since = world.core.time.now;
    const known = await world.core.reconciler.of(world.store);
    const problem = (kind: 'refused' | 'unreachable') =>
      world.core.reconciliations.save(world.store, { ...known, problem: { kind, detail: 'no', since } });
    const asking = async () => (await overview()).todo.find(({ code }) => code === 'store-not-asked');
    await problem('unreachable');
    expect(await asking()).toBeUndefined();
    world.core.time.now += 2 * 3_600_000;
    expect(await asking()).toEqual({ code: 'store-not-asked', kind: 'unreachable', since: new Date(since).toISOString() });
    await problem('refused');
    world.core.time.now = since;
    expect(await asking()).toMatchObject({ kind: 'refused' });
    await world.core.reconciliations.save(world.store, known);
  });

  it('names a budget that is nearly spent, and a ledger that does not prove', async () => {
    const { terms } = E.programState.answer.parse(await (await world.call('GET', '/admin/api/program/state')).json());
    const earning = terms['earning'] as object;
    await publish({ earning: { ...earning, budget: { points: 50, period: 'lifetime' } } });
    const take = {
      command: { kind: 'allowance-take', amount: 45, limit: 50, of: 'budget' } as const,
      key: entryKey('take'),
      inputHash: '',
    };
    const chain = memberId('allowance:budget/program/lifetime');
    await world.core.ledger.append({ storeId: world.store, memberId: chain, cause: 'test', intend: () => take });
    expect((await overview()).todo[0]).toEqual({ code: 'budget-nearly-spent', of: null, spent: 45, budget: 50 });
    const proof = {
      storeId: world.store,
      day: 'asked/x',
      at: world.core.time.now,
      tookMs: 1,
      ok: false,
      entries: 1,
      members: 1,
      problemCount: 3,
      problems: [],
      checkpoint: null,
    };
    await world.core.proof.verifications.keep(proof);
    expect((await overview()).todo[0]).toEqual({ code: 'ledger-not-proved', problems: 3 });
  });

  it('names what the store does not allow, and a file that nobody fetched', async () => {
    await world.core.stores.update(world.store, { granted: SCOPES.filter((scope) => scope !== 'write_discounts') });
    const askedAt = world.core.time.now;
    await world.core.dataFiles.keep({ storeId: world.store, requestId: '1', askedAt, members: [], subjects: [], text: '{}' });
    const { todo } = await overview();
    expect(todo).toContainEqual({ code: 'permission-missing', feature: 'discounts', permissions: ['write_discounts'] });
    expect(todo.filter(({ code }) => code === 'permission-missing')).toHaveLength(1);
    expect(todo).toContainEqual({ code: 'data-files-waiting', count: 1, until: new Date(askedAt + 30 * DAY_MS).toISOString() });
    await world.core.stores.update(world.store, { granted: SCOPES });
    await world.core.dataFiles.fetched(world.store, '1', askedAt);
    expect(await codes()).toEqual(['no-point-value', 'no-storefront-block']);
  });

  it('does not speak of allowances as if they were members', async () => {
    const take = { command: { kind: 'allowance-take', amount: 5, limit: 50, of: 'budget' } as const, key: entryKey('take'), inputHash: '' };
    await world.core.ledger.append({ storeId: world.store, memberId: memberId('allowance:x'), cause: 'test', intend: () => take });
    await world.order(world.store, world.mina, { orderId: orderId('1002') });
    expect((await overview()).activity.map(({ member }) => member.name)).toEqual(['Mina Tester', 'Mina Tester']);
  });
});

// Rewards on their way in the merchant's admin, and the lines of history that say which reward points moved for, and why.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDevLogin } from '../../src/api/admin/dev-login.ts';
import { ADMIN_ENDPOINTS, problem, type admin, type HistoryLine } from '../../src/contract/index.ts';
import { storeId, type MemberId } from '../../src/loyalty/ids.ts';
import { startApp, type AppUnderTest } from '../api/app-under-test.ts';
import { aReward } from '../builders/programs.ts';
import { servicesAt } from '../builders/server.ts';
import { aSellingWorld, MINUTE, SHOP, type SellingWorld } from './selling-world.ts';

const NAME = { en: 'Five off', fa: 'پنج یورو تخفیف', he: 'חמישה אירו הנחה' };
const REWARDS = [
  aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'five-off', name: NAME }),
  aReward('custom', { points: 50, instructions: { en: 'A mug at the counter' } }, { id: 'mug', name: { en: 'A mug' } }),
];
const devLogin = createDevLogin('the app secret of these tests');

let world: SellingWorld;
let app: AppUnderTest;
let mina: { memberId: MemberId; email: string };
beforeAll(async () => {
  world = await aSellingWorld(REWARDS);
  const adminIdentity = (bearer: string) => devLogin.verify(bearer, world.clock());
  app = await startApp(servicesAt({ ...world.core, platforms: world.platforms }, world.clock, { devLogin, adminIdentity }));
});
afterAll(async () => {
  await app.close();
  await world.close();
});
beforeEach(async () => {
  world.presently();
  mina = await world.member(1_000);
});

async function call(method: string, path: string, role: admin.Role = 'support', of = SHOP): Promise<Response> {
  const who = { storeId: of, userId: `u-${role}`, name: 'Pari', role, locale: 'en' } as const;
  const { token } = await devLogin.sign(who, world.clock());
  const body = method === 'POST' ? { body: '{}' } : {};
  return app.fetch(path, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...body });
}

const redeems = (rewardId = 'five-off', change: Parameters<SellingWorld['gets']>[2] = {}) => world.gets(mina.memberId, rewardId, change);

const shown = async (query = ''): Promise<admin.RewardRow[]> =>
  ADMIN_ENDPOINTS.rewards.answer.parse(await (await call('GET', `/admin/api/rewards?limit=100${query}`)).json()).items;
const oneOf = async (id: string, query = ''): Promise<admin.RewardRow | undefined> => (await shown(query)).find((row) => row.id === id);
const cancel = (id: string): Promise<Response> => call('POST', `/admin/api/rewards/${id}/cancel`);
async function history(): Promise<HistoryLine[]> {
  const answer = await call('GET', `/admin/api/members/${mina.memberId}/history?limit=100`);
  return ADMIN_ENDPOINTS.memberHistory.answer.parse(await answer.json()).items;
}
const overview = async (): Promise<admin.Overview> =>
  ADMIN_ENDPOINTS.overview.answer.parse(await (await call('GET', '/admin/api/overview')).json());
const auditLines = async (): Promise<admin.AuditEntry[]> =>
  ADMIN_ENDPOINTS.audit.answer.parse(await (await call('GET', `/admin/api/audit?subject=${mina.memberId}`, 'manager')).json()).items;

describe('rewards on their way', () => {
  it('are listed with whose they are, what they cost and are worth, and the last four characters of the code, never all of it', async () => {
    const { reservationId, ...redemption } = await redeems();
    const code = await world.codeOf({ ...redemption, reservationId });
    const answer = await call('GET', '/admin/api/rewards');
    const text = await answer.text();
    expect(text).not.toContain(code);
    expect(await oneOf(reservationId, '&state=open')).toMatchObject({
      member: { memberId: mina.memberId, name: 'Mina K' },
      name: NAME,
      points: 100,
      worth: { amountMinor: 500, currency: 'EUR' },
      state: 'ready',
      why: null,
      codeEnd: code.slice(-4),
      cancellable: true,
    });
    expect(await oneOf(reservationId, '&state=used')).toBeUndefined();
  });

  it('are given back for a member who asks for it, and the line says who did it, once', async () => {
    const redemption = await redeems();
    const code = await world.codeOf(redemption);
    const first = ADMIN_ENDPOINTS.cancelReward.answer.parse(await (await cancel(redemption.reservationId)).json()).reward;
    expect(first).toMatchObject({ state: 'returned', why: 'cancelled', cancellable: false, until: null });
    expect((await cancel(redemption.reservationId)).status).toBe(200);
    expect(await world.line.connection.rewards?.findCode(code)).toBeNull();
    expect(await world.state(mina.memberId)).toMatchObject({ available: 1_000, reserved: 0 });
    expect(await auditLines()).toMatchObject([
      { action: 'reward-given-back', by: { userId: 'u-support' }, changes: [{ field: 'state', before: 'ready', after: 'returned' }] },
    ]);
    expect(await oneOf(redemption.reservationId, '&state=returned')).toMatchObject({ state: 'returned' });
  });

  it('stay where an order has them, and nobody takes a used one away', async () => {
    const unpaid = await redeems();
    const order = await world.buys(mina.email, await world.codeOf(unpaid), { pay: false });
    expect(await oneOf(unpaid.reservationId)).toMatchObject({ state: 'on-order', cancellable: false, orders: [{ id: order }] });
    const refused = await cancel(unpaid.reservationId);
    expect([refused.status, problem.parse(await refused.json()).error.code]).toEqual([409, 'already-settled']);
    await world.does(order, 'pay');
    expect(await oneOf(unpaid.reservationId, '&state=used')).toMatchObject({ state: 'used' });
    expect((await cancel(unpaid.reservationId)).status).toBe(409);
    expect(await auditLines()).toEqual([]);
  });

  it('say why the store would not make one, and cost nothing', async () => {
    await world.line.strike({ field: 'discountCodeBasicCreate', kind: 'userError', code: 'MAX_APP_DISCOUNTS' });
    const { reservationId } = await redeems();
    await world.work();
    await world.line.strike();
    expect(await oneOf(reservationId, '&state=failed')).toMatchObject({ state: 'failed', why: 'failure', cancellable: false });
    expect((await oneOf(reservationId))?.detail).toContain('MAX_APP_DISCOUNTS');
    expect((await history())[0]).toMatchObject({ kind: 'released', reward: { moved: 100, why: 'failure' } });
  });

  it('are shown on the page of their member, with what the shop hands out itself', async () => {
    await redeems('mug');
    const answer = await call('GET', `/admin/api/members/${mina.memberId}/rewards`, 'analyst');
    const { items } = ADMIN_ENDPOINTS.memberRewards.answer.parse(await answer.json());
    expect(items).toMatchObject([
      { kind: 'custom', state: 'used', codeEnd: null, instructions: { en: 'A mug at the counter' }, cancellable: false },
    ]);
  });

  it('go into the file for a person, without anything that finds their code', async () => {
    const redemption = await redeems();
    const kept = await world.read(redemption.reservationId);
    const answer = await call('GET', `/admin/api/members/${mina.memberId}/export`, 'manager');
    const text = await answer.text();
    const { rewards: told } = ADMIN_ENDPOINTS.memberExport.answer.parse(JSON.parse(text));
    expect(told).toMatchObject([{ reservationId: redemption.reservationId, rewardId: 'five-off', points: 100, stage: 'ready' }]);
    for (const secret of [await world.codeOf(redemption), kept.codeKey, kept.externalId]) expect(text).not.toContain(secret);
  });

  it('are counted on the overview while they hold points', async () => {
    const before = await overview();
    await redeems();
    const after = await overview();
    expect(after.rewards).toMatchObject({
      open: (before.rewards?.open ?? 0) + 1,
      setAside: (before.rewards?.setAside ?? 0) + 100,
      spentWorth: null,
    });
  });

  it('are given out page by page, each once', async () => {
    for (let n = 0; n < 3; n += 1) await redeems('mug');
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const at = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = ADMIN_ENDPOINTS.rewards.answer.parse(await (await call('GET', `/admin/api/rewards?limit=2${at}`)).json());
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual((await shown()).map(({ id }) => id));
  });

  it('of another store are neither shown nor given back', async () => {
    const { reservationId } = await redeems();
    const other = storeId('another');
    expect((await call('POST', `/admin/api/rewards/${reservationId}/cancel`, 'owner', other)).status).toBe(404);
    expect((await world.read(reservationId)).stage).toBe('ready');
  });
});

describe('the history says of a reward', () => {
  it('which one points were set aside for, and which order spent them', async () => {
    const redemption = await redeems();
    const order = await world.buys(mina.email, await world.codeOf(redemption));
    const lines = (await history()).filter(({ reward }) => reward !== null && reward !== undefined);
    expect(lines).toMatchObject([
      { kind: 'redeemed', change: -100, order: { id: order }, reward: { name: NAME, moved: 100, of: 100, why: null } },
      { kind: 'reserved', change: 0, order: null, reward: { moved: 100, of: 100, why: null } },
    ]);
    expect(lines[0]?.order?.name).toMatch(/^#/);
  });

  it('that a part came back with a refund, and how large it is', async () => {
    const order = await world.buys(mina.email, await world.codeOf(await redeems()));
    await world.does(order, 'refund', { lines: [{ sku: 'TEA-SENCHA-100', quantity: 1 }] });
    expect((await history()).find(({ kind }) => kind === 'returned')).toMatchObject({
      change: 25,
      order: { id: order },
      reward: { moved: 25, of: 100, why: 'order' },
    });
  });

  it.each([
    ['abandoned', { cart: { token: 'a-cart', amountMinor: 5_000 } }, 126 * MINUTE],
    ['expired', {}, 31 * 24 * 60 * MINUTE],
  ] as const)('that its points came back because it %s', async (why, asked, ms) => {
    await redeems('five-off', asked);
    world.later(ms);
    await world.releaseDue();
    await world.work();
    expect((await history())[0]).toMatchObject({ kind: 'released', change: 0, reward: { moved: 100, of: 100, why } });
  });

  it('that the order which had it was cancelled before it was paid', async () => {
    const order = await world.buys(mina.email, await world.codeOf(await redeems()), { pay: false });
    await world.does(order, 'cancel');
    await world.work();
    expect((await history()).find(({ kind }) => kind === 'released')).toMatchObject({ reward: { moved: 100, why: 'order' } });
  });
});

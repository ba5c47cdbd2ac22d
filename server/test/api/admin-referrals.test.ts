// What staff see of referrals and do about them.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, type admin, type referrals } from '../../src/contract/index.ts';
import { memberId, orderId, type MemberId } from '../../src/loyalty/ids.ts';
import type { Member } from '../../src/members/member-store.ts';
import { aJudgement, aStanding, aTouch } from '../builders/referrals.ts';
import { anOrder } from '../builders/orders.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeAll(async () => {
  world = await aShopWorld({ rateLimits: { hit: () => Promise.resolve({ allowed: true, retryAfterMs: 0 }) } });
});
afterAll(() => world.close());

async function somebody(profile: Partial<Member['profile']>): Promise<MemberId> {
  const id = memberId(`m-${randomUUID()}`);
  const nobody = { email: null, phone: null, firstName: null, lastName: null, locale: null };
  const how = { kind: 'account', externalId: `c-${id}`, guestEmailKey: null, joinedAt: world.core.time.now } as const;
  await world.core.members.create({ storeId: world.store, memberId: id, ...how, profile: { ...nobody, ...profile } });
  return id;
}

const read = async (path: string): Promise<unknown> => (await world.call('GET', path)).json();
const listed = async (query: string): Promise<referrals.ReferralRow[]> =>
  ADMIN_ENDPOINTS.referrals.answer.parse(await read(`/admin/api/referrals?${query}`)).items;
const detail = async (id: string): Promise<referrals.ReferralDetail> =>
  ADMIN_ENDPOINTS.referral.answer.parse(await read(`/admin/api/referrals/${id}`));
const ofMember = async (id: string): Promise<referrals.MemberReferrals> =>
  ADMIN_ENDPOINTS.memberReferrals.answer.parse(await read(`/admin/api/members/${id}/referrals`));

async function decide(ids: readonly string[], decision: string, note = ''): Promise<referrals.DecidedReferrals['items']> {
  const answer = await world.call('POST', '/admin/api/referrals/decide', { body: { ids, decision, note } });
  return ADMIN_ENDPOINTS.decideReferrals.answer.parse(await answer.json()).items;
}

async function ban(id: string, banned: boolean, note = ''): Promise<referrals.BanAnswer> {
  const answer = await world.call('POST', `/admin/api/members/${id}/referral-ban`, { body: { banned, note } });
  return ADMIN_ENDPOINTS.banAdvocate.answer.parse(await answer.json());
}

async function merge(from: MemberId, into: MemberId): Promise<string> {
  const mergeId = randomUUID();
  const answer = await world.call('POST', `/admin/api/members/${from}/merge`, { body: { into, requestId: mergeId } });
  expect(answer.status).toBe(200);
  return mergeId;
}

async function lines(action: admin.AuditAction, subject: string): Promise<admin.AuditEntry[]> {
  return ADMIN_ENDPOINTS.audit.answer.parse(await read(`/admin/api/audit?action=${action}&subject=${subject}`)).items;
}

describe('the list of referrals', () => {
  it('names advocate, friend and order as they are now, the newest first', async () => {
    const [ada, eve] = [await somebody({ firstName: 'Ada', email: 'ada@example.com' }), await somebody({ firstName: 'Eve' })];
    const bought = anOrder({ orderId: orderId(randomUUID()), name: '#7001' });
    await world.order(world.store, eve, bought);
    const judged = aJudgement({ advocateId: ada, orderId: bought.orderId, orderName: '#7001', channel: 'whatsapp', score: 30 });
    const older = await world.referral(world.store, ada);
    world.core.time.now += 1_000;
    const newer = await world.referral(world.store, ada, { friendId: eve, judged });
    const rows = await listed(`advocate=${ada}`);
    expect(rows.map(({ id }) => id)).toEqual([newer, older]);
    expect(rows[0]).toMatchObject({
      advocate: { memberId: ada, name: 'Ada', email: 'ada@example.com' },
      friend: { memberId: eve, name: 'Eve' },
      order: { id: bought.orderId, name: '#7001', net: { currency: 'EUR' } },
      channel: 'whatsapp',
      score: 30,
    });
    expect(rows[1]?.friend).toEqual({ memberId: null, name: null, email: null });
    // The order of the other is not known any more: its name is, its worth is not.
    expect(rows[1]?.order).toMatchObject({ name: '#1001', net: null });
  });

  it('shows one state alone, in pages', async () => {
    const ada = await somebody({});
    const refused = await world.referral(world.store, ada, { standing: aStanding({ state: 'refused', reason: 'fraud' }) });
    for (let n = 0; n < 3; n += 1) await world.referral(world.store, ada);
    expect((await listed(`advocate=${ada}&state=refused`)).map(({ id, reason }) => [id, reason])).toEqual([[refused, 'fraud']]);
    const first = ADMIN_ENDPOINTS.referrals.answer.parse(await read(`/admin/api/referrals?advocate=${ada}&limit=2`));
    const rest = await listed(`advocate=${ada}&limit=2&cursor=${first.next}`);
    expect(new Set([...first.items, ...rest].map(({ id }) => id)).size).toBe(4);
    expect((await world.call('GET', '/admin/api/referrals?state=stolen')).status).toBe(400);
  });

  it('finds friends of an advocate under every name they had, and of nobody else', async () => {
    const [old, young] = [await somebody({ firstName: 'Old' }), await somebody({ firstName: 'Young' })];
    const id = await world.referral(world.store, old);
    await merge(old, young);
    expect((await listed(`advocate=${young}`)).map((row) => [row.id, row.advocate.name])).toEqual([[id, 'Young']]);
    expect((await listed(`advocate=${old}`)).map((row) => row.id)).toEqual([id]);
    expect(await listed('advocate=nobody')).toEqual([]);
    expect(await listed(`advocate=${world.stranger}`)).toEqual([]);
  });
});

describe('one referral', () => {
  it('tells its story with every reason, and puts both side by side', async () => {
    const ada = await somebody({ firstName: 'Ada', lastName: 'L', email: 'ada.l@gmail.com', phone: '+49 171 1234567' });
    const eve = await somebody({ firstName: 'Eve', lastName: 'L', email: 'adal+2@gmail.com', phone: '0049 171 1234567' });
    const reasons = [{ signal: 'same-address', weight: 35, seen: { shipping: true, billing: false } }];
    const judged = aJudgement({ advocateId: ada, orderId: orderId(randomUUID()), score: 35, verdict: 'review', reasons });
    const other = await somebody({ firstName: 'Other' });
    const touches = [aTouch({ advocateId: other, code: 'OTHER-1' }), aTouch({ advocateId: ada, code: 'ADA-1' })];
    const shown = await detail(await world.referral(world.store, ada, { friendId: eve, judged, touches }));
    expect(shown.judged).toMatchObject({ score: 35, verdict: 'review', reasons });
    expect(shown.touches.map(({ code, advocate }) => [code, advocate.name])).toEqual([['OTHER-1', 'Other'], ['ADA-1', 'Ada L']]); // prettier-ignore
    const pairs = Object.fromEntries(shown.evidence.map(({ about, same }) => [about, same]));
    expect(pairs).toEqual({ name: false, email: true, phone: true, shipping: true, billing: null, network: null, device: null, payment: null }); // prettier-ignore
    expect(shown.evidence.find(({ about }) => about === 'shipping')).toMatchObject({ advocate: null, friend: null });
    expect(shown).toMatchObject({ banned: false, decision: null, gave: { advocatePoints: 0, loss: null } });
  });
});

describe('deciding', () => {
  it('is kept with who did it and why, and repeated it changes nothing and leaves no second line', async () => {
    const id = await world.referral(world.store, world.mina);
    expect(await decide([id], 'approve', 'a colleague')).toMatchObject([{ id, outcome: 'decided' }]);
    world.core.time.now += 1;
    expect(await decide([id], 'approve')).toMatchObject([{ id, outcome: 'unchanged' }]);
    expect((await detail(id)).decision).toMatchObject({ decision: 'approve', by: 'Test', note: 'a colleague' });
    expect(await lines('referral-decided', id)).toMatchObject([
      { by: { userId: 'u-owner' }, changes: [{ before: null, after: 'approve' }] },
    ]);
  });

  it('can be changed, and the log remembers both', async () => {
    const id = await world.referral(world.store, world.mina);
    await decide([id], 'approve');
    world.core.time.now += 1;
    expect(await decide([id], 'refuse')).toMatchObject([{ outcome: 'decided' }]);
    expect((await detail(id)).decision?.decision).toBe('refuse');
    const changes = (await lines('referral-decided', id)).flatMap((line) => line.changes.map(({ before, after }) => [before, after]));
    expect(changes).toEqual([['approve', 'refuse'], [null, 'approve']]); // prettier-ignore
  });

  it('answers each of many by itself, in the order asked', async () => {
    const good = await world.referral(world.store, world.mina);
    const early = await world.referral(world.store, world.mina, { judged: null, standing: aStanding() });
    const foreign = await world.referral(world.other, world.stranger);
    const items = await decide([early, good, 'nobody', foreign, good], 'refuse');
    expect(items.map(({ id, outcome }) => [id, outcome])).toEqual([[early, 'too-early'], [good, 'decided'], ['nobody', 'unknown'], [foreign, 'unknown']]); // prettier-ignore
    expect((await world.core.referrals.read(world.other, foreign))?.decision).toBeNull();
    expect(await lines('referral-decided', early)).toEqual([]);
  });

  it.each([{ ids: [] }, { ids: Array.from({ length: 101 }, (_, n) => `r-${n}`) }, { ids: [{ $ne: '' }] }, { decision: 'maybe' }])(
    'takes at most a hundred names and one of two words, not %j',
    async (wrong) => {
      const body = { ids: ['r-1'], decision: 'approve', ...wrong };
      expect((await world.call('POST', '/admin/api/referrals/decide', { body })).status).toBe(400);
    },
  );

  it.each(['advocate', 'friend'] as const)('keeps nothing of what staff wrote when the %s is erased, and stays decided', async (side) => {
    const [ada, bo] = [await somebody({ firstName: 'Ada' }), await somebody({ firstName: 'Bo' })];
    const id = await world.referral(world.store, ada, { friendId: bo });
    await decide([id], 'refuse', 'Bo is the brother of Ada');
    const gone = side === 'advocate' ? ada : bo;
    const body = { confirm: gone, requestId: randomUUID() };
    expect((await world.call('POST', `/admin/api/members/${gone}/erase`, { body })).status).toBe(200);
    expect((await detail(id)).decision).toMatchObject({ decision: 'refuse', note: '' });
  });

  it('by two people at once ends with one decision and no lost line', async () => {
    const id = await world.referral(world.store, world.mina);
    const both = await Promise.all([decide([id], 'approve'), decide([id], 'approve')]);
    expect(both.flat().map(({ outcome }) => outcome).toSorted()).toEqual(['decided', 'unchanged']); // prettier-ignore
    expect(await lines('referral-decided', id)).toHaveLength(1);
  });
});

describe('a ban', () => {
  it('stands until it is taken back, once, however often it is asked for', async () => {
    const ada = await somebody({ firstName: 'Ada' });
    expect(await ban(ada, true, 'coupon pages')).toMatchObject({ banned: true, by: 'Test', note: 'coupon pages' });
    world.core.time.now += 1;
    expect(await ban(ada, true, 'again')).toMatchObject({ banned: true, note: 'coupon pages' });
    expect((await ofMember(ada)).ban.banned).toBe(true);
    expect((await detail(await world.referral(world.store, ada))).banned).toBe(true);
    expect(await ban(ada, false, 'a mistake')).toEqual({ banned: false, at: null, by: null, note: '' });
    expect(await ban(ada, false)).toMatchObject({ banned: false });
    expect([(await lines('advocate-banned', ada)).length, (await lines('advocate-ban-undone', ada)).length]).toEqual([1, 1]);
    expect(await ban(ada, true)).toMatchObject({ banned: true, note: '' });
  });

  it('asks again about every friend who was not rewarded yet, and not about the others', async () => {
    const ada = await somebody({});
    const open = await world.referral(world.store, ada);
    await world.referral(world.store, ada, { standing: aStanding({ state: 'rewarded', countsFrom: 1 }) });
    const before = await looks();
    await ban(ada, true);
    const asked = (await looks()).filter((id) => !before.includes(id));
    expect(asked).toEqual([open]);
  });

  it('goes with the advocate when they are merged, and is not left behind when they are parted', async () => {
    const [bad, other] = [await somebody({}), await somebody({})];
    await ban(bad, true);
    const mergeId = await merge(bad, other);
    expect((await ofMember(other)).ban.banned).toBe(true);
    await world.call('POST', `/admin/api/members/${bad}/merge/undo`, { body: { mergeId } });
    expect([(await ofMember(bad)).ban.banned, (await ofMember(other)).ban.banned]).toEqual([true, false]);
  });

  it('ends for a merged person whoever of them was banned', async () => {
    const [bad, other] = [await somebody({}), await somebody({})];
    await ban(bad, true);
    await merge(bad, other);
    expect(await ban(other, false)).toMatchObject({ banned: false });
    expect(await world.core.referring.bans.isBanned(world.store, [bad, other])).toBe(false);
  });

  it('keeps nothing of what staff wrote about somebody who was erased', async () => {
    const gone = await somebody({ firstName: 'Gone' });
    await ban(gone, true, 'Gone lives in Elm Street');
    const body = { confirm: gone, requestId: randomUUID() };
    expect((await world.call('POST', `/admin/api/members/${gone}/erase`, { body })).status).toBe(200);
    const [kept] = await world.core.referralBans.standing(world.store, [gone]);
    expect([kept?.note, kept?.undone]).toEqual(['', null]);
  });

  it('of one store says nothing about a member of another', async () => {
    await ban(world.mina, true);
    expect(await world.core.referring.bans.isBanned(world.other, [world.mina])).toBe(false);
    await ban(world.mina, false);
  });
});

/** The referrals that the inbox was asked to look at. */
async function looks(): Promise<string[]> {
  const { items } = await world.core.inbox.list(world.store, null, null, 1_000);
  const asked = items.filter(({ topic }) => topic === 'request/referral-look');
  return asked.map(({ body }) => (JSON.parse(body.toString('utf8')) as { referralId: string }).referralId);
}

describe("a member's page", () => {
  it('counts their friends by where they stand, and says who brought them', async () => {
    const [ada, eve] = [await somebody({ firstName: 'Ada' }), await somebody({ firstName: 'Eve' })];
    await world.referral(world.store, ada, { friendId: eve });
    await world.referral(world.store, ada, { standing: aStanding({ state: 'rewarded' }) });
    expect(await ofMember(ada)).toMatchObject({ counts: { 'in-review': 1, rewarded: 1 }, broughtBy: null });
    expect((await ofMember(eve)).broughtBy).toMatchObject({ advocate: { memberId: ada, name: 'Ada' }, state: 'in-review' });
  });
});

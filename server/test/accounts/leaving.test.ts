// Leaving the program: nothing is earned from then on and nothing is written; what is there stays and can be used, and joining again goes on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS } from '../../src/contract/index.ts';
import { BOB } from './accounts-world.ts';
import { AgreeingWorld, TERMS, type AgreeingShop } from './agreeing-world.ts';

const HOUR = 3_600_000;
let world: AgreeingWorld;
beforeAll(async () => {
  world = await AgreeingWorld.open();
});
afterAll(() => world.close());

let orders = 0;
/** Says how many points an order of that instant brought. */
async function earnedBy({ shop }: AgreeingShop, placedAt: number, change: object = {}): Promise<number> {
  const before = await shop.pointsOf(BOB.id);
  const at = new Date(placedAt).toISOString();
  await shop.buys(700_000 + (orders += 1), { created_at: at, processed_at: at, updated_at: at, ...change });
  return (await shop.pointsOf(BOB.id)) - before;
}
const now = (): number => world.accounts.core.time.now;

describe('somebody who left', () => {
  it('earns nothing by orders placed after it, and everything by those before, whenever they become known', async () => {
    const shop = await world.shop([]);
    expect(await earnedBy(shop, now() - 2 * HOUR)).toBeGreaterThan(0);
    expect(await shop.does('leave')).toBe(200);
    shop.core.time.now += 2 * HOUR;
    expect(await earnedBy(shop, now() - HOUR)).toBe(0);
    expect(await earnedBy(shop, now() - 3 * HOUR)).toBeGreaterThan(0);
    expect((await shop.me()).membership?.state).toBe('left');
    expect((await shop.me()).member?.available).toBeGreaterThan(0);
    expect(await shop.shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('goes on from joining again: what was bought meanwhile stays without points, also when it changes later', async () => {
    const shop = await world.shop([]);
    await shop.does('leave');
    shop.core.time.now += 2 * HOUR;
    const meanwhile = now() - HOUR;
    expect(await earnedBy(shop, meanwhile)).toBe(0);
    expect(await shop.does('join')).toBe(200);
    expect((await shop.me()).membership?.state).toBe('member');
    shop.core.time.now += 2 * HOUR;
    expect(await earnedBy(shop, now() - HOUR)).toBeGreaterThan(0);
    const before = await shop.shop.pointsOf(BOB.id);
    const at = new Date(meanwhile).toISOString();
    await shop.shop.buys(700_000 + orders - 1, { created_at: at, processed_at: at, updated_at: new Date(now() + 3 * HOUR).toISOString(), note: 'later' }); // prettier-ignore
    expect(await shop.shop.pointsOf(BOB.id)).toBe(before);
  });

  it('earns nothing by what they do, and may still take back what they agreed to', async () => {
    const shop = await world.shop();
    await shop.does('leave');
    expect(await shop.gives('newsletter')).toBe(200);
    expect(await shop.shop.pointsOf(BOB.id)).toBe(0);
    expect(await shop.takesBack('newsletter')).toBe(200);
  });

  it('left once, however often they say it', async () => {
    const shop = await world.shop([]);
    await Promise.all([1, 2, 3].map(() => shop.does('leave')));
    const { away } = await shop.shop.customer(BOB.id);
    expect(away).toHaveLength(1);
    expect(away?.[0]?.until).toBeNull();
  });

  it('has to agree to the terms of now to join again, and not to those of then', async () => {
    const shop = await world.shop([], { terms: TERMS });
    expect(await shop.does('join', TERMS.version)).toBe(200);
    await shop.does('leave');
    await shop.decide({ terms: { ...TERMS, version: '2027-01' } });
    expect(await shop.does('join')).toBe(400);
    expect(await shop.does('join', TERMS.version)).toBe(409);
    expect((await shop.me()).membership?.state).toBe('left');
    expect(await shop.does('join', '2027-01')).toBe(200);
    expect((await shop.me()).membership).toMatchObject({ state: 'member', asked: [{ kind: 'newsletter' }, { kind: 'birthday' }] });
  });

  it('is shown to the merchant with what they agreed to', async () => {
    const shop = await world.shop();
    await shop.gives('birthday', '03-21');
    shop.core.time.now += HOUR;
    await shop.does('leave');
    const { memberId } = await shop.shop.customer(BOB.id);
    const { membership } = ADMIN_ENDPOINTS.member.answer.parse(await world.member(shop.shop.storeId, memberId));
    expect(membership).toMatchObject({ state: 'left', birthday: '03-21', consents: [{ kind: 'birthday', surface: 'panel' }], asked: [] });
  });
});

describe('a guest', () => {
  it('cannot leave what they have not joined', async () => {
    const shop = await world.shop([]);
    await shop.shop.buys(1, { customer: { id: 555, email: 'guest@example.com', state: 'disabled' }, email: 'guest@example.com' });
    const guest = await shop.shop.customer('555');
    expect(guest.kind).toBe('guest');
    // Whoever is signed in has an account for us, so the request is made by itself.
    const refused = await shop.core.agreeing.membership(await world.accounts.store(shop.shop.storeId), { memberId: guest.memberId, at: now(), surface: 'panel', cause: 'a-test' }, 'leave', null); // prettier-ignore
    expect(refused).toMatchObject({ refused: 'member-excluded' });
    expect((await shop.shop.customer('555')).away).toBeUndefined();
  });
});

describe('somebody of several names who left', () => {
  it('is out under all of them, and each is their own again when the merge is undone', async () => {
    const shop = await world.shop([]);
    await shop.shop.enables({ id: 888, email: 'second@example.com' });
    const [first, second] = [await shop.shop.customer(BOB.id), await shop.shop.customer('888')];
    await shop.does('leave');
    const merge = { storeId: shop.shop.storeId, mergeId: 'm-1', from: second.memberId, into: first.memberId, by: 'u' };
    await world.merges(merge);
    expect((await shop.shop.customer('888')).away).toHaveLength(1);
    await world.undoes(merge);
    expect((await shop.shop.customer('888')).away).toBeUndefined();
    expect((await shop.shop.customer(BOB.id)).away).toHaveLength(1);
  });
});

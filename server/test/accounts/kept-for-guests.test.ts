// Where guests' points are kept for a while only: the end they have, and that an account takes it away.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/loyalty/program/program.ts';
import { ACCOUNT_POINTS, AccountsWorld, aCustomer, anOrder, BOB, type Shop, type ShopifyShop } from './accounts-world.ts';

const DAY = 86_400_000;
const KEEPING: Partial<Program> = { guests: { keepDays: 30 }, timeZone: 'UTC' };

let world: AccountsWorld;
beforeAll(async () => {
  world = await AccountsWorld.open();
});
afterAll(() => world.close());

const today = (): string => new Date(world.core.time.now).toISOString();

async function ends(shop: Shop, id: string): Promise<(string | null)[]> {
  const { memberId } = await shop.customer(id);
  const head = await shop.core.entries.head(shop.storeId, await shop.core.persons.present(shop.storeId, memberId));
  const lots = head?.after.lots.filter(({ source }) => source.kind === 'order') ?? [];
  return lots.map(({ expiresAt }) => (expiresAt === null ? null : new Date(expiresAt).toISOString().slice(0, 10)));
}

const inDays = (days: number): string => new Date(world.core.time.now + days * DAY).toISOString().slice(0, 10);
const buysToday = (shop: ShopifyShop, id: number): Promise<void> => shop.buys(id, { created_at: today(), processed_at: today(), updated_at: today() }); // prettier-ignore

describe('points of a guest', () => {
  it('end at the end of the day so many days after they became available, or with the program where that is earlier', async () => {
    const shop = await world.shop(KEEPING);
    await buysToday(shop, 1);
    expect(await ends(shop, BOB.id)).toEqual([inDays(31)]);
    const sooner = await world.shop({ ...KEEPING, expiry: { kind: 'days', days: 10 } });
    await buysToday(sooner, 1);
    expect(await ends(sooner, BOB.id)).toEqual([inDays(11)]);
  });

  it("are kept as long as everybody's by a program that says nothing of it", async () => {
    const shop = await world.shop({ timeZone: 'UTC' });
    await buysToday(shop, 1);
    expect(await ends(shop, BOB.id)).toEqual([null]);
  });

  it("have the end of everybody's from the moment at which there is an account", async () => {
    const shop = await world.shop({ ...KEEPING, expiry: { kind: 'days', days: 365 } });
    await buysToday(shop, 1);
    await shop.enables();
    expect(await ends(shop, BOB.id)).toEqual([inDays(366)]);
    await buysToday(shop, 2);
    expect(await ends(shop, BOB.id)).toEqual([inDays(366), inDays(366)]);
    expect(await shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('that had expired stay expired', async () => {
    const shop = await world.shop(KEEPING);
    await buysToday(shop, 1);
    world.core.time.now += 40 * DAY;
    await shop.enables();
    world.core.time.now += DAY;
    await shop.enables({ note: 'again' });
    const { memberId } = await shop.customer(BOB.id);
    const head = await shop.core.entries.head(shop.storeId, memberId);
    expect(head?.after).toMatchObject({ available: ACCOUNT_POINTS });
    expect(await shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('under a proven address lose their own end when they are merged, and have it again when the merge is undone', async () => {
    const shop = await world.shop(KEEPING);
    await shop.enables({ state: 'disabled' });
    const order = { created_at: today(), processed_at: today(), updated_at: today() };
    await shop.buysAtCounter(1, BOB.email, order);
    const guest = (await shop.guest(BOB.email)) ?? expect.fail('no guest');
    await shop.enables();
    expect(await ends(shop, BOB.id)).toEqual([null]);
    const { mergeId } = await shop.mergeOf(guest.memberId);
    const named = { from: guest.memberId, into: (await shop.customer(BOB.id)).memberId };
    await world.server.services.undoMerge({ storeId: shop.storeId, mergeId, ...named, by: 'staff' });
    const head = await shop.core.entries.head(shop.storeId, guest.memberId);
    expect(head?.after.lots.map(({ expiresAt }) => expiresAt !== null)).toEqual([true]);
    expect(await shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('have the right end also where the order and the account become known at the same moment', async () => {
    for (let time = 0; time < 8; time += 1) {
      const shop = await world.shop(KEEPING);
      await shop.tells('create', { state: 'disabled' });
      await Promise.all([shop.delivers('orders/paid', anOrder(3)), shop.delivers('customers/enable', aCustomer())]);
      await shop.core.drainAll();
      expect(await ends(shop, BOB.id)).toEqual([null]);
    }
  });
});

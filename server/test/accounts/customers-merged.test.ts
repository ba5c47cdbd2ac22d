// The shop makes one customer of two: their members are one from then on, whichever of them we knew, until a merchant knows better.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAIL_LISTS } from '../../src/mail/templates/template.ts';
import { AccountsWorld, BOB, type ShopifyShop } from './accounts-world.ts';

const DAY = 86_400_000;
const KEPT = '77';
const [LIST] = MAIL_LISTS;

let world: AccountsWorld;
beforeAll(async () => {
  world = await AccountsWorld.open();
});
afterAll(() => world.close());

function merge(goneId: string, keptId: string, change: object = {}): Buffer {
  const ids = {
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${keptId}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${goneId}`,
  };
  return Buffer.from(JSON.stringify({ ...ids, admin_graphql_api_job_id: null, status: 'completed', errors: [], ...change }));
}

const kept = { id: Number(KEPT), state: 'disabled', email: 'kept@example.com' };

/** Bob bought, and the other customer is known. */
async function two(): Promise<ShopifyShop> {
  const shop = await world.shop();
  await shop.buys(1);
  await shop.tells('create', kept);
  return shop;
}

async function undo(shop: ShopifyShop) {
  const [from, into] = [(await shop.customer(BOB.id)).memberId, (await shop.customer(KEPT)).memberId];
  const { mergeId } = await shop.mergeOf(from);
  return world.server.services.undoMerge({ storeId: shop.storeId, mergeId, from, into, by: 'staff' });
}

describe('two customers who became one in the shop', () => {
  it('are one member with all points, said in the log in the name of the store', async () => {
    const shop = await two();
    const earned = await shop.pointsOf(BOB.id);
    expect(earned).toBeGreaterThan(0);
    await shop.sends('customers/merge', merge(BOB.id, KEPT));
    expect(await shop.pointsOf(KEPT)).toBe(earned);
    expect((await shop.mergeOf((await shop.customer(BOB.id)).memberId)).by).toBe('Tea and Clay');
    expect(await shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('are merged once, however often it is told', async () => {
    const shop = await two();
    const earned = await shop.pointsOf(BOB.id);
    await Promise.all([1, 2, 3].map(() => shop.delivers('customers/merge', merge(BOB.id, KEPT))));
    await shop.core.drainAll();
    await shop.sends('customers/merge', merge(BOB.id, KEPT));
    expect(await shop.pointsOf(KEPT)).toBe(earned);
    expect(await shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('are one also where we knew only the one that is gone: the other is met with its points', async () => {
    const shop = await world.shop();
    await shop.buys(1);
    await shop.sends('customers/merge', merge(BOB.id, KEPT));
    expect(await shop.pointsOf(KEPT)).toBeGreaterThan(0);
  });

  it('are one also where we knew only the one that was kept: late news of the other reaches it', async () => {
    const shop = await world.shop();
    await shop.tells('create', kept);
    await shop.sends('customers/merge', merge(BOB.id, KEPT));
    await shop.buys(1);
    expect(await shop.pointsOf(KEPT)).toBeGreaterThan(0);
    expect((await shop.customer(KEPT)).profile.email).toBe('kept@example.com');
  });

  it('are of no consequence where we know neither', async () => {
    const shop = await world.shop();
    await shop.sends('customers/merge', merge('1', '2'));
    expect(await shop.core.members.find(shop.storeId, { externalId: '1' })).toBeNull();
  });

  it('stay two where the shop says that it failed', async () => {
    const shop = await two();
    await shop.sends('customers/merge', merge(BOB.id, KEPT, { status: 'failed' }));
    expect(await shop.pointsOf(KEPT)).toBe(0);
  });

  it('are parted by the merchant, and told again by the shop they stay parted', async () => {
    const shop = await two();
    const earned = await shop.pointsOf(BOB.id);
    await shop.sends('customers/merge', merge(BOB.id, KEPT));
    await undo(shop);
    await shop.sends('customers/merge', merge(BOB.id, KEPT));
    expect([await shop.pointsOf(BOB.id), await shop.pointsOf(KEPT)]).toEqual([earned, 0]);
    expect(await shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('cannot be parted any more after thirty days', async () => {
    const shop = await two();
    await shop.sends('customers/merge', merge(BOB.id, KEPT));
    world.core.time.now += 30 * DAY + 1;
    expect(await undo(shop)).toMatchObject({ refused: 'too-late' });
    world.core.time.now -= 2;
    expect(await undo(shop)).toMatchObject({ kind: 'transfer-in' });
  });

  it('have left a list of mail if they left it under either name, whoever merged them, and may come back to it', async () => {
    const { mailWishes } = world.core;
    const shop = await two();
    const [from, into] = [(await shop.customer(BOB.id)).memberId, (await shop.customer(KEPT)).memberId];
    await mailWishes.leave(shop.storeId, from, LIST, 1);
    await shop.sends('customers/merge', merge(BOB.id, KEPT));
    expect(await mailWishes.hasLeft(shop.storeId, into, LIST)).toBe(true);
    await mailWishes.back(shop.storeId, into, LIST);
    await shop.sends('customers/merge', merge(BOB.id, KEPT));
    expect(await mailWishes.hasLeft(shop.storeId, into, LIST)).toBe(false);

    const other = await two();
    const named = { from: (await other.customer(BOB.id)).memberId, into: (await other.customer(KEPT)).memberId };
    await mailWishes.leave(other.storeId, named.from, LIST, 1);
    await world.server.services.merge({ storeId: other.storeId, mergeId: randomUUID(), ...named, by: 'staff' });
    expect(await mailWishes.hasLeft(other.storeId, named.into, LIST)).toBe(true);
  });

  it('are nothing new where a merchant merged them before', async () => {
    const shop = await two();
    const [from, into] = [(await shop.customer(BOB.id)).memberId, (await shop.customer(KEPT)).memberId];
    await world.server.services.merge({ storeId: shop.storeId, mergeId: randomUUID(), from: into, into: from, by: 'staff' });
    const earned = await shop.points(from);
    await shop.sends('customers/merge', merge(BOB.id, KEPT));
    expect(await shop.pointsOf(KEPT)).toBe(earned);
    expect(await shop.verified()).toEqual({ ok: true, problems: [] });
  });
});

// Levels as staff and shoppers see them: on the member's page, in lists by level, and in the shop.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, STOREFRONT_ENDPOINTS } from '../../src/contract/index.ts';
import { memberId, orderId, type MemberId } from '../../src/loyalty/ids.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { aLine } from '../builders/orders.ts';
import { aLevel, aProgram, perMoney, someTiers } from '../builders/programs.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await aShopWorld();
});
afterEach(() => world.close());

const LEVELS = [aLevel('member'), aLevel('silver', { spendMinor: 4_000 }), aLevel('gold', { spendMinor: 10_000, orders: 2 })];

async function publish(tiers: Program['tiers']): Promise<void> {
  await world.core.stores.publish(world.store, { ...aProgram([perMoney()], {}, { tiers }), version: 2, inForceFrom: 1 });
  world.core.directory.forget(world.store);
}

async function someone(bought: number): Promise<MemberId> {
  const id = memberId(`m-${randomUUID()}`);
  const profile = { email: null, phone: null, firstName: 'Some', lastName: null, locale: null };
  const known = { kind: 'guest', externalId: null, guestEmailKey: randomUUID(), profile, joinedAt: world.core.time.now } as const;
  await world.core.members.create({ storeId: world.store, memberId: id, ...known });
  if (bought > 0) await world.order(world.store, id, { orderId: orderId(randomUUID()), lines: [aLine(bought)] });
  return id;
}

const page = async (query: string) =>
  ADMIN_ENDPOINTS.members.answer.parse(await (await world.call('GET', `/admin/api/members?${query}`)).json());

/** Every page, as somebody who goes on and on. */
async function all(query: string): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const next: Awaited<ReturnType<typeof page>> = await page(cursor === '' ? query : `${query}&cursor=${encodeURIComponent(cursor)}`);
    found.push(...next.items.map((row) => row.memberId));
    cursor = next.next;
  }
  return inOrder(found);
}

const inOrder = (texts: readonly (string | null | undefined)[]): string[] => texts.map(String).toSorted((a, b) => (a < b ? -1 : 1));

const detail = async (id: MemberId) =>
  ADMIN_ENDPOINTS.member.answer.parse(await (await world.call('GET', `/admin/api/members/${id}`)).json());
const me = async () => {
  const answer = await world.app.fetch(`/proxy/me?signature=good&shop=${world.store}&logged_in_customer_id=c-Mina`);
  return STOREFRONT_ENDPOINTS.me.answer.parse(await answer.json());
};

describe('a level', () => {
  it('stands on the page of the member, with figures and what is missing to the next one', async () => {
    await publish(someTiers({ levels: LEVELS, downgrade: 'at-end' }));
    const { tierId, tier } = await detail(world.mina);
    expect(tierId).toBe('silver');
    expect(tier).toMatchObject({
      id: 'silver',
      losesAt: null,
      figures: { spend: { amountMinor: 4_500, currency: 'EUR' }, orders: 1 },
      next: { id: 'gold', missing: { spend: { amountMinor: 5_500 }, points: null, orders: 1 } },
    });
    expect(tier?.validUntil).not.toBeNull();
  });

  it('is what the shopper is told too', async () => {
    await publish(someTiers({ levels: LEVELS, downgrade: 'at-once' }));
    expect((await me()).member?.tier).toEqual({
      id: 'silver',
      losesAt: null,
      next: { id: 'gold', missing: { spend: { amountMinor: 5_500, currency: 'EUR' }, points: null, orders: 1 } },
    });
  });

  it('is not spoken of where the program has none', async () => {
    await publish(null);
    expect([(await detail(world.mina)).tier, (await detail(world.mina)).tierId, (await me()).member?.tier]).toEqual([null, null, null]);
    expect(await all('tierId=silver')).toEqual([]);
  });
});

describe('a list of members by level', () => {
  it('finds the same before and after everybody was looked at, in small pages and in any order', async () => {
    const before = [await someone(0), await someone(4_000), await someone(3_999)];
    await publish(someTiers({ levels: LEVELS, downgrade: 'at-once' }));
    const after = [await someone(9_000), await someone(0)];
    const silver = inOrder([world.mina, before[1], after[0]]);
    const plain = inOrder([before[0], before[2], after[1]]);
    for (const query of ['', '&limit=1', '&limit=2&sort=joined', '&sort=balance'])
      expect(await all(`tierId=silver${query}`)).toEqual(silver);
    expect(await all('tierId=member&limit=1')).toEqual(plain);
    await world.core.levelRows.advance(world.store);
    for (const query of ['', '&limit=1', '&limit=2&sort=joined', '&sort=balance'])
      expect(await all(`tierId=silver${query}`)).toEqual(silver);
    expect([await all('tierId=member&limit=1'), await all('tierId=gold'), await all('tierId=nonsense')]).toEqual([plain, [], []]);
  });

  it('shows everybody with their level, also where nobody asks for one', async () => {
    await someone(0);
    await publish(someTiers({ levels: LEVELS, downgrade: 'at-once' }));
    const { items } = await page('limit=10');
    expect(inOrder(items.map((row) => row.tierId))).toEqual(['member', 'silver']);
  });
});

// What somebody agreed to beside an order before they signed in waits for the order's owner, and for nobody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOB } from './accounts-world.ts';
import { AgreeingWorld, JOINED, TOLD, type AgreeingShop } from './agreeing-world.ts';

const DAY_MS = 86_400_000;
let world: AgreeingWorld;
beforeAll(async () => {
  world = await AgreeingWorld.open();
});
afterAll(() => world.close());

const GUEST = { id: 555, email: 'guest@example.com' };
let orders = 900_000;

/** An order of a guest, and what was ticked beside it. */
async function ticked(shop: AgreeingShop, birthday = '03-21', who: object = { ...GUEST, state: 'disabled' }): Promise<string> {
  const orderId = String((orders += 1));
  await shop.shop.buys(Number(orderId), { customer: who, email: GUEST.email });
  const consents = [
    { kind: 'newsletter', version: await shop.versionOf('newsletter') },
    { kind: 'birthday', version: await shop.versionOf('birthday'), birthday },
  ];
  const started = await shop.post('/proxy/account-offer/start', { surface: 'thank-you', orderId, consents }, null);
  return started.status === 200 ? orderId : `refused with ${started.status}`;
}
const signsIn = (shop: AgreeingShop) => shop.shop.enables({ ...GUEST });

describe('what was ticked beside an order', () => {
  it('holds when its owner has an account, with the time and place of the tick, and earns once', async () => {
    const shop = await world.shop();
    const tickedAt = shop.core.time.now;
    await ticked(shop);
    expect(await shop.core.consents.of(shop.shop.storeId, (await shop.shop.customer('555')).memberId)).toEqual([]);
    shop.core.time.now += 3 * DAY_MS;
    const before = await shop.shop.pointsOf('555');
    await signsIn(shop);
    await signsIn(shop);
    const { membership } = await shop.me('555');
    const at = new Date(tickedAt).toISOString();
    expect(membership).toMatchObject({
      birthday: '03-21',
      consents: [
        { kind: 'newsletter', at, surface: 'thank-you' },
        { kind: 'birthday', at },
      ],
    });
    expect(await shop.shop.pointsOf('555')).toBe(before + JOINED + TOLD);
    expect(await shop.shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('holds for somebody who had an account and was not signed in, as soon as they are', async () => {
    const shop = await world.shop();
    await ticked(shop, '03-21', { id: Number(BOB.id), email: BOB.email, state: 'enabled' });
    expect((await shop.me()).membership?.consents.map(({ kind }) => kind)).toEqual(['newsletter', 'birthday']);
    await shop.me();
    const rows = await shop.core.consents.of(shop.shop.storeId, (await shop.shop.customer(BOB.id)).memberId);
    expect(rows).toHaveLength(2);
  });

  it('is the first answer: whoever answers for the same order later changes nothing', async () => {
    const shop = await world.shop();
    const orderId = await ticked(shop, '03-21');
    const consents = [{ kind: 'birthday', version: await shop.versionOf('birthday'), birthday: '12-31' }];
    await shop.post('/proxy/account-offer/start', { surface: 'thank-you', orderId, consents }, null);
    await signsIn(shop);
    expect((await shop.me('555')).membership?.birthday).toBe('03-21');
  });

  it('is over after thirty days', async () => {
    const shop = await world.shop();
    await ticked(shop);
    shop.core.time.now += 31 * DAY_MS;
    await signsIn(shop);
    expect((await shop.me('555')).membership?.consents).toEqual([]);
  });

  it('is nothing to whoever else signs in, also who names the order of another', async () => {
    const shop = await world.shop();
    await ticked(shop);
    await shop.shop.enables({ id: 666, email: 'thief@example.com' });
    expect((await shop.me('666')).membership).toMatchObject({ consents: [], birthday: null });
    expect((await shop.me()).membership).toMatchObject({ consents: [], birthday: null });
  });

  it('is no birthday that is no day, and no words that nobody shows', async () => {
    const shop = await world.shop();
    expect(await ticked(shop, '02-30')).toBe('refused with 400');
    const consents = [{ kind: 'newsletter', version: 'en-000000000000' }];
    expect((await shop.post('/proxy/account-offer/start', { surface: 'thank-you', orderId: '1', consents }, null)).status).toBe(400);
  });

  it('is forgotten with the order whose owner is forgotten', async () => {
    const shop = await world.shop();
    await ticked(shop);
    const { storeId } = shop.shop;
    const { memberId } = await shop.shop.customer('555');
    await world.erases(storeId, memberId);
    expect(await shop.core.database.connection.db?.collection('waiting_consents').countDocuments({ storeId })).toBe(0);
  });
});

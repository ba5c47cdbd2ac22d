// Somebody asks the shop what is known of them: a file is made at once, lies sealed for the merchant, and does not stay.
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tick } from '../../src/jobs/clock.ts';
import { DATA_FILES } from '../../src/limits.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { aLawWorld, orderOf, type Buyer, type LawWorld, type Shop } from './law-world.ts';

let world: LawWorld;
let shop: Shop;
let people = 0;

beforeAll(async () => {
  world = await aLawWorld();
  shop = await world.aShop();
});
afterAll(() => world.server.close());

interface File {
  readonly format: string;
  readonly person: { externalId: string | null; email: string | null };
  readonly members: { member: { externalId: string; profile: { email: string } }; entries: object[]; orders: { orderId: string }[] }[];
  readonly otherOrders: { orderId: string }[];
}

function somebody(): Buyer {
  people += 1;
  return { id: 990_000_000 + people, email: `tell.me.${people}@example.com`, name: `Neugierig${people}` };
}

async function asks(request: number, customer: object, orders: readonly number[] = []): Promise<File> {
  const body = { shop_id: 1, shop_domain: shop.domain, customer, orders_requested: orders, data_request: { id: request } };
  expect(await world.send(shop, 'customers/data_request', body)).toBe(200);
  await world.server.core.drainAll();
  const text = (await world.server.core.dataFiles.read(shop.storeId, String(request))) ?? expect.fail('no file was made');
  return JSON.parse(text) as File;
}

describe('a person who asks what is known of them', () => {
  it('gets everything: profile, entries and orders', async () => {
    const buyer = somebody();
    await world.buys(shop, buyer, 8001);
    const file = await asks(1, { id: buyer.id, email: buyer.email, phone: null }, [8001]);
    expect(file).toMatchObject({ format: 'lasting-data-request/1', person: { externalId: String(buyer.id), email: buyer.email } });
    expect(file.members).toMatchObject([
      { member: { externalId: String(buyer.id), profile: { email: buyer.email } }, orders: [{ orderId: '8001' }] },
    ]);
    expect(file.members[0]?.entries.length).toBeGreaterThan(0);
    expect(file.otherOrders).toEqual([]);
  });

  it('gets it by an address alone, as a guest and as an account', async () => {
    const [guest, account] = [somebody(), somebody()];
    const { customer: _customer, ...order } = orderOf(shop, guest, 8002) as Record<string, unknown>;
    await world.send(shop, 'orders/paid', order);
    await world.buys(shop, account, 8003);
    await world.server.core.drainAll();
    const { memberId = null } = (await world.server.core.orders.read(shop.storeId, orderId('8002'))) ?? {};
    const offered = { day: '2026-11-20', placedAt: 1, heldBack: false, offeredAt: 2 };
    await world.server.core.offers.offer([{ storeId: shop.storeId, orderId: orderId('8002'), memberId: memberId ?? expect.fail('no owner'), ...offered }]); // prettier-ignore
    expect((await asks(2, { email: guest.email })).members).toMatchObject([
      { orders: [{ orderId: '8002' }], offers: [{ orderId: '8002', heldBack: false, openedAt: null }] },
    ]);
    expect((await asks(3, { email: account.email.toUpperCase() })).members).toMatchObject([{ orders: [{ orderId: '8003' }] }]);
  });

  it('is not mixed up with somebody whose address begins alike', async () => {
    const [one, other] = [somebody(), somebody()];
    await world.buys(shop, { ...one, email: 'ann@example.com' }, 8004);
    await world.buys(shop, { ...other, email: 'ann@example.community' }, 8005);
    expect((await asks(4, { email: 'ann@example.com' })).members).toMatchObject([{ orders: [{ orderId: '8004' }] }]);
  });

  it('gets the orders that the shop names, also when they are nobody’s here, and no order of another shop', async () => {
    const other = await world.aShop();
    await world.buys(other, somebody(), 8006);
    const {
      customer: _customer,
      email: _email,
      contact_email: _contact,
      ...order
    } = orderOf(shop, somebody(), 8007) as Record<string, unknown>;
    await world.send(shop, 'orders/paid', order);
    await world.server.core.drainAll();
    expect((await asks(5, somebody(), [8006, 8007])).otherOrders).toMatchObject([{ orderId: '8007' }]);
  });

  it('is told that nothing is known, when nothing is', async () => {
    expect((await asks(6, somebody())).members).toEqual([]);
  });

  it('has one file per request, however often it is delivered', async () => {
    const buyer = somebody();
    await asks(7, buyer);
    await asks(7, buyer);
    const files = await world.server.core.dataFiles.list(shop.storeId);
    expect(files.filter(({ requestId }) => requestId === '7')).toHaveLength(1);
  });
});

describe('the file', () => {
  it('is sealed where it lies', async () => {
    const buyer = somebody();
    await world.buys(shop, buyer, 8010);
    await asks(10, { id: buyer.id, email: buyer.email });
    expect(await world.holding(buyer.name)).not.toContain('data_files');
    const other = await world.aShop();
    expect(await world.server.core.dataFiles.read(other.storeId, '10')).toBeNull();
  });

  it('goes when its person is erased', async () => {
    const buyer = somebody();
    await world.buys(shop, buyer, 8011);
    await asks(11, { id: buyer.id, email: buyer.email });
    const customer = { id: buyer.id, email: null, phone: null };
    await world.send(shop, 'customers/redact', { shop_id: 1, shop_domain: shop.domain, customer, orders_to_redact: [] });
    await world.server.core.drainAll();
    expect(await world.server.core.dataFiles.read(shop.storeId, '11')).toBeNull();
  });

  it('goes after thirty days', async () => {
    await asks(12, somebody());
    const { core } = world.server;
    const look = (): Promise<number> => tick({ ...core, clock: () => core.time.now, log: pino({ level: 'silent' }) });
    core.time.now += DATA_FILES.retentionMs - 1;
    await look();
    expect(await core.dataFiles.read(shop.storeId, '12')).not.toBeNull();
    core.time.now += 120_000;
    await look();
    expect(await core.dataFiles.list(shop.storeId)).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memberId, storeId, type StoreId } from '../../src/loyalty/ids.ts';
import { Reach, type Visitor } from '../../src/referrals/reach.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { MongoReach } from '../../src/storage/mongo/mongo-reach.ts';
import { aDatabase, type TestDatabase } from '../builders/database.ts';

const HOUR = 3_600_000;
const [ada, ben] = [memberId('m-ada'), memberId('m-ben')];
const link = { memberId: ada, code: 'ADA-7KQ2', channel: 'whatsapp' } as const;
const visitor: Visitor = { network: '203.0.113.7', userAgent: 'A phone' };

let database: TestDatabase;
let reach: Reach;
let now: number;
let place: { storeId: StoreId; timeZone: string };
let stores = 0;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  now = Date.UTC(2026, 10, 21, 12);
  place = { storeId: storeId(`reach-${(stores += 1)}`), timeZone: 'Asia/Tehran' };
  reach = new Reach({ reachStore: new MongoReach(database.connection), clock: () => now });
});

const days = (from = '2026-11-21', until = '2026-11-23') => reach.perDay(place.storeId, from, until);

describe('how far links reach', () => {
  it('is told by day, member and way, and every share counts', async () => {
    await reach.shared(place, { memberId: ada, channel: 'sms' });
    await reach.shared(place, { memberId: ada, channel: 'sms' });
    await reach.shared(place, { memberId: ben, channel: 'copy' });
    await reach.visited(place, link, visitor);
    now += 24 * HOUR;
    await reach.shared(place, { memberId: ada, channel: 'sms' });
    expect(await days()).toEqual([
      { day: '2026-11-21', memberId: ada, channel: 'sms', shares: 2, visits: 0 },
      { day: '2026-11-21', memberId: ada, channel: 'whatsapp', shares: 0, visits: 1 },
      { day: '2026-11-21', memberId: ben, channel: 'copy', shares: 1, visits: 0 },
      { day: '2026-11-22', memberId: ada, channel: 'sms', shares: 1, visits: 0 },
    ]);
    expect(await days('2026-11-22', '2026-11-22')).toHaveLength(1);
  });

  it('counts a visitor of a link once a day, by whatever way they come', async () => {
    expect(await reach.visited(place, link, visitor)).toBe(true);
    expect(await reach.visited(place, link, visitor)).toBe(false);
    expect(await reach.visited(place, { ...link, channel: 'x' }, visitor)).toBe(false);
    expect(await reach.visited(place, { ...link, code: 'ADA-AGAIN' }, visitor)).toBe(true);
    expect(await reach.visited(place, link, { ...visitor, network: '203.0.113.8' })).toBe(true);
    now += 24 * HOUR;
    expect(await reach.visited(place, link, visitor)).toBe(true);
    expect(await reach.visitsOf(place.storeId, [ada, ben])).toBe(4);
    expect(await reach.visitsOf(place.storeId, [ben])).toBe(0);
  });

  it('begins a day where the shop is, not where the server is', async () => {
    now = Date.UTC(2026, 10, 21, 20, 29);
    await reach.visited(place, link, visitor);
    now = Date.UTC(2026, 10, 21, 20, 30);
    await reach.visited(place, link, visitor);
    expect((await days()).map(({ day }) => day)).toEqual(['2026-11-21', '2026-11-22']);
  });

  it('keeps nothing by which anybody could be found: no address, no browser, and a key that is forgotten after two days', async () => {
    await reach.visited(place, link, visitor);
    const kept = await Promise.all(
      ['referral_reach', 'referral_visitors', 'referral_day_keys'].map((name) =>
        collectionOf(database.connection, name).find({ storeId: place.storeId }).toArray(),
      ),
    );
    const [rows = [], visitors = [], keys = []] = kept;
    expect([rows.length, visitors.length, keys.length]).toEqual([1, 1, 1]);
    expect(JSON.stringify(kept)).not.toMatch(/203\.0\.113|A phone|ADA-7KQ2/u);
    for (const each of [...visitors, ...keys]) expect(each['endsAt']).toEqual(new Date(now + 48 * HOUR));
  });

  it('gives the same visitor another name at another shop and on another day', async () => {
    await reach.visited(place, link, visitor);
    await reach.visited({ ...place, storeId: storeId(`${place.storeId}-other`) }, link, visitor);
    now += 24 * HOUR;
    await reach.visited(place, link, visitor);
    const names = await collectionOf(database.connection, 'referral_visitors')
      .find({ storeId: { $in: [place.storeId, storeId(`${place.storeId}-other`)] } })
      .toArray();
    expect(new Set(names.map((each) => String(each['visitor']))).size).toBe(3);
  });
});

// Whoever told their birthday earns on the day what the program gives for it, once a year, wherever the day begins and whoever looked how often.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { celebrateBirthdays } from '../../src/jobs/birthdays.ts';
import { birthdaysKeptOn, isBirthday } from '../../src/loyalty/earning/yearly.ts';
import { BOB } from '../accounts/accounts-world.ts';
import { AgreeingWorld, DAY_POINTS, TOLD, type AgreeingShop } from '../accounts/agreeing-world.ts';

const DAY_MS = 86_400_000;
const log = pino({ level: 'silent' });
let world: AgreeingWorld;
beforeAll(async () => {
  world = await AgreeingWorld.open();
});
afterAll(() => world.close());

const core = () => world.accounts.core;
const at = (text: string): number => Date.parse(text);

async function lookAt(instant: number): Promise<void> {
  core().time.now = instant;
  // The look before has a lease for an hour; it is not what is tested here.
  await core().database.connection.db?.collection('leases').deleteMany({});
  await celebrateBirthdays({ ...core(), clock: () => core().time.now, log });
  await core().drainAll();
}

/** Somebody who told their birthday on the first of January 2027. */
async function bornOn(birthday: string): Promise<AgreeingShop> {
  core().time.now = at('2027-01-01T12:00:00Z');
  const shop = await world.shop();
  expect(await shop.gives('birthday', birthday)).toBe(200);
  return shop;
}
const given = async (shop: AgreeingShop): Promise<number> => (await shop.shop.pointsOf(BOB.id)) - TOLD;

describe('a birthday', () => {
  it('earns once in its year, however often anybody looks, and again the next year', async () => {
    const shop = await bornOn('03-21');
    await lookAt(at('2027-03-20T12:00:00Z'));
    expect(await given(shop)).toBe(0);
    for (const hour of ['01', '02', '12', '20']) await lookAt(at(`2027-03-21T${hour}:30:00Z`));
    await lookAt(at('2027-03-23T12:00:00Z'));
    expect(await given(shop)).toBe(DAY_POINTS);
    await lookAt(at('2028-03-21T12:00:00Z'));
    expect(await given(shop)).toBe(2 * DAY_POINTS);
    expect(await shop.shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it("begins with the day in the shop's time zone", async () => {
    const shop = await bornOn('06-15');
    const { timeZone } = await core().directory.programAt(shop.shop.storeId, core().time.now);
    expect(timeZone).toBe('Europe/Berlin');
    await lookAt(at('2027-06-14T21:59:00Z'));
    expect(await given(shop)).toBe(0);
    await lookAt(at('2027-06-14T22:01:00Z'));
    expect(await given(shop)).toBe(DAY_POINTS);
  });

  it('is made up for when nobody looked for three days, and not for longer', async () => {
    const [late, lost] = [await bornOn('09-10'), await bornOn('09-09')];
    await lookAt(at('2027-09-13T12:00:00Z'));
    expect(await given(late)).toBe(DAY_POINTS);
    expect(await given(lost)).toBe(0);
  });

  it('of 29 February is kept on the 28th of other years, and on itself in its own', async () => {
    const shop = await bornOn('02-29');
    await lookAt(at('2027-02-28T12:00:00Z'));
    expect(await given(shop)).toBe(DAY_POINTS);
    await lookAt(at('2028-02-28T12:00:00Z'));
    expect(await given(shop)).toBe(DAY_POINTS);
    await lookAt(at('2028-02-29T12:00:00Z'));
    expect(await given(shop)).toBe(2 * DAY_POINTS);
  });

  it('earns nothing that was told when the day was over, or was taken back before', async () => {
    const shop = await bornOn('12-31');
    await lookAt(at('2027-01-02T12:00:00Z'));
    expect(await given(shop)).toBe(0);
    await shop.takesBack('birthday');
    await lookAt(at('2027-12-31T12:00:00Z'));
    expect(await given(shop)).toBe(0);
  });

  it('earns nothing twice in a year by being told as another day', async () => {
    const shop = await bornOn('05-05');
    await lookAt(at('2027-05-05T12:00:00Z'));
    core().time.now += DAY_MS;
    expect([await shop.takesBack('birthday'), await shop.gives('birthday', '05-07')]).toEqual([200, 200]);
    await lookAt(at('2027-05-07T12:00:00Z'));
    expect(await given(shop)).toBe(DAY_POINTS);
  });

  it('earns nothing for somebody who left the program', async () => {
    const shop = await bornOn('10-10');
    expect(await shop.does('leave')).toBe(200);
    await lookAt(at('2027-10-10T12:00:00Z'));
    expect(await given(shop)).toBe(0);
  });

  it('is found by the days that an index knows exactly when the calendar says that it is today', () => {
    const place = { timeZone: 'UTC', calendar: 'gregorian' } as const;
    for (let now = Date.UTC(2027, 0, 1, 12); now < Date.UTC(2029, 0, 1); now += DAY_MS) {
      const kept = birthdaysKeptOn(new Date(now).toISOString().slice(0, 10));
      for (const day of ['02-27', '02-28', '02-29', '03-01', '12-31', '01-01']) {
        const [month = 0, date = 0] = day.split('-').map(Number);
        expect(kept.includes(day)).toBe(isBirthday({ year: null, month, day: date }, now, place));
      }
    }
  });
});

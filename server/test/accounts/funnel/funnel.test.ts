// What becomes of offers: from a guest's paid order to the next one, each step once.
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Surface } from '../../../src/contract/accounts.ts';
import { isHeldBack } from '../../../src/accounts/held-back.ts';
import { sweepOffers } from '../../../src/jobs/sweep-offers.ts';
import { FUNNEL } from '../../../src/limits.ts';
import { orderId, type MemberId, type OrderId } from '../../../src/loyalty/ids.ts';
import { aProgram, perMoney } from '../../builders/programs.ts';
import { aLine, aRefund } from '../../builders/orders.ts';
import { aGuest, aMember, anAccount, buys, core, decide, merges, newNumber, publish, rowOf, rowsOf, shop, store, told, unmerges, useFunnelWorld } from './funnel-world.ts'; // prettier-ignore

useFunnelWorld();

const DAY_MS = 86_400_000;
const sees = (order: OrderId, step: 'opened' | 'started' = 'opened', surface: Surface = 'thank-you', at = core.time.now) =>
  core.offers.seen({ storeId: store, orderId: order, surface, step, at });
const opens = async (memberId: MemberId): Promise<void> =>
  core.funnelWhenOpened({ store: await shop(), memberId, at: core.time.now, cause: 'a-test' });

describe('an offer', () => {
  test("is made after a guest's paid order, on the day of the store's clock", async () => {
    const guest = await aGuest();
    const midnight = Math.ceil(core.time.now / DAY_MS) * DAY_MS + DAY_MS;
    core.time.now = midnight - 30 * 60_000;
    const order = await buys(guest);
    expect(await rowOf(guest)).toMatchObject({
      orderId: order,
      day: new Date(midnight).toISOString().slice(0, 10),
      heldBack: false,
      surface: null,
      openedAt: null,
    });
  });

  test('is made once, however often the order is settled', async () => {
    const guest = await aGuest();
    const order = await buys(guest);
    const first = await rowOf(guest);
    await buys(guest, { orderId: order, placedAt: first.placedAt });
    await told();
    await core.funnel.look(store, [order]);
    expect(await rowsOf(guest)).toEqual([first]);
  });

  test('is not made to who has an account, nor for an order that is not paid, was taken back, or is old news', async () => {
    const [account, guest] = [await anAccount(), await aGuest()];
    await buys(account);
    await buys(guest, { payment: 'unpaid', paidAt: null });
    await buys(guest, { standing: 'cancelled' });
    await buys(guest, { placedAt: core.time.now - FUNNEL.offeredWithinMs - 10_000 });
    expect(await rowsOf(account, guest)).toEqual([]);
  });

  test('is made when the order is paid at last', async () => {
    const guest = await aGuest();
    const order = await buys(guest, { payment: 'unpaid', paidAt: null });
    await told();
    await buys(guest, { orderId: order });
    expect(await rowOf(guest)).toMatchObject({ orderId: order });
  });

  test('is not made where the merchant offers none, or the program is switched off', async () => {
    const guest = await aGuest();
    await decide({ offer: false });
    await buys(guest);
    expect(await rowsOf(guest)).toEqual([]);
    await decide({ offer: true });
    await publish(aProgram([perMoney()], {}, { active: false }));
    await buys(guest);
    expect(await rowsOf(guest)).toEqual([]);
  });

  test('is not made to a guest who is somebody with an account by now, nor to who was forgotten', async () => {
    const [merged, forgotten, account] = [await aGuest(), await aGuest(), await anAccount()];
    await buys(merged);
    await buys(forgotten);
    await merges(merged, account);
    await core.erasure.forget(store, forgotten, []);
    expect(await rowsOf(merged, forgotten, account)).toEqual([]);
  });

  test('is marked as held back for just those orders for which the page shows nothing', async () => {
    await decide({ heldBackPercent: 50 });
    const guest = await aGuest();
    const numbers = Array.from({ length: 12 }, newNumber);
    for (const number of numbers) await buys(guest, { orderId: number });
    const record = await shop();
    const rows = await rowsOf(guest);
    expect(rows.map(({ orderId: id, heldBack }) => [id, heldBack])).toEqual(numbers.map((id) => [id, isHeldBack(record, id, { heldBackPercent: 50 })])); // prettier-ignore
    expect(new Set(rows.map(({ heldBack }) => heldBack)).size).toBe(2);
  });
});

describe('a page that shows an offer', () => {
  test('is seen once, where it was seen first', async () => {
    const guest = await aGuest();
    const order = await buys(guest);
    await told();
    const at = core.time.now;
    await sees(order, 'opened', 'thank-you', at);
    await sees(order, 'opened', 'order-status', at + 5);
    await sees(order, 'started', 'order-status', at + 6);
    await sees(order, 'started', 'thank-you', at + 7);
    expect(await rowOf(guest)).toMatchObject({ surface: 'thank-you', openedAt: at, startedAt: at + 6 });
  });

  test("counts when it is seen before the store's news of the order is here, as it nearly always is", async () => {
    const [guest, order, at] = [await aGuest(), newNumber(), core.time.now];
    await sees(order, 'started', 'thank-you', at);
    expect(await core.offers.counted(store, '2000-01-01', '2100-01-01')).toEqual([]);
    await buys(guest, { orderId: order });
    expect(await rowOf(guest)).toMatchObject({ orderId: order, surface: 'thank-you', openedAt: at, startedAt: at });
  });

  test('counts for nothing where the order turns out to be of who has an account, or to be none', async () => {
    const [account, order] = [await anAccount(), newNumber()];
    await sees(order);
    await sees(orderId('no-such-order'));
    await buys(account, { orderId: order });
    expect(await rowsOf(account)).toEqual([]);
    expect(await core.offers.counted(store, '2000-01-01', '2100-01-01')).toEqual([]);
  });

  test('counts no more when the order is older than a day, but by a link of ours it does', async () => {
    const guest = await aGuest();
    const order = await buys(guest);
    await told();
    const late = core.time.now + FUNNEL.seenWithinMs;
    await sees(order, 'started', 'thank-you', late);
    expect(await rowOf(guest)).toMatchObject({ openedAt: null, startedAt: null });
    const link = { storeId: store, orderId: order, surface: 'mail', step: 'opened', at: late + 9 * DAY_MS } as const;
    await core.offers.seenByLink(link);
    await core.offers.seenByLink({ ...link, orderId: orderId('unknown') });
    expect(await rowOf(guest)).toMatchObject({ surface: 'mail', openedAt: late + 9 * DAY_MS });
  });

  test('is counted once when many look at the very moment at which the order comes in', async () => {
    const [guest, order, at] = [await aGuest(), newNumber(), core.time.now];
    const looks = Array.from({ length: 20 }, (_, index) => sees(order, 'started', 'thank-you', at + index));
    await Promise.all([...looks, buys(guest, { orderId: order }).then(told)]);
    const row = await rowOf(guest);
    expect(await rowsOf(guest)).toHaveLength(1);
    expect(row.openedAt).toBeGreaterThanOrEqual(at);
    expect(row.startedAt).toBeGreaterThanOrEqual(at);
  });
});

describe('an account that was opened', () => {
  test('has claimed what was offered when the shop says for the first time that the guest is signed in', async () => {
    const guest = await aMember(false, true);
    await buys(guest);
    await told();
    await core.accountSeen(store, guest);
    await core.drainAll();
    const { createdAt, claimedAt, heldBack } = await rowOf(guest);
    expect([createdAt, claimedAt, heldBack]).toEqual([core.time.now, core.time.now, false]);
    await buys(guest);
    expect(await rowsOf(guest)).toHaveLength(1);
  });

  test('has created and claimed every offer of its person, once, and no offer of others', async () => {
    const [guest, other, account] = [await aGuest(), await aGuest(), await anAccount()];
    await buys(guest);
    await buys(guest);
    await buys(other);
    await told();
    await merges(guest, account);
    await opens(account);
    const at = core.time.now;
    core.time.now += 5_000;
    await opens(account);
    expect((await rowsOf(guest)).map(({ createdAt, claimedAt }) => [createdAt, claimedAt])).toEqual([[at, at], [at, at]]); // prettier-ignore
    expect(await rowOf(other)).toMatchObject({ createdAt: null, claimedAt: null });
  });
});

describe('what is bought after an offer', () => {
  test('is told with the next order, and told anew when something of it goes back', async () => {
    const guest = await aGuest();
    await buys(guest, { amount: 4_500 });
    expect(await rowOf(guest)).toMatchObject({ secondAt: null, revenueAfterMinor: 0 });
    const second = await buys(guest, { amount: 3_000 });
    const [first] = await rowsOf(guest);
    expect(first).toMatchObject({ revenueAfterMinor: 3_000 });
    await buys(guest, { orderId: second, placedAt: first?.secondAt ?? 0, lines: [aLine(3_000)], refunds: [aRefund(1_200)] });
    expect((await rowsOf(guest))[0]).toMatchObject({ secondAt: first?.secondAt, revenueAfterMinor: 1_800 });
    await buys(guest, { orderId: second, placedAt: first?.secondAt ?? 0, standing: 'cancelled' });
    expect((await rowsOf(guest))[0]).toMatchObject({ secondAt: null, revenueAfterMinor: 0 });
  });

  test('is what the account buys, too, once the guest is part of it, and no more when that is undone', async () => {
    const [guest, account] = [await aGuest(), await anAccount()];
    await buys(guest);
    await told();
    const early = await buys(account, { amount: 1_000 });
    expect(await rowOf(guest)).toMatchObject({ revenueAfterMinor: 0 });
    const merge = await merges(guest, account);
    await opens(account);
    expect(await rowOf(guest)).toMatchObject({ revenueAfterMinor: 1_000 });
    await buys(account, { amount: 2_000 });
    expect(await rowOf(guest)).toMatchObject({ revenueAfterMinor: 3_000 });
    await unmerges(merge);
    await buys(account, { orderId: early, amount: 1_000 });
    await core.funnel.restate(store, [guest]);
    expect(await rowOf(guest)).toMatchObject({ revenueAfterMinor: 0, secondAt: null });
  });
});

describe('the statistics', () => {
  const figures = async () => core.offers.counted(store, '2000-01-01', '2100-01-01');

  test('count an offer that nobody saw on the mail that went out, and else on the page that thanks', async () => {
    const [mailed, silent] = [await aGuest(), await aGuest()];
    const order = await buys(mailed);
    await buys(silent);
    await told();
    await core.offers.mailed(store, order, core.time.now);
    await core.offers.mailed(store, orderId('unknown'), core.time.now);
    const rows = (await figures()).map(({ surface, offered, opened }) => [surface, offered, opened]);
    expect(rows.toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([['mail', 1, 0], ['thank-you', 1, 0]]); // prettier-ignore
  });

  test('tell what those bought who claimed apart from what all of them bought', async () => {
    const [claims, stays] = [await aGuest(), await aGuest()];
    for (const guest of [claims, stays]) await buys(guest);
    await told();
    await opens(claims);
    await buys(claims, { amount: 700 });
    await buys(stays, { amount: 300 });
    await told();
    const all = await figures();
    const sum = (of: 'claimed' | 'secondOrder' | 'secondByClaimed' | 'revenueAfterMinor' | 'revenueByClaimedMinor'): number =>
      all.reduce((total, row) => total + row[of], 0);
    expect([sum('claimed'), sum('secondOrder'), sum('secondByClaimed'), sum('revenueAfterMinor'), sum('revenueByClaimedMinor')]).toEqual([1, 2, 1, 1_000, 700]); // prettier-ignore
  });

  test("hold nothing of another store's offers, and none of a person who was forgotten", async () => {
    const guest = await aGuest();
    await buys(guest);
    await told();
    expect(await core.offers.counted(await core.addStore(), '2000-01-01', '2100-01-01')).toEqual([]);
    await core.erasure.forget(store, guest, []);
    expect(await figures()).toEqual([]);
  });
});

test('what a process took with it when it died is found by looking at what changed lately', async () => {
  const options = { ...core, clock: () => core.time.now, log: pino({ level: 'silent' }) };
  const guest = await aGuest();
  const order = await buys(guest);
  await rowOf(guest);
  await core.database.connection.db?.collection('offers').deleteMany({ storeId: store });
  await sweepOffers(options, FUNNEL.sweepBackMs);
  expect(await rowOf(guest)).toMatchObject({ orderId: order });
  await buys(guest, { amount: 2_500 });
  await told();
  await core.database.connection.db
    ?.collection('offers')
    .updateMany({ storeId: store }, { $set: { secondAt: null, revenueAfterMinor: 0 } });
  core.time.now += FUNNEL.sweepMs;
  await sweepOffers(options, FUNNEL.sweepBackMs);
  expect((await rowsOf(guest))[0]).toMatchObject({ revenueAfterMinor: 2_500 });
});

// Orders earn, in both checkouts, and what happens to them afterwards follows: refunds, cancelling, trash and restoring.
import { expect, test } from 'vitest';
import { arrives } from './harness/person.ts';
import { changes, comesToWork, refunds, refundsByRest, restAsks, setsStatus } from './harness/merchant.ts';
import { buys, CHECKOUTS, hasAccount, newAddress, signsIn } from './harness/shopper.ts';
import { story, type Stage } from './harness/stage.ts';

/** A mug costs 12.50; ten points for every euro. */
const TWO_MUGS = 250;
const soon = { timeout: 30_000, interval: 500 };

const has = (stage: Stage, email: string, points: number) =>
  expect.poll(async () => (await stage.truth.member(email))?.balance.available ?? null, soon).toBe(points);

function placing(stage: () => Stage): void {
  for (const which of CHECKOUTS)
    test(`an order of the ${which} checkout earns nothing until it is paid, and then within seconds`, async () => {
      const sara = await hasAccount(stage(), `sara.${which}`);
      const { page, context, complaints } = await arrives(stage());
      await signsIn(page, stage(), sara);
      const { orderId } = await buys(page, stage(), which, { MUG: 2 }, sara.email);
      await expect.poll(async () => (await stage().truth.orders(sara.email)).map(({ state }) => state), soon).toEqual(['unpaid']);
      expect((await stage().truth.member(sara.email))?.balance.available).toBe(0);
      const merchant = await comesToWork(stage());
      await setsStatus(merchant.page, stage(), orderId, 'completed');
      const paidAt = performance.now();
      await has(stage(), sara.email, TWO_MUGS);
      console.log(`points of the ${which} checkout's order: ${Math.round(performance.now() - paidAt)} ms after the merchant completed it`);
      expect(complaints.filter((line) => /lasting/iu.test(line))).toEqual([]);
      await Promise.all([context.close(), merchant.context.close()]);
    });
}

function changing(stage: () => Stage): void {
  test('a refund in wp-admin takes its share back, and cancelling takes the rest', async () => {
    const sara = await hasAccount(stage(), 'refunded');
    const [{ page, context }, merchant] = [await arrives(stage()), await comesToWork(stage())];
    await signsIn(page, stage(), sara);
    const { orderId } = await buys(page, stage(), 'block', { MUG: 2 }, sara.email);
    await setsStatus(merchant.page, stage(), orderId, 'completed');
    await has(stage(), sara.email, TWO_MUGS);
    await refunds(merchant.page, stage(), orderId, '12.50');
    await has(stage(), sara.email, TWO_MUGS / 2);
    await setsStatus(merchant.page, stage(), orderId, 'cancelled');
    await has(stage(), sara.email, 0);
    await Promise.all([context.close(), merchant.context.close()]);
  });

  test('an order that is put into the trash loses its points, and brought back it has them again', async () => {
    const sara = await hasAccount(stage(), 'trashed');
    const { page, context } = await arrives(stage());
    await signsIn(page, stage(), sara);
    const { orderId } = await buys(page, stage(), 'classic', { MUG: 2 }, sara.email);
    await changes(stage(), orderId, { status: 'completed' });
    await has(stage(), sara.email, TWO_MUGS);
    await restAsks(stage(), 'DELETE', `/wc/v3/orders/${orderId}`);
    await has(stage(), sara.email, 0);
    await changes(stage(), orderId, { status: 'completed' });
    await has(stage(), sara.email, TWO_MUGS);
    await context.close();
  });
}

function silence(stage: () => Stage): void {
  test('a refund that is taken back, and an order that is deleted for good, are found without a word of the shop', async () => {
    const since = new Date(Date.now() - 60_000);
    const sara = await hasAccount(stage(), 'silent');
    const { page, context } = await arrives(stage());
    await signsIn(page, stage(), sara);
    const kept = await buys(page, stage(), 'block', { MUG: 2 }, sara.email);
    const gone = await buys(page, stage(), 'block', { MUG: 4 }, sara.email);
    for (const { orderId } of [kept, gone]) await changes(stage(), orderId, { status: 'completed' });
    await has(stage(), sara.email, 3 * TWO_MUGS);
    const refund = await refundsByRest(stage(), kept.orderId, '12.50');
    await has(stage(), sara.email, 2.5 * TWO_MUGS);
    await stage().line('refuses');
    await restAsks(stage(), 'DELETE', `/wc/v3/orders/${kept.orderId}/refunds/${refund}`, { force: true });
    await restAsks(stage(), 'DELETE', `/wc/v3/orders/${gone.orderId}`, { force: true });
    await stage().truth.reconciles(since);
    await has(stage(), sara.email, TWO_MUGS);
    await stage().line('answers');
    await context.close();
  });

  test('an order of a guest is kept for its address', async () => {
    const email = newAddress('guest');
    const { page, context } = await arrives(stage());
    const { orderId } = await buys(page, stage(), 'block', { MUG: 2 }, email);
    await changes(stage(), orderId, { status: 'completed' });
    await has(stage(), email, TWO_MUGS);
    expect((await stage().truth.member(email))?.kind).toBe('guest');
    await context.close();
  });
}

story('earning in a real shop', (stage) => {
  placing(stage);
  changing(stage);
  silence(stage);
});

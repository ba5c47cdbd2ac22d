// Points spent in a real cart: in both checkouts, with right sums and taxes, given back when the order is, and never in anybody's way.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { changes, refundsByRest, seesOrder } from './harness/merchant.ts';
import { arrives } from './harness/person.ts';
import { php } from './harness/php.ts';
import { box, cartAsks, cartOf, chooses, has, hasPoints, soon, useButton } from './harness/points.ts';
import { cartPage, CHECKOUTS, goesToCheckout, patience, placeButton, places, putsInCart, signsIn } from './harness/shopper.ts';
import { story, type Stage } from './harness/stage.ts';

/** Four mugs are 50.00, and shipping is 4.90; five euros cost 500 of a thousand points. */
const FOUR = { MUG: 4 };
const [EVERYTHING, LEFT] = [1_000, 500];

async function member(stage: Stage, name: string) {
  const sara = await hasPoints(stage, name);
  const person = await arrives(stage);
  await signsIn(person.page, stage, sara);
  return { ...person, sara };
}

function both(stage: () => Stage): void {
  for (const which of CHECKOUTS)
    test(`a reward is chosen in the ${which} cart, paid with the order, and its points come back when the order is cancelled`, async () => {
      const { page, context, sara } = await member(stage(), `redeem.${which}`);
      await putsInCart(page, stage(), FOUR);
      await page.goto(cartPage(stage().store, which), patience);
      await box(page)
        .getByText(/1[,.]?000/u)
        .first()
        .waitFor(patience);
      await chooses(page, 'five');
      expect((await cartOf(page, stage())).totals.total_discount).toBe('500');
      expect((await stage().truth.member(sara.email))?.balance).toMatchObject({ available: EVERYTHING, reserved: 0 });
      await goesToCheckout(page, stage(), which, sara.email);
      const { orderId } = await places(page, which, 'bacs');
      const order = await seesOrder(stage(), orderId);
      expect(order).toMatchObject({ status: 'on-hold', discount_total: '5.00', total: '49.90' });
      expect(order.coupon_lines).toHaveLength(1);
      await expect.poll(async () => (await stage().truth.rewards(sara.email))[0]?.state, soon).toBe('on-order');
      await has(stage(), sara.email, LEFT);
      await changes(stage(), orderId, { status: 'cancelled' });
      await has(stage(), sara.email, EVERYTHING);
      await context.close();
    });

  for (const which of CHECKOUTS)
    test(`a reward can be chosen at the ${which} checkout itself, and taken out again`, async () => {
      const { page, context, sara } = await member(stage(), `late.${which}`);
      await putsInCart(page, stage(), FOUR);
      await goesToCheckout(page, stage(), which, sara.email);
      await chooses(page, 'five');
      await box(page).locator('[data-key="remove"]').click();
      await box(page)
        .locator('.lasting-cart-chosen')
        .waitFor({ state: 'detached', ...patience });
      const { orderId } = await places(page, which);
      expect(await seesOrder(stage(), orderId)).toMatchObject({ discount_total: '0.00', total: '54.90' });
      expect((await stage().truth.member(sara.email))?.balance).toMatchObject({ available: EVERYTHING, reserved: 0 });
      await context.close();
    });
}

function sums(stage: () => Stage): void {
  test('taxes are those of what was really paid, and a refund takes its share of the points that were earned', async () => {
    const taxes = `update_option('woocommerce_calc_taxes', $given); update_option('woocommerce_prices_include_tax', $given);
      if ('yes' === $given && 0 === (int) $wpdb->get_var("SELECT COUNT(*) FROM {$wpdb->prefix}woocommerce_tax_rates")) { WC_Tax::_insert_tax_rate(array('tax_rate_country' => 'DE', 'tax_rate' => '19.0000', 'tax_rate_name' => 'VAT', 'tax_rate_priority' => 1, 'tax_rate_shipping' => 0, 'tax_rate_class' => '')); }
      WC_Cache_Helper::invalidate_cache_group('taxes'); return true;`;
    const { page, context, sara } = await member(stage(), 'taxed');
    await php(stage().store, z.literal(true), taxes, 'yes');
    try {
      await putsInCart(page, stage(), FOUR);
      await goesToCheckout(page, stage(), 'block', sara.email);
      await chooses(page, 'five');
      const { orderId } = await places(page, 'block');
      const order = await seesOrder(stage(), orderId);
      expect(order.total).toBe('49.90');
      // 45.00 with 19 percent in it.
      expect(Number(order.total_tax)).toBeCloseTo(7.18, 2);
      expect(Number(order.line_items[0]?.total) + Number(order.line_items[0]?.total_tax)).toBeCloseTo(45, 2);
      await changes(stage(), orderId, { status: 'completed' });
      await has(stage(), sara.email, LEFT + 450);
      await refundsByRest(stage(), orderId, '22.50');
      await expect.poll(async () => (await stage().truth.member(sara.email))?.balance.available, soon).toBeGreaterThanOrEqual(LEFT + 225);
    } finally {
      await php(stage().store, z.literal(true), taxes, 'no');
    }
    await context.close();
  });

  test('a cart that falls below what the reward asks for loses the reward, and keeps the points', async () => {
    const { page, context, sara } = await member(stage(), 'below');
    await putsInCart(page, stage(), FOUR);
    await page.goto(cartPage(stage().store, 'block'), patience);
    await chooses(page, 'five');
    const [item] = (await cartOf(page, stage())).items;
    await cartAsks(page, stage(), 'update-item', { key: item?.key, quantity: 1 });
    const now = await cartOf(page, stage());
    expect([now.totals.total_discount, now.coupons.length]).toEqual(['0', 0]);
    await goesToCheckout(page, stage(), 'classic', sara.email);
    expect(await seesOrder(stage(), (await places(page, 'classic')).orderId)).toMatchObject({ discount_total: '0.00' });
    await has(stage(), sara.email, EVERYTHING);
    await context.close();
  });
}

function others(stage: () => Stage): void {
  test('a stranger who types the code of somebody else gets nothing, whether signed in or not', async () => {
    const { page, context } = await member(stage(), 'owner');
    await putsInCart(page, stage(), FOUR);
    await page.goto(cartPage(stage().store, 'block'), patience);
    await chooses(page, 'five');
    const code = (await cartOf(page, stage())).coupons[0]?.code ?? '';
    expect(code.length).toBeGreaterThan(5);
    const guest = await arrives(stage());
    const other = await member(stage(), 'other');
    for (const stranger of [guest, other]) {
      await putsInCart(stranger.page, stage(), FOUR);
      expect((await cartAsks(stranger.page, stage(), 'apply-coupon', { code })).status).toBe(400);
      expect((await cartOf(stranger.page, stage())).totals.total_discount).toBe('0');
    }
    await Promise.all([context, guest.context, other.context].map((one) => one.close()));
  });

  test('two tabs have one choice: what is taken out in one is in neither, and the order costs what it costs', async () => {
    const { page, context, sara } = await member(stage(), 'tabs');
    await putsInCart(page, stage(), FOUR);
    await goesToCheckout(page, stage(), 'block', sara.email);
    await chooses(page, 'five');
    const second = await context.newPage();
    await second.goto(cartPage(stage().store, 'classic'), patience);
    await box(second).locator('[data-key="remove"]').click(patience);
    await box(second)
      .locator('.lasting-cart-chosen')
      .waitFor({ state: 'detached', ...patience });
    await page.reload(patience);
    await goesToCheckout(page, stage(), 'block', sara.email);
    expect(await seesOrder(stage(), (await places(page, 'block')).orderId)).toMatchObject({ discount_total: '0.00', total: '54.90' });
    await has(stage(), sara.email, EVERYTHING);
    await context.close();
  });
}

function away(stage: () => Stage): void {
  for (const which of CHECKOUTS)
    test(`a server that is silent stops nobody at the ${which} checkout: it is said, and the next press buys without the reward`, async () => {
      const { page, context, sara } = await member(stage(), `silent.${which}`);
      await putsInCart(page, stage(), FOUR);
      await goesToCheckout(page, stage(), which, sara.email);
      await chooses(page, 'five');
      await stage().line('silent');
      await placeButton(page, which).click();
      const error =
        which === 'block'
          ? page.locator('.wc-block-components-notice-banner.is-error, .wc-block-store-notice.is-error')
          : page.locator('.woocommerce-error, .wc-block-components-notice-banner.is-error');
      await error.first().waitFor(patience);
      console.log(`the ${which} checkout says: ${(await error.first().innerText()).trim()}`);
      const { orderId } = await places(page, which);
      await stage().line('answers');
      expect(await seesOrder(stage(), orderId)).toMatchObject({ discount_total: '0.00', total: '54.90', coupon_lines: [] });
      await has(stage(), sara.email, EVERYTHING);
      await context.close();
    });

  test('while the server is away nothing is offered, and that is said', async () => {
    const { page, context } = await member(stage(), 'nobody');
    await putsInCart(page, stage(), FOUR);
    await stage().line('refuses');
    await page.goto(cartPage(stage().store, 'block'), patience);
    await box(page).locator('[data-key="retry"]').waitFor(patience);
    expect(await useButton(page, 'five').count()).toBe(0);
    await stage().line('answers');
    await box(page).locator('[data-key="retry"]').click();
    await useButton(page, 'five').waitFor(patience);
    await context.close();
  });
}

story('spending points in a real cart', (stage) => {
  both(stage);
  sums(stage);
  others(stage);
  away(stage);
});

// Points that are spent in the shop's own pages: in the panel and in the cart, until the order that carries them is paid; given back, run out, and refunded.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { newPerson, openBrowser, phone, desktop, picture, type Person } from './harness/browser.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { openOrder, refundPieces } from './harness/merchant.ts';
import { letTimeRunOut, publishRewards } from './harness/rewards.ts';
import {
  addToCart,
  becomeMember,
  closePanel,
  fillCheckout,
  launcherShows,
  openPanel,
  openShop,
  openTab,
  panel,
  pay,
} from './harness/shopper.ts';

/** A reward that is looked for every half minute, and then asked of the store. */
const RUN_OUT_WITHIN_MS = 90_000;

interface Words {
  readonly five: string;
  readonly spend: string;
  readonly inCart: string;
  readonly waits: string;
  readonly used: string;
  readonly returned: string;
  readonly giveBack: RegExp;
  readonly earns: string;
}
const WORDS: Readonly<Record<'en' | 'fa', Words>> = {
  en: {
    five: 'Five euros off',
    spend: 'Spend 500 points',
    inCart: 'It is in your cart.',
    waits: 'It is in your cart, and counts once',
    used: 'Used with an order.',
    returned: 'Your points are back.',
    giveBack: /^Give it back/,
    earns: 'You will earn 590 points',
  },
  fa: {
    five: 'پنج یورو تخفیف',
    spend: 'خرج کردن ۵۰۰ امتیاز',
    inCart: 'در سبد خرید شماست.',
    waits: 'در سبد خرید شماست و وقتی سبد',
    used: 'در یک سفارش استفاده شد.',
    returned: 'امتیازهای شما برگشت.',
    giveBack: /^پس دادن/,
    earns: 'با این خرید ۵۹۰ امتیاز می‌گیرید',
  },
};

const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '').replaceAll(/[\u00a0\u202f]/g, ' ');
const block = (page: Page): Locator => page.locator('lasting-block');
const reads = async (place: Locator, words: string): Promise<void> =>
  expect.poll(async () => plain(await place.innerText()), { timeout: 15_000 }).toContain(words);

/** How far the browser saw anything move that nobody had touched; noted from the first moment of each page. */
const moved = (page: Page): Promise<number[]> => page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);

describe.each(['en', 'fa'] as const)('points spent in the shop, in %s', (locale) => {
  const words = WORDS[locale];
  const email = `roya.${locale}@example.com`;
  let household: Household;
  let browser: Browser;
  let shopper: Person;
  let paidWithFive = '';

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold(`redeem-${locale}`), openBrowser()]);
    await publishRewards(household);
    shopper = await newPerson(browser);
    await becomeMember(shopper.page, household, { locale, email, product: 'stoneware-teapot', quantity: 2, points: 1180 });
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  const held = (page: Page): Locator => panel(page).locator('.held li');
  async function openRewards(page: Page): Promise<void> {
    await openPanel(page);
    await openTab(page, 'rewards');
  }
  async function wish(page: Page, reward: string): Promise<Locator> {
    const card = panel(page).locator('.rewards > li', { hasText: reward }).first();
    await card.locator('button[aria-expanded]').click();
    await card.locator('.confirm').waitFor();
    return card;
  }

  test('a product says what it would earn, without moving anything on the page', async () => {
    const { page } = shopper;
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${household.shop}/products/stoneware-teapot`);
    await reads(block(page), words.earns);
    await page.locator('#lasting-root[data-points]').waitFor({ state: 'attached' });
    expect(await moved(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await picture(page, `redeem-product-${locale}`, false);
  });

  test('in the panel: asked, prepared, in the cart by itself, and spent when the order is paid', async () => {
    const { page } = shopper;
    await openShop(page, household, locale);
    await openRewards(page);
    const card = await wish(page, words.five);
    await picture(page, `redeem-confirm-${locale}`, false);
    await reads(card.locator('.confirm .primary'), words.spend);
    await card.locator('.confirm .primary').click();
    // There is nothing in the cart yet.
    await reads(held(page).first(), words.waits);
    await launcherShows(page, 680);
    expect(await violations(page)).toEqual([]);
    await picture(page, `redeem-held-${locale}`, false);
    await closePanel(page);

    await addToCart(page, household, 'stoneware-teapot', 1);
    await reads(block(page), words.five);
    await picture(page, `redeem-cart-${locale}`, false);
    await fillCheckout(page, household, email);
    await pay(page);
    // Ten for every euro of 59 less 5.
    await launcherShows(page, 680 + 540);
    await openRewards(page);
    await reads(held(page).first(), words.used);
    await closePanel(page);
  });

  test('in the cart: one tap, and the cart costs less; taken out and put in again; spent when the order is paid', async () => {
    const { page } = shopper;
    await addToCart(page, household, 'pour-over-dripper', 1);
    await reads(block(page), words.five);
    expect(await moved(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    const sum = page.locator('.cart .sum b').last();
    const full = await sum.innerText();
    const tap = async (): Promise<void> => {
      const loaded = page.waitForEvent('load');
      await block(page).locator('button').click();
      await loaded;
      await block(page).locator('button:not([hidden])').waitFor();
    };
    await tap();
    const less = await sum.innerText();
    expect(less).not.toBe(full);
    await picture(page, `redeem-in-cart-${locale}`, false);
    await tap();
    expect(await sum.innerText()).toBe(full);
    await tap();
    expect(await sum.innerText()).toBe(less);
    await fillCheckout(page, household, email);
    paidWithFive = (await pay(page)).orderNumber;
    await launcherShows(page, 1220 - 500 + 270);
  });

  test('given back: the points are there again, and the code is gone', async () => {
    const { page } = shopper;
    await openShop(page, household, locale);
    await openRewards(page);
    const card = await wish(page, words.five);
    await card.locator('.confirm .primary').click();
    await reads(held(page).first(), words.waits);
    await launcherShows(page, 490);
    for (const _ of ['asked', 'sure']) await held(page).first().getByRole('button', { name: words.giveBack }).click();
    await reads(held(page).first(), words.returned);
    await launcherShows(page, 990);
    await closePanel(page);
    await addToCart(page, household, 'speckled-cup', 1);
    expect(await page.locator('.cart .sum').count()).toBe(1);
  });

  test('left behind: when its time is over the points come back by themselves', { timeout: 180_000 }, async () => {
    const { page } = shopper;
    await addToCart(page, household, 'matcha-bowl', 1);
    await openRewards(page);
    const card = await wish(page, words.five);
    await card.locator('.confirm .primary').click();
    await reads(held(page).first(), words.inCart);
    await launcherShows(page, 490);
    await letTimeRunOut(household);
    // The page itself may know the points of before for a minute, and they were 990 then too.
    await expect
      .poll(
        async () => {
          await openShop(page, household, locale);
          await openRewards(page);
          return plain(await held(page).first().innerText());
        },
        { timeout: RUN_OUT_WITHIN_MS, interval: 3_000 },
      )
      .toContain(plain(words.returned));
    await launcherShows(page, 990);
    await closePanel(page);
  });

  test('refunded: what was spent on it comes back, and what it earned goes', { timeout: 180_000 }, async () => {
    const { page, context } = await newPerson(browser);
    await openOrder(page, household, paidWithFive);
    await refundPieces(page, 1);
    await context.close();
    await openShop(shopper.page, household, locale);
    await expect
      .poll(
        async () => {
          await shopper.page.reload();
          return shopper.page.locator('#lasting-root').getAttribute('data-points');
        },
        { timeout: RUN_OUT_WITHIN_MS, interval: 1_000 },
      )
      .toBe(String(990 + 500 - 270));
  });

  test('looks well on a phone, and left no complaint in the shopper’s window', async () => {
    const { page } = shopper;
    await page.setViewportSize(phone);
    for (const [name, path] of [
      ['product', '/products/hillside-sencha'],
      ['cart', '/cart'],
      ['account', '/account'],
    ] as const) {
      await page.goto(household.shop + path);
      await page.waitForLoadState('networkidle');
      expect(await violations(page)).toEqual([]);
      await picture(page, `redeem-phone-${name}-${locale}`, false);
    }
    await openRewards(page);
    const card = await wish(page, locale === 'en' ? 'Euros off' : 'یورو تخفیف');
    expect(await card.locator('input[type=range]').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await picture(page, `redeem-phone-panel-${locale}`, false);
    await page.setViewportSize(desktop);
    expect(shopper.complaints).toEqual([]);
  });
});

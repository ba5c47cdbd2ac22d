// A merchant takes the app out of the store and puts it back: no point is lost, what was bought meanwhile counts, and a code from before still works.
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newPerson, openBrowser, picture, type Locale, type Person } from './harness/browser.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { lasting } from './harness/lasting.ts';
import { settled } from './harness/merchant.ts';
import { publishRewards } from './harness/rewards.ts';
import {
  addToCart,
  becomeMember,
  closePanel,
  fillCheckout,
  launcher,
  launcherShows,
  openPanel,
  openShop,
  openTab,
  panel,
  pay,
} from './harness/shopper.ts';

const door = '/store/tea-and-clay/apps/lasting';
const FIVE = { en: 'Five euros off', fa: 'پنج یورو تخفیف' } as const;
/** The past of a store is looked at again as soon as it is back; a loaded machine takes its time. */
const CAUGHT_UP_WITHIN_MS = 60_000;

async function openApp(page: Page, household: Household, locale: Locale): Promise<Frame> {
  await page.goto(`${household.shop}${door}?lang=${locale}`);
  const frame = await (await page.waitForSelector('iframe#app')).contentFrame();
  if (frame === null) throw new Error('the store admin shows no frame');
  await settled(frame);
  return frame;
}

async function press(page: Page, household: Household, action: 'uninstall' | 'install'): Promise<void> {
  await page.goto(`${household.shop}/store-admin/settings`);
  await page.locator(`form[action="/store-admin/app/${action}"] button, button[formaction="/store-admin/app/${action}"]`).first().click();
  await page.waitForLoadState();
}

const stores = z.array(z.object({ state: z.string() }));
const stateOf = async (household: Household): Promise<string | undefined> =>
  (await lasting(household, stores, 'stores', 'list')).value[0]?.state;

describe.each(['en', 'fa'] as const)('the app leaves the store and comes back, in %s', (locale) => {
  const email = `sara.${locale}@example.com`;
  let household: Household;
  let browser: Browser;
  let shopper: Person;
  let merchant: Person;

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold(`comes-and-goes-${locale}`), openBrowser()]);
    await publishRewards(household);
    [shopper, merchant] = [await newPerson(browser), await newPerson(browser)];
    await becomeMember(shopper.page, household, { locale, email, product: 'stoneware-teapot', quantity: 2, points: 1180 });
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  test('the shop says nothing of points while the app is away, and sells all the same', async () => {
    const { page } = shopper;
    await openShop(page, household, locale);
    await openPanel(page);
    await openTab(page, 'rewards');
    const card = panel(page).locator('.rewards > li', { hasText: FIVE[locale] }).first();
    await card.locator('button[aria-expanded]').click();
    await card.locator('.confirm .primary').click();
    await launcherShows(page, 680);
    await closePanel(page);
    await press(merchant.page, household, 'uninstall');
    // Shopify tells it when it comes to it.
    await expect.poll(() => stateOf(household), { timeout: 30_000, interval: 1_000 }).toBe('left');
    await openShop(page, household, locale);
    expect(await launcher(page).count()).toBe(0);
    await addToCart(page, household, 'stoneware-teapot', 1);
    await fillCheckout(page, household, email);
    // The code is the store's: it is in the cart and works without us.
    await pay(page);
    await picture(page, `away-thanks-${locale}`, false);
  });

  test('back again, with the points of before, and with what happened meanwhile', { timeout: 180_000 }, async () => {
    await press(merchant.page, household, 'install');
    const frame = await openApp(merchant.page, household, locale);
    await picture(merchant.page, `back-admin-${locale}`, false);
    expect(await frame.locator('main h1').count()).toBe(1);
    const { page } = shopper;
    await openShop(page, household, locale);
    // 680, and ten for every euro of 59 less the five of the code: the order told it to nobody, and was asked for.
    await expect
      .poll(
        async () => {
          await openShop(page, household, locale);
          await page.locator('#lasting-root[data-points]').waitFor({ state: 'attached' });
          return page.locator('#lasting-root').getAttribute('data-points');
        },
        { timeout: CAUGHT_UP_WITHIN_MS, interval: 2_000 },
      )
      .toBe(String(680 + 540));
    await openPanel(page);
    await openTab(page, 'rewards');
    await picture(page, `back-rewards-${locale}`, false);
    await closePanel(page);
    expect([...shopper.complaints, ...merchant.complaints]).toEqual([]);
  });
});

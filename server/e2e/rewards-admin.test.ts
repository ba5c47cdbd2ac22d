// The merchant's side of rewards: how they meet an order is said and saved, and support gives one back for a member who asks for it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { violations } from './harness/axe.ts';
import { newPerson, openBrowser, phone, picture, type Locale, type Person } from './harness/browser.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { lasting } from './harness/lasting.ts';
import { openAdmin, settled, walkTo } from './harness/merchant.ts';
import { publishRewards } from './harness/rewards.ts';
import { becomeMember, launcherShows, openPanel, openShop, openTab, panel } from './harness/shopper.ts';

const WORDS = {
  en: {
    five: 'Five euros off',
    floor: 'Customers always pay at least',
    said: 'However many rewards there are, customers always pay at least 40% of the goods.',
    most: 'Of an order of €50, one reward takes off at most €30.',
    save: 'Save',
    saved: 'Draft, ready to publish',
    giveBack: /^Give back Five euros off/u,
    sure: 'Give the points back',
    back: 'Points are back',
    why: 'It was given back.',
    line: /500 points set aside for Five euros off given back/u,
  },
  fa: {
    five: 'پنج یورو تخفیف',
    floor: 'مشتری همیشه دست‌کم این سهم را می‌پردازد',
    said: 'هر چند پاداش هم که باشد، مشتری همیشه دست‌کم ۴۰٪ بهای کالاها را می‌پردازد.',
    most: /^یک پاداش از سفارش .*۵۰.* حداکثر .*۳۰.* کم می‌کند\.$/u,
    save: 'ذخیره',
    saved: 'پیش‌نویس، آمادهٔ انتشار',
    giveBack: /^پس گرفتن .*پنج یورو تخفیف/u,
    sure: 'برگرداندن امتیازها',
    back: 'امتیازها برگشت',
    why: 'پس داده شد.',
    line: /۵۰۰ امتیاز که برای پنج یورو تخفیف کنار گذاشته شده بود برگشت/u,
  },
} as const satisfies Partial<Record<Locale, unknown>>;

/** Without the marks that set values apart in a sentence of another direction. */
const bare = (text: string): string => text.replaceAll(/[\u200e\u200f\u2066-\u2069]/gu, '');

const storeList = z.array(z.object({ storeId: z.string(), platform: z.string() }));
const reward = z.strictObject({
  id: z.string(), memberId: z.string(), rewardId: z.string(), points: z.number(), stage: z.string(), why: z.string().nullable(),
  askedAt: z.string(), endsAt: z.string().nullable(),
}); // prettier-ignore
const listed = z.object({ open: z.number(), pointsSetAside: z.number(), rewards: z.array(reward) });
const shown = z.object({ id: z.string(), stage: z.string(), spent: z.number(), orders: z.array(z.unknown()), worth: z.unknown() });
const patience = { timeout: 10_000 };

describe.each(['en', 'fa'] as const)('rewards in the admin, in %s', (locale) => {
  const words = WORDS[locale];
  const email = `sara.${locale}@example.com`;
  let household: Household;
  let browser: Browser;
  let shopper: Person;
  let merchant: Person;
  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold(`rewards-admin-${locale}`), openBrowser()]);
    await publishRewards(household);
    [shopper, merchant] = await Promise.all([newPerson(browser), newPerson(browser)]);
    await becomeMember(shopper.page, household, { locale, email, product: 'stoneware-teapot', quantity: 2, points: 1180 });
    await redeem(shopper.page);
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  async function redeem(page: Page): Promise<void> {
    await openShop(page, household, locale);
    await openPanel(page);
    await openTab(page, 'rewards');
    const card = panel(page).locator('.rewards > li', { hasText: words.five }).first();
    await card.locator('button[aria-expanded]').click();
    await card.locator('.confirm .primary').click();
    await launcherShows(page, 680);
  }
  const text = async (page: Page): Promise<string> => bare(await page.locator('main').innerText());

  test('how rewards meet an order is said in sentences, and saved with the draft', async () => {
    const { page, complaints } = merchant;
    await openAdmin(page, household, locale, '/program?tab=rewards');
    await page.getByLabel(words.floor).fill('40');
    await expect.poll(() => text(page), patience).toContain(words.said);
    const lines = (await text(page)).split('\n');
    expect(lines).toContainEqual(typeof words.most === 'string' ? words.most : expect.stringMatching(words.most));
    await page.getByRole('button', { name: words.save, exact: true }).click();
    await page.getByText(words.saved).first().waitFor();
    await page.reload();
    await settled(page);
    await expect.poll(() => text(page), patience).toContain(words.said);
    expect(await violations(page)).toEqual([]);
    await picture(page, `rewards-admin-program-${locale}`);
    expect(complaints).toEqual([]);
  });

  test('an operator sees it without its code, and how much is spent of it', async () => {
    const { value: stores } = await lasting(household, storeList, 'stores', 'list');
    const store = stores.find(({ platform }) => platform === 'shopify')?.storeId ?? '';
    const { code, value } = await lasting(household, listed, 'rewards', 'list', '--store', store, '--state', 'open');
    expect([code, value]).toMatchObject([0, { open: 1, pointsSetAside: 500, rewards: [{ rewardId: 'five', stage: 'ready', why: null }] }]);
    const id = value.rewards[0]?.id ?? '';
    const one = await lasting(household, shown, 'rewards', 'show', id, '--store', store);
    expect(one.value).toMatchObject({ id, spent: 0, orders: [], worth: { amountMinor: 500, currency: 'EUR' } });
    await expect(lasting(household, shown, 'rewards', 'cancel', 'nobody', '--store', store)).rejects.toThrow(
      'there is no reward nobody in this store',
    );
  });

  test('a reward on its way is listed, and given back by keyboard for the member who asks for it', async () => {
    const { page, complaints } = merchant;
    await walkTo(page, '/redemptions?state=open');
    await expect.poll(() => text(page), patience).toContain(words.five);
    expect(await violations(page)).toEqual([]);
    await picture(page, `rewards-admin-list-${locale}`);
    await page.locator('main td a, main th a').first().click();
    await settled(page);
    const button = page.getByRole('button', { name: words.giveBack });
    await button.waitFor();
    await picture(page, `rewards-admin-member-${locale}`);
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: words.sure }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, `rewards-admin-ask-${locale}`, false);
    await page.keyboard.press('Escape');
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: words.sure }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page), patience).toContain(words.back);
    await expect.poll(() => text(page), patience).toContain(words.why);
    await expect.poll(() => text(page), patience).toMatch(words.line);
    expect(await violations(page)).toEqual([]);
    await picture(page, `rewards-admin-back-${locale}`);
    expect(complaints).toEqual([]);
  });

  test('an operator gives back another one', async () => {
    await redeem(shopper.page);
    const { value: stores } = await lasting(household, storeList, 'stores', 'list');
    const store = stores.find(({ platform }) => platform === 'shopify')?.storeId ?? '';
    const { value } = await lasting(household, listed, 'rewards', 'list', '--store', store, '--state', 'open');
    const given = await lasting(household, reward, 'rewards', 'cancel', value.rewards[0]?.id ?? '', '--store', store);
    // The server beside it may have taken up the removal first; then the points come as soon as the store has answered that one.
    expect(given).toMatchObject({ code: 0, value: { why: 'cancelled' } });
    expect(['removing', 'returned']).toContain(given.value.stage);
    const after = async () => (await lasting(household, shown, 'rewards', 'show', given.value.id, '--store', store)).value.stage;
    await expect.poll(after, { timeout: 20_000 }).toBe('returned');
  });

  test('its member has the points again, and reads which reward they came back from and why', async () => {
    const { page } = shopper;
    await openShop(page, household, locale);
    await launcherShows(page, 1180);
    await openPanel(page);
    await openTab(page, 'history');
    await expect.poll(async () => bare(await panel(page).innerText())).toContain(words.five);
    expect(bare(await panel(page).innerText())).toContain(words.why);
    await picture(page, `rewards-admin-panel-${locale}`, false);
  });

  test('nothing of it is wider than a phone, and Hebrew reads it from its own side', async () => {
    const { page } = await newPerson(browser, { viewport: phone });
    for (const [name, path] of [
      ['program', '/program?tab=rewards'],
      ['list', '/redemptions'],
      ['overview', '/'],
    ] as const) {
      await openAdmin(page, household, locale, path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
      await picture(page, `rewards-admin-${name}-phone-${locale}`);
    }
    const wide = await newPerson(browser);
    for (const [name, path] of [
      ['program', '/program?tab=rewards'],
      ['list', '/redemptions'],
    ] as const) {
      await openAdmin(wide.page, household, 'he', path);
      expect(await violations(wide.page)).toEqual([]);
      await picture(wide.page, `rewards-admin-${name}-he`);
    }
  });
});

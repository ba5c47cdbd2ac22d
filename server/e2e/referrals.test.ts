// Members bring friends, in the shop and in the admin: a link, a gift, a first order, a hold, points, and all of it taken back when the goods come back.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newPerson, openBrowser, phone, type Locale, type Person } from './harness/browser.ts';
import { plain } from './harness/extensions.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { lasting } from './harness/lasting.ts';
import { openAdmin, openOrder, refundPieces, settled } from './harness/merchant.ts';
import { friendsSaid, initialsOf, LINA, linkOf, openFriends, referralsOf, startBringingFriends } from './harness/referrals.ts';
import { addToCart, becomeMember, closePanel, fillCheckout, launcherShows, openShop, panel, pay } from './harness/shopper.ts';
import { FOR_A_FRIEND, HOLD_DAYS } from '../tools/sample/terms.ts';
import { TEAPOT, FIRST, patience, LANGUAGES, FIVE, panelWords, adminWords, looked, takes, takeGift } from './harness/friends.ts';

const verified = z.object({ ok: z.boolean() });

describe.each<Locale>(['en', 'fa'])('a friend is brought, in %s', (locale) => {
  const email = `sara.${locale}@example.com`;
  const friendEmail = `lina.${locale}@example.org`;
  const says = panelWords(locale);
  let household: Household;
  let browser: Browser;
  let advocate: Person;
  let friend: Person;
  let link = '';
  let orderNumber = '';

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold(`referrals-${locale}`), openBrowser()]);
    await startBringingFriends(household);
    advocate = await newPerson(browser);
    friend = await newPerson(browser, { viewport: phone, locale: LANGUAGES[locale] });
    await becomeMember(advocate.page, household, { locale, email, product: TEAPOT, quantity: 2, points: FIRST });
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  const saidToAdvocate = async (): Promise<string> => plain(await friendsSaid(advocate.page, household, locale));
  const stateInAdmin = async (): Promise<string | undefined> => (await referralsOf(household))[0]?.state;
  async function verifies(): Promise<void> {
    expect(await lasting(household, verified, 'verify')).toMatchObject({ code: 0, value: { ok: true } });
  }

  test('the panel gives a member a link of their own, and every way to send it', async () => {
    const { page, context } = advocate;
    await openFriends(page, household, locale);
    expect(plain(await panel(page).innerText())).toContain(FIVE[locale]);
    link = await linkOf(page, household);
    expect(new URL(link).pathname).toMatch(/^\/apps\/lasting\/ref\/[A-Z]+-[A-Z\d]{4}$/u);
    const ways = await panel(page)
      .locator('.share a')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    for (const way of ['wa.me', 't.me', 'sms:', 'mailto:', 'x.com', 'facebook.com'])
      expect(
        ways.some((href) => href.includes(way)),
        way,
      ).toBe(true);
    await panel(page).locator('.share button').last().click();
    await expect
      .poll(() =>
        panel(page)
          .locator('.qr img')
          .evaluate((one) => (one as HTMLImageElement).naturalWidth),
      )
      .toBeGreaterThan(0);
    await looked(page, `panel-${locale}`);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await panel(page)
      .getByRole('button', { name: says['copyLink'] ?? '' })
      .first()
      .click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('/apps/lasting/ref/');
    await closePanel(page);
  });

  test('a friend opens it somewhere else, is greeted in their language, and takes the gift', async () => {
    const { page } = friend;
    const opened = await page.goto(link);
    expect(opened?.status()).toBe(200);
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    const text = plain(await page.locator('main').innerText());
    expect(text).toContain(FIVE[locale]);
    expect(text).toContain('Sara');
    expect(text).not.toContain('Karimi');
    await looked(page, `landing-${locale}`);
    const code = await takeGift(page, friendEmail);
    expect(code).not.toBe('');
    await looked(page, `claimed-${locale}`);
    const use = page.locator('a[href*="/discount/"]');
    await use.click();
    await page.waitForURL((url) => !url.pathname.startsWith('/apps/'));
    await addToCart(page, household, TEAPOT, 1);
    expect(plain(await page.locator('main').innerText())).toContain(code);
    await expect.poll(() => takes(page, household, code), patience).toBe(true);
  });

  test('buys as a guest with the code, and the advocate sees a friend on hold, by initials alone', { timeout: 120_000 }, async () => {
    const { page } = friend;
    await fillCheckout(page, household, friendEmail, LINA);
    ({ orderNumber } = await pay(page));
    await expect.poll(stateInAdmin, patience).toBe('on-hold');
    const said = await saidToAdvocate();
    expect(said).toContain(initialsOf(LINA));
    for (const personal of ['Lina', 'Novak', friendEmail, `#${orderNumber}`]) expect(said).not.toContain(personal);
    await launcherShows(advocate.page, FIRST);
    const [seen] = await referralsOf(household);
    expect(seen).toMatchObject({ by: 'code', reason: null });
    await openFriends(advocate.page, household, locale);
    await looked(advocate.page, `panel-on-hold-${locale}`);
    await closePanel(advocate.page);
  });

  test('when the hold is over the advocate has the points', { timeout: 180_000 }, async () => {
    await household.liveAhead(HOLD_DAYS + 1);
    await expect.poll(stateInAdmin, { timeout: 60_000, interval: 1_000 }).toBe('rewarded');
    await expect.poll(async () => (await openShop(advocate.page, household, locale), advocate.page.locator('#lasting-root').getAttribute('data-points')), { timeout: 90_000, interval: 3_000 }).toBe(String(FIRST + FOR_A_FRIEND)); // prettier-ignore
    await expect.poll(saidToAdvocate, patience).toContain(says['state.rewarded'] ?? '');
    await openFriends(advocate.page, household, locale);
    await looked(advocate.page, `panel-rewarded-${locale}`);
    await closePanel(advocate.page);
    await verifies();
  });

  test('the merchant sees it in the admin, step by step', { timeout: 90_000 }, async () => {
    const words = adminWords(locale);
    const { page, context, complaints } = await newPerson(browser);
    await openAdmin(page, household, locale, '/referrals');
    await looked(page, `admin-funnel-${locale}`);
    await openAdmin(page, household, locale, '/referrals?tab=all');
    await page
      .locator('main table')
      .getByText(words['referral-state.rewarded'] ?? 'missing')
      .first()
      .waitFor();
    await looked(page, `admin-list-${locale}`);
    await page.locator('main table a').first().click();
    await settled(page);
    await looked(page, `admin-detail-${locale}`);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('all of it comes back and the points go: the panel and the admin say so, and every proof holds', { timeout: 180_000 }, async () => {
    const { page, context } = await newPerson(browser);
    await openOrder(page, household, orderNumber);
    await refundPieces(page, 1);
    await context.close();
    await expect.poll(stateInAdmin, patience).toBe('clawed-back');
    expect((await referralsOf(household))[0]).toMatchObject({ reason: 'refunded' });
    await expect.poll(async () => (await openShop(advocate.page, household, locale), advocate.page.locator('#lasting-root').getAttribute('data-points')), { timeout: 90_000, interval: 3_000 }).toBe(String(FIRST)); // prettier-ignore
    await expect.poll(saidToAdvocate, patience).toContain(says['state.clawed-back'] ?? '');
    await openFriends(advocate.page, household, locale);
    await looked(advocate.page, `panel-clawed-back-${locale}`);
    await closePanel(advocate.page);
    await verifies();
  });

  test('no page complained about anything', () => expect([...advocate.complaints, ...friend.complaints]).toEqual([]));
});

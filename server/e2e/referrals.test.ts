// Members bring friends, in the shop and in the admin: a link, a gift, a first order, a hold, points, and all of it taken back when the goods come back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { violations } from './harness/axe.ts';
import { desktop, newPerson, openBrowser, phone, picture, type Habits, type Locale, type Person } from './harness/browser.ts';
import { plain } from './harness/extensions.ts';
import { root, startHousehold, type Household } from './harness/household.ts';
import { lasting } from './harness/lasting.ts';
import { openAdmin, openOrder, refundPieces, settled } from './harness/merchant.ts';
import { friendsSaid, initialsOf, LINA, linkOf, openFriends, referralsOf, startBringingFriends } from './harness/referrals.ts';
import { mailsTo } from './harness/sandbox.ts';
import { addToCart, becomeMember, closePanel, fillCheckout, launcherShows, openShop, panel, pay, SARA } from './harness/shopper.ts';
import { FOR_A_FRIEND, HOLD_DAYS } from '../tools/sample/terms.ts';

const TEAPOT = 'stoneware-teapot';
/** Two teapots at 59.00, ten points for every euro. */
const FIRST = 1_180;
const patience = { timeout: 30_000, interval: 1_000 };
const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'en-GB', fa: 'fa-IR', he: 'he-IL' };
const FIVE = { en: 'Five euros off', fa: 'پنج یورو تخفیف', he: 'חמישה אירו הנחה' };
const verified = z.object({ ok: z.boolean() });

const wordsIn = (path: string): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
/** What the panel says of friends, up to the first place of each sentence. */
const panelWords = (locale: Locale): Record<string, string> => z.record(z.string(), z.unknown()).transform((all) => Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => typeof entry[1] === 'string').map(([key, text]) => [key, text.split('{')[0]?.trim() ?? '']))).parse(wordsIn(`extensions/theme/src/locales/${locale}.json`)['friends']); // prettier-ignore
const adminWords = (locale: Locale): Record<string, string> =>
  z.record(z.string(), z.string()).parse(wordsIn(`web/src/locales/${locale}.json`));

/** On a desktop and a phone, with what axe finds. */
async function looked(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? desktop;
  const found: string[] = [];
  for (const [kind, size] of [
    ['desktop', desktop],
    ['phone', phone],
  ] as const) {
    await page.setViewportSize(size);
    await picture(page, `referrals-${name}-${kind}`, !name.startsWith('panel'));
    found.push(...(await violations(page)));
  }
  await page.setViewportSize(before);
  expect(found).toEqual([]);
}

const cart = z.object({ discount_codes: z.array(z.object({ code: z.string(), applicable: z.boolean() })) });

/** Whether the shop takes the code: it is told at once, and made a moment later. */
async function takes(page: Page, { shop }: Household, code: string): Promise<boolean> {
  const answer = await page.request.get(`${shop}/cart.js`);
  const { discount_codes: codes } = cart.parse(await answer.json());
  return codes.some((one) => one.code === code && one.applicable);
}

/** On the page of a link: the address is given, and the code is there. */
async function takeGift(page: Page, email: string): Promise<string> {
  await page.fill('input[name=email]', email);
  await page.click('form button');
  return (await page.locator('p.code').innerText()).trim();
}

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

describe('links in other hands', () => {
  const email = 'sara@example.com';
  let household: Household;
  let browser: Browser;
  let advocate: Person;
  let link = '';
  const people: Person[] = [];

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold('referrals-hands'), openBrowser()]);
    await startBringingFriends(household);
    advocate = await newPerson(browser);
    await becomeMember(advocate.page, household, { locale: 'en', email, product: TEAPOT, quantity: 2, points: FIRST });
    await openFriends(advocate.page, household, 'en');
    link = await linkOf(advocate.page, household);
    await closePanel(advocate.page);
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  async function somebody(habits: Habits = {}): Promise<Person> {
    const person = await newPerson(browser, habits);
    people.push(person);
    return person;
  }
  const newest = async () => (await referralsOf(household))[0];

  test(
    'their owner is shown how to pass it on, and gets nothing for claiming with their own address from elsewhere',
    { timeout: 120_000 },
    async () => {
      const { page } = advocate;
      await page.goto(link);
      await page.locator('img.qr').waitFor();
      expect(await page.locator('input[name=email]').count()).toBe(0);
      await looked(page, 'own-link');
      const elsewhere = await somebody();
      const elsewhereMail = 'sara+gift@example.com';
      await elsewhere.page.goto(link);
      const code = await takeGift(elsewhere.page, elsewhereMail);
      // Nobody learns whose address it is: there is a code, and it is worth nothing.
      await elsewhere.page.goto(`${household.shop}/discount/${code}?redirect=/cart`);
      await addToCart(elsewhere.page, household, TEAPOT, 1);
      // Whoever reads the mail of the address is told; by then it is decided.
      await expect.poll(async () => (await mailsTo(household, elsewhereMail)).length, patience).toBeGreaterThan(0);
      expect(await takes(elsewhere.page, household, code)).toBe(false);
      await expect.poll(async () => (await newest())?.state, patience).toBe('refused');
    },
  );

  test('without any script the gift is taken, used and paid, and counts', { timeout: 120_000 }, async () => {
    const { page } = await somebody({ javaScriptEnabled: false });
    await page.goto(link);
    const code = await takeGift(page, 'noscript@example.org');
    await page.locator('a[href*="/discount/"]').click();
    await addToCart(page, household, TEAPOT, 1);
    await expect.poll(() => takes(page, household, code), patience).toBe(true);
    await fillCheckout(page, household, 'noscript@example.org', { ...LINA, firstName: 'Nora', lastName: 'Sand', address1: 'Birkenweg 3' });
    expect(plain(await page.locator('aside.summary').innerText())).toContain(code);
    await page.click('form[action="/checkout"] button[type=submit]');
    await page.waitForURL('**/thank-you');
    await expect.poll(async () => (await newest())?.state, patience).toBe('on-hold');
  });

  test(
    'a browser that keeps no cookie and remembers nothing gets a code all the same, which serves at the checkout of another device',
    { timeout: 120_000 },
    async () => {
      const { page, context } = await somebody();
      await context.addInitScript(() => {
        Object.defineProperty(globalThis, 'localStorage', {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      });
      await context.route('**/*', async (route) => {
        const { cookie: _none, ...headers } = await route.request().allHeaders();
        await route.continue({ headers });
      });
      await page.goto(link);
      const code = await takeGift(page, 'nocookie@example.org');
      const other = (await somebody()).page;
      await openShop(other, household, 'en');
      await addToCart(other, household, TEAPOT, 1);
      await other.goto(`${household.shop}/checkout`);
      await other.fill('form.discount input[name=code]', code);
      await other.click('form[action="/checkout/discount"] button');
      await expect.poll(() => takes(other, household, code), patience).toBe(true);
      await fillCheckout(other, household, 'nocookie@example.org', {
        ...LINA,
        firstName: 'Kim',
        lastName: 'Lund',
        address1: 'Eichenweg 9',
      });
      await pay(other);
      await expect.poll(async () => (await newest())?.state, patience).toBe('on-hold');
      expect(await newest()).toMatchObject({ by: 'code' });
    },
  );

  test(
    'a friend from the advocate’s own home waits for a person, who sees both side by side and approves',
    { timeout: 180_000 },
    async () => {
      const friend = (await somebody()).page;
      await friend.goto(link);
      const code = await takeGift(friend, 'cousin@example.org');
      await friend.locator('a[href*="/discount/"]').click();
      await addToCart(friend, household, TEAPOT, 1);
      await expect.poll(() => takes(friend, household, code), patience).toBe(true);
      await fillCheckout(friend, household, 'cousin@example.org', { ...SARA, firstName: 'Omid' });
      await pay(friend);
      await expect.poll(async () => (await newest())?.state, patience).toBe('in-review');
      const words = adminWords('en');
      const { page, complaints } = await somebody();
      await openAdmin(page, household, 'en', '/referrals?tab=review');
      await looked(page, 'admin-review');
      expect(words['referrals.title']).toBeDefined();
      expect(complaints).toEqual([]);
    },
  );

  test('the page of a link looks well in Hebrew, and one that leads nowhere is friendly', async () => {
    const { page } = await somebody({ locale: LANGUAGES.he });
    await page.goto(link);
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await looked(page, 'landing-he');
    const gone = await page.goto(link.replace(/ref\/.*/u, 'ref/NOBODY-9999'));
    expect(gone?.status()).toBe(404);
    await looked(page, 'landing-over-he');
  });

  test('no page complained about anything', () => expect([advocate, ...people].flatMap(({ complaints }) => complaints)).toEqual([]));
});

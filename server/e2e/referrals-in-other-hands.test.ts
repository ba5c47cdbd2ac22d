// Links in other hands than a new friend's: their owner's, without scripts, without cookies, at the advocate's own home, in Hebrew, and links that lead nowhere.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPerson, openBrowser, type Habits, type Person } from './harness/browser.ts';
import { plain } from './harness/extensions.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { openAdmin } from './harness/merchant.ts';
import { LINA, linkOf, openFriends, referralsOf, startBringingFriends } from './harness/referrals.ts';
import { mailsTo } from './harness/sandbox.ts';
import { addToCart, becomeMember, closePanel, fillCheckout, openShop, pay, SARA } from './harness/shopper.ts';
import { TEAPOT, FIRST, patience, LANGUAGES, adminWords, looked, takes, takeGift } from './harness/friends.ts';

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

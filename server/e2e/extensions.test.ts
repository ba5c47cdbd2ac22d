// The app's own extensions where Shopify would run them: redeemed at checkout, taken out again, paid, thanked for, and told in the account.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { violations } from './harness/axe.ts';
import { desktop, newPerson, openBrowser, phone, picture, type Locale, type Person } from './harness/browser.ts';
import { button, CHECKOUT, PAGE, place, plain, said, STATUS, THANKS } from './harness/extensions.ts';
import { root, startHousehold, type Household } from './harness/household.ts';
import { publishTerms } from './harness/program.ts';
import { mailsTo, shopLink } from './harness/sandbox.ts';
import { addToCart, fillCheckout, numberIn, openShop, signIn } from './harness/shopper.ts';

const product = 'stoneware-teapot';
const reward = { en: 'Five euros off', fa: 'پنج یورو تخفیف', he: 'חמישה אירו הנחה' };

async function payNow(page: Page): Promise<void> {
  await page.click('form[action="/checkout"] button[type=submit]');
  await page.waitForURL('**/thank-you');
}

async function totalOf(page: Page): Promise<string> {
  return (await page.locator('.sums dd.total').first().innerText()).trim();
}

describe.each<[Locale, typeof desktop]>([
  ['en', desktop],
  ['fa', phone],
])('points where an order is placed and looked at, in %s', (locale, viewport) => {
  const email = `mina.${locale}@example.com`;
  const tell = (section: string, key: string): string => said('checkout', locale, section, key);
  let household: Household;
  let browser: Browser;
  let person: Person;

  beforeAll(async () => {
    household = await startHousehold(`extensions-${locale}`);
    browser = await openBrowser();
    person = await newPerson(browser, viewport);
    await publishTerms(household);
    await openShop(person.page, household, locale);
    await signIn(person.page, household, email);
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  test('the thank-you page tells what the order gave, without a page being loaded again', async () => {
    const { page } = person;
    await addToCart(page, household, product, 2);
    await fillCheckout(page, household, email);
    await payNow(page);
    await place(page, THANKS).locator('s-text[type=strong]').waitFor({ timeout: 20_000 });
    await picture(page, `extensions-thank-you-${locale}`);
    expect(await violations(page)).toEqual([]);
  });

  test('a reward is redeemed at checkout, and is in the order with its sums', async () => {
    const { page } = person;
    await addToCart(page, household, product, 1);
    await fillCheckout(page, household, email);
    const here = place(page, CHECKOUT);
    const before = await totalOf(page);
    const row = here.locator('s-stack[border]', { hasText: reward[locale] });
    await picture(page, `extensions-checkout-${locale}`);
    await button(row, tell('use', 'redeem')).click();
    await here.locator('s-badge', { hasText: tell('held', 'applied') }).waitFor({ timeout: 30_000 });
    await expect.poll(() => totalOf(page)).not.toBe(before);
    await picture(page, `extensions-checkout-redeemed-${locale}`);
    expect(await violations(page)).toEqual([]);
  });

  test('it is still in the order after the page was loaded again, and goes back to points when it is taken out', async () => {
    const { page } = person;
    await page.reload();
    const here = place(page, CHECKOUT);
    await here.locator('s-badge', { hasText: tell('held', 'applied') }).waitFor();
    await button(here, tell('held', 'remove')).click();
    await here.locator('s-banner[tone=success]').waitFor();
    expect(plain(await here.innerText())).not.toContain(tell('held', 'applied'));
  });

  test('it is redeemed again, paid with the order, and told in the account', async () => {
    const { page } = person;
    const here = place(page, CHECKOUT);
    await expect.poll(() => button(here, tell('use', 'redeem')).count(), { timeout: 20_000 }).toBeGreaterThan(0);
    await button(here.locator('s-stack[border]', { hasText: reward[locale] }), tell('use', 'redeem')).click();
    await here.locator('s-badge', { hasText: tell('held', 'applied') }).waitFor({ timeout: 30_000 });
    await fillCheckout(page, household, email);
    await payNow(page);
    await page.goto(`${household.shop}/account/pages/lasting`);
    const account = place(page, PAGE);
    await account.locator('s-details').first().waitFor();
    await expect.poll(async () => (await page.reload(), plain(await settledText(account))), { timeout: 30_000 }).toContain(spent(locale));
    await account.locator('s-summary').first().click();
    await picture(page, `extensions-account-${locale}`);
    expect(await violations(page)).toEqual([]);
  });

  test('the page of the order tells its points, tells a stranger nothing, and asks who has the link of the mail to sign in', async () => {
    const { page } = person;
    await page.goto(`${household.shop}/account`);
    await page.locator('.orders a').last().click();
    const told = place(page, STATUS).locator('s-text[type=strong]');
    await told.waitFor();
    // 118.00 at 5 points each and half as many again, and 10 for each piece: what was spent of it since, it gave all the same.
    expect(numberIn(plain(await told.innerText()))).toBe(905);
    await picture(page, `extensions-order-status-${locale}`);
    const stranger = await newPerson(browser, viewport);
    await stranger.page.goto(`${page.url()}?lang=${locale}`);
    await stranger.page.locator('form[action^="/orders/"] input[name=email]').waitFor();
    expect(await place(stranger.page, STATUS).count()).toBe(0);
    const confirmation = (await mailsTo(household, email)).findLast(({ text }) => text.includes('/orders/'));
    await stranger.page.goto(shopLink(household, confirmation, '/orders/'));
    await button(place(stranger.page, STATUS), said('account', locale, 'order', 'signInButton')).waitFor();
    expect(stranger.complaints).toEqual([]);
    await stranger.context.close();
  });

  test('a guest is told what the order would give, and how to keep it', async () => {
    const guest = await newPerson(browser, viewport);
    await openShop(guest.page, household, locale);
    await addToCart(guest.page, household, product, 1);
    await fillCheckout(guest.page, household, `guest.${locale}@example.com`);
    await expect.poll(() => place(guest.page, CHECKOUT).innerText().then(plain)).toContain(tell('checkout', 'guest'));
    await payNow(guest.page);
    await expect.poll(() => place(guest.page, THANKS).innerText().then(plain)).toContain(said('thank-you', locale, 'panel', 'guestButton'));
    await picture(guest.page, `extensions-guest-${locale}`);
    expect(guest.complaints).toEqual([]);
    await guest.context.close();
  });

  test('no page complained about anything', () => expect(person.complaints).toEqual([]));
});

async function settledText(account: Locator): Promise<string> {
  await account.locator('s-heading').first().waitFor();
  return account.innerText();
}

/** The line of the history, as the panel words it. */
function spent(locale: Locale): string {
  const line = z.object({ panel: z.object({ 'rewardKind.redeemed': z.object({ other: z.string() }) }) });
  const { panel } = line.parse(JSON.parse(readFileSync(join(root, `extensions/theme/src/locales/${locale}.json`), 'utf8')));
  const points = { en: '500 points', fa: '۵۰۰ امتیاز', he: '500 נקודות' }[locale];
  return panel['rewardKind.redeemed'].other.replace('{points}', points).replace('{reward}', reward[locale]);
}

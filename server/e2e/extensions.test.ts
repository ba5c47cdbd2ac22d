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
    person = await newPerson(browser, { viewport });
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
    const stranger = await newPerson(browser, { viewport });
    await stranger.page.goto(`${page.url()}?lang=${locale}`);
    await stranger.page.locator('form[action^="/orders/"] input[name=email]').waitFor();
    expect(await place(stranger.page, STATUS).count()).toBe(0);
    const confirmation = (await mailsTo(household, email)).findLast(({ text }) => text.includes('/orders/'));
    await stranger.page.goto(shopLink(household, confirmation, '/orders/'));
    await button(place(stranger.page, STATUS), said('account', locale, 'panel', 'guestButton')).waitFor();
    expect(plain(await place(stranger.page, STATUS).innerText())).not.toContain(said('account', locale, 'order', 'asking'));
    await picture(stranger.page, `extensions-order-status-by-link-${locale}`);
    expect(await violations(stranger.page)).toEqual([]);
    expect(stranger.complaints).toEqual([]);
    await stranger.context.close();
  });

  test('what a member agreed to is given and taken back in the account, and the program left and joined again', async () => {
    const { page } = person;
    const own = (key: string): string => said('account', locale, 'member', key);
    await page.goto(`${household.shop}/account/pages/lasting`);
    const account = place(page, PAGE);
    const box = account.locator('s-checkbox[name=newsletter] input');
    await box.check();
    await button(account, own('agree')).click();
    await account.getByText(own('given')).waitFor();
    await picture(page, `extensions-membership-${locale}`);
    await button(account, own('stopNewsletter')).click();
    await account.getByText(own('takenBack')).waitFor();
    expect(await box.isChecked()).toBe(false);
    await button(account, own('leave')).click();
    await account.getByText(own('leaveText')).waitFor();
    await picture(page, `extensions-leaving-${locale}`);
    expect(await violations(page)).toEqual([]);
    await account.locator('s-button[tone=critical]').click();
    await account.getByText(own('leftTitle')).waitFor();
    await picture(page, `extensions-left-${locale}`);
    await button(account, own('join')).click();
    await button(account, own('leave')).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('a guest is offered an account for what the order gives, with nothing ticked, and is led to the sign-in after the answer', async () => {
    const guest = await newPerson(browser, { viewport });
    await openShop(guest.page, household, locale);
    await addToCart(guest.page, household, product, 1);
    await fillCheckout(guest.page, household, `guest.${locale}@example.com`);
    await expect.poll(() => place(guest.page, CHECKOUT).innerText().then(plain)).toContain(tell('checkout', 'guest'));
    await payNow(guest.page);
    const offer = place(guest.page, THANKS);
    await offer.locator('s-heading').waitFor();
    // 59.00 at 5 points each and half as many again, and 10 for the piece.
    expect(numberIn(plain(await offer.locator('s-heading').innerText()))).toBe(452);
    const box = offer.locator('s-checkbox[name=newsletter] input');
    expect(await box.isChecked()).toBe(false);
    await box.check();
    await picture(guest.page, `extensions-guest-${locale}`);
    await button(offer, said('thank-you', locale, 'panel', 'guestButton')).click();
    await offer.locator('s-button a').waitFor();
    expect(plain(await offer.innerText())).toContain(said('thank-you', locale, 'offer', 'noted'));
    expect(await violations(guest.page)).toEqual([]);
    await offer.locator('s-button a').click();
    await guest.page.waitForURL('**/account/login*');
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

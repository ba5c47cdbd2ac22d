// Accounts after the purchase: nobody needs one to buy; who bought keeps what they earned by opening one, on the thank-you page or by the link of a mail.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { violations } from './harness/axe.ts';
import { desktop, newPerson, openBrowser, phone, picture, type Locale, type Person } from './harness/browser.ts';
import { button, CHECKOUT, PAGE, place, plain, said, STATUS, THANKS } from './harness/extensions.ts';
import { ACCOUNT_POINTS, inviteGuests, letGuestsWait, NEWSLETTER_POINTS } from './harness/guests.ts';
import { root, startHousehold, type Household } from './harness/household.ts';
import { openAdmin, settled } from './harness/merchant.ts';
import { mailsTo, makeOrder, shopLink, type Mail } from './harness/sandbox.ts';
import { addToCart, buy, fillCheckout, numberIn, openShop, pay, signIn, signInHere } from './harness/shopper.ts';

const TEAPOT = 'stoneware-teapot';
/** Two teapots at 59.00, ten points for every euro. */
const FIRST = 1_180;
const patience = { timeout: 30_000, interval: 500 };
/** A page of the admin that is loaded again signs in again, which nobody may do often. */
const slowly = { timeout: 30_000, interval: 3_000 };
const FIVE = { en: 'Five euros off', fa: 'پنج یورو تخفیف', he: 'חמישה אירו הנחה' };

/** What the admin says; up to its first place, where it has places. */
const adminWords = (locale: Locale): Record<string, string> =>
  z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(join(root, `web/src/locales/${locale}.json`), 'utf8')));
const begins = (text: string): RegExp => new RegExp(`^${(text.split('{')[0] ?? '').replaceAll(/[()]/gu, '\\$&')}`, 'u');

/** What each page shows of the person's balance when it has heard of the change; pages know the points of before for a moment. */
async function showsPoints(page: Page, household: Household, points: number): Promise<void> {
  const shown = async (): Promise<string | null> => {
    await page.goto(`${household.shop}/account`);
    return page.locator('#lasting-root').getAttribute('data-points');
  };
  await expect.poll(shown, patience).toBe(String(points));
}

describe.each<Locale>(['en', 'he'])('an account after the purchase, in %s', (locale) => {
  const buyer = `dana.${locale}@example.com`;
  const leaver = `noam.${locale}@example.com`;
  const second = `noam.again.${locale}@example.com`;
  const words = adminWords(locale);
  let household: Household;
  let browser: Browser;
  let person: Person;
  let claim = '';

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold(`accounts-${locale}`), openBrowser()]);
    await inviteGuests(household, ['en', 'he']);
    person = await newPerson(browser);
    await openShop(person.page, household, locale);
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  /** On a desktop and a phone, with what axe finds. */
  async function looked(page: Page, name: string): Promise<void> {
    await picture(page, `accounts-${name}-${locale}`);
    const found = await violations(page);
    await page.setViewportSize(phone);
    await picture(page, `accounts-${name}-phone-${locale}`);
    found.push(...(await violations(page)));
    await page.setViewportSize(desktop);
    expect(found).toEqual([]);
  }

  test('who bought as a guest is offered one where they are thanked, with the points and their worth, and nothing is ticked for them', async () => {
    const { page } = person;
    await buy(page, household, { email: buyer, product: TEAPOT, quantity: 2 });
    const offer = place(page, THANKS);
    const heading = offer.locator('s-heading').first();
    await heading.waitFor({ timeout: 20_000 });
    expect(numberIn(plain(await heading.innerText()))).toBe(FIRST);
    expect(plain(await offer.innerText())).toContain('11.80');
    expect(await offer.locator('s-checkbox input:checked').count()).toBe(0);
    await looked(page, 'offer');
  });

  test('takes it with one tap, signs in with the code of a mail, and has the points, the consent, and what both earned', async () => {
    const { page } = person;
    const offer = place(page, THANKS);
    await offer.locator('s-checkbox[name=newsletter] input').check();
    await button(offer, said('thank-you', locale, 'panel', 'guestButton')).click();
    await button(offer, said('thank-you', locale, 'offer', 'go')).waitFor();
    await looked(page, 'led');
    await button(offer, said('thank-you', locale, 'offer', 'go')).click();
    await page.waitForURL(`${household.shop}/account/login`);
    expect(await page.inputValue('input[name=email]')).toBe('');
    await signInHere(page, household, buyer);
    await showsPoints(page, household, FIRST + ACCOUNT_POINTS + NEWSLETTER_POINTS);
    await page.goto(`${household.shop}/account/pages/lasting`);
    const account = place(page, PAGE);
    await account.locator('s-details').first().waitFor();
    const text = plain(await account.innerText());
    for (const wanted of [said('account', locale, 'member', 'newsletter'), `+${ACCOUNT_POINTS}`, `+${NEWSLETTER_POINTS}`])
      expect(text).toContain(wanted);
    await looked(page, 'account');
  });

  test('is on the list of the shop’s own newsletter', async () => {
    const { page, context } = await newPerson(browser);
    await openShop(page, household, locale);
    await page.goto(`${household.shop}/store-admin/customers`);
    await page.locator('td a', { hasText: buyer }).click();
    const wanted = { en: 'Wants letters: yes', fa: 'خبرنامه می‌خواهد: بله', he: 'קבלת עדכונים: כן' }[locale];
    await expect.poll(async () => (await page.reload(), plain(await page.locator('main').innerText())), patience).toContain(wanted);
    await context.close();
  });

  test('buys again, and spends them at the second order', async () => {
    const { page } = person;
    await addToCart(page, household, TEAPOT, 1);
    await fillCheckout(page, household, buyer);
    const row = place(page, CHECKOUT).locator('s-stack[border]', { hasText: FIVE[locale] });
    await button(row, said('checkout', locale, 'use', 'redeem')).click();
    await place(page, CHECKOUT)
      .locator('s-badge', { hasText: said('checkout', locale, 'held', 'applied') })
      .waitFor({ timeout: 30_000 });
    await pay(page);
    // 59.00 less five euros.
    await showsPoints(page, household, FIRST + ACCOUNT_POINTS + NEWSLETTER_POINTS - 500 + 540);
  });

  test('who has the address of another’s order, or the link of its mail, sees nothing of points or of the person', async () => {
    const confirmation = (await mailsTo(household, buyer)).findLast(({ text }) => text.includes('/orders/'));
    const { page, context, complaints } = await newPerson(browser);
    await openShop(page, household, locale);
    const link = shopLink(household, confirmation, '/orders/');
    await page.goto(link.replace(/\/authenticate.*/u, ''));
    const seen = await page.locator('main').innerText();
    for (const personal of ['Karimi', 'Lindenweg', buyer]) expect(seen).not.toContain(personal);
    expect(await place(page, STATUS).count()).toBe(0);
    await looked(page, 'stranger');
    // Signed in as somebody else, with the key of the mail.
    await signIn(page, household, `stranger.${locale}@example.com`);
    await page.goto(link);
    await place(page, STATUS).locator('s-text, s-heading, s-button').first().waitFor();
    await page.waitForLoadState('networkidle');
    const told = plain(await place(page, STATUS).innerText());
    expect(told).not.toMatch(/1,?180|1,?295/u);
    expect(told).not.toContain(buyer);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('who leaves without an account is written to, with a link that says what waits', { timeout: 120_000 }, async () => {
    const guest = await newPerson(browser);
    await openShop(guest.page, household, locale);
    await buy(guest.page, household, { email: leaver, product: TEAPOT, quantity: 2 });
    await guest.page.waitForLoadState('networkidle');
    expect(guest.complaints).toEqual([]);
    await guest.context.close();
    await letGuestsWait(household, 25);
    const waiting = async (): Promise<Mail | undefined> =>
      (await mailsTo(household, leaver)).find(({ text }) => text.includes('/claim?t='));
    await expect.poll(waiting, { timeout: 60_000, interval: 500 }).toBeDefined();
    const mail = await waiting();
    expect(mail?.unsubscribe).toMatch(/^http/u);
    expect(mail?.html).toContain(`lang="${locale}"`);
    claim = /http\S+\/claim\?t=\S+/u.exec(mail?.text ?? '')?.[0] ?? '';
    expect(numberIn(/[\d,]+/u.exec(plain(mail?.subject ?? ''))?.[0] ?? '')).toBe(FIRST);
  });

  test('follows it from the mailbox, signs in, and has the points; after that it says that it is over', async () => {
    const { page, context, complaints } = await newPerson(browser);
    await openShop(page, household, locale);
    await page.goto(`${household.shop}/mailbox?to=${encodeURIComponent(leaver)}`);
    await looked(page, 'mailbox');
    const letter = page.frameLocator('iframe.mail').first();
    const link = letter.locator('a[href*="/claim?t="]').first();
    const [landing] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await landing.locator('h1').waitFor();
    expect(landing.url()).toBe(claim);
    expect(plain(await landing.locator('main').innerText())).toMatch(/1,180/u);
    await looked(landing, 'claim');
    await landing.locator('form button').click();
    await landing.waitForURL(`${household.shop}/account/login`);
    await signInHere(landing, household, leaver);
    await showsPoints(landing, household, FIRST + ACCOUNT_POINTS);
    const again = await landing.goto(claim);
    expect(again?.status()).toBe(400);
    expect(plain(await landing.locator('main').innerText())).not.toMatch(/1,180/u);
    await looked(landing, 'over');
    // That its page is an answer of 400 is wanted.
    expect(complaints.filter((one) => !one.includes('status of 400'))).toEqual([]);
    await context.close();
  });

  test('the merchant sees what became of the offers, step by step and place by place', { timeout: 90_000 }, async () => {
    const { page, context, complaints } = await newPerson(browser);
    await openAdmin(page, household, locale, '/accounts');
    const table = page.getByRole('table', { name: words['funnel.by-surface'] ?? '' });
    const counts = async (surface: string): Promise<number[]> => {
      const row = table.getByRole('row', { name: words[`surface.${surface}`] ?? '' });
      const cells = await row.locator('td').allInnerTexts();
      return cells.slice(-7, -1).map((cell) => numberIn(plain(cell)));
    };
    const shown = async (): Promise<number[]> => {
      await page.reload();
      await settled(page);
      return counts('thank-you');
    };
    // Offered, seen, begun, opened, claimed, bought again: an order counts where it was seen first, so the one who came back by a mail is here too.
    await expect.poll(shown, slowly).toEqual([2, 2, 2, 2, 2, 1]);
    await looked(page, 'funnel');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('what an order of the till earned for an address alone comes to who signs in with it', async () => {
    const email = `till.${locale}@example.com`;
    await makeOrder(household, { customerEmail: email, lines: [{ sku: 'CER-TEAPOT-1L', quantity: 1 }], withoutCustomer: true });
    const { page, context } = await newPerson(browser);
    await openShop(page, household, locale);
    await signIn(page, household, email);
    await showsPoints(page, household, 590 + ACCOUNT_POINTS);
    await context.close();
  });

  test('two customers that the merchant makes one are one member, until the merchant parts them again', { timeout: 90_000 }, async () => {
    await makeOrder(household, { customerEmail: second, lines: [{ sku: 'CER-TEAPOT-1L', quantity: 1 }] });
    const { page, context, complaints } = await newPerson(browser);
    await openShop(page, household, locale);
    await page.goto(`${household.shop}/store-admin/customers`);
    await page.locator('td a', { hasText: second }).click();
    await looked(page, 'store-customer');
    await page.fill('form[action$="/merge"] input[name=into]', leaver);
    await page.click('form[action$="/merge"] button');
    await page.waitForURL('**?done=1');
    await openAdmin(page, household, locale, '/members');
    await page.getByPlaceholder(words['members.search'] ?? '').fill(leaver);
    await expect.poll(() => page.locator('main table a').count(), patience).toBe(1);
    await page.locator('main table a').click();
    await page.waitForURL('**/members/*');
    await settled(page);
    const merged = async (): Promise<string> => {
      await page.reload();
      await settled(page);
      return plain(await page.locator('main').innerText());
    };
    await expect.poll(merged, slowly).toContain(words['merge.list']);
    expect(await merged()).toMatch(/1,820/u);
    await looked(page, 'merged');
    await page
      .getByRole('button', { name: begins(words['merge.undo'] ?? '') })
      .first()
      .click();
    await page
      .getByText(words['merge.undone'] ?? '')
      .first()
      .waitFor();
    await expect.poll(merged, slowly).toMatch(/1,230/u);
    await looked(page, 'two-again');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('no page of the buyer complained about anything', () => expect(person.complaints).toEqual([]));
});

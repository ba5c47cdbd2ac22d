// A merchant's first day: set up a program, see points come in, mend a mistake, join two accounts of one person and take it back.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { newPerson, openBrowser, picture, type Person } from './harness/browser.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { openAdmin, settled } from './harness/merchant.ts';
import { makeOrder } from './harness/sandbox.ts';

const teapots = (customerEmail: string) => ({ customerEmail, lines: [{ sku: 'CER-BOWL', quantity: 2 }] });
/** A published program is known to every process after this long. */
const inForceWithinMs = 6_500;

describe('a merchant', () => {
  let household: Household;
  let browser: Browser;
  let merchant: Person;

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold('merchant'), openBrowser()]);
    merchant = await newPerson(browser);
    await openAdmin(merchant.page, household, 'en', '/setup');
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name, exact: true }).first().click();

  test('sets up a live program in four steps, and sees that shoppers see it', async () => {
    const { page } = merchant;
    await press(page, 'Next');
    await page.getByRole('radio', { name: /Bring customers back/ }).check();
    await press(page, 'Suggest a program');
    await page
      .getByText(/^Customers earn/)
      .first()
      .waitFor();
    await picture(page, 'merchant-suggestion-en');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Publish this program');
    await page.getByText('Shoppers see the program').waitFor({ timeout: 20_000 });
    await picture(page, 'merchant-storefront-en');
  });

  async function openMember(page: Page, email: string): Promise<void> {
    await page.getByRole('link', { name: 'Members', exact: true }).first().click();
    await page.getByPlaceholder(/Search/).fill(email);
    await expect.poll(() => page.locator('main table a').count()).toBe(1);
    await page.locator('main table a').click();
    await page.waitForURL('**/members/*');
    await settled(page);
  }

  test('gives points by hand and takes them back at once', async () => {
    const { page } = merchant;
    await new Promise((next) => setTimeout(next, inForceWithinMs));
    await makeOrder(household, teapots('one@example.com'));
    await makeOrder(household, teapots('two@example.com'));
    await openMember(page, 'one@example.com');
    await press(page, 'Adjust points');
    await page.getByLabel('How many points').fill('50');
    await page.getByLabel('Reason').fill('The parcel came late');
    await page.getByLabel('Note for staff').fill('Ticket 12');
    await press(page, 'Give the points');
    await page.getByText('50 points were given by hand').waitFor();
    await press(page, 'Undo');
    await page
      .getByText(/^Undone/)
      .first()
      .waitFor();
    await page.getByText('A change by hand undone').first().waitFor();
    await picture(page, 'merchant-undone-en');
    expect(await violations(page)).toEqual([]);
  });

  test('joins two accounts, with a look at what happens, and takes that back', async () => {
    const { page, complaints } = merchant;
    await press(page, 'Merge into another account');
    await page.getByLabel('Search for the other account').fill('two@example.com');
    await page.getByRole('radio').first().check();
    await press(page, 'See what happens');
    await page.getByRole('button', { name: 'Merge', exact: true }).waitFor();
    await picture(page, 'merchant-merge-en', false);
    expect(await violations(page)).toEqual([]);
    await press(page, 'Merge');
    await page.getByRole('button', { name: /^Undo \(until/ }).click();
    await page.getByText('The accounts are two again.').first().waitFor();
    await picture(page, 'merchant-two-again-en');
    expect(complaints).toEqual([]);
  });

  test('finds every step in the audit log', async () => {
    const { page } = merchant;
    await page.getByRole('link', { name: 'Settings', exact: true }).first().click();
    await page.getByRole('tab', { name: 'Audit log' }).click();
    const log = page.getByRole('table', { name: 'Audit log' });
    for (const what of ['Program published', 'Points changed by hand', 'Change by hand undone', 'Accounts merged', 'Merge undone']) {
      await log.getByText(what, { exact: true }).first().waitFor();
    }
  });
});

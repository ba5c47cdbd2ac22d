// The panel and the adjust dialog by keyboard alone. No mouse is used after a page has been opened.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPerson, openBrowser, type Locale } from './harness/browser.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { openAdmin, settled } from './harness/merchant.ts';
import { makeOrder } from './harness/sandbox.ts';
import { launcherShows, openShop, panel, signIn } from './harness/shopper.ts';

const email = 'yael@example.com';

/** What has the focus, also inside our shadow root: its role or element, and its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element: Element | null = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (element === null) return '';
    return `${element.id || element.className || element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`.trim();
  });
}

async function tabTo(page: Page, wanted: RegExp, most = 60): Promise<void> {
  const passed: string[] = [];
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press('Tab');
    passed.push(await focused(page));
    if (wanted.test(passed.at(-1) ?? '')) return;
  }
  throw new Error(`Tab never came to ${wanted}; it passed:\n${passed.join('\n')}`);
}

describe('without a mouse', () => {
  let household: Household;
  let browser: Browser;

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold('keyboard'), openBrowser()]);
    await makeOrder(household, { customerEmail: email, lines: [{ sku: 'CER-BOWL', quantity: 2 }] });
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  test.each<Locale>(['en', 'fa'])('a shopper opens the panel, reads why, and comes back to where they were, in %s', async (locale) => {
    const { page, context, complaints } = await newPerson(browser);
    await signIn(page, household, email);
    await openShop(page, household, locale);
    await launcherShows(page, 73);
    await tabTo(page, /^launcher/);
    await page.keyboard.press('Enter');
    await panel(page).locator('.body').waitFor();
    // Before the balance has come there are no tabs to go to.
    await panel(page).locator('[role=tab]').first().waitFor();
    expect(await focused(page)).toMatch(/^title/);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/^close/);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/^tab-earn/);
    await page.keyboard.press(locale === 'fa' ? 'ArrowLeft' : 'ArrowRight');
    expect(await focused(page)).toMatch(/^tab-history/);
    await tabTo(page, /^line/, 3);
    await page.keyboard.press('Enter');
    await panel(page).locator('.why').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/^close/);
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toMatch(/^line/);
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
    expect(await focused(page)).toMatch(/^launcher/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each<Locale>(['en', 'he'])(
    'a member says yes to the newsletter and takes it back, leaves the program and comes back, in %s',
    async (locale) => {
      const { page, context, complaints } = await newPerson(browser);
      await signIn(page, household, email);
      await openShop(page, household, locale);
      await tabTo(page, /^launcher/);
      await page.keyboard.press('Enter');
      await panel(page).locator('[role=tab]').first().waitFor();
      await tabTo(page, /^tab-earn/, 3);
      await page.keyboard.press('End');
      expect(await focused(page)).toMatch(/^tab-help/);
      for (const turned of ['true', 'false']) {
        await tabTo(page, /^switch/);
        await page.keyboard.press('Space');
        await panel(page).locator(`[role=switch][aria-checked=${turned}]`).waitFor();
        expect(await focused(page)).toMatch(/^switch/);
        await page.keyboard.press('Shift+Tab');
      }
      await tabTo(page, /^plain/);
      await page.keyboard.press('Enter');
      await tabTo(page, /^secondary/, 2);
      await page.keyboard.press('Enter');
      await panel(page).locator('.membership .primary').waitFor();
      expect(await focused(page)).toMatch(/^membership/);
      await tabTo(page, /^primary/, 2);
      await page.keyboard.press('Enter');
      await panel(page).locator('.leaving').waitFor();
      expect(await focused(page)).toMatch(/^membership/);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test('a merchant takes points away in the adjust dialog, after being told what is missing', async () => {
    const { page, context, complaints } = await newPerson(browser);
    await openAdmin(page, household, 'en', '/members');
    const name = await page.locator('main table a').first().innerText();
    await tabTo(page, new RegExp(`${name}$`));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/members/*');
    await settled(page);
    await tabTo(page, /Adjust points$/);
    await page.keyboard.press('Enter');
    const dialog = page.locator('dialog[open]');
    await dialog.waitFor();
    await tabTo(page, /Give the points/, 6);
    await page.keyboard.press('Enter');
    await dialog.getByText('Say why, so that it can be understood later.').waitFor();
    // The focus goes to the first field that is wrong, the points, once the page shows what is wrong.
    await dialog.locator('input[aria-invalid=true]:focus').waitFor();
    await page.keyboard.type('13');
    await page.keyboard.press('Tab');
    await page.keyboard.type('The parcel was counted twice');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /Take the points away/, 6);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await focused(page)).toMatch(/Adjust points$/);
    await page.getByText('The balance is now 60.').first().waitFor();
    await page.locator('main tr', { hasText: 'Points taken away by hand' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a merchant closes the dialog with Escape and nothing has happened', async () => {
    const { page, context } = await newPerson(browser);
    await openAdmin(page, household, 'en', '/members');
    await page.locator('main table a').first().press('Enter');
    await page.waitForURL('**/members/*');
    await settled(page);
    await tabTo(page, /Adjust points$/);
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    expect(await focused(page)).toMatch(/Adjust points$/);
    await context.close();
  });
});

// Every page that a shopper sees and every screen of the admin, in English and in Persian: looked at by axe, and kept as pictures.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { newPerson, openBrowser, phone, picture, type Locale, type Person } from './harness/browser.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { openAdmin, walkTo } from './harness/merchant.ts';
import { addToCart, becomeMember, closePanel, openPanel, openShop, openTab, panel, signIn } from './harness/shopper.ts';

const email = 'noa@example.com';
const screens = [
  '/',
  '/members',
  '/program',
  '/program?tab=earning&open=earning.rules.0',
  ...['rewards', 'tiers', 'campaigns', 'referrals', 'policies', 'dry-run', 'versions&version=1'].map((tab) => `/program?tab=${tab}`),
  '/setup',
  ...['goal', 'program', 'storefront'].map((step) => `/setup?step=${step}`),
  '/referrals',
  ...['all', 'review'].map((tab) => `/referrals?tab=${tab}`),
  '/accounts',
  '/activity',
  '/ledger',
  '/inbox',
  '/inbox?state=dead',
  '/settings',
  ...['languages', 'accounts', 'referrals', 'mail', 'staff', 'privacy', 'audit'].map((tab) => `/settings?tab=${tab}`),
  '/nowhere',
];
const nameOf = (path: string): string => path.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '') || 'overview';

describe('what people see', () => {
  let household: Household;
  let browser: Browser;
  let shopper: Person;
  let thankYou = '';
  let memberPath = '';

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold('look'), openBrowser()]);
    shopper = await newPerson(browser);
    await becomeMember(shopper.page, household, { locale: 'en', email, product: 'house-espresso', quantity: 3, points: 34 });
    thankYou = new URL(shopper.page.url()).pathname;
    await addToCart(shopper.page, household, 'matcha-bowl', 1);
    const merchant = await newPerson(browser);
    await openAdmin(merchant.page, household, 'en', '/members');
    memberPath = (await merchant.page.locator('main table a').first().getAttribute('href')) ?? '';
    await merchant.context.close();
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  async function shopPage(page: Page, path: string, name: string): Promise<string[]> {
    await page.goto(`${household.shop}${path}`);
    await picture(page, name);
    return violations(page);
  }

  test.each<Locale>(['en', 'fa'])('has no fault of access on any page of the shop, nor in the panel over it, in %s', async (locale) => {
    const { page } = shopper;
    await openShop(page, household, locale);
    const found: string[] = [];
    for (const path of ['/', '/products/hillside-sencha', '/cart', '/checkout', thankYou, '/account']) {
      found.push(...(await shopPage(page, path, `shop-${nameOf(path).replace(/checkouts-.*/, 'thanks')}-${locale}`)));
      await openPanel(page);
      found.push(...(await violations(page)));
      await closePanel(page);
    }
    await openPanel(page);
    for (const tab of ['earn', 'history', 'help'] as const) {
      await openTab(page, tab);
      found.push(...(await violations(page)));
      await picture(page, `panel-${tab}-${locale}`, false);
    }
    await panel(page).locator('.leaving button').click();
    found.push(...(await violations(page)));
    await picture(page, `panel-membership-${locale}`, false);
    expect(found).toEqual([]);
  });

  test.each<Locale>(['en', 'fa', 'he'])('has no fault of access on a phone, for a member and for a guest, in %s', async (locale) => {
    const found: string[] = [];
    for (const kind of ['member', 'guest'] as const) {
      const { page, context, complaints } = await newPerson(browser, { viewport: phone });
      await openShop(page, household, locale);
      if (kind === 'member') await signIn(page, household, email);
      await openShop(page, household, locale);
      await picture(page, `phone-shop-${kind}-${locale}`, false);
      await openPanel(page);
      for (const tab of kind === 'member' ? (['earn', 'history', 'help'] as const) : (['earn', 'help'] as const)) {
        await openTab(page, tab);
        found.push(...(await violations(page)), ...complaints);
        await picture(page, `phone-panel-${kind}-${tab}-${locale}`, false);
      }
      await context.close();
    }
    expect(found).toEqual([]);
  });

  /** By the page's own router, because a page that is loaded anew signs in anew, and nobody may do that so often. */
  async function screen(page: Page, path: string, name: string): Promise<string[]> {
    await walkTo(page, path);
    await picture(page, name);
    return violations(page);
  }

  test.each<Locale>(['en', 'fa'])('has no fault of access on any screen of the admin in %s', async (locale) => {
    const { page, context, complaints } = await newPerson(browser);
    await openAdmin(page, household, locale);
    const found: string[] = [];
    for (const path of [...screens, memberPath]) {
      const name = path === memberPath ? 'member' : nameOf(path);
      await page.setViewportSize({ width: 1280, height: 900 });
      found.push(...(await screen(page, path, `admin-${name}-${locale}`)));
      await page.setViewportSize(phone);
      await picture(page, `phone-admin-${name}-${locale}`);
      found.push(...(await violations(page)));
    }
    await walkTo(page, '/settings?tab=mail');
    await page.locator('main button[aria-expanded=false]').first().click();
    await page.locator('main iframe').waitFor();
    found.push(...(await violations(page)));
    await picture(page, `phone-admin-mail-words-${locale}`);
    await walkTo(page, memberPath);
    await page.locator('.lk-detail, main button[aria-expanded]').first().click();
    found.push(...(await violations(page)));
    await picture(page, `phone-admin-why-${locale}`);
    await page.locator('main button:has-text("Adjust"), main button:has-text("تغییر")').first().click();
    await page.locator('dialog[open]').waitFor();
    found.push(...(await violations(page)));
    await picture(page, `phone-admin-adjust-${locale}`, false);
    expect([...found, ...complaints]).toEqual([]);
    await context.close();
  });

  test('left no complaint in the shopper’s window', () => {
    expect(shopper.complaints).toEqual([]);
  });
});

// Our admin inside the store's admin, where every call is signed by a session token that lives for a minute.
import { SignJWT } from 'jose';
import type { Browser, Frame, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { newPerson, openBrowser, picture, type Locale } from './harness/browser.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { openAdmin, settled } from './harness/merchant.ts';
import { makeOrder } from './harness/sandbox.ts';
import { SANDBOX_API_KEY, SANDBOX_API_SECRET } from '../src/env.ts';

const door = '/store/tea-and-clay/apps/lasting';
const shop = 'https://tea-and-clay.myshopify.com';

async function openFrame(page: Page, household: Household, locale: Locale): Promise<Frame> {
  await page.goto(`${household.shop}${door}?lang=${locale}`);
  const frame = await (await page.waitForSelector('iframe#app')).contentFrame();
  if (frame === null) throw new Error('the store admin shows no frame');
  await settled(frame);
  // Without a session the frame has a heading as well, and says why.
  expect(await frame.locator('nav a').count(), await frame.locator('body').innerText()).toBeGreaterThan(0);
  return frame;
}

/** As the store would have made it three minutes ago. */
function expiredToken(): Promise<string> {
  const then = Math.floor(Date.now() / 1_000) - 180;
  return new SignJWT({ dest: shop, sid: 'earlier' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(`${shop}/admin`)
    .setAudience(SANDBOX_API_KEY)
    .setSubject('1')
    .setIssuedAt(then)
    .setNotBefore(then)
    .setExpirationTime(then + 60)
    .sign(new TextEncoder().encode(SANDBOX_API_SECRET));
}

describe('the admin inside the store’s admin', () => {
  let household: Household;
  let browser: Browser;

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold('embedded'), openBrowser()]);
    await makeOrder(household, { customerEmail: 'dana@example.com', lines: [{ sku: 'CER-BOWL', quantity: 2 }] });
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  test.each<Locale>(['en', 'fa'])('opens in the frame in %s, without our own top bar, and walks through its screens', async (locale) => {
    const { page, context, complaints } = await newPerson(browser);
    const frame = await openFrame(page, household, locale);
    expect(await frame.locator('html').getAttribute('dir')).toBe(locale === 'fa' ? 'rtl' : 'ltr');
    expect(await frame.locator('.shell-top').count()).toBe(0);
    expect(new URL(frame.url()).searchParams.has('id_token')).toBe(false);
    await picture(page, `embedded-overview-${locale}`, false);
    await frame.locator('nav a[href*="/members"]').first().click();
    await frame.locator('main table a').first().click();
    await frame.waitForURL('**/members/*');
    await settled(frame);
    expect(await violations(frame)).toEqual([]);
    await picture(page, `embedded-member-${locale}`, false);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('goes on by itself when the token it was given has expired', async () => {
    const { page, context } = await newPerson(browser);
    const frame = await openFrame(page, household, 'en');
    const answers: number[] = [];
    page.on('response', (response: Response) => {
      if (response.url().includes('/admin/api/')) answers.push(response.status());
    });
    await page.route('**/__sim/id-token', async (route) => {
      if (answers.includes(401)) await route.continue();
      else await route.fulfill({ json: { token: await expiredToken() } });
    });
    await frame.locator('nav a[href*="/members"]').first().click();
    await expect.poll(() => [answers.includes(401), answers.at(-1)]).toEqual([true, 200]);
    await frame.getByRole('link', { name: 'Sam Example' }).first().waitFor();
    await context.close();
  });

  test('shows the message of a change in the store’s own way', async () => {
    const { page, context, complaints } = await newPerson(browser);
    const frame = await openFrame(page, household, 'en');
    await frame.locator('nav a[href*="/members"]').first().click();
    await frame.locator('main table a').first().click();
    await frame.getByRole('button', { name: 'Adjust points' }).click();
    await frame.getByLabel('How many points').fill('7');
    await frame.getByLabel('Reason').fill('A gift for your patience');
    await frame.getByRole('button', { name: 'Give the points' }).click();
    await page.locator('#toast', { hasText: 'The balance is now 80' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('also stands alone, signed in by the development login', async () => {
    const { page, context, complaints } = await newPerson(browser);
    await openAdmin(page, household, 'en');
    expect(await page.locator('.shell-top').innerText()).toContain('Tea & Clay');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

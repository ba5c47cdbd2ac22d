// A year in which every message was lost: the merchant brings it in, sees how far it is, and every order was given exactly what its goods deserve.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { violations } from './harness/axe.ts';
import { newPerson, openBrowser, phone, picture } from './harness/browser.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { lasting } from './harness/lasting.ts';
import { openAdmin } from './harness/merchant.ts';
import { deservedByShop, devToken, differences, givenPerOrder } from './harness/points-truth.ts';
import { askSandbox, liveAYear, makeOrder } from './harness/sandbox.ts';

const ORDERS = 120;
const verification = z.object({ ok: z.boolean() });
const reconciled = z.object({ found: z.number(), dead: z.number() });

describe('a year of which nothing was heard', () => {
  let household: Household;
  let browser: Browser;

  beforeAll(async () => {
    household = await startHousehold('catching-up');
    browser = await openBrowser();
    await askSandbox(household, z.unknown(), '/settings', { plan: 'plus' });
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  test('is brought in by the merchant, with every point', async () => {
    const first = await makeOrder(household, { customerEmail: 'first@example.com', lines: [{ sku: 'CER-BOWL', quantity: 1 }] });
    await askSandbox(household, z.unknown(), '/faults', { dropRate: 1 });
    await liveAYear(household, ORDERS, 60_000);
    const { page, complaints } = await newPerson(browser);
    await openAdmin(page, household, 'en', '/inbox');
    // The first time it began by itself, and may still be under way.
    await page.getByRole('button', { name: 'Bring in again' }).click({ timeout: 60_000 });
    await page.getByText(/were brought in on/).waitFor({ timeout: 60_000 });
    const ids = Array.from({ length: ORDERS + 1 }, (_, index) => first.id + index);
    const deserved = new Map(await Promise.all(ids.map(async (id) => [String(id), await deservedByShop(household, id)] as const)));
    const token = await devToken(household);
    const look = async () => differences(deserved, await givenPerOrder(household, token));
    await expect.poll(look, { timeout: 60_000, interval: 500 }).toEqual([]);
    await page.reload();
    await page.getByText(/were brought in on/).waitFor({ timeout: 60_000 });
    await picture(page, 'health-en');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await lasting(household, verification, 'verify')).toMatchObject({ code: 0, value: { ok: true } });
  });

  test.each(['fa', 'he'] as const)('is told in %s, on a phone', async (locale) => {
    const { page } = await newPerson(browser, { viewport: phone });
    await openAdmin(page, household, locale, '/inbox');
    await page.locator('main').getByRole('button').first().waitFor();
    await picture(page, `health-${locale}-phone`);
    expect(await violations(page)).toEqual([]);
  });

  test('and an operator asks for the rest', async () => {
    const store = z.array(z.object({ storeId: z.string() })).or(z.object({ stores: z.array(z.object({ storeId: z.string() })) }));
    const { value } = await lasting(household, store, 'stores', 'list');
    const [known] = Array.isArray(value) ? value : value.stores;
    const said = await lasting(household, reconciled, 'reconcile', '--store', known?.storeId ?? '', '--since', '2020-01-01');
    expect(said).toMatchObject({ code: 0, value: { found: 0, dead: 0 } });
  });
});

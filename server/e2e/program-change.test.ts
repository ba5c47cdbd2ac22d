// The merchant pays more for the same order from now on; what was bought before keeps what it was promised.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newPerson, openBrowser, picture, type Person } from './harness/browser.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { lasting } from './harness/lasting.ts';
import { openAdmin } from './harness/merchant.ts';
import { makeOrder, refundOrder } from './harness/sandbox.ts';

/** Long enough after saving for the new version to be in force. */
const inForceWithinMs = 6_500;
/** Each look is a command of its own. */
const patience = { timeout: 20_000, interval: 200 };
const shownOrder = z.object({ deserved: z.number(), given: z.number(), why: z.object({ programVersion: z.number() }) });
const storeList = z.array(z.object({ storeId: z.string(), platform: z.string() }));
const bowls = { customerEmail: 'early@example.com', lines: [{ sku: 'CER-BOWL', quantity: 2 }] };

describe('a change of the program', () => {
  let household: Household;
  let browser: Browser;
  let merchant: Person;
  let store = '';
  let early = 0;

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold('program'), openBrowser()]);
    merchant = await newPerson(browser);
    early = (await makeOrder(household, bowls)).id;
    const { value: stores } = await lasting(household, storeList, 'stores', 'list');
    store = stores.find(({ platform }) => platform === 'shopify')?.storeId ?? '';
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  const order = async (id: number) => (await lasting(household, shownOrder, 'orders', 'show', String(id), '--store', store)).value;

  /** As a merchant does: change the rule's bold parts, save the draft, publish it. */
  async function publishRate(page: Page, points: string, euro: string): Promise<void> {
    await page.getByLabel('Points', { exact: true }).first().fill(points);
    await page.getByLabel('For every').first().fill(euro);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Draft, ready to publish').waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Publish now' }).click();
    await page.getByText('Version 2 is published').first().waitFor();
  }

  test('counts a later order by the new rate', async () => {
    const { page, complaints } = merchant;
    await openAdmin(page, household, 'en', '/program?tab=earning&open=earning.rules.0');
    await publishRate(page, '5', '2');
    await picture(page, 'admin-program-saved-en');
    await new Promise((next) => setTimeout(next, inForceWithinMs));
    const late = await makeOrder(household, { ...bowls, customerEmail: 'late@example.com' });
    await expect.poll(() => order(late.id), patience).toMatchObject({ deserved: 182, given: 182, why: { programVersion: 2 } });
    expect(complaints).toEqual([]);
  });

  test('judges an earlier order by the old rate, also when it is refunded later', async () => {
    expect(await order(early)).toMatchObject({ deserved: 73, given: 73, why: { programVersion: 1 } });
    await refundOrder(household, early, 'CER-BOWL', 1);
    await expect.poll(() => order(early), patience).toMatchObject({ deserved: 36, given: 36, why: { programVersion: 1 } });
  });
});

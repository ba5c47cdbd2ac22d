// Bringing friends where a member is already: by a link to the panel from any page, and on a page of their own in the shop's account.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { desktop, newPerson, openBrowser, phone, picture, type Locale, type Person } from './harness/browser.ts';
import { button, PAGE, place, plain, said } from './harness/extensions.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { startBringingFriends } from './harness/referrals.ts';
import { openShop, panel, signIn } from './harness/shopper.ts';

const text = async (page: Page): Promise<string> => plain(await place(page, PAGE).innerText());

describe.each<[Locale, typeof desktop]>([
  ['en', desktop],
  ['he', phone],
])('friends where the member is, in %s', (locale, viewport) => {
  const tell = (key: string): string => said('friends', locale, 'friends', key);
  let household: Household;
  let browser: Browser;
  let member: Person;

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold(`friends-${locale}`), openBrowser()]);
    await startBringingFriends(household);
    member = await newPerson(browser, { viewport });
    await openShop(member.page, household, locale);
    await signIn(member.page, household, `tal.${locale}@example.com`);
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  test('the account’s own block leads to the page about friends, on the page it stands in, as often as one likes', async () => {
    const { page } = member;
    await page.goto(`${household.shop}/account`);
    for (const time of [1, 2]) {
      await page.locator('lasting-block[data-kind=friends] a').click();
      await panel(page).locator('.own-link').waitFor();
      if (time === 1) await picture(page, `friends-panel-${locale}`, false);
      if (time === 1) expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect.poll(() => new URL(page.url()).hash).toBe('');
    }
  });

  test('an address with a friend’s code puts it into the cart and forgets it', async () => {
    const { page } = member;
    await page.goto(`${household.shop}/?lasting_ref=ADA-7KQ2`);
    await expect.poll(() => new URL(page.url()).search).not.toContain('lasting_ref');
    const cart = (await (await page.request.get(`${household.shop}/cart.js`)).json()) as { readonly attributes?: Record<string, string> };
    expect(cart.attributes?.['_lasting_ref']).toBe('ADA-7KQ2');
  });

  test('the account has a page about friends: the link, its ways, and a code of one’s own, once', async () => {
    const { page } = member;
    const own = `TAL-ROOM-${locale.toUpperCase()}`;
    await page.goto(`${household.shop}/account/pages/friends`);
    await expect.poll(() => text(page), { timeout: 15_000 }).toContain('/apps/lasting/ref/');
    await button(place(page, PAGE), tell('change')).click();
    await page.locator('s-text-field input').fill(own.toLowerCase());
    await button(place(page, PAGE), tell('changeCheck')).click();
    await picture(page, `friends-account-${locale}`);
    expect(await violations(page)).toEqual([]);
    await button(place(page, PAGE), tell('changeSure')).click();
    await expect.poll(() => text(page), { timeout: 15_000 }).toContain(`/apps/lasting/ref/${own}`);
    expect(await text(page)).not.toContain(tell('change'));
    await picture(page, `friends-account-changed-${locale}`);
  });
});

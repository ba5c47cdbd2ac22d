// What people do and see on the pages about friends: the page of a link, the cart it leads to, and the pictures of all of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { violations } from './axe.ts';
import { desktop, phone, picture, type Locale } from './browser.ts';
import { root, type Household } from './household.ts';

export const TEAPOT = 'stoneware-teapot';
/** Two teapots at 59.00, ten points for every euro. */
export const FIRST = 1_180;
export const patience = { timeout: 30_000, interval: 1_000 };
export const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'en-GB', fa: 'fa-IR', he: 'he-IL' };
export const FIVE = { en: 'Five euros off', fa: 'پنج یورو تخفیف', he: 'חמישה אירו הנחה' };

const wordsIn = (path: string): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
/** What the panel says of friends, up to the first place of each sentence. */
export const panelWords = (locale: Locale): Record<string, string> => z.record(z.string(), z.unknown()).transform((all) => Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => typeof entry[1] === 'string').map(([key, text]) => [key, text.split('{')[0]?.trim() ?? '']))).parse(wordsIn(`extensions/theme/src/locales/${locale}.json`)['friends']); // prettier-ignore
export const adminWords = (locale: Locale): Record<string, string> =>
  z.record(z.string(), z.string()).parse(wordsIn(`web/src/locales/${locale}.json`));

/** On a desktop and a phone, with what axe finds. */
export async function looked(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? desktop;
  const found: string[] = [];
  for (const [kind, size] of [
    ['desktop', desktop],
    ['phone', phone],
  ] as const) {
    await page.setViewportSize(size);
    await picture(page, `referrals-${name}-${kind}`, !name.startsWith('panel'));
    found.push(...(await violations(page)));
  }
  await page.setViewportSize(before);
  expect(found).toEqual([]);
}

const cart = z.object({ discount_codes: z.array(z.object({ code: z.string(), applicable: z.boolean() })) });

/** Whether the shop takes the code: it is told at once, and made a moment later. */
export async function takes(page: Page, { shop }: Household, code: string): Promise<boolean> {
  const answer = await page.request.get(`${shop}/cart.js`);
  const { discount_codes: codes } = cart.parse(await answer.json());
  return codes.some((one) => one.code === code && one.applicable);
}

/** On the page of a link: the address is given, and the code is there. */
export async function takeGift(page: Page, email: string): Promise<string> {
  await page.fill('input[name=email]', email);
  await page.click('form button');
  return (await page.locator('p.code').innerText()).trim();
}

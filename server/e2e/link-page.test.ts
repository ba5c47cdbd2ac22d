// The page behind a link in a real browser: for who sees little, who has no mouse, no script or a small screen.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { code, store, useReferralWorld, world } from '../test/api/referral-world.ts';
import { openBrowser } from './harness/browser.ts';
import { violations } from './harness/axe.ts';

useReferralWorld();
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const signed = (customer: string): string => `shop=${store}&signature=good&logged_in_customer_id=${customer}`;

interface Look {
  readonly width?: number;
  readonly dark?: boolean;
  readonly scripts?: boolean;
}

async function open(
  path: string,
  { width = 1_000, dark = false, scripts = true }: Look = {},
): Promise<{ page: Page; context: BrowserContext; said: string[] }> {
  const colorScheme = dark ? 'dark' : 'light';
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled: scripts });
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(`${world.app.url}${path}`);
  return { page, context, said };
}

const at = (of = code): string => `/ref/${store}/${of}`;
const own = (): string => `/proxy/ref/${code}?${signed('c-Ada')}&locale=`;
const PAGES = [
  ['an invitation', () => `${at()}?locale=`],
  ['a link that is over', () => `${at('ADA-0000')}?locale=`],
  ['an advocate’s own link', own],
] as const;

/** A link that is over is a page that is not there; and no shop stands here that would sign what its page loads. */
const EXPECTED = /status of (404|401)/u;

test.each(PAGES)('%s keeps to every rule of axe, in three languages, light and dark, small and large', async (_name, path) => {
  const found: string[] = [];
  for (const locale of ['en', 'fa', 'he'])
    for (const look of [{ width: 320, dark: true }, { width: 1_000 }]) {
      const { page, context, said } = await open(`${path()}${locale}`, look);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      found.push(
        ...(await violations(page)),
        ...said.filter((text) => !EXPECTED.test(text)),
        ...(wide > 0 ? [`${locale}: ${wide} px too wide`] : []),
      );
      await context.close();
    }
  expect(found).toEqual([]);
});

test('an invitation is walked through by keyboard alone, from the address to the shop', async () => {
  const { page, context } = await open(`${at()}?locale=en`);
  const walked: string[] = [];
  for (let step = 0; step < 3; step += 1) {
    await page.keyboard.press('Tab');
    walked.push(await page.evaluate(() => `${document.activeElement?.tagName}:${document.activeElement?.textContent}`));
  }
  expect(walked.map((each) => each.replaceAll(/[\u2068\u2069]/gu, ''))).toEqual(['INPUT:', 'BUTTON:Get my gift', 'A:Go to Tea and Clay']);
  await context.close();
});

test('an invitation is whole without scripts, and loads nothing from another host', async () => {
  const { page, context } = await open(`${at()}?locale=fa`, { scripts: false });
  expect(await page.locator('h1').innerText()).toContain('هدیه');
  expect(await page.locator('form button').isVisible()).toBe(true);
  await context.close();
  const other = await browser.newContext();
  const asked: string[] = [];
  other.on('request', (request) => asked.push(new URL(request.url()).origin));
  const tab = await other.newPage();
  await tab.goto(`${world.app.url}${at()}`);
  await tab.waitForLoadState('networkidle');
  expect(new Set(asked)).toEqual(new Set([world.app.url]));
  await other.close();
});

test('the code is given on the page, is copied by a tap, and leads on, for who sees little as well', async () => {
  const found: string[] = [];
  for (const scripts of [true, false]) {
    const { page, context, said } = await open(`${at()}?locale=en`, { width: 320, scripts });
    if (scripts) await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('#email').fill('bo@example.com');
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Here is your code' }).waitFor();
    const code_ = await page.locator('.code').innerText();
    if (scripts) {
      await page.getByRole('button', { name: 'Copy the code' }).click();
      await page.getByText('Copied').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code_);
      found.push(...(await violations(page)), ...said);
    } else expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Use it now' }).getAttribute('href')).toMatch(
      new RegExp(`/discount/${code_}\\?redirect=/cart$`, 'u'),
    );
    await context.close();
  }
  expect(found).toEqual([]);
});

test('an address that is none is said to be so where the eye and the keyboard are', async () => {
  const { page, context } = await open(`${at()}?locale=fa`, { width: 320, dark: true });
  await page.locator('#email').fill('a@b');
  await page.locator('form').evaluate((form) => form.setAttribute('novalidate', ''));
  await page.locator('#email').fill('nonsense');
  await page.locator('form button').click();
  await page.getByRole('alert').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('email');
  expect(await page.locator('#email').inputValue()).toBe('nonsense');
  expect(await violations(page)).toEqual([]);
  await context.close();
});

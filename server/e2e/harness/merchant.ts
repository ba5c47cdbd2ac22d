// What a merchant does: in the sandbox's store-admin, and in our own admin standing alone or in the store's frame.
import type { Frame, Page } from 'playwright-core';
import type { Locale } from './browser.ts';
import type { Household } from './household.ts';

/** The order's page in the store-admin, found in its list as a merchant would. */
export async function openOrder(page: Page, { shop }: Household, orderNumber: string): Promise<void> {
  await page.goto(`${shop}/store-admin`);
  await page.locator('td a', { hasText: `#${orderNumber}` }).click();
  await page.waitForURL('**/store-admin/orders/*');
}

export async function refundPieces(page: Page, pieces: number): Promise<void> {
  const form = page.locator('form[action$="/refund"]');
  await form.locator('input[name^="line-"]').first().fill(String(pieces));
  await form.locator('button[type=submit]').click();
  await page.waitForURL('**?done=1');
}

/** Stands alone, signed in by the development login; the language is chosen as its own switch would. */
export async function openAdmin(page: Page, { admin }: Household, locale: Locale, path = '/'): Promise<void> {
  // Also run in frames; the one in which a mail is shown is nobody's, and keeps nothing.
  await page.addInitScript((chosen) => {
    if (self.origin !== 'null') localStorage.setItem('lasting.locale', chosen);
  }, locale);
  await page.goto(`${admin}${path}`);
  await settled(page);
}

/** To another screen without loading the page again, as a link in it would. */
export async function walkTo(page: Page, path: string): Promise<void> {
  const before = await page.locator('main h1').textContent();
  await page.evaluate((address) => {
    history.pushState({ idx: 1 }, '', address);
    dispatchEvent(new PopStateEvent('popstate', { state: { idx: 1 } }));
  }, path);
  // Two tabs of one screen share their heading; then the panel is what changes, at once.
  await page
    .locator('main h1')
    .filter({ hasNotText: before ?? '' })
    .waitFor({ timeout: 500 })
    .catch(() => undefined);
  await settled(page);
}

/** The screen has its heading, and nothing on it says that it is loading. */
export async function settled(page: Page | Frame): Promise<void> {
  await page.locator('main h1').waitFor();
  await page.locator('main [aria-busy=true], main .lk-skeleton').first().waitFor({ state: 'detached' });
}

/** The line about an order in a table of the admin. */
export const lineOf = (orderNumber: string): string => `#${orderNumber}`;

/** When a table of the page first showed the text, in milliseconds since 1970, noted by the page itself: looking from outside is coarse. */
export async function seenAt(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((done, fail) => {
        setTimeout(() => fail(new Error(`${wanted} was not seen within ten seconds`)), 10_000);
        const look = (): void => {
          if ([...document.querySelectorAll('main tr')].some((row) => row.textContent.includes(wanted))) done(Date.now());
        };
        new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
        look();
      }),
    text,
  );
}

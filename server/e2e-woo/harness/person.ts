// Somebody at a browser, who reads one language. WordPress' own words stay English: its language packs are not there.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../e2e/harness/household.ts';
import { desktop, newPerson, phone, type Locale, type Person } from '../../e2e/harness/browser.ts';
import type { Stage } from './stage.ts';

export const LANGUAGES: readonly Locale[] = ['en', 'fa', 'he'];
const WORDPRESS: Readonly<Record<Locale, string | null>> = { en: null, fa: 'fa_IR', he: 'he_IL' };
const BROWSER: Readonly<Record<Locale, string>> = { en: 'en-GB', fa: 'fa-IR', he: 'he-IL' };

/** The server's certificate is of this run: a browser takes it as it takes any of a real server. */
export async function arrives({ browser, store }: Stage, locale: Locale = 'en'): Promise<Person> {
  const person = await newPerson(browser, { locale: BROWSER[locale], ignoreHTTPSErrors: true });
  const language = WORDPRESS[locale];
  if (language !== null) await person.context.addCookies([{ name: 'probe_locale', value: language, url: store.url }]);
  return person;
}

/** What went wrong, but for pictures of faces and the like, which are on other machines. */
export const grievances = (complaints: readonly string[]): string[] => complaints.filter((line) => !line.includes('ERR_NAME_NOT_RESOLVED'));

/** Kept for people to look at, on a desktop and a phone: `.data/woo-shots/<name>-<size>.png`. */
export async function pictures(page: Page, name: string, whole = true): Promise<void> {
  const folder = join(root, '.data/woo-shots');
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize() ?? desktop;
  for (const [size, viewport] of Object.entries({ phone, desktop })) {
    await page.setViewportSize(viewport);
    await page.waitForTimeout(300); // Blocks draw themselves anew for a narrower place.
    await page.screenshot({ path: join(folder, `${name}-${size}.png`), fullPage: whole, animations: 'disabled' });
  }
  await page.setViewportSize(before);
}

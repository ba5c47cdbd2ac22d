// A real browser. Every page that is opened here is listened to: an error that the page itself reports fails the test that asked `complaints`.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { root } from './household.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };
export type Locale = 'en' | 'fa' | 'he';

export async function openBrowser(): Promise<Browser> {
  if (!existsSync(executablePath))
    throw new Error(
      `The browser tests need Chromium, and there is none at ${executablePath}. Install it (Debian: apt-get install chromium), or set CHROMIUM to where it is.`,
    );
  return chromium.launch({ executablePath, args });
}

/** One person at one browser: own cookies, and what went wrong on any page they saw. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
}

/** For one step of a page; a machine that is busy with other things may be given longer. */
const patienceMs = Number(process.env['E2E_PATIENCE_MS'] ?? 10_000);

/** What a browser says when a form is refused or a page is missing, which some tests want. */
const expected = /status of (401|404|409|422)/;

function listenTo(page: Page, complaints: string[]): void {
  page.setDefaultTimeout(patienceMs);
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    const bad = message.type() === 'error' || message.type() === 'warning';
    if (bad && !expected.test(message.text())) complaints.push(`${page.url()}: ${message.text()} ${message.location().url}`);
  });
}

/** What of a person's browser is not as usual. */
export interface Habits {
  readonly viewport?: typeof desktop;
  /** What their browser asks pages for; left out: English. */
  readonly locale?: string;
  readonly javaScriptEnabled?: boolean;
  readonly ignoreHTTPSErrors?: boolean;
}

export async function newPerson(browser: Browser, habits: Habits = {}): Promise<Person> {
  // People have windows; who says that there is none is taken for a program.
  const userAgent = `Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`;
  const usual = { viewport: desktop, reducedMotion: 'reduce', timezoneId: 'Europe/Berlin', userAgent } as const;
  const context = await browser.newContext({ ...usual, ...habits });
  const complaints: string[] = [];
  context.on('page', (page) => listenTo(page, complaints));
  return { context, page: await context.newPage(), complaints };
}

/** Kept for people to look at: `.data/e2e/<name>.png`. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  const folder = join(root, '.data/e2e');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage, animations: 'disabled' });
}

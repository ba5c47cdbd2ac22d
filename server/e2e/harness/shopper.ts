// What a shopper does in the sandbox shop, in any language: forms are found by their names, never by their words.
import type { Locator, Page } from 'playwright-core';
import type { Locale } from './browser.ts';
import type { Household } from './household.ts';

export interface Bought {
  readonly orderNumber: string;
  /** When the thank-you page began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds from the start of the thank-you page until the launcher showed each balance. */
  readonly shown: () => Promise<readonly ShownPoints[]>;
}

export interface ShownPoints {
  readonly points: number;
  readonly atMs: number;
}

/** Digits of any script, without separators, as a number; a minus may be of any script too. */
export function numberIn(text: string): number {
  const digits = Array.from(text).flatMap((sign) => {
    const code = sign.codePointAt(0) ?? 0;
    if (code >= 0x6f0 && code <= 0x6f9) return [String(code - 0x6f0)];
    return /\d/.test(sign) ? [sign] : [];
  });
  if (digits.length === 0) throw new Error(`no number in "${text}"`);
  return Number(digits.join('')) * (/[-−]/.test(text) ? -1 : 1);
}

export async function openShop(page: Page, { shop }: Household, locale: Locale): Promise<void> {
  await page.goto(`${shop}/?lang=${locale}`);
}

/** On the sign-in page: by the code that lands in the mailbox, as a shopper would; the mailbox is opened in a second tab. */
export async function signInHere(page: Page, { shop }: Household, email: string): Promise<void> {
  await page.fill('input[name=email]', email);
  await page.click('form[action="/account/login"] button');
  const mailbox = await page.context().newPage();
  await mailbox.goto(`${shop}/mailbox`);
  const codes = mailbox.locator('.mails > li', { hasText: email }).filter({ hasText: /\b\d{6}\b/u });
  const mail = await codes.first().innerText();
  await mailbox.close();
  const code = /\b\d{6}\b/.exec(mail)?.[0];
  if (code === undefined) throw new Error(`no code in the mail: ${mail}`);
  await page.fill('input[name=code]', code);
  await page.click('form[action="/account/code"] button');
  await page.waitForURL((url) => !['/account/login', '/account/code'].includes(url.pathname));
}

export async function signIn(page: Page, household: Household, email: string): Promise<void> {
  await page.goto(`${household.shop}/account/login`);
  await signInHere(page, household, email);
}

export async function addToCart(page: Page, { shop }: Household, product: string, quantity: number): Promise<void> {
  await page.goto(`${shop}/products/${product}`);
  await page.fill('input[name=quantity]', String(quantity));
  await page.click('form[action="/cart/add"] button');
  await page.waitForURL(`${shop}/cart`);
}

/** Where goods go, and to whom. */
export const SARA = { firstName: 'Sara', lastName: 'Karimi', address1: 'Lindenweg 5', zip: '10117', city: 'Berlin' };
export type Recipient = typeof SARA;

export async function fillCheckout(page: Page, { shop }: Household, email: string, recipient: Recipient = SARA): Promise<void> {
  await page.goto(`${shop}/checkout`);
  for (const [name, value] of Object.entries({ email, ...recipient })) await page.fill(`form[action="/checkout"] [name=${name}]`, value);
}

/** Pays, and watches from the first moment of the thank-you page what the launcher shows. */
export async function pay(page: Page): Promise<Bought> {
  await page.click('form[action="/checkout"] button[type=submit]');
  await page.waitForURL('**/thank-you', { waitUntil: 'commit' });
  const startedAt = await page.evaluate(() => performance.timeOrigin);
  const lead = await page.locator('.thanks .lead').innerText();
  const orderNumber = String(numberIn(/#[\d۰-۹]+/.exec(lead)?.[0] ?? lead));
  return {
    orderNumber,
    startedAt,
    shown: () => page.evaluate(() => (globalThis as unknown as { shownPoints: ShownPoints[] }).shownPoints),
  };
}

export interface Purchase {
  readonly email: string;
  readonly product: string;
  readonly quantity: number;
  /** Left out: Sara. */
  readonly recipient?: Recipient;
}

/** From the product to the thank-you page, by card; as whoever this browser is signed in as, or as a guest. */
export async function buy(page: Page, household: Household, { email, product, quantity, recipient }: Purchase): Promise<Bought> {
  await addToCart(page, household, product, quantity);
  await fillCheckout(page, household, email, recipient);
  return pay(page);
}

/** Somebody with an account and a first order, whose points the launcher shows. */
export async function becomeMember(
  page: Page,
  household: Household,
  { locale, points, ...purchase }: Purchase & { readonly locale: Locale; readonly points: number },
): Promise<Bought> {
  await openShop(page, household, locale);
  await signIn(page, household, purchase.email);
  const bought = await buy(page, household, purchase);
  await launcherShows(page, points);
  return bought;
}

/** To be called before the first page: notes when each balance came to be shown, on the page's own clock. */
export async function watchLauncher(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shownPoints: { points: number; atMs: number }[] = [];
    Object.assign(globalThis, { shownPoints });
    const look = (): void => {
      const text = document.getElementById('lasting-root')?.dataset['points'];
      if (text === undefined || shownPoints.at(-1)?.points === Number(text)) return;
      shownPoints.push({ points: Number(text), atMs: Math.round(performance.now()) });
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ['data-points'] });
  });
}

export const launcher = (page: Page): Locator => page.locator('#lasting-root button.launcher');
export const panel = (page: Page): Locator => page.locator('#lasting-root dialog.panel');

export async function launcherShows(page: Page, points: number): Promise<void> {
  await page.locator(`#lasting-root[data-points="${points}"]`).waitFor({ state: 'attached' });
}

export async function openPanel(page: Page): Promise<Locator> {
  await launcher(page).click();
  await panel(page).locator('.body').waitFor();
  return panel(page);
}

export async function openTab(page: Page, tab: 'rewards' | 'earn' | 'friends' | 'history' | 'help'): Promise<void> {
  await panel(page).locator(`#tab-${tab}`).click();
  await panel(page).locator(`[role=tabpanel][aria-labelledby=tab-${tab}]`).waitFor();
}

export async function closePanel(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'detached' });
}

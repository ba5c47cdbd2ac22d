// What a shopper does in the shop: an account, a cart, and both checkouts, the block one and the classic one.
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { php } from './php.ts';
import type { Stage } from './stage.ts';
import type { StoreFacts } from './store-facts.ts';

export const CHECKOUTS = ['block', 'classic'] as const;
export type Checkout = (typeof CHECKOUTS)[number];
export type Product = keyof StoreFacts['products'];
export type Basket = Partial<Record<Product, number>>;
export interface Customer {
  readonly id: number;
  readonly email: string;
  readonly password: string;
}

export const SARA = { first_name: 'Sara', last_name: 'Karimi', address_1: 'Lindenweg 5', postcode: '10117', city: 'Berlin' };
/** Somebody else, somewhere else. */
export const LINA: typeof SARA = { first_name: 'Lina', last_name: 'Novak', address_1: 'Ahornallee 71', postcode: '80331', city: 'München' };
const PASSWORD = 'a-long-enough-pass-7';
/** The shop makes its pages on one machine with everything else. */
export const patience = { timeout: 60_000 };
let people = 0;

/** Nobody else of this run has it. */
export const newAddress = (name: string): string => `${name}.${process.pid}.${(people += 1)}@example.test`;

/** An account that the shop has; nobody is signed in. */
export async function hasAccount({ store }: Stage, name: string): Promise<Customer> {
  const email = newAddress(name);
  const wish = { email, password: PASSWORD };
  const id = await php(
    store,
    z.int(),
    `return wc_create_new_customer($given['email'], '', $given['password'], array('first_name' => 'Sara', 'last_name' => 'Karimi'));`,
    wish,
  );
  return { id, ...wish };
}

export async function signsIn(page: Page, { store }: Stage, { email, password }: Pick<Customer, 'email' | 'password'>): Promise<void> {
  await page.goto(store.pages.account, patience);
  await page.fill('#username', email);
  await page.fill('#password', password);
  await page.click('button[name=login]');
  await page.locator('.woocommerce-MyAccount-navigation').waitFor(patience);
}

export async function putsInCart(page: Page, { store }: Stage, basket: Basket): Promise<void> {
  for (const [name, quantity] of Object.entries(basket)) {
    const id = store.products[name as Product];
    const answer = await page.request.get(`${store.url}/?add-to-cart=${id}&quantity=${quantity}`, patience);
    if (!answer.ok()) throw new Error(`${name} could not be put into the cart: ${answer.status()}`);
  }
}

export const checkoutPage = ({ pages }: StoreFacts, which: Checkout): string =>
  which === 'block' ? pages.checkout : pages.classicCheckout;
export const cartPage = ({ pages }: StoreFacts, which: Checkout): string => (which === 'block' ? pages.cart : pages.classicCart);

/** Block fields are written to the server a moment after they were left; the button waits for that by itself. */
async function fillBlock(page: Page, email: string, recipient: typeof SARA): Promise<void> {
  const form = page.locator('.wc-block-checkout__form');
  await form.waitFor(patience);
  const mail = form.locator('#email');
  if (await mail.isVisible()) await mail.fill(email);
  const edit = form.locator('.wc-block-components-address-card__edit').first();
  if (await edit.isVisible()) await edit.click();
  for (const [name, value] of Object.entries(recipient)) await form.locator(`#shipping-${name}`).fill(value);
}

async function fillClassic(page: Page, email: string, recipient: typeof SARA): Promise<void> {
  await page.locator('form.checkout #place_order').waitFor(patience);
  for (const [name, value] of Object.entries({ ...recipient, email })) await page.fill(`#billing_${name}`, value);
  await page.locator('#billing_email').blur();
}

/** Both checkouts wait a moment after the last key, ask for shipping and sums, and draw their parts anew: a press in between would fall on a part that is gone. */
const QUIET_MS = 2_500;

/** Until nothing on the page is being worked on, and nothing was asked for a while. */
export async function checkoutSettled(page: Page, which: Checkout): Promise<void> {
  const isAsked = (url: string): boolean => /\/wc\/store\/|wc-ajax=/u.test(url);
  let last = Date.now();
  const note = (request: { url(): string }): void => {
    if (isAsked(request.url())) last = Date.now();
  };
  page.on('request', note).on('requestfinished', note);
  while (Date.now() - last < QUIET_MS) await page.waitForTimeout(100);
  page.off('request', note).off('requestfinished', note);
  const busy = which === 'classic' ? '.blockUI.blockOverlay' : '.wc-block-components-loading-mask, .wc-block-components-skeleton';
  await page
    .locator(busy)
    .first()
    .waitFor({ state: 'detached', ...patience });
}

/** To the checkout, with everything that is asked there. */
export async function goesToCheckout(page: Page, { store }: Stage, which: Checkout, email: string, recipient = SARA): Promise<void> {
  await page.goto(checkoutPage(store, which), patience);
  await (which === 'block' ? fillBlock(page, email, recipient) : fillClassic(page, email, recipient));
  await checkoutSettled(page, which);
}

export const placeButton = (page: Page, which: Checkout): Locator =>
  page.locator(which === 'block' ? '.wc-block-components-checkout-place-order-button' : '#place_order');

async function choosesPayment(page: Page, which: Checkout, method: 'cod' | 'bacs'): Promise<void> {
  const radio = page.locator(which === 'block' ? `#radio-control-wc-payment-method-options-${method}` : `#payment_method_${method}`);
  // Its label lies over it, and the page may be scrolling to what it has to say.
  await radio.evaluate((one) => (one as HTMLInputElement).click());
}

export interface Placed {
  readonly orderId: number;
  /** The thank-you page: whoever has the address can open it. */
  readonly url: string;
}

export async function places(page: Page, which: Checkout, method: 'cod' | 'bacs' = 'cod'): Promise<Placed> {
  await choosesPayment(page, which, method);
  await checkoutSettled(page, which);
  await placeButton(page, which).click();
  await page.waitForURL('**/order-received/**', { ...patience, waitUntil: 'domcontentloaded' }).catch(async (error: unknown) => {
    const said = await page.locator('.is-error, .woocommerce-error, [role=alert]').allInnerTexts();
    throw new Error(`the order was not placed; the page says: ${said.join(' | ')}`, { cause: error });
  });
  const orderId = Number(/order-received\/(\d+)/u.exec(page.url())?.[1]);
  return { orderId, url: page.url() };
}

/** From an empty cart to the thank-you page. */
export async function buys(page: Page, stage: Stage, which: Checkout, basket: Basket, email: string, recipient = SARA): Promise<Placed> {
  await putsInCart(page, stage, basket);
  await goesToCheckout(page, stage, which, email, recipient);
  return places(page, which);
}

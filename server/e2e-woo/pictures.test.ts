// Pictures for people to look at: everything a shopper sees of us, in three languages, on a desktop and a phone. What it does is proved in the other files.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { launcher, openPanel } from '../e2e/harness/shopper.ts';
import { arrives, LANGUAGES, pictures } from './harness/person.ts';
import { box, chooses, hasPoints } from './harness/points.ts';
import { buys, cartPage, CHECKOUTS, goesToCheckout, newAddress, patience, places, putsInCart, signsIn } from './harness/shopper.ts';
import { story, type Stage } from './harness/stage.ts';

type Locale = (typeof LANGUAGES)[number];

async function ofCarts(page: Page, stage: Stage, locale: Locale, email: string): Promise<void> {
  for (const which of CHECKOUTS) {
    await putsInCart(page, stage, { MUG: 2 });
    await page.goto(cartPage(stage.store, which), patience);
    await box(page).locator('[data-key^="use-"]').first().waitFor(patience);
    await pictures(page, `cart-${which}-${locale}-offered`);
    await chooses(page, 'five');
    await pictures(page, `cart-${which}-${locale}-chosen`);
    await goesToCheckout(page, stage, which, email);
    await pictures(page, `checkout-${which}-${locale}`);
    await places(page, which);
    await page.locator('.lasting-thanks h2').waitFor(patience);
    await pictures(page, `thanks-${which}-${locale}-member`);
  }
}

async function ofMember(stage: Stage, locale: Locale): Promise<void> {
  const sara = await hasPoints(stage, `pictured.${locale}`);
  const { page, context } = await arrives(stage, locale);
  await signsIn(page, stage, sara);
  await page.locator('.woocommerce-MyAccount-navigation-link--lasting-rewards a').click(patience);
  await page
    .getByText(/1,000|۱٬۰۰۰/u)
    .first()
    .waitFor(patience);
  await pictures(page, `account-${locale}`);
  await page.goto(`${stage.store.url}/?p=${stage.store.products.MUG}`, patience);
  await launcher(page).waitFor(patience);
  await pictures(page, `product-${locale}`, false);
  await openPanel(page);
  await pictures(page, `panel-${locale}`, false);
  await ofCarts(page, stage, locale, sara.email);
  await context.close();
}

async function ofGuest(stage: Stage, locale: Locale): Promise<void> {
  const { page, context } = await arrives(stage, locale);
  await buys(page, stage, 'block', { MUG: 2 }, newAddress(`pictured.guest.${locale}`));
  await page.locator('.lasting-thanks .lasting-go').waitFor(patience);
  await pictures(page, `thanks-${locale}-guest`);
  expect(await page.locator('html').getAttribute('dir')).toBe(locale === 'en' ? null : 'rtl');
  await page.locator('.lasting-thanks .lasting-go').click();
  await page.locator('.lasting-thanks [role=status] h2').waitFor(patience);
  await pictures(page, `thanks-${locale}-opened`);
  await context.close();
}

story('pictures of a real shop', (stage) => {
  for (const locale of LANGUAGES) {
    test(`a member of the shop is shown everything in ${locale}`, { timeout: 600_000 }, () => ofMember(stage(), locale));
    test(`a guest of the shop is thanked in ${locale}`, { timeout: 600_000 }, () => ofGuest(stage(), locale));
  }
});

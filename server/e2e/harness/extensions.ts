// The app's own extensions on the shop's pages: where they stand, and what they say in the reader's language.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import type { Locale } from './browser.ts';
import { root } from './household.ts';

export const CHECKOUT = 'purchase.checkout.reductions.render-after';
export const THANKS = 'purchase.thank-you.block.render';
export const STATUS = 'customer-account.order-status.block.render';
export const PAGE = 'customer-account.page.render';
const tree = z.record(z.string(), z.record(z.string(), z.unknown()).or(z.string()));
/** A text of an extension in the reader's language, as its own locale file has it. */
export function said(extension: string, locale: Locale, section: string, key: string): string {
  const file = join(root, 'extensions', extension, 'locales', locale === 'en' ? 'en.default.json' : `${locale}.json`);
  const words = tree.parse(JSON.parse(readFileSync(file, 'utf8')))[section];
  const found = typeof words === 'object' ? words[key] : undefined;
  if (typeof found !== 'string') throw new Error(`${extension} does not say ${section}.${key}`);
  return found;
}

export const place = (page: Page, target: string): Locator => page.locator(`[data-extension-target="${target}"]`);
export const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '');
export const button = (within: Locator, words: string): Locator => within.locator('s-button', { hasText: words });

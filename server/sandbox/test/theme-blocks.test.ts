// The sandbox is no Liquid: what it writes for the blocks is compared with what the Liquid files write.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asApp } from './app-calls.ts';
import { browser, signIn, type Browser } from './browser.ts';
import { startHarness } from './running.ts';
import type { Harness } from './running.ts';

const theme = join(import.meta.dirname, '../../../extensions/theme');
const liquid = (block: string): string => readFileSync(join(theme, 'blocks', `${block}.liquid`), 'utf8');

/** Of several blocks in one page, the one of the same kind. */
const element = (markup: string, kind: string): string =>
  (markup.match(/<lasting-block[\s\S]*?<\/lasting-block>/g) ?? []).find((one) => one.includes(`data-kind="${kind}"`)) ?? '';
const kindOf = (block: string): string => /data-kind="(\w+)"/.exec(block)?.[1] ?? '';
const sorted = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map(([found]) => found))].toSorted();
/** Which attributes there are, and which places are left for the script. */
const parts = (markup: string, kind: string) => ({
  attributes: sorted(element(markup, kind), /data-(?!slot)[a-z-]+(?==|\s)/g),
  slots: sorted(element(markup, kind), /data-slot="\w+"/g),
  links: sorted(element(markup, kind), /href="#[^"]*"/g),
});

describe('the blocks in the sandbox shop', () => {
  let shop: Harness;
  const signedIn = async (): Promise<Browser> => {
    const shopper = browser(shop.sandbox.url);
    await signIn(shopper, 'anna@example.com');
    return shopper;
  };
  // As if it were built: that the files are there is all that a page asks.
  const themeFolder = mkdtempSync(join(tmpdir(), 'lasting-theme-'));
  beforeAll(async () => {
    cpSync(join(theme, 'locales'), join(themeFolder, 'locales'), { recursive: true });
    mkdirSync(join(themeFolder, 'assets'));
    for (const file of ['lasting.js', 'lasting.css', 'lasting-blocks.css']) writeFileSync(join(themeFolder, 'assets', file), '');
    shop = await startHarness({ themeFolder });
    await shop.post('/sandbox/app/install');
  });
  afterAll(async () => {
    await shop.close();
    rmSync(themeFolder, { recursive: true });
  });

  it.each([
    ['product-points', '/products/gift-card'],
    ['cart-rewards', '/cart'],
    ['account-points', '/account'],
    ['refer-friend', '/account'],
  ])('carry what Liquid writes: %s', async (block, path) => {
    const shopper = await signedIn();
    await shopper.open('/cart/add', { id: '47100000000001', quantity: '2' });
    const page = await shopper.text(path);
    const kind = kindOf(liquid(block));
    expect(element(page, kind)).not.toBe('');
    expect(parts(page, kind)).toEqual(parts(liquid(block), kind));
    expect(page).toContain('/extensions/theme/assets/lasting-blocks.css');
  });

  it('show the balance that the app keeps in a metafield, also to whoever runs no script', async () => {
    const shopper = await signedIn();
    expect(await shopper.text('/account')).not.toContain('data-points');
    const { id } = await shop.get<{ id: number }>('/sandbox/customers/anna@example.com');
    const ask = await asApp(shop);
    const field = { ownerId: `gid://shopify/Customer/${id}`, key: 'points', type: 'number_integer', value: '1' };
    await ask('mutation ($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { code } } }', { metafields: [field] }); // prettier-ignore
    const page = await shopper.text('/account');
    expect(page).toContain('data-points="1"');
    expect(page).toMatch(/data-slot="balance">1 point</);
    expect(page).toMatch(/<noscript[\s\S]*1 point<[\s\S]*<\/noscript/);
    expect(await shopper.text('/account?lang=he')).toMatch(/data-slot="balance">נקודה אחת</);
  });

  it('are not there where the app is not', async () => {
    await shop.post('/sandbox/app/uninstall');
    const shopper = await signedIn();
    for (const path of ['/products/gift-card', '/account']) expect(await shopper.text(path)).not.toMatch(/lasting-(block|root)/);
    await shop.post('/sandbox/app/install');
  });
});

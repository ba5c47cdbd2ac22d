/**
 * What a visitor downloads, and how much of it we allow: gzip bytes, each file compressed by itself as a server would
 * send it. 1 KB is 1,000 bytes, the stricter reading. A budget may be lowered when there is room, never raised quietly.
 */
export type Budget = { name: string; maxBytes: number } & (
  | { /** Paths from the repository's root, or globs; every one must match something. */ files: string[] }
  | { /** A Vite manifest: each entry with all that it imports statically is measured. */ manifest: string }
);

const KB = 1_000;
const theme = (file: string): string => `extensions/theme/assets/${file}`;
const LAUNCHER = theme('lasting.js');
const plugin = (file: string): string => `dist/lasting-loyalty/build/storefront/${file}`;

export const budgets: Budget[] = [
  { name: 'storefront before the first tap', files: [LAUNCHER, theme('lasting.css')], maxBytes: 6 * KB },
  ...['product', 'cart', 'account'].map((kind) => ({
    name: `storefront before the first tap, page with ${kind} block`,
    files: [LAUNCHER, theme(`lasting-${kind}.js`), theme('lasting-blocks.css')],
    maxBytes: 6 * KB,
  })),
  ...['en', 'fa', 'he'].map((language) => ({
    name: `storefront after it, in ${language}`,
    files: [theme('lasting-panel.js'), theme(`lasting-panel-${language}.js`)],
    maxBytes: 35 * KB,
  })),
  { name: 'storefront before the first tap, led to by a link', files: [LAUNCHER, theme('lasting-arrival.js'), theme('lasting.css')], maxBytes: 6 * KB }, // prettier-ignore
  ...['en', 'fa', 'he'].map((language) => ({
    name: `storefront, page about friends, in ${language}`,
    files: [theme(`lasting-friends-${language}.js`)],
    maxBytes: 8 * KB,
  })),
  // The settings that stand in the page beside them are measured by `extensions/woocommerce/test/storefront/built.test.ts`, with the same 6 KB for all.
  { name: 'WooCommerce before the first tap', files: [plugin('lasting.js')], maxBytes: 5 * KB },
  ...['product', 'cart', 'account'].map((kind) => ({
    name: `WooCommerce before the first tap, page with ${kind}`,
    files: [plugin('lasting.js'), plugin(`lasting-${kind}.js`), plugin('lasting-lines.css')],
    maxBytes: 5.7 * KB,
  })),
  ...['en', 'fa', 'he'].map((language) => ({
    name: `WooCommerce after it, in ${language}`,
    files: [plugin('lasting-panel.js'), plugin(`lasting-panel-${language}.js`)],
    maxBytes: 35 * KB,
  })),
  // Nobody downloads it, but Shopify makes wasm of it and lets that be 256 KB, most of them its engine.
  { name: 'discount function', files: ['extensions/discount-function/dist/lasting-members-prices.js'], maxBytes: 2 * KB },
  ...['checkout', 'thank-you', 'account', 'account-blocks', 'friends'].map((name) => ({
    name: `extension: ${name}`,
    files: [`dist/extensions/lasting-${name}.js`],
    maxBytes: 20 * KB,
  })),
  { name: "merchant's admin in wp-admin, first script", manifest: 'dist/lasting-loyalty-admin/manifest.json', maxBytes: 200 * KB },
  { name: "merchant's admin, first script", manifest: 'dist/web/.vite/manifest.json', maxBytes: 300 * KB },
];

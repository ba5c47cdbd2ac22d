/**
 * Draws the pictures that networks show beside a shared link, one for each language, into the server's assets. Run it when the words or the drawing change:
 * `node server/tools/link-pictures.ts`. It needs Chromium (CHROMIUM, else /usr/bin/chromium) and a font with Persian and Hebrew letters.
 */
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import en from '../src/api/referral-page/locales/en.json' with { type: 'json' };
import fa from '../src/api/referral-page/locales/fa.json' with { type: 'json' };
import he from '../src/api/referral-page/locales/he.json' with { type: 'json' };
import { DEFAULT_SETTINGS } from '../src/settings/default-settings.ts';

const WORDS = { en, fa, he };
const SIZE = { width: 1200, height: 630 };
const { primary, onPrimary } = DEFAULT_SETTINGS.branding;

const present = `<svg viewBox="0 0 48 48" width="210" height="210" fill="none" stroke="${onPrimary}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><rect x="7" y="20" width="34" height="22" rx="3"/><path d="M4 14h40v7H4zM24 14v28M24 14c-4-9-13-9-13-3 0 3 5 3 13 3zm0 0c4-9 13-9 13-3 0 3-5 3-13 3z"/></svg>`;

/** Flat colours, so that the file stays small. */
const page = (words: string, direction: 'ltr' | 'rtl'): string => `<!doctype html><html dir="${direction}"><style>
body{margin:0;inline-size:1200px;block-size:630px;background:#f6f5f2;display:grid;place-items:center;font-family:'Vazirmatn','Noto Sans Hebrew','DejaVu Sans',sans-serif}
div{box-sizing:border-box;inline-size:1040px;block-size:470px;border-radius:36px;background:${primary};color:${onPrimary};display:flex;flex-direction:column;align-items:center;justify-content:center;gap:36px;position:relative}
div::before,div::after{content:'';position:absolute;inset-block-start:50%;margin-block-start:-32px;inline-size:64px;block-size:64px;border-radius:50%;background:#f6f5f2}
div::before{inset-inline-start:-32px}div::after{inset-inline-end:-32px}
p{margin:0;padding-inline:90px;font-size:62px;line-height:1.35;font-weight:700;text-align:center;text-wrap:balance}
</style><div>${present}<p>${words}</p></div></html>`;

const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const [locale, words] of Object.entries(WORDS)) {
    const tab = await browser.newPage({ viewport: SIZE });
    await tab.setContent(page(words.fromSomebody, locale === 'en' ? 'ltr' : 'rtl'));
    const path = resolve(import.meta.dirname, `../src/api/referral-page/assets/${locale}.png`);
    const { length } = await tab.screenshot({ path });
    console.log(`${path}: ${length} bytes`);
    await tab.close();
  }
} finally {
  await browser.close();
}

// @vitest-environment node
// The storefront as a shop gets it: how heavy it is, what stands in it, and what the first script does on a page.
import { createRequire } from 'node:module';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStorefront } from '../../build-storefront.ts';
import { facts } from './shop.ts';

/** As much of a browser's window as is needed; the package brings no types. */
interface Browser extends Window {
  readonly eval: (script: string) => void;
}
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  readonly JSDOM: new (html: string, options: object) => { readonly window: Browser };
};

const KB = 1000;
const languages = ['en', 'fa', 'he'] as const;
const folder = mkdtempSync(join(tmpdir(), 'lasting-woo-'));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const gzip = (text: string) => gzipSync(text).length;
beforeAll(() => buildStorefront(folder));
afterAll(() => rmSync(folder, { recursive: true }));

/** As `Lasting_Storefront::need()` chooses. */
const styles = (kind: string) => read('lasting-lines.css') + (kind === 'referral' ? read('lasting-rows.css') : '');

/** As PHP writes it into a page: quotes of JSON as entities. */
const root = (id = 'lasting-root') => {
  const settings = {
    ...facts({
      words: (JSON.parse(read('words.json')) as Record<string, never>)['fa'] as never,
      locale: 'fa-IR',
      accent: '#2c5f4f',
      onAccent: '#ffffff',
    }),
  };
  return `<div id="${id}" data-lasting="${JSON.stringify(settings).replaceAll('"', '&quot;')}"></div>`;
};

describe('what a page of the shop weighs before the first tap', () => {
  it('is at most 6 KB: script, style and settings', () => {
    expect(gzip(read('lasting.js')) + gzip(root())).toBeLessThanOrEqual(6 * KB);
  });

  it.each(['product', 'cart', 'account', 'referral'])('is at most 6 KB with the block of the %s', (kind) => {
    expect(gzip(read('lasting.js')) + gzip(read(`lasting-${kind}.js`)) + gzip(styles(kind)) + gzip(root())).toBeLessThanOrEqual(6 * KB);
  });

  it('is at most 35 KB after it, in any language', () => {
    for (const language of languages)
      expect(gzip(read('lasting-panel.js')) + gzip(read(`lasting-panel-${language}.js`))).toBeLessThanOrEqual(35 * KB);
  });
});

describe('what is in it', () => {
  it('is of WooCommerce and of nobody else', () => {
    const all = readdirSync(folder).map(read).join('\n');
    expect(all).not.toMatch(/\/cart\.js|\/cart\/update\.js|\/apps\/lasting/);
    expect(read('lasting.js')).toContain('lasting_token');
    expect(read('lasting-panel.js')).toContain('lasting_choose');
  });

  it('runs under a strict content policy and asks no third party', () => {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.js')))
      expect(read(file)).not.toMatch(/\beval\(|new Function|https?:\/\/(?!www\.w3\.org)/);
  });

  it('has all the words of the panel, and those of carts, in every language', () => {
    for (const language of languages) expect(read(`lasting-panel-${language}.js`)).toContain('chooseConfirm');
    expect(Object.keys(JSON.parse(read('words.json')) as object)).toEqual([...languages]);
  });
});

/** A page with the script at its end, in a browser of its own. */
function visit(body: string, cookie = '') {
  const asked: string[] = [];
  const dom = new JSDOM(`<!doctype html><body>${body}</body>`, {
    url: 'https://shop.example/',
    runScripts: 'outside-only',
    pretendToBeVisual: true,
  });
  const { window } = dom;
  window.document.cookie = cookie;
  Object.assign(window, {
    IntersectionObserver: class {
      observe() {}
    },
    fetch: (url: string) => {
      asked.push(url);
      return Promise.resolve({ ok: true, json: () => Promise.resolve({ token: 't', seconds: 300 }), text: () => Promise.resolve('{}') });
    },
  });
  window.eval(read('lasting.js'));
  return { window, asked, pill: () => window.document.getElementById('lasting-root')?.shadowRoot?.querySelector('.launcher') };
}
const idle = () => new Promise((done) => setTimeout(done, 50));

describe('the first script on a page', () => {
  it('asks nothing for a visitor before a tap, and the launcher is there in the page’s language', async () => {
    const { asked, pill } = visit(root());
    await idle();
    expect(asked).toEqual([]);
    expect(pill()?.textContent).toBe('امتیاز و هدیه');
    expect(pill()?.closest('.frame')?.getAttribute('dir')).toBe('rtl');
  });

  it('asks for a member’s balance when the browser has time', async () => {
    const { asked } = visit(root(), 'lasting_in=1');
    await idle();
    expect(asked).toEqual(['/?wc-ajax=lasting_token', 'https://points.example/ext/me?locale=fa']);
  });

  it('draws no launcher where the merchant wants none, and is quiet where nothing of ours is', async () => {
    const off = visit(root('lasting-facts'), 'lasting_in=1');
    const none = visit('<p>Tea</p>', 'lasting_in=1');
    await idle();
    expect(off.window.document.querySelector('[data-lasting]')?.shadowRoot).toBeNull();
    expect([...off.asked, ...none.asked]).toEqual([]);
  });

  it.each(['lasting_in=0', 'not_lasting_in=1', 'x=lasting_in=1'])('does not take %s for somebody who is signed in', async (cookie) => {
    const { asked } = visit(root(), cookie);
    await idle();
    expect(asked).toEqual([]);
  });
});

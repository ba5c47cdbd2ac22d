import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Signals } from '../extension-host/browser/signals.js';
import { i18nOf } from '../extension-host/browser/words.js';
import { browser, signIn } from './browser.ts';
import { startHarness } from './running.ts';
import type { Harness } from './running.ts';

const words = { en: { hello: 'Hello' }, fa: { hello: 'سلام' }, he: { hello: 'שלום' } };
const listed = [{ handle: 'tea-checkout', script: 'tea-checkout.js', targets: ['purchase.checkout.reductions.render-after'], words }];

describe('the places for UI extensions', () => {
  let shop: Harness;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lasting-built-'));
    writeFileSync(join(folder, 'extensions.json'), JSON.stringify(listed));
    writeFileSync(join(folder, 'tea-checkout.js'), 'shopify.extend("purchase.checkout.reductions.render-after", () => {});');
    writeFileSync(join(folder, 'secret.js'), 'not listed');
    shop = await startHarness({ extensionFolder: folder });
  });
  afterEach(async () => {
    await shop.close();
    rmSync(folder, { recursive: true });
  });

  it('are told which extensions were built, and where the app is', async () => {
    const { appUrl, extensions } = await shop.get<{ appUrl: string; extensions: unknown }>('/extension-host/extensions.json');
    expect(extensions).toEqual(listed);
    expect(appUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('get a bundle as it was built, with a global and a document of its own around it', async () => {
    const shopper = browser(shop.sandbox.url);
    const answer = await shopper.open('/extension-host/bundles/tea-checkout.js');
    expect(answer.headers.get('content-type')).toContain('javascript');
    expect(await answer.text()).toBe(
      'export function start(shopify, document, fetch, globalThis) {\nshopify.extend("purchase.checkout.reductions.render-after", () => {});\n}\n',
    );
  });

  it.each(['secret.js', 'extensions.json', '..%2Fextensions.json', '%2e%2e%2f%2e%2e%2fpackage.json'])(
    'give out no file that is not a bundle: %s',
    async (name) => {
      expect((await browser(shop.sandbox.url).open(`/extension-host/bundles/${name}`)).status).toBe(404);
    },
  );

  it('bring the host along only on pages that have such a place, and let it ask the app', async () => {
    const shopper = browser(shop.sandbox.url);
    await signIn(shopper, 'anna@example.com');
    await shopper.open('/cart/add', { sku: 'CER-TEAPOT-1L', quantity: '1' });
    expect(await shopper.text('/')).not.toContain('/extension-host/host.js');
    const page = await shopper.open('/checkout');
    expect(await page.text()).toContain('<script type="module" src="/extension-host/host.js"></script>');
    expect(page.headers.get('content-security-policy')).toMatch(/connect-src 'self' http:\/\/127\.0\.0\.1:\d+;/);
  });

  it('stay empty where nothing was built, and the shop works without', async () => {
    const bare = await startHarness({ extensionFolder: join(folder, 'absent') });
    expect(await bare.get('/extension-host/extensions.json')).toMatchObject({ extensions: [] });
    await bare.close();
  });
});

describe('the words of an extension', () => {
  const plural = {
    en: { points: { one: '{{ number }} point', other: '{{number}} points' } },
    fa: { points: { other: '{{number}} امتیاز' } },
  };

  it('are chosen by the count, and filled', () => {
    const { translate } = i18nOf(plural, 'en').i18n;
    expect([translate('points', { count: 1, number: '1' }), translate('points', { count: 2, number: '2' })]).toEqual([
      '1 point',
      '2 points',
    ]);
  });

  it('fall back to English for a language that was not written, and to the key for a text that is missing', () => {
    expect(i18nOf(plural, 'de')).toMatchObject({ language: 'en' });
    expect(i18nOf(plural, 'fa').i18n.translate('nothing.here')).toBe('nothing.here');
  });
});

describe('values that change', () => {
  class Known {
    value: unknown;
    constructor(value: unknown) {
      this.value = value;
    }
  }

  it('become what the extension listens to, whether they were made before or after it said so', () => {
    const signals = new Signals();
    const before = signals.make('tea');
    signals.use(Known);
    const after = signals.make('coffee');
    before.set('more tea');
    expect([before.value, before.current, after.value]).toEqual(['more tea', 'more tea', 'coffee']);
  });

  it('tell whoever subscribed, until they have enough', () => {
    const signal = new Signals().make(1);
    const heard: number[] = [];
    const stop = signal.subscribe((value) => heard.push(value));
    signal.set(2);
    stop();
    signal.set(3);
    expect(heard).toEqual([2]);
  });
});

import { describe, expect, it } from 'vitest';
import { linkUrl, ownLinkUrl } from '../../../src/referrals/sharing/link-url.ts';
import { linkBy, shareUrls } from '../../../src/referrals/sharing/share-urls.ts';
import { storeId } from '../../../src/loyalty/ids.ts';

const LINK = 'https://tea.example/apps/lasting/ref/ADA-7KQ2';
const texts = { title: 'A gift', subject: 'Tea & more?\r\nBcc: all@example.com', message: 'کد «چای» & #1 + 50%:\n{url}' };
const urls = shareUrls(texts, LINK);
const fieldsOf = (url: string): Record<string, string> => Object.fromEntries(new URL(url.replace('sms:?&', 'sms:?')).searchParams);

describe('where a browser goes to pass a link on', () => {
  it('names each way in the link itself', () => {
    const [whole, text] = ['کد «چای» & #1 + 50%:\n', 'کد «چای» & #1 + 50%'];
    expect(fieldsOf(urls.whatsapp)).toEqual({ text: `${whole}${LINK}?c=whatsapp` });
    expect(fieldsOf(urls.telegram)).toEqual({ url: `${LINK}?c=telegram`, text });
    expect(fieldsOf(urls.x)).toEqual({ url: `${LINK}?c=x`, text });
    expect(fieldsOf(urls.facebook)).toEqual({ u: `${LINK}?c=facebook` });
    expect(fieldsOf(urls.sms)).toEqual({ body: `${whole}${LINK}?c=sms` });
    expect(fieldsOf(urls.email)['body']).toBe(`کد «چای» & #1 + 50%:\r\n${LINK}?c=email`);
  });

  it('leads to the networks and nowhere else', () => {
    const places = Object.values(urls).map((url) => `${new URL(url).protocol}${new URL(url).host}`);
    expect(places).toEqual(['https:wa.me', 'https:t.me', 'mailto:', 'https:x.com', 'https:www.facebook.com', 'sms:']);
  });

  it('puts no second header into a mail, and no field beside the ones that are meant', () => {
    for (const url of Object.values(urls)) {
      expect(url).not.toMatch(/[\r\n\s"'<>]|[^\x20-\x7e]/u);
    }
    expect(Object.keys(fieldsOf(urls.email))).toEqual(['subject', 'body']);
    expect(fieldsOf(urls.email)['subject']).not.toMatch(/[\r\n]/u);
  });

  it('writes a space as a space, because mail programs do not know the plus', () => {
    expect(urls.email).not.toContain('+');
    expect(urls.sms).not.toContain('+');
  });

  it('replaces the way that a link names already', () => {
    expect(linkBy(`${LINK}?c=email`, 'qr')).toBe(`${LINK}?c=qr`);
  });
});

describe('the address of a link', () => {
  const shop = { storeId: storeId('tea.myshopify.com'), url: 'https://tea.example', credentials: null } as const;
  it('is on the shop’s own domain where the shop leads to us, else on ours', () => {
    expect(linkUrl('https://loyalty.example', { ...shop, platform: 'shopify' }, 'ADA-7KQ2')).toBe(LINK);
    const ours = 'https://loyalty.example/ref/tea.myshopify.com/ADA-7KQ2';
    expect(linkUrl('https://loyalty.example', { ...shop, platform: 'woocommerce' }, 'ADA-7KQ2')).toBe(ours);
    expect(ownLinkUrl('https://loyalty.example', shop, 'ADA-7KQ2')).toBe(ours);
  });

  it('is on the domain of a WooCommerce shop once its plugin is connected, also of one in a folder', () => {
    const connected = { ...shop, platform: 'woocommerce', url: 'https://tea.example/shop', credentials: { pluginSecret: 's' } } as const;
    expect(linkUrl('https://loyalty.example', connected, 'ADA-7KQ2')).toBe('https://tea.example/shop/ref/ADA-7KQ2');
    const left = { ...connected, credentials: { pluginSecret: '' } };
    expect(linkUrl('https://loyalty.example', left, 'ADA-7KQ2')).toContain('https://loyalty.example/ref/');
  });

  it('stays where it is whatever a code or a store is called', () => {
    expect(ownLinkUrl('https://loyalty.example', { storeId: storeId('../evil') }, '//evil.example')).toBe(
      'https://loyalty.example/ref/..%2Fevil/%2F%2Fevil.example',
    );
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/api/rate-limit.ts';
import { shopsOwn } from '../../src/api/referral-page/pages.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';
import { atShop, ours, plain, text, WAYS, type Opening } from './link-page-world.ts';
import { ada, aMember, code, codeOf, inForce, settle, store, useReferralWorld, withReferrals, world } from './referral-world.ts';

useReferralWorld();

describe.each(WAYS)('the page of a link %s', (_, open) => {
  it('says who sent it, what the friend gets, of what the order has to be and how long it holds, and asks for nothing but an address', async () => {
    const answer = await open(code, { query: { locale: 'en' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = plain(await answer.text());
    for (const said of ['Tea and Clay', 'Ada has a gift for you', '5 € off', '€10.00 or more', 'good for 14 days'])
      expect(html).toContain(said);
    expect([...html.matchAll(/<input[^>]*name="(\w+)"/gu)].map(([, name]) => name)).toEqual(['device', 'email']);
    expect(html).not.toContain('Adams');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it.each([
    [{ headers: { 'accept-language': 'fa-IR,fa;q=0.9,en;q=0.5' } }, 'fa', 'rtl'],
    [{ headers: { 'accept-language': 'he' } }, 'he', 'rtl'],
    [{ headers: { 'accept-language': 'fa' }, query: { locale: 'en' } }, 'en', 'ltr'],
    [{ headers: { 'accept-language': 'fi, sv' } }, 'en', 'ltr'],
    [{ headers: { 'accept-language': 'he' }, query: { locale: 'xx' } }, 'he', 'rtl'],
    [{}, 'en', 'ltr'],
  ] as [Opening, string, string][])('is in the language of who opens it: %o is %s', async (opening, locale, direction) => {
    const answer = await open(code, opening);
    expect(await answer.text()).toContain(`<html lang="${locale}" dir="${direction}">`);
    expect(answer.headers.get('content-language')).toBe(locale);
  });

  it('speaks only what the shop speaks, unless the link says otherwise', async () => {
    await settle({ languages: ['fa', 'en'] });
    expect(await text(open(code, { headers: { 'accept-language': 'he' } }))).toContain('lang="fa"');
    expect(await text(open(code, { query: { locale: 'he' } }))).toContain('lang="he"');
  });

  it('is in the colours of the shop', async () => {
    await settle({ branding: { ...DEFAULT_SETTINGS.branding, primary: '#ffd84d', onPrimary: '#101010' } });
    expect(await text(open())).toContain('--p:#ffd84d;--op:#101010');
  });

  it('is the same for every link that is not open, and leads to the shop', async () => {
    const gone = await aMember('c-Gone', { firstName: 'Gone' });
    const theirs = await codeOf(gone);
    await world.core.members.keepAway(store, gone, [{ from: 1, until: null }]);
    const elsewhere = await codeOf(world.stranger, world.other);
    const closed = ['ADA-0000', theirs, elsewhere, '<script>alert(1)</script>', '../../me', '%00', 'x'.repeat(150), '{"$ne":1}'];
    const told = await Promise.all(closed.map(async (each) => [(await open(each)).status, await text(open(each))]));
    const ban = { storeId: store, memberId: ada, note: '', by: { userId: 'u-owner', name: 'Test' } };
    await world.core.referring.bans.ban(ban);
    told.push([(await open()).status, await text(open())]);
    await world.core.referring.bans.lift(ban);
    expect((await open()).status).toBe(200);
    await inForce(withReferrals({}, { active: false }));
    told.push([(await open()).status, await text(open())]);
    await inForce(withReferrals({}, { referrals: null }));
    told.push([(await open()).status, await text(open())]);
    expect(new Set(told.map(String)).size).toBe(1);
    const [status, html] = told[0] ?? [];
    expect(status).toBe(404);
    expect(plain(String(html))).toContain('Welcome to Tea and Clay');
    expect(html).not.toMatch(/<form|og:|5 €|data-cart/u);
    const { url } = (await world.core.stores.get(store)) ?? expect.fail('no store');
    expect(html).toContain(`href="${url}"`);
  });

  it('leads to the shop with the word by which link somebody comes, where the page cannot tell the cart itself', async () => {
    const { url } = (await world.core.stores.get(store)) ?? expect.fail('no store');
    const html = await text(open(code, { query: { c: 'whatsapp' } }));
    if (open === ours) expect(html).toContain(`href="${new URL(url).href}?lasting_ref=${code}%3Bwhatsapp"`);
    else expect(html).toContain(`href="${url}"`);
  });

  it('lets nothing run, load or frame but what is its own', async () => {
    const answer = await open();
    const html = await answer.text();
    const policy = answer.headers.get('content-security-policy') ?? '';
    const style = /<style>([\s\S]*?)<\/style>/u.exec(html)?.[1] ?? '';
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    for (const rule of ["default-src 'none'", "script-src 'self'", "img-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]) expect(policy).toContain(rule); // prettier-ignore
    expect(policy).not.toMatch(/unsafe|\*|http|data:/u);
    expect(html).not.toMatch(/<script(?! src)|\son\w+=|style="|javascript:/u);
    const loaded = [...html.matchAll(/(?:src|srcset|action)="([^"]*)"/gu)].map(([, address]) => address);
    expect(loaded).toEqual([open === atShop ? 'page.js' : '/ref/page.js']);
  });

  it('is kept by nobody and found by no search engine', async () => {
    for (const each of [await open(), await open('ADA-0000')]) {
      expect(each.headers.get('cache-control')).toBe('no-store');
      expect(each.headers.get('vary')).toMatch(/accept-language/iu);
      expect(each.headers.get('x-robots-tag')).toBe('noindex');
      expect(each.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await each.text()).toContain('<meta name="robots" content="noindex">');
    }
  });

  it('repeats nothing that stands in its address, and breaks at no name', async () => {
    const evil = '"><script>alert(1)</script>';
    const html = await text(open(code, { query: { c: evil, locale: evil, email: evil, shop_name: evil } }));
    expect(html).not.toContain('alert(1)');
    await world.core.stores.update(store, { name: evil });
    world.core.directory.forget(store);
    await settle({
      referrals: {
        texts: { en: { title: `{store}${evil}`, message: evil, subject: 'x' } },
        image: 'https://shop.example/a.png?"onload=alert(1)//',
      },
    });
    const mine = await codeOf(await aMember('c-Evil', { firstName: '<img src=x onerror=alert(1)>' }));
    for (const page of [await text(open()), await text(open(mine)), await text(open('ADA-0000'))]) {
      expect(page).not.toMatch(/<script>|<img src=x|"onload=/u);
      expect(page).toContain('&lt;script&gt;');
    }
  });

  it('tells networks what to show beside the link, and nothing about whoever opens it', async () => {
    const html = plain(await text(open(code, { query: { locale: 'fa', c: 'telegram' } })));
    const tags = new Map(
      [...html.matchAll(/<meta (?:property|name)="([\w:]+)" content="([^"]*)">/gu)].map(([, name = '', content = '']) => [name, content]),
    );
    const { url } = (await world.core.stores.get(store)) ?? expect.fail('no store');
    const link = `${url}/apps/lasting/ref/${code}`;
    expect(tags.get('og:title')).toBe('هدیه‌ای برای شما در Tea and Clay');
    expect(tags.get('og:description')).toContain('۵ یورو تخفیف');
    expect(tags.get('og:description')).not.toContain('http');
    expect([tags.get('og:url'), tags.get('og:locale'), tags.get('twitter:card')]).toEqual([link, 'fa_IR', 'summary_large_image']);
    expect(tags.get('og:image')).toBe(tags.get('twitter:image'));
    expect(new URL(tags.get('og:image') ?? '').pathname).toBe('/ref/pictures/fa.png');
    expect(html).toContain(`<link rel="canonical" href="${link}">`);
    await settle({ referrals: { texts: {}, image: 'https://shop.example/tea.png' } });
    expect(await text(open())).toContain('<meta property="og:image" content="https://shop.example/tea.png">');
  });

  it('promises nothing where friends get nothing, and asks for no address then', async () => {
    await inForce(withReferrals({ friend: { kind: 'nothing' } }));
    const html = plain(await text(open()));
    expect(html).toContain('Ada likes Tea and Clay');
    expect(html).not.toMatch(/<form|class="gift"|a gift/u);
  });
});

describe('pictures', () => {
  it.each(['en', 'fa', 'he'])('of links are there in %s, small and as large as networks want them', async (locale) => {
    const answer = await world.app.fetch(`/ref/pictures/${locale}.png`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'image/png',
      'public, max-age=86400',
    ]);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(bytes.length).toBeLessThan(60_000);
  });

  it('of links for telephones are there for links that are open, and may be kept', async () => {
    const picture = await world.app.fetch(`/ref/${store}/${code}/qr.svg`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(picture.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(picture.headers.get('content-security-policy')).toContain("default-src 'none'");
    const svg = await picture.text();
    expect(svg).toMatch(/^<svg xmlns/u);
    const proxied = await world.app.fetch(`/proxy/ref/${code}/qr.svg?shop=${store}&signature=good`);
    expect(await proxied.text()).not.toBe(svg);
    for (const none of ['ADA-0000', '%3Cscript%3E']) expect((await world.app.fetch(`/ref/${store}/${none}/qr.svg`)).status).toBe(404);
    expect((await world.app.fetch(`/ref/no-such-shop/${code}/qr.svg`)).status).toBe(404);
    expect((await world.app.fetch(`/proxy/ref/${code}/qr.svg?shop=${store}&signature=bad`)).status).toBe(401);
  });
});

describe('who tries', () => {
  it('an unknown shop is told that the link leads nowhere, as for one that left', async () => {
    const unknown = await world.app.fetch(`/ref/no-such-shop/${code}`);
    expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('This link leads nowhere')]);
    expect((await world.app.fetch('/ref/only-half', { headers: { accept: 'text/html' } })).status).toBe(404);
    await world.core.stores.update(store, { state: 'left' });
    world.core.directory.forget(store);
    expect(await text(ours())).toContain('This link leads nowhere');
  });

  it('many codes is slowed down with a page, and comes back when it says', async () => {
    const { windowMs, limit } = LIMITS.refLook;
    const hit = () => world.core.rateLimits.hit(`refLook:${store}:127.0.0.1`, windowMs, limit, world.core.time.now);
    for (let n = 0; n < limit - 2; n += 50) await Promise.all(Array.from({ length: Math.min(50, limit - 2 - n) }, hit));
    const answers = await Promise.all(['ADA-0000', code, code, 'ADA-0001', code].map((each) => ours(each)));
    expect(answers.filter((each) => each.status === 429)).toHaveLength(3);
    const slow = await ours();
    expect([slow.status, Number(slow.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(await slow.text()).toContain('One moment, please');
  });

  it('to find the link of one name needs half a day from one network, and finds a first name that was known before', () => {
    const tails = 32 ** 4;
    expect(tails / 2 / LIMITS.refLook.limit / 60).toBeGreaterThan(12);
  });

  it('without the signature of the shop is shown nothing', async () => {
    expect((await world.app.fetch(`/proxy/ref/${code}?shop=${store}&signature=bad`)).status).toBe(401);
    expect((await world.app.fetch(`/proxy/ref/${code}`)).status).toBe(401);
  });
});

describe('where a button may lead', () => {
  const shop = { url: 'https://tea.example', domain: 'tea.myshopify.com' };
  it.each(['https://tea.example/discount/A?redirect=/cart', 'https://tea.myshopify.com/discount/A'])('is the shop: %s', (url) => {
    expect(shopsOwn(url, shop)).toBe(url);
  });

  it.each([
    'https://tea.example.evil.example/discount/A',
    'https://evil-tea.example/discount/A',
    'https://t\u0435a.example/discount/A',
    'https://tea.example@evil.example/',
    'https://user:secret@tea.example/',
    'https://tea.example:8443/',
    'http://tea.example/discount/A',
    '//evil.example',
    '/discount/A',
    'javascript:alert(1)//tea.example',
    'data:text/html,tea.example',
    'https:\\\\evil.example\\tea.example',
    '',
  ])('is no other place, however it looks: %s', (url) => {
    expect(shopsOwn(url, shop)).toBeNull();
  });
});

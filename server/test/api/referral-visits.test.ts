// Who follows a link: counted, remembered by the shop's cart, and kept where the shop says who they are.
import { describe, expect, it } from 'vitest';
import { orderId } from '../../src/loyalty/ids.ts';
import { emailKey } from '../../src/members/address-key.ts';
import { aReferral, aStanding, aTouch } from '../builders/referrals.ts';
import { atShop, BROWSER, ours, text } from './link-page-world.ts';
import { ada, aMember, code, codeOf, store, useReferralWorld, world } from './referral-world.ts';

useReferralWorld();
const visits = async (): Promise<number> => world.core.reach.visitsOf(store, [ada]);

describe('a visit', () => {
  it('counts once for one visitor, link and day, by the way that the link names', async () => {
    for (let n = 0; n < 3; n += 1) await ours(code, { query: { c: 'whatsapp' } });
    await ours(code, { headers: { 'user-agent': `${BROWSER} Edg/142` } });
    expect(await visits()).toBe(2);
    const rows = await world.core.reach.perDay(store, '0000', '9999');
    expect(rows.map(({ channel, visits: n }) => [channel, n])).toEqual([['link', 1], ['whatsapp', 1]]); // prettier-ignore
  });

  it.each([
    'WhatsApp/2.23.20.0',
    'TelegramBot (like TwitterBot)',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'Twitterbot/1.0',
    'LinkedInBot/1.0',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'curl/8.5.0',
    '',
  ])('is not what a program does that shows or reads links: %s', async (agent) => {
    expect((await ours(code, { headers: { 'user-agent': agent } })).status).toBe(200);
    expect(await visits()).toBe(0);
  });

  it('is not a look at the head, a page fetched ahead, a link that is over, a picture or an offer', async () => {
    await ours(code, { method: 'HEAD' });
    await ours(code, { headers: { 'sec-purpose': 'prefetch;prerender' } });
    await ours(code, { headers: { purpose: 'prefetch' } });
    await ours('ADA-0000');
    await world.app.fetch(`/ref/${store}/${code}/qr.svg`, { headers: { 'user-agent': BROWSER } });
    expect(await visits()).toBe(0);
  });
});

describe('an advocate who opens their own link', () => {
  it('is told so and shown how to pass it on, and is no visitor of theirs', async () => {
    const answer = await atShop(code, { customer: 'c-Ada', query: { locale: 'en' } });
    const html = await answer.text();
    expect(html).toContain('This is your own link');
    expect(html).toContain('href="https://wa.me/?text=');
    expect(html).toContain(`src="${code}/qr.svg"`);
    expect(html).not.toMatch(/<form|data-cart/u);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await visits()).toBe(0);
  });

  it('sees what everybody sees where nobody knows them', async () => {
    expect(await text(ours(code, { query: { logged_in_customer_id: 'c-Ada' } }))).toContain('<form');
    expect(await text(atShop(code, { customer: 'c-Somebody' }))).toContain('<form');
  });
});

describe('somebody who is signed in and follows a link', () => {
  const came = async (customer: string, of = code) => atShop(of, { customer, query: { c: 'whatsapp' } });

  it('is kept as a friend who came, once for an hour, whoever’s links they follow', async () => {
    const zoe = await aMember('c-Zoe', { email: 'zoe@example.com' });
    await came('c-Zoe');
    await came('c-Zoe');
    const [first, ...others] = await world.core.referrals.ofFriends(store, [zoe]);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ advocateId: ada, claim: null, judged: null, standing: { state: 'invited' } });
    const at = world.core.time.now;
    expect(first?.touches).toEqual([{ advocateId: ada, code, at, by: 'visit', channel: 'whatsapp' }]);
    expect(first?.standing.dueAt).toBe(at + 30 * 86_400_000);
    const ben = await aMember('c-Ben', { firstName: 'Ben' });
    await came('c-Zoe', await codeOf(ben));
    const [now] = await world.core.referrals.ofFriends(store, [zoe]);
    expect([now?.referralId, now?.advocateId, now?.touches.length]).toEqual([first?.referralId, ben, 2]);
  });

  it('is the friend who claimed with their address before', async () => {
    const zoe = await aMember('c-Zoe', { email: 'zoe@example.com' });
    const shop = (await world.core.stores.get(store)) ?? expect.fail('no store');
    const claimed = { friendKey: emailKey(shop, 'ZOE@example.com'), standing: aStanding({ state: 'claimed' }) };
    await world.core.referrals.create(
      aReferral({ storeId: store, advocateId: ada, touches: [aTouch({ advocateId: ada, code, by: 'claim', at: 5 })], ...claimed }),
    );
    await came('c-Zoe');
    const [one] = await world.core.referrals.ofFriends(store, [zoe]);
    expect([one?.referralId, one?.standing.state, one?.touches.map(({ by }) => by)]).toEqual(['a-referral', 'claimed', ['claim', 'visit']]);
  });

  it('is nobody’s friend who bought before, brings themselves, or is a program', async () => {
    const old = await aMember('c-Old');
    await world.order(store, old, { orderId: orderId('7001') });
    const bot = await aMember('c-Bot');
    await came('c-Old');
    await came('c-Ada');
    await atShop(code, { customer: 'c-Bot', headers: { 'user-agent': 'WhatsApp/2.23' } });
    expect(await world.core.referrals.ofFriends(store, [old, ada, bot])).toEqual([]);
  });

  it('is one friend however many pages they open at once', async () => {
    const zoe = await aMember('c-Zoe');
    const bens = await codeOf(await aMember('c-Ben'));
    await Promise.all(Array.from({ length: 12 }, (_, n) => came('c-Zoe', n % 2 === 0 ? code : bens)));
    const known = await world.core.referrals.ofFriends(store, [zoe]);
    expect(known).toHaveLength(1);
    expect(known[0]?.touches.length).toBeLessThanOrEqual(20);
  });
});

describe('the cart of the shop', () => {
  it('remembers the link by its code and the way, and only on the shop’s domain', async () => {
    expect(await text(atShop())).toContain(`data-cart="/cart/update.js" data-mark="${code}"`);
    expect(await text(atShop(code.toLowerCase(), { query: { c: 'sms' } }))).toContain(`data-mark="${code};sms"`);
    expect(await text(ours())).not.toContain('data-cart');
  });
});

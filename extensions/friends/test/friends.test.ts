import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OwnReferrals } from '../../shared/src/answers.ts';
import { inTurn, open, problem, program, type Answers, type Language } from '../../shared/test/surface.ts';
import { givesPoints, ownReferrals, referralTerms } from '../../theme/test/storefront/shop-page.ts';

const extension = getExtension('customer-account.page.render');
const url = 'https://tea.example/apps/lasting/ref/ADA-7KQ2';
const friend = {
  id: 'r1',
  initials: 'A. L.',
  state: 'invited',
  reason: null,
  since: '2026-11-03T10:00:00Z',
  dueAt: null,
  points: 0,
} as const;

const known = { 'GET program': program({ referrals: referralTerms() }), 'GET referrals': ownReferrals(), 'POST referrals/share': { counted: true } }; // prettier-ignore
const page = (answers: Answers = {}, language: Language = 'en') =>
  open(extension, { folder: 'friends', language, answers: { ...known, ...answers } });
const withOwn = (change: Partial<OwnReferrals>) => page({ 'GET referrals': ownReferrals(change) });

describe('the page about friends in the account', () => {
  beforeEach(() => extension.setUp());
  afterEach(() => extension.tearDown());

  it('tells what both get, and the link with the ways to send it', async () => {
    const seen = await page();
    await seen.sees(
      'Your friend gets €5 off for the first order.',
      'For each friend: 200 points for you',
      'For friend number 3: Free mug for you',
    );
    await seen.sees('counts once the goods can no longer be returned (14 days)', url, 'WhatsApp', 'E-mail');
    expect(seen.text()).not.toContain('Telegram');
    expect(seen.asked.some(({ path }) => path === 'referrals?locale=en')).toBe(true);
  });

  it('copies the whole link, says so, and tells the shop', async () => {
    const seen = await page();
    await seen.sees('Copy link');
    const item = seen.element('#own-link');
    expect(item?.getAttribute('text')).toBe(url);
    item?.dispatchEvent(new Event('copy'));
    await seen.sees('Copied');
    expect(seen.posted('referrals/share')).toEqual([{ channel: 'copy' }]);
  });

  it('tells the shop which way was taken, and does not mind when that is lost', async () => {
    const seen = await page({ 'POST referrals/share': 500 });
    await seen.sees('WhatsApp');
    const way = seen.element('s-link');
    expect(way?.getAttribute('href')).toMatch(/^https:\/\/wa\.me\//);
    way?.click();
    await seen.sees('WhatsApp');
    expect(seen.posted('referrals/share')).toEqual([{ channel: 'whatsapp' }]);
  });

  it('shows the QR code when it is asked for', async () => {
    const seen = await page();
    await seen.sees('QR code');
    expect(seen.element('s-image')).toBeNull();
    seen.press('QR code');
    await seen.sees('QR code');
    expect(seen.element('s-image')?.getAttribute('src')).toBe(ownReferrals().qrUrl);
    expect(seen.element('s-image')?.getAttribute('alt')).toBe('QR code that opens your link');
    expect(seen.posted('referrals/share')).toEqual([{ channel: 'qr' }]);
  });

  it('tells how far it has come, and of friends their initials and where they stand', async () => {
    const seen = await withOwn({
      progress: { visits: 12, claimed: 4, ordered: 1, onHold: 1, rewarded: 2, points: 400, next: { position: 3, gift: givesPoints(500) } },
      friends: [
        { ...friend, state: 'on-hold', dueAt: '2026-11-20T10:00:00Z' },
        { ...friend, id: 'r2', initials: null, state: 'clawed-back', reason: 'refunded' },
      ],
    });
    await seen.sees('2 friends count', '400 points for your friends so far', 'Next, friend number 3: 500 points for you');
    await seen.sees('A. L.', 'Has ordered. Counts on November 20, 2026', 'A friend', 'Does not count any more', 'The goods went back.');
  });

  it('gives the codes that friends brought, to copy or to open in the shop', async () => {
    const gift = {
      id: 'g1',
      code: 'GIFT-1',
      name: 'Free mug',
      endsAt: null,
      applyUrl: 'https://tea.example/discount/GIFT-1',
      state: 'ready',
    } as const;
    const seen = await withOwn({ codes: [gift, { ...gift, id: 'g2', code: 'GIFT-2', state: 'used' }] });
    await seen.sees('Codes for you', 'Free mug', 'GIFT-1', 'Used with an order.');
    expect(seen.text()).not.toContain('GIFT-2');
    expect(seen.element('#gift-g1')?.getAttribute('text')).toBe('GIFT-1');
    expect(seen.element('s-button[href]')?.getAttribute('href')).toBe(gift.applyUrl);
  });

  it('is not for who cannot take part, and says so', async () => {
    const seen = await withOwn({ on: false, link: null, share: null, shareUrls: {}, qrUrl: null, friend: null, steps: [], holdDays: null });
    await seen.sees('Bringing friends is not open for your account.');
    expect(seen.text()).not.toContain('Your link');
  });

  it('says when the link does not come, and asks again', async () => {
    const seen = await page({ 'GET referrals': inTurn(500, ownReferrals()) });
    await seen.sees('Your link did not load. Nothing is lost.');
    seen.press('Try again');
    await seen.sees(url);
  });

  it.each<[Language, string, string]>([
    ['fa', 'دوست شما برای نخستین سفارش', '۱۴ روز'],
    ['he', 'מי שיגיע דרכך יקבל', '14 ימים'],
  ])('speaks the reader’s language: %s', async (language, promise, days) => {
    const seen = await page({}, language);
    await seen.sees(promise, days);
    expect(seen.asked.some(({ path }) => path === `referrals?locale=${language}`)).toBe(true);
  });
});

describe('a code of one’s own choice in the account', () => {
  beforeEach(() => extension.setUp());
  afterEach(() => extension.tearDown());

  async function typing(answers: Answers, code: string) {
    const seen = await page(answers);
    await seen.sees('Choose another code');
    seen.press('Choose another code');
    await seen.sees('Continue');
    seen.type('Your own code', code);
    seen.press('Continue');
    return seen;
  }

  it('is asked for once more before it holds, and then shown', async () => {
    const changed = ownReferrals({ link: { code: 'TEA-ADA', url: 'https://tea.example/ref/TEA-ADA', changeable: false } });
    const seen = await typing({ 'GET referrals': inTurn(ownReferrals(), changed), 'POST referrals/link': { outcome: 'changed', link: changed.link } }, ' tea-ada '); // prettier-ignore
    await seen.sees('Take tea-ada? This can be done only once.');
    expect(seen.posted('referrals/link')).toEqual([]);
    seen.press('Take it');
    await seen.sees('Your link has its new code.', 'https://tea.example/ref/TEA-ADA');
    expect(seen.posted('referrals/link')).toEqual([{ code: 'tea-ada', locale: 'en' }]);
    expect(seen.text()).not.toContain('Choose another code');
  });

  it.each<[string, unknown, string]>([
    ['taken', { outcome: 'taken', link: null }, 'This code, or one that looks like it, is somebody else’s.'],
    ['changed before', { outcome: 'already-changed', link: null }, 'Your code was changed before.'],
    ['no code at all', problem(400, 'invalid-input', 'code'), 'This cannot be a code.'],
    ['tried too often', problem(429, 'too-many-requests'), 'That was a lot of tries.'],
    ['not answered', 500, 'That did not work.'],
  ])('stays the old one, and says why, when it is %s', async (_, answer, words) => {
    const seen = await typing({ 'POST referrals/link': answer }, 'tea-ada');
    await seen.sees('Take it');
    seen.press('Take it');
    await seen.sees(words, url);
  });

  it('is not sent when it is too short to be one', async () => {
    const seen = await typing({}, 'ab');
    await seen.sees('This cannot be a code.');
    expect(seen.posted('referrals/link')).toEqual([]);
  });
});

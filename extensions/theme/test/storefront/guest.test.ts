// What the panel tells to who is not signed in.
import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { accountOffer, action, answerWith, me, openPage, posted, program, type Answers } from './shop-page.ts';

const visitor = me({ signedIn: false, member: null });
const signIn = 'Sign in or create an account';

async function openAsGuest(answers: Answers, data: Record<string, string> = {}) {
  const asked = answerWith({ me: visitor, ...answers });
  const page = openPage({ customer: '', accountUrl: '/account/login', ...data });
  await page.open();
  const button = await waitFor(() => page.inside.getByRole('link', { name: /Sign in or|ورود یا|כניסה או/ }));
  return { ...page, asked, button };
}

describe('a visitor without an account', () => {
  it('reads what an account gives, how long points are kept, and two things in reach', async () => {
    const within = [
      { kind: 'reward', name: 'Free mug', missingPoints: 160 },
      { kind: 'level', name: 'Gold', missingSpend: { amountMinor: 5000, currency: 'EUR' }, missingPoints: null, missingOrders: null },
      { kind: 'goods', name: 'Coffee days', points: 7 },
    ] as const;
    const page = await openAsGuest({ 'account-offer': accountOffer({ accountPoints: 50, keptDays: 90, within: [...within] }) });
    page.inside.getByRole('heading', { name: 'Points from your orders wait for you' });
    for (const text of ['50 points for opening an account', 'kept for 90 days', '160 points to go: Free mug', '€50 more spent: Gold'])
      expect(page.text()).toContain(text);
    expect(page.text()).not.toContain('Coffee days');
    expect(page.button.textContent).toBe(signIn);
    expect(posted(page.asked, 'account-offer')).toEqual([{ locale: 'en', surface: 'panel' }]);
  });

  it.each([
    ['fa', '۵۰ امتیاز برای باز کردن حساب'],
    ['he', '50 נקודות על פתיחת חשבון'],
  ])('reads it in their own language: %s', async (locale, text) => {
    const page = await openAsGuest({ 'account-offer': accountOffer({ accountPoints: 50 }) }, { locale });
    expect(page.text()).toContain(text);
    expect(posted(page.asked, 'account-offer')).toEqual([{ locale, surface: 'panel' }]);
  });

  it.each([
    ['nothing is offered', accountOffer({ offered: false, accountPoints: 50 })],
    ['the shop does not answer', 500],
    ['the shop refuses', new Response('{"error":{"code":"too-many-requests"}}', { status: 429 })],
    ['something else answers', ['a page of a proxy']],
  ])('is promised nothing where %s, and can still sign in', async (_, answer) => {
    const page = await openAsGuest({ 'account-offer': answer });
    page.inside.getByRole('heading', { name: 'See your points' });
    expect(page.text()).not.toContain('50 points');
    expect(page.button.getAttribute('href')).toMatch(/^\/account\/login\?/);
  });

  it('comes back to the page they were on, unless the shop has chosen another way back', async () => {
    window.history.pushState(null, '', '/products/tea?variant=2');
    const page = await openAsGuest({});
    expect(page.button.getAttribute('href')).toBe('/account/login?return_to=%2Fproducts%2Ftea%3Fvariant%3D2');
    const other = await openAsGuest({}, { accountUrl: '/customer_authentication/login?return_to=%2Fcart' });
    expect(other.button.getAttribute('href')).toBe('/customer_authentication/login?return_to=%2Fcart');
    window.history.pushState(null, '', '/');
  });

  it('is never sent to another host', async () => {
    const page = await openAsGuest({}, { accountUrl: 'https://evil.example/login' });
    expect(page.button.getAttribute('href')).toMatch(/^\/account\?/);
  });

  it('finds the way to the account beside what an account earns', async () => {
    const ways = [action('a', { kind: 'account-created', once: 'lifetime' }), action('n', { kind: 'newsletter-joined' })];
    const page = await openAsGuest({ program: program({ ways }) });
    const link = page.inside.getByRole('link', { name: 'Sign in 5 points for answering a survey' });
    expect(link.getAttribute('href')).toMatch(/^\/account\/login\?return_to=/);
  });

  it('is not asked about while somebody is signed in', async () => {
    const asked = answerWith({ me: me(), 'account-offer': accountOffer() });
    const page = openPage();
    await page.open();
    await page.inside.findAllByRole('tab');
    expect(posted(asked, 'account-offer')).toEqual([]);
  });
});

import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accountOffer, me, member, open, type Answers } from '../../shared/test/surface.ts';

const order = getExtension('customer-account.order-status.block.render');
const profile = getExtension('customer-account.profile.block.render');
const known = { state: 'known', points: 34, pending: 0, availableAt: null };

describe('points on an order’s page', () => {
  afterEach(() => order.tearDown());

  function status(answers: Answers, state: string, requireLogin = vi.fn<() => Promise<void>>(() => Promise.resolve())) {
    order.setUp();
    return open(order, {
      folder: 'account',
      answers,
      shop(shop) {
        Object.assign(shop, { authenticationState: { value: state }, order: { value: { id: 'gid://shopify/Order/5001', name: '#1001' } } });
        shop['requireLogin'] = requireLogin;
      },
    });
  }

  it('tells what the order gave', async () => {
    await (await status({ 'GET orders/5001': known }, 'fully_authenticated')).sees('Points of this order', '34 points for this order');
  });

  it('leads whoever came by a link from an e-mail to the sign-in, and tells nothing of the order before', async () => {
    const requireLogin = vi.fn<() => Promise<void>>(() => Promise.resolve());
    const page = await status({ 'GET orders/5001': known }, 'pre_authenticated', requireLogin);
    await page.sees('Sign in to see the points of this order.');
    page.press('Sign in');
    expect(requireLogin).toHaveBeenCalledOnce();
    expect(page.asked.some(({ path }) => path.startsWith('orders'))).toBe(false);
    expect(page.text()).not.toContain('34 points');
  });

  it('asks for the sign-in too where the token names nobody', async () => {
    await (
      await status({ 'GET me': me({ signedIn: false, member: null }) }, 'fully_authenticated')
    ).sees('Sign in to see the points of this order.');
  });
});

const bought = {
  lines: {
    value: [
      {
        quantity: 1,
        merchandise: { product: { id: 'gid://shopify/Product/12' } },
        cost: { totalAmount: { amount: 34, currencyCode: 'EUR' } },
      },
    ],
  },
};

describe('the offer of an account on an order’s page', () => {
  afterEach(() => order.tearDown());
  const stranger = me({ signedIn: false, member: null });

  async function status(answers: Answers, requireLogin: () => Promise<void> = () => Promise.resolve(), named = true) {
    order.setUp();
    const login = vi.fn(requireLogin);
    const page = await open(order, {
      folder: 'account',
      answers: { 'GET me': stranger, 'POST account-offer': accountOffer(), ...answers },
      shop(shop) {
        Object.assign(shop, {
          authenticationState: { value: 'pre_authenticated' },
          order: { value: named ? { id: 'gid://shopify/Order/5001', name: '#1001' } : undefined },
          ...bought,
        });
        shop['requireLogin'] = login;
      },
    });
    return { ...page, login };
  }

  it('is made to whoever came by the link of an e-mail, by what the page itself shows of the order', async () => {
    const page = await status({});
    await page.sees('Create your account and keep 34 points', 'Send me news.');
    expect(page.posted('account-offer')).toEqual([{ locale: 'en', surface: 'order-status', orderId: '5001', lines: '12:1:3400' }]);
  });

  it('leads to the sign-in by one tap, after what was ticked has been sent', async () => {
    const page = await status({ 'POST account-offer/start': { signInUrl: 'https://tea.example/account' } });
    await page.sees('Send me news.');
    page.tick('Send me news.');
    page.press('Sign in or create an account');
    await page.sees('What you ticked counts once you have signed in.');
    expect(page.login).toHaveBeenCalledOnce();
    expect(page.posted('account-offer/start')).toEqual([
      { locale: 'en', surface: 'order-status', orderId: '5001', consents: [{ kind: 'newsletter', version: 'n1', birthday: null }] },
    ]);
  });

  it('leaves the way open to who turned away from the sign-in', async () => {
    const page = await status({ 'POST account-offer/start': { signInUrl: 'https://tea.example/account' } }, () =>
      Promise.reject(new Error('dismissed')),
    );
    await page.sees('Sign in or create an account');
    page.press('Sign in or create an account');
    await page.sees('Go to the sign-in');
    page.press('Go to the sign-in');
    expect(page.login).toHaveBeenCalledTimes(2);
  });

  it('asks before it leads away where what was ticked was not kept', async () => {
    const page = await status({ 'POST account-offer/start': 500 });
    await page.sees('Send me news.');
    page.tick('Send me news.');
    page.press('Sign in or create an account');
    await page.sees('What you ticked was not kept.');
    expect(page.login).not.toHaveBeenCalled();
    page.press('Go to the sign-in');
    expect(page.login).toHaveBeenCalledOnce();
  });

  it('asks for the sign-in as ever where nothing is offered, or earning is paused', async () => {
    await (await status({ 'POST account-offer': { ...accountOffer(), offered: false } })).sees('Sign in to see the points of this order.');
    order.tearDown();
    const paused = await status({ 'GET me': { ...stranger, program: { ...stranger.program, active: false } } });
    await paused.sees('Sign in to see the points of this order.');
    expect(paused.posted('account-offer')).toEqual([]);
  });

  it('names no order that the page does not name', async () => {
    const page = await status({}, undefined, false);
    await page.sees('keep 34 points');
    expect(page.posted('account-offer')).toEqual([expect.objectContaining({ orderId: null })]);
  });
});

describe('what is near, for a member on an order’s page', () => {
  afterEach(() => order.tearDown());

  function status(answers: Answers) {
    order.setUp();
    return open(order, {
      folder: 'account',
      answers: { 'GET orders/5001': known, ...answers },
      shop: (shop) =>
        Object.assign(shop, {
          ...bought,
          authenticationState: { value: 'fully_authenticated' },
          order: { value: { id: 'gid://shopify/Order/5001' } },
        }),
    });
  }

  it('is told beside what the order gave, by what they really have', async () => {
    const { within } = accountOffer();
    const page = await status({ 'POST account-offer': { ...accountOffer({ consents: [], within }), offered: false } });
    await page.sees(
      '34 points for this order',
      'With 66 points more you can have: Five euros off.',
      'Spend €80 more to reach the level Gold.',
    );
    expect(page.posted('account-offer')).toEqual([{ locale: 'en', surface: 'order-status', orderId: '5001', lines: '12:1:3400' }]);
    expect(page.text()).not.toContain('Create your account');
  });

  it.each([
    ['it does not load', 500],
    ['something else answers', { hello: 'portal' }],
  ])('is left out where %s', async (_, answer) => {
    await (await status({ 'POST account-offer': answer })).sees('34 points for this order');
  });

  it('is nothing for who has left the program, and says so', async () => {
    const left = { state: 'left', consents: [], birthday: null, asked: [] };
    const page = await status({ 'GET me': { ...me(), membership: left } });
    await page.sees('You have left the program: new orders earn nothing.');
    expect(page.asked.some(({ path }) => path.startsWith('orders'))).toBe(false);
  });
});

describe('points in the profile', () => {
  afterEach(() => profile.tearDown());

  it('tells the balance in one block', async () => {
    profile.setUp();
    const worth = { amountMinor: 1240, currency: 'EUR' };
    const page = await open(profile, { folder: 'account', answers: { 'GET me': me({ member: member({ worth }) }) } });
    await page.sees('Your points', '1,240 points', 'Worth €12.40 today');
  });

  it('has a sentence for somebody without points', async () => {
    profile.setUp();
    const page = await open(profile, { folder: 'account', answers: { 'GET me': me({ member: null }) } });
    await page.sees('After your first paid order, every change shows up here with its reason.');
  });
});

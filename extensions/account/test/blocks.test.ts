import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { me, member, open, type Answers } from '../../shared/test/surface.ts';

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

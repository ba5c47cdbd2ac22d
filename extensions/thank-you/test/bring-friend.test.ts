// After an order: the one line about bringing a friend, for who is signed in. The order's own page in the account shows the same.
import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { me, open, program, type Answers } from '../../shared/test/surface.ts';
import { ownReferrals, referralTerms } from '../../theme/test/storefront/shop-page.ts';

const extension = getExtension('purchase.thank-you.block.render');
const known = {
  'GET orders/5001': { state: 'known', points: 34, pending: 0, availableAt: null },
  'GET program': program({ referrals: referralTerms() }),
  'GET referrals': ownReferrals(),
  'POST referrals/share': { counted: true },
};
const thanks = (answers: Answers = {}) =>
  open(extension, {
    folder: 'thank-you',
    answers: { ...known, ...answers },
    shop: (shop) => Object.assign(shop, { orderConfirmation: { value: { order: { id: 'gid://shopify/OrderIdentity/5001' } } }, lines: { value: [] } }), // prettier-ignore
  });
const title = 'Bring a friend';

describe('bringing a friend after an order', () => {
  beforeEach(() => extension.setUp());
  afterEach(() => extension.tearDown());

  it('shows the own link with what the friend gets, to be copied', async () => {
    const page = await thanks();
    await page.sees(title, 'Your friend gets €5 off for the first order.', 'https://tea.example/apps/lasting/ref/ADA-7KQ2');
    page.element('#friend-link')?.dispatchEvent(new Event('copy'));
    await page.sees('Copied');
    expect(page.posted('referrals/share')).toEqual([{ channel: 'copy' }]);
  });

  it.each<[string, Answers]>([
    ['cannot take part', { 'GET referrals': ownReferrals({ on: false, link: null }) }],
    ['gets no answer', { 'GET referrals': 500 }],
  ])('says nothing to who %s', async (_, answers) => {
    const page = await thanks(answers);
    await page.sees('34 points for this order');
    expect(page.text()).not.toContain(title);
  });

  it('asks nothing where the program has no referrals, nor of a guest', async () => {
    const page = await thanks({ 'GET program': program({ referrals: null }) });
    await page.sees('34 points for this order');
    expect(page.asked.some(({ path }) => path.startsWith('referrals'))).toBe(false);
    extension.tearDown();
    extension.setUp();
    const guest = await thanks({ 'GET me': me({ signedIn: false, member: null }), 'POST account-offer': { offered: false } });
    await guest.sees('Sign in');
    expect(guest.asked.some(({ path }) => path.startsWith('referrals'))).toBe(false);
  });
});

// The page about friends: when it is there, what is promised, how far a member is, the friends, and the codes they brought.
import { waitFor } from '@testing-library/dom';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LoadFriends } from '../../src/friends/load.ts';
import { friend, known, openFriends, withOwn } from './friends-page.ts';
import { answerWith, givesPoints, leaveLastPage, loadFriends, me, openPage, ownReferrals, panelWith, program } from './shop-page.ts';

afterEach(() => history.replaceState(null, '', '/'));

describe('the tab about friends', () => {
  it('is not there where the program has no referrals', async () => {
    answerWith({ ...known, program: program({ referrals: null }) });
    const page = openPage();
    await page.open();
    await waitFor(() => expect(page.shadow.querySelector('#tab-help')).not.toBeNull());
    expect(page.shadow.querySelector('#tab-friends')).toBeNull();
  });

  it('is loaded when it is opened and not before, and asks about the member only then', async () => {
    const load = vi.fn<LoadFriends>(loadFriends);
    const asked = answerWith(known);
    const page = openPage({}, panelWith(load));
    await page.open();
    const tab = await waitFor(() => page.shadow.querySelector<HTMLElement>('#tab-friends') ?? Promise.reject(new Error('no friends')));
    expect(load).not.toHaveBeenCalled();
    expect(asked.mock.calls.some(([url]) => url.includes('referrals'))).toBe(false);
    tab.click();
    await page.inside.findByText('Bring a friend');
    expect(load).toHaveBeenCalledExactlyOnceWith('en', 0);
  });

  it('says so when it does not load, and asks again by another address', async () => {
    const load = vi.fn<LoadFriends>(loadFriends).mockRejectedValueOnce(new Error('offline'));
    const page = await openFriends({ load });
    await page.inside.findByText('This part did not load. Nothing is lost.');
    page.button('Try again').click();
    await page.inside.findByText('Your link');
    expect(load.mock.calls.map(([, attempt]) => attempt)).toEqual([0, 1]);
  });

  it('says so when the shop does not answer, and shows the link once it does', async () => {
    let answer: unknown = 500;
    const page = await openFriends({ answers: { referrals: () => answer } });
    await page.inside.findByText('Your link did not load. Nothing is lost.');
    answer = ownReferrals();
    page.button('Try again').click();
    await page.inside.findByText('tea.example/apps/lasting/ref/ADA-7KQ2');
  });

  it.each(['/#lasting-referrals', '/products/tea?variant=1#lasting-referrals'])(
    'is what the panel opens on at %s, once',
    async (address) => {
      leaveLastPage();
      history.replaceState(null, '', address);
      answerWith(known);
      const page = openPage();
      await page.open();
      await page.inside.findByText('Bring a friend');
      page.inside.getByRole('button', { name: 'Close' }).click();
      // The same link opens it again, because the address is another one now.
      expect(location.hash).toBe('');
      expect(location.pathname + location.search).toBe(address.replace('#lasting-referrals', ''));
    },
  );
});

describe('what is promised', () => {
  it('is told of both sides, step by step, with when a friend counts', async () => {
    const page = await openFriends();
    await page.inside.findByText('Your link');
    expect(page.text()).toContain('Your friend gets €5 off for the first order.');
    expect(page.text()).toContain('For each friend: 200 points for you');
    expect(page.text()).toContain('For friend number 3: Free mug for you');
    expect(page.text()).toContain('counts once the goods can no longer be returned (14 days)');
  });

  it('names the least order, no return time where there is none, and nothing that is not given', async () => {
    const nothing = { kind: 'nothing', points: null, name: null, worth: null } as const;
    const steps = [
      { from: 2, every: true, gift: givesPoints(50) },
      { from: 5, every: false, gift: nothing },
    ];
    const page = await withOwn({ minimum: { amountMinor: 3000, currency: 'EUR' }, holdDays: 0, steps });
    await page.inside.findByText('Your link');
    expect(page.text()).toContain('for the first order, from €30.');
    expect(page.text()).toContain('counts as soon as the order is paid');
    expect(page.text()).toContain('For each friend from number 2 on: 50 points for you');
    expect(page.text()).not.toContain('number 5');
  });

  it('is what a visitor reads, with the way to an account and back here, and nothing is asked about anybody', async () => {
    history.replaceState(null, '', '/products/tea#lasting-referrals');
    const answers = { me: me({ signedIn: false, member: null }), 'account-offer': { offered: false } };
    const page = await openFriends({ answers, data: { customer: '' } });
    await page.inside.findByText('With an account you get a link of your own to send.');
    expect(page.text()).toContain('For each friend: 200 points for you');
    const ways = page.inside.getAllByRole('link', { name: 'Sign in or create an account' });
    expect(ways.map((way) => way.getAttribute('href'))).toEqual(Array(2).fill('/account?return_to=%2Fproducts%2Ftea'));
    expect(page.asked.mock.calls.some(([url]) => url.includes('/referrals'))).toBe(false);
  });

  it('is not open to who cannot take part', async () => {
    const nobody = { link: null, share: null, shareUrls: {}, qrUrl: null, friend: null, steps: [], holdDays: null };
    const page = await withOwn({ on: false, ...nobody });
    await page.inside.findByText('Bringing friends is not open for your account.');
    expect(page.text()).not.toContain('Your link');
  });
});

describe('how far a member is', () => {
  it('says how many count, what came of it, what the next one gives, and what is on its way', async () => {
    const progress = {
      visits: 12,
      claimed: 4,
      ordered: 1,
      onHold: 0,
      rewarded: 2,
      points: 400,
      next: { position: 3, gift: givesPoints(500) },
    };
    const page = await withOwn({ progress });
    await page.inside.findByText('2 friends count');
    expect(page.text()).toContain('400 points for your friends so far');
    expect(page.text()).toContain('Next, friend number 3: 500 points for you');
    expect(page.text()).toContain('Your link was opened 12 times');
    expect(page.text()).toContain('1 friend has ordered');
    expect(page.text()).not.toContain('waiting for the return time');
  });

  it('marks the steps that are reached', async () => {
    const progress = { ...ownReferrals().progress, rewarded: 3, next: null };
    const page = await withOwn({ progress });
    const step = await waitFor(() => [...page.shadow.querySelectorAll('.ladder li')].find((one) => one.textContent.includes('Free mug')) ?? Promise.reject(new Error('no step'))); // prettier-ignore
    expect(step.textContent).toContain('Reached');
    expect(page.text()).not.toContain('Next,');
  });
});

describe('the friends', () => {
  it('are known by initials, with where they stand and since when, and nothing else of them', async () => {
    const friends = [
      friend({ id: 'a', state: 'on-hold', dueAt: '2026-11-20T10:00:00Z' }),
      friend({ id: 'b', initials: null, state: 'rewarded', points: 200 }),
    ];
    const page = await withOwn({ friends });
    await page.inside.findByText('A. L.');
    expect(page.text()).toContain('Has ordered. Counts on November 20, 2026');
    expect(page.text()).toContain('A friend');
    expect(page.text()).toContain('Since November 3, 2026');
    expect(page.text()).toContain('200 points');
  });

  it.each([
    ['invited', null, 'Has opened your link'],
    ['claimed', null, 'Has taken the offer'],
    ['ordered', null, 'Has ordered, not paid yet'],
    ['on-hold', null, 'Counts once the goods can no longer be returned'],
    ['in-review', null, 'The shop is looking at it'],
    ['rewarded', null, 'Counts'],
    ['lapsed', null, 'Did not order in time'],
    ['refused', 'not-new', 'They have bought here before.'],
    ['refused', 'fraud', 'The shop did not accept it.'],
    ['clawed-back', 'refunded', 'The goods went back.'],
  ] as const)('stand where they stand in words: %s, %s', async (state, reason, words) => {
    const page = await withOwn({ friends: [friend({ state, reason })] });
    await page.inside.findByText(words, { exact: false, selector: '.line small' });
  });

  it('are nobody at first, and it is said who shows up', async () => {
    const page = await openFriends();
    await page.inside.findByText(/^Nobody yet\./);
  });

  it.each([
    ['fa', 'دوستان شما', '۲ دوست به حساب آمده‌اند', /۱۴۰۵/],
    ['he', 'מי הגיע דרכך', '2 הצטרפויות נחשבות', /2026/],
  ])('are told of in the reader’s own words, digits and dates: %s', async (locale, title, counts, year) => {
    const progress = { ...ownReferrals().progress, rewarded: 2 };
    const page = await openFriends({ data: { locale }, answers: { referrals: ownReferrals({ friends: [friend()], progress }) } });
    await page.inside.findByText(title);
    expect(page.text()).toContain(counts);
    expect(page.text()).toMatch(year);
    expect(page.asked.mock.calls.some(([url]) => url.endsWith(`referrals?locale=${locale}`))).toBe(true);
  });
});

describe('what friends brought', () => {
  const gift = { id: 'g1', code: 'GIFT-1', name: 'Free mug', endsAt: '2026-12-24T10:00:00Z', applyUrl: 'https://tea.myshopify.com/discount/GIFT-1?redirect=%2Fcart', state: 'ready' } as const; // prettier-ignore
  const cart = (applicable = true) => ({ token: 't', discount_codes: [{ code: 'GIFT-1', applicable }] });

  it('is a code to copy, or to put into the cart of the shop by the name it is open under', async () => {
    const answers = { referrals: ownReferrals({ codes: [gift] }), '/discount/GIFT-1': 'ok', '/cart.js': cart() };
    const page = await openFriends({ answers });
    await page.inside.findByText('GIFT-1');
    expect(page.text()).toContain('Ready to use, until December 24, 2026.');
    page.button('Use it in the cart').click();
    await page.inside.findByText('It is in your cart.');
    expect(page.asked.mock.calls.map(([url]) => url)).toContain('/discount/GIFT-1?redirect=%2Fcart');
    expect(page.inside.queryByRole('button', { name: 'Use it in the cart' })).toBeNull();
  });

  it('is had by a friend too who takes no part', async () => {
    const nobody = { on: false, link: null, share: null, shareUrls: {}, qrUrl: null, friend: null, steps: [], holdDays: null };
    const page = await withOwn({ ...nobody, codes: [gift] });
    await page.inside.findByText('GIFT-1');
    expect(page.text()).toContain('Bringing friends is not open for your account.');
  });

  it('can be tried again when it did not get into the cart', async () => {
    const page = await openFriends({ answers: { referrals: ownReferrals({ codes: [gift] }), '/discount/GIFT-1': 404 } });
    (await page.inside.findByRole('button', { name: 'Use it in the cart' })).click();
    await page.inside.findByText('It did not get into the cart. Enter the code when you pay.');
    page.button('Use it in the cart');
  });

  it.each([
    ['preparing', 'Being prepared.'],
    ['used', 'Used with an order.'],
    ['taken-back', 'Taken back, because the order it was for does not count any more.'],
    ['failed', 'The shop could not make it.'],
  ] as const)('is no code to use while it is %s', async (state, words) => {
    const page = await withOwn({ codes: [{ ...gift, state }] });
    await page.inside.findByText(words, { exact: false });
    expect(page.text()).not.toContain('GIFT-1');
  });
});

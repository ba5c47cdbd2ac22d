// The page about friends: what is promised, the link and its ways, the code that is changed once, the friends, and the codes they brought.
import { waitFor } from '@testing-library/dom';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LoadFriends } from '../../src/friends/load.ts';
import type { OwnFriend, OwnReferrals } from '../../src/member/answers.ts';
import {
  answerWith,
  givesPoints,
  leaveLastPage,
  me,
  no,
  openPage,
  ownReferrals,
  loadFriends,
  panelWith,
  posted,
  program,
  referralTerms,
  type Answers,
} from './shop-page.ts';

const known = { me: me(), program: program({ referrals: referralTerms() }), referrals: ownReferrals() };
const friend = (change: Partial<OwnFriend> = {}): OwnFriend => ({ id: 'r1', initials: 'A. L.', state: 'invited', reason: null, since: '2026-11-03T10:00:00Z', dueAt: null, points: 0, ...change }); // prettier-ignore

interface Opening {
  readonly answers?: Answers;
  readonly data?: Record<string, string>;
  readonly load?: LoadFriends;
}

async function openFriends({ answers = {}, data = {}, load = loadFriends }: Opening = {}) {
  const asked = answerWith({ ...known, ...answers });
  const page = openPage(data, panelWith(load));
  await page.open();
  const tab = await waitFor(() => page.shadow.querySelector<HTMLElement>('#tab-friends') ?? Promise.reject(new Error('no friends')));
  tab.click();
  const button = (name: string) => page.inside.getByRole('button', { name });
  return { ...page, asked, button };
}

const withOwn = (change: Partial<OwnReferrals>) => openFriends({ answers: { referrals: ownReferrals(change) } });
const told = (page: { readonly asked: ReturnType<typeof answerWith> }) => posted(page.asked, 'referrals/share');

afterEach(() => {
  history.replaceState(null, '', '/');
  // jsdom has none of them, and a test that gives one must not leave it.
  for (const name of ['clipboard', 'share', 'sendBeacon']) Reflect.deleteProperty(navigator, name);
});
const give = (name: string, value: unknown) => Object.defineProperty(navigator, name, { value, configurable: true });

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

describe('the link', () => {
  it('is copied whole, says so to everybody, and the shop is told', async () => {
    const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValue();
    give('clipboard', { writeText });
    const page = await openFriends();
    (await page.inside.findByRole('button', { name: 'Copy link' })).click();
    await waitFor(() => expect(writeText).toHaveBeenCalledWith('https://tea.example/apps/lasting/ref/ADA-7KQ2'));
    const status = await waitFor(() => page.inside.getAllByRole('status').find(({ textContent }) => textContent === 'Copied') ?? Promise.reject(new Error('silent'))); // prettier-ignore
    expect(status.tagName).toBe('SPAN');
    expect(told(page)).toEqual([{ channel: 'copy' }]);
  });

  it('is to be selected by hand where nothing can be copied, and then it was not shared', async () => {
    const page = await openFriends();
    (await page.inside.findByRole('button', { name: 'Copy link' })).click();
    await page.inside.findByText('Could not copy. Please select the code by hand.');
    expect(told(page)).toEqual([]);
  });

  it('is sent by the ways that the shop names: each a link that opens beside the shop, and told without waiting', async () => {
    const sendBeacon = vi.fn<(url: string, body: Blob) => boolean>().mockReturnValue(true);
    give('sendBeacon', sendBeacon);
    const page = await openFriends();
    const whatsapp = await page.inside.findByRole('link', { name: 'WhatsApp' });
    expect(whatsapp.getAttribute('href')).toMatch(/^https:\/\/wa\.me\/\?text=/);
    expect([whatsapp.getAttribute('target'), whatsapp.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer']);
    expect(page.inside.getByRole('link', { name: 'E-mail' }).getAttribute('target')).toBeNull();
    expect(page.inside.queryByRole('link', { name: 'Telegram' })).toBeNull();
    const tap = new MouseEvent('click', { bubbles: true, cancelable: true });
    whatsapp.dispatchEvent(tap);
    expect(tap.defaultPrevented).toBe(false);
    expect(sendBeacon).toHaveBeenCalledOnce();
    const [url, body] = sendBeacon.mock.calls[0] ?? [];
    expect(url).toBe('/apps/lasting/referrals/share');
    expect(body?.type).toBe('application/json');
    // Told once: not by the other way too.
    expect(told(page)).toEqual([]);
  });

  it('is told by a request that outlives the page where there is no beacon, and a lost one bothers nobody', async () => {
    const page = await openFriends({ answers: { 'referrals/share': new Error('gone') } });
    (await page.inside.findByRole('link', { name: 'E-mail' })).click();
    await waitFor(() => expect(told(page)).toEqual([{ channel: 'email' }]));
    const [, init] = page.asked.mock.calls.find(([url]) => url.endsWith('/share')) ?? [];
    expect(init?.keepalive).toBe(true);
  });

  it.each(['javascript:alert(1)', 'http://evil.example/', '//evil.example', 'data:text/html,x'])('never leads to %s', async (href) => {
    const page = await withOwn({ shareUrls: { whatsapp: href } });
    await page.inside.findByRole('button', { name: 'Copy link' });
    expect(page.inside.queryByRole('link', { name: 'WhatsApp' })).toBeNull();
  });

  it('goes to what the device offers, with the words once and told only when something was chosen', async () => {
    const share = vi.fn<(what: ShareData) => Promise<void>>().mockRejectedValueOnce(new DOMException('closed', 'AbortError')).mockResolvedValue(); // prettier-ignore
    give('share', share);
    const page = await openFriends();
    const way = await page.inside.findByRole('button', { name: 'Share' });
    way.click();
    await waitFor(() => expect(share).toHaveBeenCalledOnce());
    expect(told(page)).toEqual([]);
    way.click();
    await waitFor(() => expect(told(page)).toEqual([{ channel: 'native' }]));
    expect(share).toHaveBeenLastCalledWith({ title: 'Tea', text: 'Good tea: https://tea.example/apps/lasting/ref/ADA-7KQ2' });
  });

  it('is a QR code only when somebody asks for it', async () => {
    const page = await openFriends();
    const way = await page.inside.findByRole('button', { name: 'QR code' });
    expect(page.shadow.querySelector('img')).toBeNull();
    way.click();
    const picture = await page.inside.findByRole('img', { name: 'QR code that opens your link' });
    expect(picture.getAttribute('src')).toBe('https://tea.example/apps/lasting/ref/ADA-7KQ2/qr.svg');
    expect(way.getAttribute('aria-expanded')).toBe('true');
    expect(told(page)).toEqual([{ channel: 'qr' }]);
    picture.dispatchEvent(new Event('error'));
    await page.inside.findByText('The QR code did not load. The link works all the same.');
  });
});

describe('another code', () => {
  async function openForm(answer: unknown) {
    const before = ownReferrals();
    let own = before;
    const change = () => {
      if (typeof answer === 'object' && (answer as { outcome?: string }).outcome === 'changed')
        own = ownReferrals({ link: { code: 'TEA-ADA', url: 'https://tea.example/apps/lasting/ref/TEA-ADA', changeable: false } });
      return typeof answer === 'function' ? (answer as () => unknown)() : answer;
    };
    const page = await openFriends({ answers: { referrals: () => own, 'referrals/link': change } });
    (await page.inside.findByRole('button', { name: 'Choose another code' })).click();
    const field = await page.inside.findByLabelText<HTMLInputElement>('Your own code');
    const type = async (text: string) => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((drawn) => setTimeout(drawn));
      page.button('Continue').click();
    };
    return { ...page, field, type };
  }

  it('is asked for once more before it holds, then the link has it and the way to change it is gone', async () => {
    const page = await openForm({ outcome: 'changed', link: null });
    await waitFor(() => expect(page.focused()).toBe(page.field));
    await page.type(' tea-ada ');
    await page.inside.findByRole('group', { name: /^Take .*tea-ada.*\? This can be done only once\.$/ });
    expect(posted(page.asked, 'referrals/link')).toEqual([]);
    await waitFor(() => expect(page.focused()?.getAttribute('role')).toBe('group'));
    page.button('Take it').click();
    await page.inside.findByText('tea.example/apps/lasting/ref/TEA-ADA');
    expect(posted(page.asked, 'referrals/link')).toEqual([{ code: 'tea-ada', locale: 'en' }]);
    expect(page.inside.getByText('Your link has its new code.').getAttribute('role')).toBe('status');
    expect(page.focused()?.textContent).toBe('Bring a friend');
    expect(page.inside.queryByRole('button', { name: 'Choose another code' })).toBeNull();
  });

  it('is not taken when one thinks again', async () => {
    const page = await openForm({ outcome: 'changed', link: null });
    await page.type('tea-ada');
    (await page.inside.findByRole('button', { name: 'Not yet' })).click();
    await page.inside.findByRole('button', { name: 'Continue' });
    expect(posted(page.asked, 'referrals/link')).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['is somebody else’s', { outcome: 'taken', link: null }, 'This code, or one that looks like it, is somebody else’s.'],
    ['was changed before', { outcome: 'already-changed', link: null }, 'Your code was changed before. It can be changed only once.'],
    ['cannot be one', { outcome: 'not-allowed', link: null }, 'This cannot be a code. Please choose 4 to 24 letters and digits.'],
    ['has nothing of a code', () => no('invalid-input', 'code'), 'This cannot be a code. Please choose 4 to 24 letters and digits.'],
    ['was tried too often', () => no('too-many-requests'), 'That was a lot of tries. Please wait a minute.'],
    ['got no answer', 500, 'That did not work. Please try again.'],
    ['got an answer that is not ours', { hello: 1 }, 'That did not work. Please try again.'],
  ])('stays the old one, and says why, when it %s', async (_, answer, words) => {
    const page = await openForm(answer);
    await page.type('tea-ada');
    (await page.inside.findByRole('button', { name: 'Take it' })).click();
    await page.inside.findByText(words);
    expect(page.field.getAttribute('aria-invalid')).toBe('true');
    await waitFor(() => expect(page.focused()).toBe(page.field));
    expect(page.text()).toContain('ref/ADA-7KQ2');
  });

  it('is not sent when it is too short to be one', async () => {
    const page = await openForm({ outcome: 'changed', link: null });
    await page.type(' ab ');
    await page.inside.findByText('This cannot be a code. Please choose 4 to 24 letters and digits.');
    expect(posted(page.asked, 'referrals/link')).toEqual([]);
  });

  it('is not offered to who changed it already', async () => {
    const page = await withOwn({ link: { code: 'TEA', url: 'https://tea.example/r/TEA', changeable: false } });
    await page.inside.findByRole('button', { name: 'Copy link' });
    expect(page.inside.queryByRole('button', { name: 'Choose another code' })).toBeNull();
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

  it('can be tried again when it did not get into the cart', async () => {
    const page = await openFriends({ answers: { referrals: ownReferrals({ codes: [gift] }), '/discount/GIFT-1': 404 } });
    (await page.inside.findByRole('button', { name: 'Use it in the cart' })).click();
    await page.inside.findByText('It did not get into the cart. Enter the code when you pay.');
    page.button('Use it in the cart');
  });

  it.each([
    ['preparing', 'Being prepared.'],
    ['used', 'Used with an order.'],
    ['taken-back', 'Taken back, because a friend’s order does not count any more.'],
    ['failed', 'The shop could not make it.'],
  ] as const)('is no code to use while it is %s', async (state, words) => {
    const page = await withOwn({ codes: [{ ...gift, state }] });
    await page.inside.findByText(words, { exact: false });
    expect(page.text()).not.toContain('GIFT-1');
  });
});

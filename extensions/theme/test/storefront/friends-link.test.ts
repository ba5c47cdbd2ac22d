// The link of a member: the ways to send it, and the code that is changed once.
import { waitFor } from '@testing-library/dom';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openFriends, told, withOwn } from './friends-page.ts';
import { no, ownReferrals, posted } from './shop-page.ts';

// jsdom has none of them, and a test that gives one must not leave it.
afterEach(() => ['clipboard', 'share', 'sendBeacon'].forEach((name) => Reflect.deleteProperty(navigator, name)));
const give = (name: string, value: unknown) => Object.defineProperty(navigator, name, { value, configurable: true });

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

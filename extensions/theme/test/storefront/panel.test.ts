import { waitFor } from '@testing-library/dom';
import { describe, expect, it, vi } from 'vitest';
import { answerWith, me, member, openPage } from './shop-page.ts';

describe('the panel', () => {
  it('opens from the keyboard, closes with Escape, and gives the focus back', async () => {
    answerWith({ me: me() });
    const page = openPage();
    await page.open();
    expect(page.dialog()?.getAttribute('aria-modal')).toBe('true');
    expect(page.launcher().getAttribute('aria-expanded')).toBe('true');
    await waitFor(() => expect(page.focused()?.textContent).toBe('Your points'));
    page.press('Escape');
    expect(page.dialog()).toBeNull();
    expect(page.focused()).toBe(page.launcher());
    expect(page.launcher().getAttribute('aria-expanded')).toBe('false');
    expect(document.documentElement.style.overflow).toBe('');
  });

  it('keeps the focus inside: Tab goes from the last stop to the first, and back', async () => {
    answerWith({ me: me() });
    const page = openPage();
    await page.open();
    const last = await page.inside.findByRole('tabpanel');
    const first = page.inside.getByRole('button', { name: 'Close' });
    last.focus();
    page.press('Tab');
    expect(page.focused()).toBe(first);
    page.press('Tab', { shiftKey: true });
    expect(page.focused()).toBe(last);
  });

  it('holds the page still while it is open', async () => {
    answerWith({ me: me() });
    const page = openPage();
    await page.open();
    expect(document.documentElement.style.overflow).toBe('hidden');
    page.inside.getByRole('button', { name: 'Close' }).click();
    expect(document.documentElement.style.overflow).toBe('');
  });

  it('shows what waits, what expires, and their dates', async () => {
    const known = member({ pending: 64, nextPendingAt: '2026-12-04T12:00:00Z', nextExpiry: { points: 1, at: '2027-01-31T12:00:00Z' } });
    answerWith({ me: me({ member: known }) });
    const page = openPage();
    await page.open();
    await waitFor(() => expect(page.text()).toContain('64 points waiting, the next on December 4, 2026'));
    expect(page.text()).toContain('1 point expires on January 31, 2027');
  });

  it('shows a purchase that arrives while it is open, and tells a screen reader', async () => {
    const looks = vi.spyOn(window, 'setInterval');
    let available = 10;
    answerWith({ me: () => me({ member: member({ available }) }) });
    const page = openPage();
    await page.open();
    await waitFor(() => expect(page.shadow.querySelector('.amount')?.textContent).toBe('10 points'));
    const every = await waitFor(() => looks.mock.calls.find(([, ms]) => ms === 3000) ?? Promise.reject(new Error('nothing looks')));
    available = 22;
    every[0]();
    await page.inside.findByText('Your balance is now 22 points.');
    expect(page.shadow.querySelector('.amount')?.textContent).toBe('22 points');
  });

  it('moves between tabs by arrows, in the reading direction', async () => {
    answerWith({ me: me() });
    const page = openPage({ locale: 'he' });
    await page.open();
    const tabs = await page.inside.findAllByRole('tab');
    tabs[0]?.focus();
    page.press('ArrowLeft');
    await waitFor(() => expect(tabs[1]?.getAttribute('aria-selected')).toBe('true'));
    expect(page.focused()).toBe(tabs[1]);
    page.press('End');
    await waitFor(() => expect(tabs[2]?.getAttribute('aria-selected')).toBe('true'));
  });

  it('tells a guest what waits, with one button to the account', async () => {
    answerWith({ me: me({ signedIn: false, member: null }) });
    const page = openPage({ customer: '', accountUrl: '/account/login' });
    await page.open();
    const button = await page.inside.findByRole('link', { name: 'Sign in or create an account' });
    expect(button.getAttribute('href')).toBe('/account/login?return_to=%2F');
    expect(page.inside.getAllByRole('tab').map((tab) => tab.textContent)).toEqual(['Earn', 'Help']);
  });

  it('says when earning is paused', async () => {
    answerWith({ me: me({ program: { active: false, pointsPerUnit: 1, currency: 'EUR' } }) });
    const page = openPage();
    await page.open();
    await page.inside.findByText('Earning is paused');
    expect(page.text()).not.toContain('for every');
  });

  it('offers another try after an error', async () => {
    let broken = true;
    answerWith({ me: () => (broken ? 500 : me()) });
    const page = openPage();
    await page.open();
    const retry = await page.inside.findByRole('button', { name: 'Try again' });
    broken = false;
    retry.click();
    await waitFor(() => expect(page.shadow.querySelector('.amount')?.textContent).toBe('1,240 points'));
  });

  it('says that one is offline, and comes back by itself', async () => {
    let lost = true;
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    answerWith({ me: () => (lost ? new TypeError('lost') : me()) });
    const page = openPage();
    await page.open();
    await page.inside.findByText('You are offline');
    lost = false;
    online.mockReturnValue(true);
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(page.shadow.querySelector('.amount')?.textContent).toBe('1,240 points'));
  });

  it('keeps showing the last known balance when the connection goes', async () => {
    let lost = false;
    answerWith({ me: () => (lost ? new TypeError('lost') : me()) });
    const page = openPage();
    await page.open();
    await page.inside.findAllByRole('tab');
    lost = true;
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await page.inside.findByText('You are offline. This is the last we knew.');
    expect(page.shadow.querySelector('.amount')?.textContent).toBe('1,240 points');
  });
});

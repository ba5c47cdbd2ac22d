import { waitFor } from '@testing-library/dom';
import { describe, expect, it, vi } from 'vitest';
import { answerWith, me, member, openPage } from './shop-page.ts';

const quietMoment = () => new Promise((done) => setTimeout(done, 120));

describe('the launcher', () => {
  it('shows a member the balance', async () => {
    answerWith({ me: me() });
    const page = openPage();
    await waitFor(() => expect(page.text()).toBe('1,240 points'));
    expect(page.launcher().getAttribute('aria-label')).toContain('1,240 points');
    expect(page.root.dataset['points']).toBe('1240');
  });

  it('asks nothing about a guest before the tap, only how it looks, and says what there is', async () => {
    const asked = answerWith({});
    const page = openPage({ customer: '' });
    await quietMoment();
    expect(asked.mock.calls.map(([url]) => url)).toEqual(['/apps/lasting/look']);
    expect(page.text()).toBe('Rewards');
  });

  it('shows at once the balance the page was rendered with', () => {
    answerWith({ me: me() });
    expect(openPage({ points: '80' }).text()).toBe('80 points');
  });

  it('never shows a zero because the shop did not answer', async () => {
    const asked = answerWith({ me: 500 });
    const page = openPage();
    await waitFor(() => expect(asked).toHaveBeenCalled());
    await quietMoment();
    expect(page.text()).toBe('Rewards');
  });

  it('takes an answer that is not ours (a password page) for a failure', async () => {
    const asked = answerWith({ me: { hello: 'world' } });
    const page = openPage();
    await waitFor(() => expect(asked).toHaveBeenCalled());
    await quietMoment();
    expect(page.text()).toBe('Rewards');
  });

  it('looks again when the page is looked at again', async () => {
    let available = 10;
    answerWith({ me: () => me({ member: member({ available }) }) });
    const page = openPage();
    await waitFor(() => expect(page.text()).toBe('10 points'));
    available = 22;
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() => expect(page.text()).toBe('22 points'));
  });

  it('looks again by itself on a page where points are about to change', async () => {
    let available = 10;
    answerWith({ me: () => me({ member: member({ available }) }) });
    const page = openPage({ watch: '' });
    await waitFor(() => expect(page.text()).toBe('10 points'));
    available = 22;
    await waitFor(() => expect(page.text()).toBe('22 points'), { timeout: 1500 });
  });

  it('stays away from the pages the merchant named', () => {
    history.pushState(null, '', '/pages/gift/card');
    answerWith({ me: me() });
    expect(openPage({ hiddenPaths: '/cart, /pages/gift/' }).root.shadowRoot).toBeNull();
    history.pushState(null, '', '/pages/gifts');
    expect(openPage({ hiddenPaths: '/cart, /pages/gift/' }).root.shadowRoot).not.toBeNull();
    history.pushState(null, '', '/');
  });

  it('says so when the panel cannot be fetched, and asks for it anew at the next tap', async () => {
    answerWith({ me: me() });
    const load = vi.fn<() => Promise<never>>().mockRejectedValue(new Error('lost'));
    const page = openPage({ customer: '' }, load);
    page.launcher().click();
    await waitFor(() => expect(page.text()).toBe('Could not open, try again'));
    page.launcher().click();
    await waitFor(() => expect(load.mock.calls).toEqual([['en', 0], ['en', 1]])); // prettier-ignore
  });

  it('speaks Persian and Hebrew with their digits, plurals and direction', async () => {
    answerWith({ me: me() });
    const persian = openPage({ locale: 'fa' });
    await waitFor(() => expect(persian.text()).toBe('۱٬۲۴۰ امتیاز'));
    expect(persian.shadow.querySelector('.frame')?.getAttribute('dir')).toBe('rtl');
    answerWith({ me: me({ member: member({ available: 1 }) }) });
    const hebrew = openPage({ locale: 'he' });
    await waitFor(() => expect(hebrew.text()).toBe('נקודה אחת'));
    expect(hebrew.shadow.querySelector('.frame')?.getAttribute('lang')).toBe('he');
  });
});

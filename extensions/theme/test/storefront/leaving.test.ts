// Leaving the program in the panel, and coming back.
import { waitFor } from '@testing-library/dom';
import { describe, expect, it, vi } from 'vitest';
import { given, openMembership } from './membership-page.ts';
import { asked, me, membership, posted } from './shop-page.ts';

describe('leaving the program', () => {
  const left = membership({ state: 'left', consents: [given('terms')] });

  it('says what happens and asks once more, and nothing happens when one stays', async () => {
    const page = await openMembership(membership());
    page.button('Leave the program').click();
    const sure = await page.inside.findByRole('group', { name: /Your points stay yours and can be spent/ });
    await waitFor(() => expect(page.focused()).toBe(sure));
    page.button('Stay').click();
    await waitFor(() => expect(page.focused()?.textContent).toBe('Leave the program'));
    expect(posted(page.stub, 'membership')).toEqual([]);
  });

  it('shows what stays and what ends, and offers to join again', async () => {
    const page = await openMembership(membership(), left);
    page.button('Leave the program').click();
    const sure = await waitFor(() => page.button('Leave'));
    sure.focus();
    sure.click();
    await page.inside.findByRole('button', { name: 'Join again' });
    expect(posted(page.stub, 'membership')).toEqual([{ locale: 'en', surface: 'panel', action: 'leave', termsVersion: null }]);
    expect(page.focused()?.id).toBe('membership');
    expect(page.text()).toContain('You have left the program');
    expect(page.inside.queryByRole('switch')).toBeNull();
    page.shadow.querySelector<HTMLElement>('#tab-earn')?.click();
    await waitFor(() => expect(page.shadow.querySelector('.page')?.textContent).toContain('New orders earn nothing.'));
    // The points that stay are still shown.
    expect(page.shadow.querySelector('.amount')?.textContent).toBe('1,240 points');
  });

  it('is shown also when a look at the shop that began before it answers late', async () => {
    const looks = vi.spyOn(window, 'setInterval');
    let now = membership();
    let answerLate: (late: unknown) => void = () => undefined;
    let late: Promise<unknown> | null = null;
    const page = await openMembership(now, left, {
      me: () => late ?? me({ membership: now }),
      membership: () => ((now = left), {}),
    });
    page.button('Leave the program').click();
    const sure = await waitFor(() => page.button('Leave'));
    late = new Promise((answer) => (answerLate = answer));
    looks.mock.calls.find(([, ms]) => ms === 3000)?.[0]();
    sure.click();
    await waitFor(() => expect(posted(page.stub, 'membership')).toHaveLength(1));
    late = null;
    answerLate(me({ membership: membership() }));
    await page.inside.findByRole('button', { name: 'Join again' });
  });

  it('is undone by joining again, with the terms that were shown', async () => {
    const page = await openMembership({ ...left, asked: [asked('terms', { version: 'terms-2' })] }, membership());
    expect(page.text()).toContain('By joining again you agree to this:');
    page.button('Join again').click();
    await page.inside.findByRole('button', { name: 'Leave the program' });
    expect(posted(page.stub, 'membership')).toEqual([{ locale: 'en', surface: 'panel', action: 'join', termsVersion: 'terms-2' }]);
  });

  it('keeps the terms of before where there are no new ones', async () => {
    const page = await openMembership(left, membership());
    page.button('Join again').click();
    await waitFor(() =>
      expect(posted(page.stub, 'membership')).toEqual([{ locale: 'en', surface: 'panel', action: 'join', termsVersion: 'terms-1' }]),
    );
  });
});

// What a member agreed to, in the panel: switches, a birthday, new terms.
import { waitFor } from '@testing-library/dom';
import { describe, expect, it, vi } from 'vitest';
import { sayInOwnCalendar } from '../../src/membership/calendar.ts';
import { given, openMembership } from './membership-page.ts';
import { action, answerWith, asked, me, membership, no, openPage, posted, program } from './shop-page.ts';

describe('the newsletter', () => {
  const wording = 'Send me news. I can take this back at any time.';
  const off = membership({ asked: [asked('newsletter', { wording, points: 20 })] });
  const on = membership({ consents: [given('newsletter')] });

  it('is a switch that is off until somebody turns it on, in the words that are kept with it', async () => {
    const page = await openMembership(off, on);
    const turn = page.inside.getByRole('switch', { name: 'Newsletter', description: wording });
    expect(turn.getAttribute('aria-checked')).toBe('false');
    expect(page.text()).toContain('Gives 20 points, once');
    turn.click();
    await waitFor(() => expect(turn.getAttribute('aria-checked')).toBe('true'));
    expect(page.text()).toContain('You agreed on November 3, 2026.');
    expect(page.text()).not.toContain('Gives 20 points');
    const consent = { kind: 'newsletter', version: 'newsletter-1' };
    expect(posted(page.stub, 'consents')).toEqual([{ locale: 'en', surface: 'panel', give: [consent] }]);
    await page.inside.findByText('Saved.');
  });

  it('is taken back by the same switch', async () => {
    const page = await openMembership(on, off);
    page.inside.getByRole('switch', { name: 'Newsletter' }).click();
    await waitFor(() => expect(page.inside.getByRole('switch').getAttribute('aria-checked')).toBe('false'));
    expect(posted(page.stub, 'consents')).toEqual([{ locale: 'en', surface: 'panel', takeBack: ['newsletter'] }]);
  });

  it.each<[string, unknown, string]>([
    ['did not answer', 500, 'That did not work. Try again: it counts only once.'],
    ['has other words meanwhile', () => no('invalid-input', 'give.0.version'), 'This has just changed. Please read it again.'],
    ['signed the member out', () => no('not-signed-in'), 'You are not signed in any more. Sign in again: your points are safe.'],
  ])('stays as it was, and says so, when the shop %s', async (_, answer, words) => {
    const page = await openMembership(off, on, { consents: answer });
    page.inside.getByRole('switch').click();
    await page.inside.findByText(words);
    expect(page.inside.getByRole('switch').getAttribute('aria-checked')).toBe('false');
  });

  it('is told once, however often it is tapped', async () => {
    let answer: (value: object) => void = () => undefined;
    const page = await openMembership(off, on, { consents: () => new Promise((done) => (answer = done)) });
    const turn = page.inside.getByRole('switch');
    turn.click();
    await waitFor(() => expect(turn.getAttribute('aria-disabled')).toBe('true'));
    turn.click();
    answer({});
    await page.inside.findByText('Saved.');
    expect(posted(page.stub, 'consents')).toHaveLength(1);
  });
});

describe('a birthday', () => {
  const off = membership({ asked: [asked('birthday', { points: 100 })] });
  const on = membership({ consents: [given('birthday')], birthday: '02-29' });

  it('is a month and a day of it, and 29 February is one', async () => {
    const page = await openMembership(off, on);
    await page.choose('Month', '02');
    await waitFor(() => expect(page.inside.getByLabelText('Day').querySelectorAll('option')).toHaveLength(30));
    await page.choose('Day', '29');
    page.button('Save birthday').focus();
    page.button('Save birthday').click();
    await page.inside.findByText('February 29');
    const consent = { kind: 'birthday', version: 'birthday-1', birthday: '02-29' };
    expect(posted(page.stub, 'consents')).toEqual([{ locale: 'en', surface: 'panel', give: [consent] }]);
    // The button that saved it is gone.
    expect(page.focused()?.textContent).toBe('Birthday');
  });

  it('is not sent by halves: what is missing is said, and the field is marked', async () => {
    const page = await openMembership(off, on);
    await page.choose('Month', '04');
    await page.choose('Day', '30');
    await page.choose('Month', '02');
    await waitFor(() => expect(page.inside.getByLabelText<HTMLSelectElement>('Day').value).toBe(''));
    page.button('Save birthday').click();
    await page.inside.findByText('Please choose a month and a day.');
    expect(page.inside.getByLabelText('Day').getAttribute('aria-invalid')).toBe('true');
    expect(page.inside.getByLabelText('Month').getAttribute('aria-invalid')).toBe('false');
    expect(posted(page.stub, 'consents')).toEqual([]);
  });

  it('is taken back with one tap', async () => {
    const page = await openMembership(on, off);
    page.button('Take it back').click();
    await page.inside.findByRole('button', { name: 'Save birthday' });
    expect(posted(page.stub, 'consents')).toEqual([{ locale: 'en', surface: 'panel', takeBack: ['birthday'] }]);
  });

  it.each([
    ['fa', 'ماه میلادی', 'مارس', '۲۹ فوریه'],
    ['he', 'חודש', 'מרץ', '29 בפברואר'],
  ])('has the names and the digits of the reader’s language: %s', async (locale, label, march, chosen) => {
    const page = await openMembership(off, on, {}, { locale });
    expect(page.inside.getByLabelText(label).querySelectorAll('option')[3]?.textContent).toBe(march);
    const shown = await openMembership(on, off, {}, { locale });
    expect(shown.text()).toContain(chosen);
  });
});

describe('a birthday for who counts by another calendar', () => {
  const at = (year: number, birthday: string, format: string) => sayInOwnCalendar(format, birthday, Date.UTC(year, 5, 1));

  it('is also the day of this year in theirs', async () => {
    expect(at(2026, '03-21', 'fa-IR')).toBe('۱ فروردین');
    expect(at(2025, '03-20', 'fa-IR')).toBe('۳۰ اسفند');
    const page = await openMembership(membership({ asked: [asked('birthday')] }), undefined, {}, { locale: 'fa' });
    await page.choose('ماه میلادی', '03');
    await page.choose('روز', '30');
    await waitFor(() => expect(page.text()).toMatch(/امسال: (۹|۱۰) فروردین/u));
  });

  it('is said once where the calendar is the same, and not at all where the day is not in this year', () => {
    expect(at(2026, '03-21', 'en')).toBeNull();
    expect(at(2026, '03-21', 'he-IL')).toBeNull();
    expect(at(2026, '02-29', 'fa-IR')).toBeNull();
    expect(at(2028, '02-29', 'fa-IR')).toBe('۱۰ اسفند');
  });
});

describe('new terms', () => {
  const url = 'https://shop.example/terms';
  const open = membership({
    consents: [given('terms')],
    asked: [asked('terms', { version: 'terms-2', wording: 'I agree to the terms of May.', url })],
  });

  it('are called new only to who agreed to others before', async () => {
    expect((await openMembership(open)).text()).toContain('There are new terms for the program.');
    const first = await openMembership({ ...open, consents: [] });
    expect(first.text()).toContain('The program has terms.');
    expect(first.text()).not.toContain('new terms');
  });

  it('are told above the tabs and lead to where they are agreed to, and nothing waits for them', async () => {
    const page = await openMembership(open, membership());
    page.shadow.querySelector<HTMLElement>('#tab-earn')?.click();
    await waitFor(() => expect(page.shadow.querySelector('#membership')).toBeNull());
    page.button('Read them').click();
    await waitFor(() => expect(page.focused()?.id).toBe('membership'));
    expect(page.inside.getByRole('link', { name: 'Read the terms in a new tab' }).getAttribute('href')).toBe(url);
    page.button('Agree').focus();
    page.button('Agree').click();
    await waitFor(() => expect(page.text()).not.toContain('terms for the program'));
    expect(posted(page.stub, 'consents')).toEqual([{ locale: 'en', surface: 'panel', give: [{ kind: 'terms', version: 'terms-2' }] }]);
    expect(page.focused()?.id).toBe('membership');
  });

  it('are no link where the address is none of the web', async () => {
    const page = await openMembership(membership({ asked: [asked('terms', { url: 'javascript:alert(1)' })] }));
    expect(page.inside.queryByRole('link')).toBeNull();
  });
});

describe('who is signed in and still a guest', () => {
  it('is told that their points are on the way, and sees them arrive', async () => {
    const looks = vi.spyOn(window, 'setInterval');
    let now = membership({ state: 'guest', asked: [asked('newsletter')] });
    const page = await openMembership(now, now, { me: () => me({ membership: now }) });
    expect(page.text()).toContain('Your points are being moved into your account.');
    expect(page.inside.queryByRole('switch')).toBeNull();
    const every = looks.mock.calls.find(([, ms]) => ms === 3000)?.[0];
    now = membership({ asked: [asked('newsletter')] });
    every?.();
    await page.inside.findByRole('switch', { name: 'Newsletter' });
    expect(page.text()).not.toContain('being moved');
  });
});

describe('ways to earn that are agreed to', () => {
  const ways = [
    action('n', { kind: 'newsletter-joined', once: 'lifetime' }),
    action('b', { kind: 'birthday-given', once: 'lifetime' }),
    action('s', { once: 'lifetime' }),
  ];

  it('lead to the membership, and only those that can still be agreed to', async () => {
    const known = membership({ asked: [asked('newsletter')], consents: [given('birthday')] });
    const states = ['n', 'b', 's'].map((id) => ({ id, state: 'open' as const }));
    answerWith({ me: me({ membership: known, ways: states }), program: program({ ways }) });
    const page = openPage();
    await page.open();
    const lead = await page.inside.findByRole('button', { name: 'Open 5 points for answering a survey' });
    expect(page.inside.getAllByText('Not yet')).toHaveLength(2);
    lead.click();
    await waitFor(() => expect(page.focused()?.id).toBe('membership'));
    page.inside.getByRole('switch', { name: 'Newsletter' });
    // Who goes there by the tab begins at its top.
    page.shadow.querySelector<HTMLElement>('#tab-earn')?.click();
    const help = await page.inside.findByRole('tab', { name: 'Help' });
    help.focus();
    help.click();
    await waitFor(() => expect(page.shadow.querySelector('#membership')).not.toBeNull());
    expect(page.focused()?.id).toBe('tab-help');
  });

  it('say that they are done once they are', async () => {
    const states = [{ id: 'n', state: 'done' as const }];
    answerWith({
      me: me({ membership: membership({ asked: [asked('newsletter')] }), ways: states }),
      program: program({ ways: ways.slice(0, 1) }),
    });
    const page = openPage();
    await page.open();
    await page.inside.findByText('Done');
    expect(page.inside.queryByRole('button', { name: /^Open/ })).toBeNull();
  });
});

describe('a shop that says nothing of a membership', () => {
  it('shows none and keeps the rest', async () => {
    answerWith({ me: me() });
    const page = openPage();
    await page.open();
    const help = await page.inside.findByRole('tab', { name: 'Help' });
    help.click();
    await page.inside.findByText('How do I get points?');
    expect(page.shadow.querySelector('#membership')).toBeNull();
  });
});

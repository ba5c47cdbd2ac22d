import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/member/answers.ts';
import { joinHistory } from '../../src/panel/history-pages.ts';
import { answerWith, line, me, member, openPage, type Answers } from './shop-page.ts';

const refunded: Explanation = {
  rule: 'order',
  pointsPerUnit: 0.5,
  basis: { amountMinor: 3890, currency: 'EUR' },
  rounding: 'floor',
  deserved: 19,
  given: 32,
  programVersion: 1,
  note: 'refunded',
  lines: [{ lineId: '1', title: 'תה ירוק', quantity: 2, basis: { amountMinor: 3890, currency: 'EUR' }, points: 19, left: null }],
  parts: [],
  withheld: [],
};

async function openHistory(answers: Answers, data: Record<string, string> = {}) {
  answerWith(answers);
  const page = openPage(data);
  await page.open();
  const tabs = await page.inside.findAllByRole('tab');
  tabs[1]?.click();
  await waitFor(() => expect(tabs[1]?.getAttribute('aria-selected')).toBe('true'));
  return page;
}

describe('the history', () => {
  it('names the reward that points were set aside for, and says why they came back', async () => {
    const reward = { id: 'r-1', name: { en: 'Five off', fa: 'پنج یورو تخفیف' }, moved: 100, of: 100, why: null };
    const history = [
      line({ id: 'm.3', kind: 'returned', change: 25, reward: { ...reward, moved: 25, why: 'order' } }),
      line({ id: 'm.2', kind: 'released', change: 0, reward: { ...reward, why: 'abandoned' } }),
      line({ id: 'm.1', kind: 'reserved', change: 0, reward }),
    ];
    const said = (await openHistory({ me: me({ member: member({ history }) }) })).text().replaceAll(/[\u2066-\u2069]/g, '');
    for (const part of [
      '25 points back from Five off',
      'A part of the order with it was refunded: 25 of 100 points.',
      '100 points back from Five off',
      'The cart with it was left behind.',
      '100 points set aside for Five off',
    ])
      expect(said).toContain(part);
    expect(said).not.toContain('+100');
  });

  it('says what points were given for by the name that the merchant has for it, and that a merge was undone', async () => {
    const history = [
      line({ id: 'm.3', kind: 'merge-undone-out', change: -20 }),
      line({ id: 'm.2', kind: 'awarded', change: 50, action: { kind: 'account-created', name: { en: 'A warm welcome' } } }),
      line({ id: 'm.1', kind: 'awarded', change: 5, action: { kind: 'custom', name: {} } }),
    ];
    const said = (await openHistory({ me: me({ member: member({ history }) }) })).text();
    for (const part of ['Went back to another account', 'A warm welcome', 'Points given to you']) expect(said).toContain(part);
  });

  it('explains a line when it is tapped: the calculation and what it did', async () => {
    const page = await openHistory({
      me: me({ member: member({ history: [line({ kind: 'order-reduced', change: -13, explanation: refunded })] }) }),
    });
    const button = page.inside.getByRole('button', { name: /Order changed, fewer points/ });
    expect(button.getAttribute('aria-expanded')).toBe('false');
    button.click();
    await waitFor(() => expect(button.getAttribute('aria-expanded')).toBe('true'));
    const text = page.text();
    for (const part of [
      'Part or all of the order was refunded.',
      '1 point for every €2',
      '2 × תה ירוק',
      '€38.90',
      '19 points',
      '32 points',
      '-13',
    ])
      expect(text).toContain(part);
    button.click();
    await waitFor(() => expect(page.text()).not.toContain('€38.90'));
  });

  it('sets a name of another script apart from the text around it', async () => {
    const page = await openHistory({ me: me({ member: member({ history: [line({ explanation: refunded })] }) }) });
    page.inside.getByRole('button', { name: /Points for an order/ }).click();
    await waitFor(() => expect(page.shadow.textContent).toContain('\u2068תה ירוק\u2069'));
  });

  it('does not claim what was given before when the sum would not come out', async () => {
    const page = await openHistory({ me: me({ member: member({ history: [line({ change: 7, explanation: refunded })] }) }) });
    page.inside.getByRole('button', { name: /Points for an order/ }).click();
    await waitFor(() => expect(page.text()).toContain('This change'));
    expect(page.text()).not.toContain('You already had from it');
  });

  it('offers no why where there is none to tell', async () => {
    const page = await openHistory({ me: me() });
    expect(page.inside.queryByRole('button', { name: /Points for an order/ })).toBeNull();
    expect(page.text()).toContain('November 3, 2026, order #1001');
  });

  it('loads earlier lines by cursor, and tries again after a failure', async () => {
    let broken = true;
    const page = await openHistory({
      me: me({ member: member({ next: 'a/b' }) }),
      'history?cursor=a%2Fb': () => (broken ? 500 : { items: [line({ id: 'e0', kind: 'awarded' })], next: null }),
    });
    page.inside.getByRole('button', { name: 'Show earlier' }).click();
    const retry = await page.inside.findByRole('button', { name: 'Try again' });
    expect(page.text()).toContain('Earlier lines did not load');
    broken = false;
    retry.click();
    await waitFor(() => expect(page.text()).toContain('Points given to you'));
    expect(page.inside.queryByRole('button', { name: 'Show earlier' })).toBeNull();
  });

  it('says what will be here when it is empty', async () => {
    const page = await openHistory({ me: me({ member: null }) });
    expect(page.text()).toContain('Nothing here yet');
  });

  it('dates by the Jalali calendar in Persian', async () => {
    const page = await openHistory({ me: me() }, { locale: 'fa' });
    expect(page.text()).toContain('۱۲ آبان ۱۴۰۵، سفارش #1001');
  });
});

describe('joining a fresh first page with what is already loaded', () => {
  const lines = (...ids: string[]) => ids.map((id) => line({ id }));
  const ids = (known: ReturnType<typeof joinHistory>) => known.lines.map(({ id }) => id);

  it('puts new lines on top and keeps the earlier pages', () => {
    const joined = joinHistory({ lines: lines('4', '3'), next: 'p' }, { lines: lines('3', '2', '1'), next: null });
    expect([ids(joined), joined.next]).toEqual([['4', '3', '2', '1'], null]);
  });

  it('starts anew when the two do not meet: a gap would hide lines', () => {
    const joined = joinHistory({ lines: lines('9', '8'), next: 'p' }, { lines: lines('3', '2'), next: null });
    expect([ids(joined), joined.next]).toEqual([['9', '8'], 'p']);
  });
});

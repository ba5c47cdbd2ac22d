import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/member/answers.ts';
import { answerWith, line, me, member, openPage } from './shop-page.ts';

type Part = Explanation['parts'][number];
const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

function part(change: Partial<Part> = {}): Part {
  const rate = { points: 5, per: 100, unit: 'minor' } as const;
  const plain = { source: 'rule', id: 'main', kind: 'points-per-money', name: { en: 'Purchases', fa: 'خرید' }, outcome: 'counts' } as const;
  return { ...plain, basis: euros(3890), rate, rawThousandths: 194_500, rounded: 194, caps: [], points: 194, lines: [], ...change };
}

const told: Explanation = {
  rule: 'points-per-money',
  pointsPerUnit: 5,
  basis: euros(3890),
  rounding: 'floor',
  deserved: 244,
  given: 0,
  programVersion: 3,
  note: 'paid',
  lines: [
    { lineId: '1', title: 'Sencha', quantity: 2, basis: euros(3400), points: 214, left: null },
    { lineId: 'shipping', title: '', quantity: 1, basis: euros(490), points: 30, left: null },
    { lineId: '9', title: 'Gift card', quantity: 1, basis: euros(0), points: 0, left: 'gift-card' },
  ],
  withheld: [{ paidBy: 'store-credit', amount: euros(1000) }],
  parts: [
    part(),
    part({
      source: 'campaign',
      id: 'nowruz',
      kind: 'bonus',
      name: { fa: 'نوروز' },
      rate: { points: 80, per: 1, unit: 'order' },
      rawThousandths: 80_000,
      rounded: 80,
      caps: [{ by: 'campaign-budget', took: 30 }],
      points: 50,
    }),
    part({
      source: 'tier',
      id: 'gold',
      name: { en: 'Gold' },
      rate: { points: 15_000, per: 10_000, unit: 'factor' },
      outcome: 'not-the-best',
      points: 0,
    }),
  ],
};

async function openWhy(explanation: Explanation, locale = 'en') {
  answerWith({ me: me({ member: member({ history: [line({ change: explanation.deserved, explanation })] }) }) });
  const page = openPage({ locale });
  await page.open();
  await waitFor(() => expect(page.shadow.querySelector('#tab-history')).not.toBeNull());
  page.shadow.querySelector<HTMLElement>('#tab-history')?.click();
  await waitFor(() => expect(page.shadow.querySelector('button.line')).not.toBeNull());
  page.shadow.querySelector<HTMLElement>('button.line')?.click();
  await waitFor(() => expect(page.shadow.querySelector('.totals')).not.toBeNull());
  return page;
}

describe('why an order gave what it gave', () => {
  it('tells what counted and what did not, with words for lines without a title', async () => {
    const text = (await openWhy(told)).text();
    for (const words of ['2 × Sencha', '€34.00', 'Shipping', '€4.90', 'Gift cards do not count', 'Paid by store credit, does not count', '€10.00', 'Counts together', '€38.90']) expect(text).toContain(words); // prettier-ignore
    expect(text).not.toContain('1 × Shipping');
  });

  it('tells each part: rate and basis, rounding, what a limit took, and what did not count', async () => {
    const text = (await openWhy(told)).text();
    for (const words of ['Purchases', '5 points for every €1, of €38.90', '194.5, rounded down', 'Campaign: نوروز', '80 points for the order', '30 points less: the campaign has given all it had', 'Tier: Gold', '1.5 times the points', 'Does not count: another offer gave more']) expect(text).toContain(words); // prettier-ignore
  });

  it('sums to the total: parts and lines alike', async () => {
    const sum = (points: readonly { points: number }[]) => points.reduce((all, each) => all + each.points, 0);
    expect([sum(told.parts), sum(told.lines)]).toEqual([told.deserved, told.deserved]);
    expect((await openWhy(told)).shadow.querySelector('.totals')?.textContent).toContain('244 points');
  });

  it('says it in Persian, names in the reader’s language where the merchant wrote one', async () => {
    const text = (await openWhy(told, 'fa')).text();
    for (const words of ['خرید', '۵ امتیاز به ازای هر', '۱۹۴٫۵، گردشده به پایین', 'کمپین: نوروز', 'سطح: Gold'])
      expect(text).toContain(words);
  });

  it('still tells the one rate of the first programs', async () => {
    const text = (await openWhy({ ...told, parts: [], withheld: [] })).text();
    expect(text).toContain('5 points for every €1');
    expect(text).toContain('Parts of a point are rounded down.');
  });
});

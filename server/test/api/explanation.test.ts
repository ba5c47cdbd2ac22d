import { describe, expect, it } from 'vitest';
import { explainOrder } from '../../src/api/views/explanation.ts';
import { explanation as shape } from '../../src/contract/history.ts';
import { deservedPoints } from '../../src/loyalty/earning/deserved.ts';
import { NO_FACTS } from '../../src/loyalty/earning/facts.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { aLine, anOrder } from '../builders/orders.ts';
import { aCampaign, aProgram, aRule, perMoney, when } from '../builders/programs.ts';

const PART = { orderId: orderId('1001'), n: 1, deserved: 60, delta: 15, parts: [] };

describe('the calculation of an order, as it is shown', () => {
  const order = anOrder({
    lines: [aLine(3_000, { lineId: 'tea' }), aLine(1_500, { lineId: 'cups' }), aLine(900, { lineId: 'card', giftCard: true })],
  });
  const rules = [perMoney(), aRule('multiplier', { factorBasisPoints: 15_000 }, { when: [when('product', { ids: ['p-1'] })] })];
  const program = aProgram(rules, {}, { campaigns: [aCampaign({ kind: 'bonus', points: 9 })] });
  const { explanation, points } = deservedPoints(order, program, NO_FACTS, null, 0);
  const shown = explainOrder(JSON.stringify({ ...explanation, orderName: '#1001' }), PART);

  it('is what was written with the entry, and fits the contract', () => {
    expect(shown?.orderName).toBe('#1001');
    expect(shape.parse(shown?.explanation)).toEqual(shown?.explanation);
    expect(shown?.explanation).toMatchObject({
      rule: 'points-per-money',
      pointsPerUnit: 1,
      basis: { amountMinor: 4_500, currency: 'EUR' },
      deserved: 60,
      given: 45,
    });
  });

  it('sums over its lines and over its parts to what was calculated', () => {
    const { lines, parts } = shown?.explanation ?? expect.fail('nothing shown');
    expect([lines.reduce((sum, line) => sum + line.points, 0), parts.reduce((sum, part) => sum + part.points, 0)]).toEqual([
      points,
      points,
    ]);
    expect(lines.map(({ lineId, left }) => [lineId, left])).toEqual([['tea', null], ['cups', null], ['card', 'gift-card']]); // prettier-ignore
    expect(parts.map(({ source, kind, points: each }) => [source, kind, each])).toEqual([
      ['rule', 'points-per-money', 45], ['rule', 'multiplier', 22], ['campaign', 'bonus', 9],
    ]); // prettier-ignore
  });

  it('is still understood as the first programs wrote it', () => {
    const lines = [{ lineId: 'a', title: 'Mug', quantity: 1, basis: 4_500, points: 90 }];
    const written = {
      rule: 'points-per-unit',
      rateBasisPoints: 20_000,
      programVersion: 3,
      currency: 'EUR',
      basis: 4_500,
      rounding: 'floor',
      note: 'paid',
      points: 90,
      lines,
    };
    const first = explainOrder(JSON.stringify(written), { ...PART, deserved: 90, delta: 90 })?.explanation;
    expect(shape.parse(first)).toEqual(first);
    expect(first).toMatchObject({
      pointsPerUnit: 2,
      programVersion: 3,
      given: 0,
      parts: [],
      lines: [{ lineId: 'a', points: 90, left: null }],
    });
  });

  it('is nothing for an entry that was not about an order', () => {
    expect([explainOrder(null, PART), explainOrder('{"noteId":"n-1"}', PART)]).toEqual([null, null]);
  });
});

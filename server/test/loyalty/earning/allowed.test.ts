import { describe, expect, it } from 'vitest';
import type { Granted } from '../../../src/loyalty/earning/calculation/allowed.ts';
import { deservedPoints } from '../../../src/loyalty/earning/deserved.ts';
import { NO_FACTS } from '../../../src/loyalty/earning/facts.ts';
import type { Program } from '../../../src/loyalty/program/program.ts';
import { aLine, anOrder, PLACED } from '../../builders/orders.ts';
import { aCampaign, aProgram, aRule, perMoney } from '../../builders/programs.ts';

const ORDER = anOrder({ lines: [aLine(3_000, { lineId: 'a' }), aLine(1_500, { lineId: 'b' })] });
const of = (program: Program, granted: Granted | null = {}, order = ORDER) => deservedPoints(order, program, NO_FACTS, granted, 0);

describe('a limit per order', () => {
  const program = aProgram([
    perMoney(100, { limit: { period: 'order', times: null, points: 40 } }),
    aRule('bonus-per-order', { points: 7 }),
  ]);

  it('needs nobody’s leave, and says what it took away', () => {
    const { points, claims, explanation } = of(program);
    expect([points, claims]).toEqual([47, []]);
    expect(explanation.parts[0]).toMatchObject({ rounded: 45, points: 40, caps: [{ by: 'order-limit', took: 5 }] });
    expect(explanation.parts[0]?.lines).toEqual([{ lineId: 'a', points: 27 }, { lineId: 'b', points: 13 }]); // prettier-ignore
  });
});

describe('a limit per member in a period', () => {
  const limited = (limit: NonNullable<Program['earning']['rules'][number]['limit']>, place: Partial<Program> = {}): Program =>
    aProgram([perMoney(100, { limit })], {}, place);

  it('is asked for, and gives only what was granted', () => {
    const program = limited({ period: 'month', times: null, points: 100 });
    const [claim] = of(program).claims;
    expect(claim).toEqual({ key: 'limit/points-per-money/month/24322/points', scope: 'member', unit: 'points', wanted: 45, limit: 100 });
    expect([of(program, { [claim?.key ?? '']: 30 }).points, of(program).points, of(program, null).points]).toEqual([30, 0, 45]);
  });

  it('that counts how often asks for once, and gives all or nothing', () => {
    const program = limited({ period: 'lifetime', times: 1, points: null });
    const key = 'limit/points-per-money/lifetime/times';
    expect(of(program).claims).toEqual([{ key, scope: 'member', unit: 'times', wanted: 1, limit: 1 }]);
    expect([of(program, { [key]: 1 }).points, of(program, { [key]: 0 }).points]).toEqual([45, 0]);
  });

  it('never gives more than is asked for, whatever was granted to a larger order', () => {
    const program = limited({ period: 'day', times: null, points: 100 });
    const key = of(program).claims[0]?.key ?? '';
    expect(of(program, { [key]: 100 }).points).toBe(45);
  });

  it('counts days, weeks, months and years in the program’s own place and calendar', () => {
    const periodOf = (period: 'day' | 'week' | 'month' | 'year', place: Partial<Program>, at: string): string | undefined =>
      of(limited({ period, times: null, points: 1 }, place), {}, { ...ORDER, placedAt: Date.parse(at) }).claims[0]?.key;
    const [tehran, utc] = [{ timeZone: 'Asia/Tehran', calendar: 'jalali' }, { timeZone: 'UTC' }] as const;
    // In Tehran the new year began at midnight of 21 March 2026, which is 20:30 UTC the day before.
    const [before, after] = ['2026-03-20T20:29:59.999Z', '2026-03-20T20:30:00Z'];
    for (const period of ['day', 'week', 'month', 'year'] as const)
      expect(periodOf(period, tehran, before)).not.toBe(periodOf(period, tehran, after));
    for (const period of ['day', 'week', 'month', 'year'] as const)
      expect(periodOf(period, utc, before)).toBe(periodOf(period, utc, after));
  });
});

describe('a budget', () => {
  const campaigns = [aCampaign({ kind: 'bonus', points: 20 }, { budget: 1_000 })];
  const campaignKey = 'budget/campaign/festival';

  it('of a campaign is asked for by the campaign’s part alone', () => {
    const program = aProgram([perMoney()], {}, { campaigns });
    expect(of(program).claims).toEqual([{ key: campaignKey, scope: 'program', unit: 'points', wanted: 20, limit: 1_000 }]);
    expect([of(program, { [campaignKey]: 20 }).points, of(program, { [campaignKey]: 5 }).points, of(program).points]).toEqual([65, 50, 45]);
  });

  it('of the program is asked for last, for what is left, and the first parts have the first claim to it', () => {
    const program = aProgram([perMoney()], { budget: { points: 500, period: 'month' } }, { campaigns });
    const { claims } = of(program, { [campaignKey]: 5 });
    expect(claims.map(({ key, wanted }) => [key, wanted])).toEqual([[campaignKey, 20], ['budget/program/month/24322', 50]]); // prettier-ignore
    const { tranches, explanation } = of(program, { [campaignKey]: 5, 'budget/program/month/24322': 47 });
    expect(tranches.map(({ part, points }) => [part, points])).toEqual([['points-per-money', 45], ['campaign/festival', 2]]); // prettier-ignore
    expect(explanation.parts[1]?.caps).toEqual([{ by: 'campaign-budget', took: 15 }, { by: 'program-budget', took: 3 }]); // prettier-ignore
  });

  it('is asked for nothing by an order that earns nothing', () => {
    const program = aProgram([perMoney()], { budget: { points: 500, period: 'year' } }, { campaigns });
    expect(of(program, {}, { ...ORDER, payment: 'unpaid', placedAt: PLACED }).claims).toEqual([]);
  });
});

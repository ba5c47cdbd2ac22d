import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, endOfUnit, periodOf, startOfUnit, unitIndex } from '../../src/loyalty/calendar.ts';
import { activityUntil, availableFrom, expiresFrom } from '../../src/loyalty/earning/dates.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import type { Expiry } from '../../src/loyalty/program/policies.ts';
import { DAY } from '../builders/commands.ts';
import { anOrder } from '../builders/orders.ts';
import { SEED } from '../builders/seed.ts';

const at = (text: string): number => Date.parse(text);
const end = (
  from: string,
  unit: 'day' | 'month' | 'quarter' | 'year',
  ahead: number,
  zone = 'UTC',
  calendar: 'gregorian' | 'jalali' = 'gregorian',
): string => new Date(endOfUnit(at(from), unit, ahead, zone, calendar)).toISOString();

describe('the end of a day, month, quarter or year', () => {
  it.each([
    ['2026-11-21T20:00:00Z', 'day', 0, '2026-11-22T00:00:00.000Z'],
    ['2026-11-21T20:00:00Z', 'month', 0, '2026-12-01T00:00:00.000Z'],
    ['2026-11-30T23:59:59Z', 'month', 2, '2027-02-01T00:00:00.000Z'],
    ['2028-02-10T00:00:00Z', 'month', 0, '2028-03-01T00:00:00.000Z'],
    ['2026-11-21T20:00:00Z', 'quarter', 0, '2027-01-01T00:00:00.000Z'],
    ['2026-11-21T20:00:00Z', 'year', 1, '2028-01-01T00:00:00.000Z'],
  ] as const)('after %s, %s %i, is %s in UTC', (from, unit, ahead, expected) => {
    expect(end(from, unit, ahead)).toBe(expected);
  });

  it('follows the clock of the place, also over the change to and from summer time', () => {
    expect(end('2026-03-28T12:00:00Z', 'day', 1, 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
    expect(end('2026-10-24T12:00:00Z', 'day', 1, 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z');
    expect(end('2026-11-21T20:31:00Z', 'day', 0, 'Asia/Tehran')).toBe('2026-11-22T20:30:00.000Z');
  });

  it('knows days that begin at one o’clock because midnight was skipped', () => {
    // In Cairo the clock went from 00:00 to 01:00 on 28 April 2023.
    expect(end('2023-04-27T12:00:00Z', 'day', 0, 'Africa/Cairo')).toBe('2023-04-27T22:00:00.000Z');
  });

  it('knows the months and years of the Iranian calendar', () => {
    // 21 November 2026 is 30 Aban 1405, the last day of its month; 1405 ends with 20 March 2027, and 1403 was a leap year.
    expect(end('2026-11-21T08:00:00Z', 'month', 0, 'Asia/Tehran', 'jalali')).toBe('2026-11-21T20:30:00.000Z');
    expect(end('2026-11-21T08:00:00Z', 'year', 0, 'Asia/Tehran', 'jalali')).toBe('2027-03-20T20:30:00.000Z');
    expect(end('2025-03-20T08:00:00Z', 'month', 0, 'Asia/Tehran', 'jalali')).toBe('2025-03-20T20:30:00.000Z');
  });

  it('is always later, is the first instant of another unit, and the instant before still belongs to this one', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Tehran', 'Asia/Jerusalem', 'America/Sao_Paulo', 'Pacific/Apia');
    const units = fc.constantFrom('day' as const, 'month' as const, 'quarter' as const, 'year' as const);
    const instants = fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });
    fc.assert(
      fc.property(
        instants,
        units,
        fc.integer({ min: 0, max: 3 }),
        zones,
        fc.constantFrom('gregorian' as const, 'jalali' as const),
        (from, unit, ahead, zone, calendar) => {
          const boundary = endOfUnit(from, unit, ahead, zone, calendar);
          const index = unitIndex(from, unit, zone, calendar);
          expect(boundary).toBeGreaterThan(from);
          expect(unitIndex(boundary - 1, unit, zone, calendar)).toBe(index + ahead);
          expect(unitIndex(boundary, unit, zone, calendar)).toBeGreaterThan(index + ahead);
        },
      ),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('names a period the same for every instant in it, and refuses a zone nobody knows', () => {
    expect(periodOf(at('2026-11-01T00:00:00Z'), 'month', 'UTC', 'gregorian')).toBe(
      periodOf(at('2026-11-30T23:59:59Z'), 'month', 'UTC', 'gregorian'),
    );
    expect(() => dayOf(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('when an order’s points can be spent', () => {
  const order = anOrder({ placedAt: 1_000, paidAt: 2_000, fulfilledAt: 5_000, deliveredAt: null });

  it('is at once without a hold, or some days after payment, fulfilment or delivery', () => {
    expect(availableFrom(order, null)).toBe(2_000);
    expect(availableFrom(order, { days: 14, after: 'payment' })).toBe(2_000 + 14 * DAY);
    expect(availableFrom(order, { days: 3, after: 'fulfilment' })).toBe(5_000 + 3 * DAY);
  });

  it('is not known while the moment that starts the hold has not come', () => {
    expect(availableFrom(order, { days: 3, after: 'delivery' })).toBeNull();
    expect(availableFrom({ ...order, deliveredAt: 9_000 }, { days: 3, after: 'delivery' })).toBe(9_000 + 3 * DAY);
  });
});

describe('until when points can be spent', () => {
  const program = (expiry: Expiry) => ({ ...defaultProgram('EUR', 'Europe/Berlin'), expiry });
  const from = at('2026-11-21T12:00:00Z');
  const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());

  it('is for ever, to the end of a day, or to the end of a month, quarter or year', () => {
    expect(expiresFrom(from, program({ kind: 'never' }))).toBeNull();
    expect(iso(expiresFrom(from, program({ kind: 'days', days: 365 })))).toBe('2027-11-21T23:00:00.000Z');
    expect(iso(expiresFrom(from, program({ kind: 'end-of', unit: 'quarter', ahead: 1 })))).toBe('2027-03-31T22:00:00.000Z');
  });

  it('is not known while it is not known when they become available', () => {
    expect(expiresFrom(null, program({ kind: 'days', days: 10 }))).toBeNull();
  });

  it('is put off by every later earning where only inactivity ends them', () => {
    expect(iso(activityUntil(from, program({ kind: 'inactivity', days: 90 })))).toBe('2027-02-19T23:00:00.000Z');
    expect(activityUntil(from, program({ kind: 'days', days: 90 }))).toBeNull();
  });
});

describe('a week', () => {
  const index = (text: string, zone = 'UTC', calendar: 'gregorian' | 'jalali' = 'gregorian'): number =>
    unitIndex(at(text), 'week', zone, calendar);

  it('begins on Monday, and on Saturday where the calendar is the Iranian one', () => {
    expect(index('2026-11-23T00:00:00Z') - index('2026-11-22T23:59:59Z')).toBe(1);
    expect(index('2026-11-22T00:00:00Z')).toBe(index('2026-11-16T00:00:00Z'));
    expect(index('2026-11-20T20:30:00Z', 'Asia/Tehran', 'jalali') - index('2026-11-20T20:29:59Z', 'Asia/Tehran', 'jalali')).toBe(1);
  });

  it('ends seven days after it began, also when an hour is skipped in it', () => {
    const berlin = 'Europe/Berlin';
    const start = startOfUnit(at('2026-03-29T12:00:00Z'), 'week', 0, berlin, 'gregorian');
    const last = endOfUnit(at('2026-03-29T12:00:00Z'), 'week', 0, berlin, 'gregorian');
    expect([new Date(start).toISOString(), new Date(last).toISOString()]).toEqual(['2026-03-22T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
    expect(last - start).toBe(7 * DAY - 3_600_000);
  });
});

describe('the start of a unit', () => {
  it('is where the one before it ends, whatever the unit, the place and the calendar', () => {
    const units = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
    const places = fc.constantFrom(
      ['UTC', 'gregorian'],
      ['Asia/Tehran', 'jalali'],
      ['America/New_York', 'gregorian'],
      ['Africa/Cairo', 'jalali'],
    );
    const instants = fc.integer({ min: at('1995-01-01T00:00:00Z'), max: at('2045-01-01T00:00:00Z') });
    fc.assert(
      fc.property(instants, units, places, fc.nat(3), (instant, unit, [zone, calendar], ago) => {
        const place = [zone, calendar === 'jalali' ? 'jalali' : 'gregorian'] as const;
        const start = startOfUnit(instant, unit, ago, ...place);
        expect(endOfUnit(start - 1, unit, 0, ...place)).toBe(start);
        expect(unitIndex(instant, unit, ...place) - unitIndex(start, unit, ...place)).toBe(ago);
      }),
      { seed: 29, numRuns: 150 },
    );
  });
});

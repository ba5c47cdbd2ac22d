import { describe, expect, it } from 'vitest';
import type { TierFigures } from '../../../src/loyalty/tiers/figures.ts';
import { entryPointsOf, tierAfter, type TierAnswer, type TierStatus } from '../../../src/loyalty/tiers/status.ts';
import type { Tiers } from '../../../src/loyalty/tiers/tiers.ts';
import { aLevel, someTiers } from '../../builders/programs.ts';

const at = (text: string): number => Date.parse(text);
const UTC = { timeZone: 'UTC', calendar: 'gregorian' } as const;
const spent = (spendMinor: number): TierFigures => ({ spendMinor, points: 0, orders: 0 });
const [NOTHING, SILVER, GOLD] = [spent(0), spent(50_000), spent(200_000)];
const tiers = (change: Partial<Tiers> = {}): Tiers => someTiers({ validDays: 100, graceDays: 10, noticeDays: 5, ...change });
const look = (previous: TierStatus | null, figures: TierFigures, now: string, policy: Partial<Tiers> = {}): TierAnswer =>
  tierAfter(previous, figures, at(now), tiers(policy), UTC);

const day = (instant: number | null | undefined): string | null => (typeof instant === 'number' ? new Date(instant).toISOString() : null);
const gold = look(null, GOLD, '2026-01-01T12:00:00Z').status;

describe('a level that is reached', () => {
  it('is given at once and promised to the end of a day', () => {
    const { status, change, notice } = look(null, GOLD, '2026-01-01T12:00:00Z');
    expect([status.tierId, day(status.validUntil), status.losesAt, notice]).toEqual(['gold', '2026-04-12T00:00:00.000Z', null, false]);
    expect(change).toEqual({ at: at('2026-01-01T12:00:00Z'), from: null, to: 'gold', why: 'reached' });
  });

  it('takes over from a lower one before that one ends', () => {
    const silver = look(null, SILVER, '2026-01-01T12:00:00Z').status;
    expect(look(silver, GOLD, '2026-01-02T12:00:00Z').change).toMatchObject({ from: 'silver', to: 'gold', why: 'reached' });
  });

  it('is renewed at its end by whoever still reaches it, and not before', () => {
    expect(look(gold, GOLD, '2026-04-11T23:59:59.999Z').change).toBeNull();
    const renewed = look(gold, GOLD, '2026-04-12T00:00:00Z');
    expect([renewed.change?.why, day(renewed.status.validUntil)]).toEqual(['renewed', '2026-07-22T00:00:00.000Z']);
  });

  it('brings its entry points the first time only', () => {
    const paying = tiers({ levels: [aLevel('member'), aLevel('gold', { spendMinor: 200_000 }, { entryPoints: 300 })] });
    const { change } = tierAfter(null, GOLD, 0, paying, UTC);
    expect([entryPointsOf(change ?? expect.fail(), [], paying), entryPointsOf(change ?? expect.fail(), ['gold'], paying)]).toEqual([
      300, 0,
    ]);
    expect(entryPointsOf({ ...(change ?? expect.fail()), why: 'renewed' }, [], paying)).toBe(0);
  });
});

describe('a level that is no longer reached', () => {
  it('is honoured to its end, then for the grace, and then lost', () => {
    const waiting = look(gold, NOTHING, '2026-02-01T00:00:00Z');
    expect([waiting.status.tierId, day(waiting.status.losesAt), waiting.change]).toEqual(['gold', '2026-04-22T00:00:00.000Z', null]);
    expect(look(waiting.status, NOTHING, '2026-04-21T23:59:59.999Z').status.tierId).toBe('gold');
    const lost = look(waiting.status, SILVER, '2026-04-22T00:00:00Z');
    expect(lost.change).toMatchObject({ from: 'gold', to: 'silver', why: 'not-reached-again' });
    expect(day(lost.status.validUntil)).toBe('2026-08-01T00:00:00.000Z');
  });

  it('is announced some days before it is lost, from the first instant of that day on', () => {
    const waiting = look(gold, NOTHING, '2026-02-01T00:00:00Z').status;
    expect(look(waiting, NOTHING, '2026-04-15T23:59:59.999Z').notice).toBe(false);
    expect(look(waiting, NOTHING, '2026-04-16T00:00:00Z').notice).toBe(true);
  });

  it('is kept by whoever reaches it again in time', () => {
    const waiting = look(gold, NOTHING, '2026-04-13T00:00:00Z').status;
    const again = look(waiting, GOLD, '2026-04-20T00:00:00Z');
    expect([again.status.tierId, again.status.losesAt, again.change?.why]).toEqual(['gold', null, 'renewed']);
  });

  it('is lost at once where the merchant says so, after the grace alone', () => {
    const atOnce = { downgrade: 'at-once' } as const;
    const silver = look(null, SILVER, '2026-01-01T12:00:00Z', atOnce).status;
    expect(silver.validUntil).toBeNull();
    const waiting = look(silver, NOTHING, '2026-02-01T12:00:00Z', atOnce);
    expect([waiting.status.tierId, day(waiting.status.losesAt)]).toEqual(['silver', '2026-02-12T00:00:00.000Z']);
    // Looking again does not begin the grace anew.
    expect(day(look(waiting.status, NOTHING, '2026-02-05T12:00:00Z', atOnce).status.losesAt)).toBe('2026-02-12T00:00:00.000Z');
    expect(look(waiting.status, NOTHING, '2026-02-12T00:00:00Z', atOnce).status.tierId).toBe('member');
    expect(look(silver, NOTHING, '2026-02-01T12:00:00Z', { ...atOnce, graceDays: 0 }).status.tierId).toBe('member');
  });

  it('is never lost where the merchant says so', () => {
    expect(look(gold, NOTHING, '2036-01-01T00:00:00Z', { downgrade: 'never' }).status).toMatchObject({ tierId: 'gold', losesAt: null });
  });

  it('is left at once when the program no longer has it', () => {
    const fewer = { levels: [aLevel('member'), aLevel('silver', { spendMinor: 50_000 })] };
    expect(look(gold, SILVER, '2026-02-01T00:00:00Z', fewer).change).toMatchObject({ from: 'gold', to: 'silver', why: 'level-removed' });
  });
});

// The rate that people mean when they ask what a program gives: the first rule that gives points for money of the program's own currency.
import { minorPerUnit } from '../currencies.ts';
import type { Rate } from './fields.ts';
import type { Program } from './program.ts';

const WHOLE = 10_000;

/** Null when no rule gives points for money of that currency. */
export function mainRate({ earning, currency }: Pick<Program, 'earning' | 'currency'>): Rate | null {
  const rates = earning.rules.flatMap((rule) => (rule.on && rule.kind === 'points-per-money' ? rule.params.rates : []));
  return rates.find((rate) => rate.currency === currency) ?? null;
}

/** A rate in basis points of a point per whole unit (10000 is one point), as programs of the first shape stated it. */
export function rateOfBasisPoints(rateBasisPoints: number, currency: string): Rate {
  return { currency, points: rateBasisPoints, perMinor: WHOLE * minorPerUnit(currency) };
}

/** Points per whole unit of the program's currency, for showing; 0 when there is no such rate. */
export function pointsPerUnitOf(program: Pick<Program, 'earning' | 'currency'>): number {
  const rate = mainRate(program);
  return rate === null ? 0 : (rate.points * minorPerUnit(rate.currency)) / rate.perMinor;
}

/** The same program with another main rate; every other rule and every other currency's rate stays. */
export function withMainRate<P extends Pick<Program, 'earning' | 'currency'>>(program: P, rate: Rate): P {
  const main = mainRate(program);
  const rules = program.earning.rules.map((rule) =>
    rule.kind === 'points-per-money' && main !== null && rule.params.rates.includes(main)
      ? { ...rule, params: { rates: rule.params.rates.map((each) => (each === main ? rate : each)) } }
      : rule,
  );
  return { ...program, earning: { ...program.earning, rules } };
}

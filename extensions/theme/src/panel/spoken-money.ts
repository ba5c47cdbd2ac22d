// Amounts and rates in a reader's language, for the panel and for what stands in the account and the checkout.
import { minorDigits } from '#contract/currencies.ts';
import { easilySaid, showMinor, showUnits, type Money } from './money.ts';

export interface SpokenMoney {
  money: (amount: Money) => string;
  /** Without empty decimals, inside a sentence: "€5 off". */
  amount: (amount: Money) => string;
  /** "1 point for every €1". */
  rate: (points: number, per: Money) => string;
  /** The same from a rate per whole unit, as the first programs stated it. */
  unitRate: (pointsPerUnit: number, currency: string) => string;
}

/** `earnRate` is the sentence of a rate: so many points for every so much, already shown. */
export function spokenMoney(format: string, earnRate: (count: number, amount: string) => string): SpokenMoney {
  const amount = ({ amountMinor, currency }: Money) => showUnits(format, amountMinor / 10 ** minorDigits(currency), currency);
  return {
    money: ({ amountMinor, currency }) => showMinor(format, amountMinor, currency),
    amount,
    rate: (count, per) => {
      const said = easilySaid(count, per);
      return earnRate(said.points, amount(said.per));
    },
    unitRate: (perUnit, currency) => {
      const inverted = perUnit > 0 && perUnit < 1;
      return earnRate(inverted ? 1 : perUnit, showUnits(format, inverted ? 1 / perUnit : 1, currency));
    },
  };
}

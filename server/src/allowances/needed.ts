// How much of each claim an order can use. What one budget grants may be cut by a later one: a campaign has points left, the program has none. Shares
// that give nothing are not taken, or a budget would be spent by points that nobody has.
import type { Claim, Granted } from '../loyalty/earning/calculation/allowed.ts';
import type { Tranche } from '../loyalty/ledger/command.ts';

/** A calculation that says what it asks for, in the order in which it has to be asked for, and what it gives. */
export interface Claiming {
  readonly claims: readonly Claim[];
  readonly tranches: readonly Pick<Tranche, 'part' | 'points'>[];
}

export type Calculate<T extends Claiming> = (granted: Granted | null) => T;

const textOf = ({ tranches }: Claiming): string => JSON.stringify(tranches.map(({ part, points }) => [part, points]));

/** The least of 0 to `most` for which it holds; it holds for `most`, and for everything above the least. */
function least(most: number, holds: (amount: number) => boolean): number {
  let [fails, enough] = [-1, most];
  while (enough - fails > 1) {
    const middle = Math.floor((fails + enough) / 2);
    if (holds(middle)) enough = middle;
    else fails = middle;
  }
  return enough;
}

/** The least of every claim that gives the same points, part by part, as what could be had. Less of one never gives more of another before it. */
export function needed<T extends Claiming>(calculate: Calculate<T>, possible: Granted): Granted {
  const answer = calculate(possible);
  // Nothing is short: nothing is cut. This is nearly every order.
  if (answer.claims.every(({ key, wanted }) => possible[key] === wanted)) return possible;
  const gives = textOf(answer);
  return answer.claims.reduce<Granted>((granted, { key }) => {
    const same = (amount: number): boolean => textOf(calculate({ ...granted, [key]: amount })) === gives;
    return { ...granted, [key]: least(granted[key] ?? 0, same) };
  }, possible);
}

// What the accountant says about a command.
import type { Circumstances } from '../../../src/loyalty/ledger/command.ts';
import type { PartChange } from '../../../src/loyalty/ledger/entry.ts';
import type { Refusal } from '../../../src/loyalty/refusal.ts';
import type { Books } from './books.ts';

export interface OrderFigures {
  readonly deserved: number;
  readonly delta: number;
  readonly parts: readonly PartChange[];
}

export type Verdict =
  | {
      readonly is: 'accepted';
      readonly order?: OrderFigures;
      readonly redeemed?: number;
      /** The specification does not say whether this is done or refused; it does say what doing it means. */
      readonly orRefused?: true;
    }
  /** An empty list: the specification does not name the refusal. */
  | { readonly is: 'refused'; readonly names: readonly Refusal[] };

export const done: Verdict = { is: 'accepted' };
export const no = (...names: readonly Refusal[]): Verdict => ({ is: 'refused', names });

/** Everything a command is judged by. */
export interface Case {
  readonly books: Books;
  readonly chain: string;
  readonly at: number;
  readonly rules: Circumstances;
}

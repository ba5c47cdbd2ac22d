// Somebody who looks along while every chain is walked once, in the order of member ids.
import type { Entry } from '../../loyalty/ledger/entry.ts';
import type { MemberState } from '../../loyalty/ledger/state.ts';

export interface Step {
  /** Its `after` is empty: the state is beside it. */
  readonly bare: Entry;
  readonly before: MemberState;
  readonly after: MemberState;
  readonly first: boolean;
}

export interface Watcher {
  step?(step: Step): void;
  /** A chain ended with this entry. */
  chain?(head: Entry): void;
  /** Between batches, and with `last` after all of them: look up what was collected. */
  flush?(last: boolean): Promise<void>;
}

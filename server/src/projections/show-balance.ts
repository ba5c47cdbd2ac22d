// After an entry: the member's balance row, as lists need it. Writing it twice or late is harmless; it can always be rebuilt from the chain.
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Lot, MemberState } from '../loyalty/ledger/state.ts';
import type { BalanceRow } from './balance-store.ts';

function dueOf(lot: Lot): number[] {
  const maturity = lot.state === 'pending' && lot.availableAt !== null ? [lot.availableAt] : [];
  return lot.expiresAt === null ? maturity : [...maturity, lot.expiresAt];
}

/** The next instant at which points mature or expire by themselves; null when none will. */
export function nextDueAt(state: MemberState): number | null {
  const due = state.lots.flatMap(dueOf);
  return due.length === 0 ? null : Math.min(...due);
}

export function balanceRow({ storeId, memberId, seq, at, after }: Entry): BalanceRow {
  const { available, pending, reserved, deficit } = after;
  return { storeId, memberId, seq, at, available, pending, reserved, deficit, nextDueAt: nextDueAt(after) };
}

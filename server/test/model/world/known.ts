// Differences between ledger and accountant that are known and reported: each is led around here, so that the search goes on behind it.
// A test shows each on its own; when the ledger is mended that test fails, and its line here has to go.
import type { Command } from '../../../src/loyalty/ledger/command.ts';
import type { LotBirth } from '../../../src/loyalty/ledger/entry.ts';
import type { Lot, MemberState } from '../../../src/loyalty/ledger/state.ts';
import type { Subject } from './desk.ts';

/** Points of the order that are over, but whose expiry no stored entry says yet: the ledger takes them back as a debt. */
function countingUnposted(command: Command, lots: readonly Lot[], at: number): Command {
  if (command.kind !== 'settle-order') return command;
  const over = lots.filter(({ source, expiresAt }) => source.kind === 'order' && source.ref === command.orderId && expiresAt !== null && expiresAt <= at);
  const unposted = over.reduce((sum, { points }) => sum + points, 0);
  return { ...command, given: { ...command.given, expired: command.given.expired + unposted } };
}

export function ledAround({ decide, asOf }: Subject): Subject {
  return {
    asOf,
    decide: (head, command, rules) => decide(head, countingUnposted(command, head.state.lots, Math.max(head.at, rules.now)), rules),
  };
}

/** An expiry that was counted as gone but not posted is brought back by new dates: here it is posted with the reversal. */
export function isUnposted(lots: readonly Lot[], order: string, at: number): boolean {
  return lots.some(({ source, expiresAt }) => source.kind === 'order' && source.ref === order && expiresAt !== null && expiresAt <= at);
}

/** What a reward set aside beyond its target comes back, but does not pay the debt at once. */
export function leavesDebtUnpaid(state: MemberState, reservationId: string, target: number): boolean {
  return state.deficit > 0 && state.reservations.some((each) => each.reservationId === reservationId && each.points > target);
}

/** Points that were still waiting when they expired come back as available. */
export function comesBackTooEarly({ availableAt }: LotBirth, at: number): boolean {
  return availableAt === null || availableAt > at;
}

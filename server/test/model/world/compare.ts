// Says in one readable sentence where the ledger and the accountant differ.
import { isDeepStrictEqual } from 'node:util';
import { canonicalState } from '../../../src/loyalty/ledger/canonical.ts';
import type { Circumstances, Command } from '../../../src/loyalty/ledger/command.ts';
import type { Head } from '../../../src/loyalty/ledger/decide.ts';
import type { Decided, PartChange } from '../../../src/loyalty/ledger/entry.ts';
import type { MemberState } from '../../../src/loyalty/ledger/state.ts';
import { isRefused, type Refused } from '../../../src/loyalty/refusal.ts';
import { lotName, type Holdings } from '../accountant/accountant.ts';
import type { OrderFigures, Verdict } from '../accountant/verdict.ts';
import type { Subject } from './desk.ts';

export class Different extends Error {
  override readonly name = 'Different';
}

export function mustBe(expected: unknown, actual: unknown, what: string): void {
  if (isDeepStrictEqual(expected, actual)) return;
  throw new Different(`${what}\n  accountant: ${JSON.stringify(expected)}\n  ledger:     ${JSON.stringify(actual)}`);
}

export function compareAnswer(command: Command, verdict: Verdict, decided: Decided | Refused): void {
  const what = `the answer to ${JSON.stringify(command)}`;
  if (verdict.is === 'refused') {
    const named = isRefused(decided) && (verdict.names.length === 0 || verdict.names.includes(decided.refused));
    if (!named) throw new Different(`${what}\n  accountant: refused ${verdict.names.join(' or ')}\n  ledger:     ${brief(decided)}`);
    return;
  }
  if (isRefused(decided)) {
    if (verdict.orRefused !== true) throw new Different(`${what}\n  accountant: accepted\n  ledger:     ${brief(decided)}`);
    return;
  }
  const { order, redemption } = decided;
  const figures = order === null ? undefined : { deserved: order.deserved, delta: order.delta, parts: order.parts.map(withoutMinusZero) };
  mustBe(byPart(verdict.order), byPart(figures), `the figures of ${what}`);
  mustBe(verdict.redeemed, redemption?.delta, `the points spent by ${what}`);
}

/** Minus zero is zero: it does not survive the canonical text either. */
const withoutMinusZero = (change: PartChange): PartChange => ({
  ...change,
  alreadyExpired: change.alreadyExpired + 0,
  writtenOff: change.writtenOff + 0,
});

function byPart(figures: OrderFigures | undefined): OrderFigures | undefined {
  return figures === undefined ? undefined : { ...figures, parts: figures.parts.toSorted((a, b) => (a.part < b.part ? -1 : 1)) };
}

const brief = (decided: Decided | Refused): string =>
  isRefused(decided) ? `refused ${decided.refused} (${decided.detail})` : `accepted ${JSON.stringify(decided.moves)}`;

function sums(pairs: readonly (readonly [string, number])[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const [name, points] of pairs.toSorted(([a], [b]) => (a < b ? -1 : a === b ? 0 : 1))) all[name] = (all[name] ?? 0) + points;
  return all;
}

function told(state: MemberState): Holdings {
  return {
    pending: state.pending,
    available: state.available,
    reserved: state.reserved,
    deficit: state.deficit,
    taken: state.taken,
    lots: sums(state.lots.map((lot) => [lotName(lot.state, lot.availableAt, lot.expiresAt), lot.points])),
    open: sums(state.reservations.map((each) => [each.reservationId, each.points])),
  };
}

const sorted = (holdings: Holdings): Holdings => ({ ...holdings, lots: sums(Object.entries(holdings.lots)), open: sums(Object.entries(holdings.open)) }); // prettier-ignore

/** The reading at `at`, and the reading at `at` after a job posted what was due at `jobAt`. */
export function compareReading(
  subject: Subject,
  head: Head,
  rules: Circumstances,
  at: number,
  jobAt: number,
  expected: Holdings,
  chain: string,
): void {
  const direct = subject.asOf(head.state, at);
  mustBe(sorted(expected), told(direct), `what ${chain} holds at ${at}`);
  const job = subject.decide(head, { kind: 'expire' }, { ...rules, now: jobAt, watermark: Math.max(rules.watermark, jobAt) });
  const afterJob = isRefused(job) ? head.state : job.after;
  mustBe(canonicalState(direct), canonicalState(subject.asOf(afterJob, at)), `what ${chain} holds at ${at}, had a job run at ${jobAt}`);
}

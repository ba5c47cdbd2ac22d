// Faults planted on purpose: a model test that lets one of them live would prove nothing. Each is a small lie told to or by the ledger.
import type { Circumstances, Command } from '../../src/loyalty/ledger/command.ts';
import type { Head } from '../../src/loyalty/ledger/decide.ts';
import type { MemberState } from '../../src/loyalty/ledger/state.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import type { Subject } from './world/desk.ts';

type Lie = (command: Command, head: Head, rules: Circumstances) => { command?: Command; head?: Head; rules?: Circumstances };

const lying =
  (lie: Lie) =>
  ({ decide, asOf }: Subject): Subject => ({
    asOf,
    decide: (head, command, rules) => {
      const told = lie(command, head, rules);
      return decide(told.head ?? head, told.command ?? command, told.rules ?? rules);
    },
  });

/** The same lots with their ends exchanged, the first for the last; what `after` says of them is put right again. */
function mirrored(state: MemberState): MemberState {
  const ends = state.lots.map(({ expiresAt }) => expiresAt).toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity));
  const place = (end: number | null): number => ends.indexOf(end);
  return { ...state, lots: state.lots.map((lot) => ({ ...lot, expiresAt: ends[ends.length - 1 - place(lot.expiresAt)] ?? null })) };
}

function spendsTheLastFirst({ decide, asOf }: Subject): Subject {
  return {
    asOf,
    decide: (head, command, rules) => {
      const at = Math.max(head.at, rules.now);
      if (command.kind !== 'adjust' || head.state.lots.some(({ expiresAt }) => (expiresAt ?? Infinity) <= at))
        return decide(head, command, rules);
      const decided = decide({ ...head, state: mirrored(head.state) }, command, rules);
      if (isRefused(decided)) return decided;
      const ends = new Map(head.state.lots.map(({ lotId, expiresAt }) => [lotId, expiresAt]));
      const lots = decided.after.lots.map((lot) => (ends.has(lot.lotId) ? { ...lot, expiresAt: ends.get(lot.lotId) ?? null } : lot));
      return { ...decided, after: { ...decided.after, lots } };
    },
  };
}

export const FAULTS: Readonly<Record<string, (ledger: Subject) => Subject>> = {
  'the points that end last are spent first': spendsTheLastFirst,
  'a reversal forgets a point': lying((command) => {
    if (command.kind !== 'settle-order') return {};
    const deserved = command.deserved.map((each) => (each.points === 0 ? { ...each, points: 1 } : each));
    return { command: { ...command, deserved } };
  }),
  'a returned reward is given back twice': lying((command) =>
    command.kind === 'return-spent' ? { command: { ...command, target: Math.max(0, 2 * command.target - command.redeemed.settled) } } : {},
  ),
  'the clock stands still': lying((_, head, rules) => ({ rules: { ...rules, now: head.at } })),
  'new points do not pay a debt': ({ decide, asOf }) => ({
    asOf,
    decide: (head, command, rules) => {
      const { deficit } = head.state;
      if (command.kind !== 'award' || deficit === 0) return decide(head, command, rules);
      const decided = decide({ ...head, state: { ...head.state, deficit: 0 } }, command, rules);
      return isRefused(decided) ? decided : { ...decided, after: { ...decided.after, deficit } };
    },
  }),
  'a debt is never forgiven': lying((_, __, rules) => ({ rules: { ...rules, negative: 'allow' } })),
  'a limit allows once more': lying((command) =>
    command.kind === 'award' && command.limit?.times !== null && command.limit !== null
      ? { command: { ...command, limit: { ...command.limit, times: command.limit.times + 1 } } }
      : {},
  ),
  'a budget gives one more than it has': lying((command) =>
    command.kind === 'allowance-take' ? { command: { ...command, limit: command.limit + 1 } } : {},
  ),
  'a merge loses a lot': lying((command) =>
    command.kind === 'transfer-in' ? { command: { ...command, lots: command.lots.slice(1) } } : {},
  ),
  'points that expired are not counted as gone': lying((command) =>
    command.kind === 'settle-order' ? { command: { ...command, given: { ...command.given, expired: 0 } } } : {},
  ),
  'our failure costs the shopper time': lying((command) =>
    command.kind === 'release' && command.why === 'failure' ? { command: { ...command, why: 'cancelled' } } : {},
  ),
  'everybody is approved': lying((command) => (command.kind === 'adjust' ? { command: { ...command, approvedBy: 'nobody' } } : {})),
  'grace is a day too long': lying((_, __, rules) => ({ rules: { ...rules, graceMs: rules.graceMs + 1 } })),
  'a job changes what is read': ({ decide, asOf }) => ({ decide, asOf: (state, at) => asOf(state, at + 1) }),
};

// (state, command, circumstances) -> what to write, or a named refusal. Pure: the same input gives the same answer for ever.
import { isPoints } from '../points.ts';
import { isRefused, refuse, type Refused } from '../refusal.ts';
import { advance, payDeficit } from './advance.ts';
import type { Adjust, Award, Circumstances, Command } from './command.ts';
import { movePoints, openDraft, openLot, type Draft } from './draft.ts';
import type { Decided, OrderPart } from './entry.ts';
import { inSpendOrder, spendable, takeFrom } from './lots.ts';
import { settleOrder } from './settle-order.ts';
import type { MemberState } from './state.ts';

/** The last entry's sequence, instant and state; a new member has seq 0. */
export interface Head {
  readonly seq: number;
  readonly at: number;
  readonly state: MemberState;
}

type Outcome = { readonly order: OrderPart | null; readonly explain: string | null } | Refused;

function award(draft: Draft, command: Award, circumstances: Circumstances): Outcome {
  if (!isPoints(command.points) || command.points === 0) return refuse('amount-invalid', `an award of ${command.points} points`);
  const birth = {
    issuedMonth: circumstances.issuedMonth,
    issuedAt: draft.at,
    availableAt: command.availableAt,
    expiresAt: command.expiresAt,
  };
  openLot(draft, 'program:issued', command.points, { source: { kind: 'award', ref: command.ref }, ...birth });
  payDeficit(draft);
  return { order: null, explain: command.explain };
}

function adjust(draft: Draft, command: Adjust, circumstances: Circumstances): Outcome {
  const amount = Math.abs(command.points);
  if (!isPoints(amount) || amount === 0) return refuse('amount-invalid', `an adjustment by ${command.points} points`);
  if (command.points > 0) {
    const birth = { issuedMonth: circumstances.issuedMonth, issuedAt: draft.at, availableAt: draft.at, expiresAt: null };
    openLot(draft, 'program:adjusted', amount, { source: { kind: 'adjustment', ref: command.ref }, ...birth });
    payDeficit(draft);
  } else {
    const have = spendable(draft.state.lots, draft.at);
    if (have < amount) return refuse('not-enough-points', `${amount} points wanted, ${have} available`);
    for (const { lot, points } of takeFrom(inSpendOrder(draft.state.lots, draft.at), amount)) {
      movePoints(draft, 'member:available', 'program:adjusted', points, lot);
    }
  }
  return { order: null, explain: command.explain };
}

function run(draft: Draft, command: Command, circumstances: Circumstances): Outcome {
  switch (command.kind) {
    case 'award':
      return award(draft, command, circumstances);
    case 'adjust':
      return adjust(draft, command, circumstances);
    case 'expire':
      return draft.moves.length === 0 ? refuse('nothing-to-do', 'nothing is due') : { order: null, explain: null };
    case 'settle-order': {
      const order = settleOrder(draft, command, circumstances);
      return isRefused(order) ? order : { order, explain: command.explain };
    }
  }
}

/**
 * Decides one entry on top of `head`. What is due by now leads the same entry. The entry's instant never runs backwards: a clock that
 * jumped back is answered with the last entry's instant.
 */
export function decide(head: Head, command: Command, circumstances: Circumstances): Decided | Refused {
  const at = Math.max(circumstances.now, head.at);
  const draft = openDraft(head.state, head.seq + 1, at);
  advance(draft, at, Math.min(at, circumstances.watermark));
  const outcome = run(draft, command, circumstances);
  if (isRefused(outcome)) return outcome;
  return { kind: command.kind, at, moves: draft.moves, order: outcome.order, explain: outcome.explain, after: draft.state };
}

// (state, command, circumstances) -> what to write, or a named refusal. Pure: the same input gives the same answer for ever.
import { isRefused, refuse, type Refused } from '../refusal.ts';
import { advance } from './advance.ts';
import type { Circumstances, Command } from './command.ts';
import { allowanceGive, allowanceTake } from './commands/allowance.ts';
import { adjust, award, importOpening, undoAdjust } from './commands/award.ts';
import { erase } from './commands/erase.ts';
import { expireUndo } from './commands/expire-undo.ts';
import { mergeAccept, transferIn, transferOut } from './commands/merge.ts';
import { release, reserve, returnSpent, settle } from './commands/redeem.ts';
import { settleErased, settleOrder } from './commands/settle-order.ts';
import { openDraft, type Draft } from './draft.ts';
import type { Decided, OrderPart, RedemptionPart } from './entry.ts';
import type { MemberState } from './state.ts';

/** The last entry's sequence, instant and state; a new member has seq 0. */
export interface Head {
  readonly seq: number;
  readonly at: number;
  readonly state: MemberState;
  /** Names the chain in the ids of its lots, so that a lot keeps its id when a merge carries it elsewhere. */
  readonly chain?: string;
}

/** Who did what part of it: an order, a reward, or neither (null). */
type Outcome = OrderPart | RedemptionPart | Refused | null;

/** A closed chain says where to go; only an undone merge opens it again, and only an order's books are still kept after an erasure. */
function refusedByClosing(state: MemberState, command: Command): Refused | null {
  if (state.closed === null) return null;
  if (state.closed.how === 'erased') return command.kind === 'settle-order' ? null : refuse('member-erased', 'this member was erased');
  if (command.kind === 'transfer-in' && command.undo) return null;
  return refuse('member-merged', `this member is now ${state.closed.into ?? 'another'}`);
}

function run(draft: Draft, command: Command, circumstances: Circumstances): Outcome {
  switch (command.kind) {
    case 'settle-order':
      return draft.state.closed === null ? settleOrder(draft, command, circumstances) : settleErased(draft, command);
    case 'award':
      return award(draft, command, circumstances);
    case 'reserve':
      return reserve(draft, command);
    case 'settle':
      return settle(draft, command, circumstances);
    case 'release':
      return release(draft, command, circumstances);
    case 'return-spent':
      return returnSpent(draft, command, circumstances);
    case 'expire':
      return draft.moves.length === 0 ? refuse('nothing-to-do', 'nothing is due') : null;
    case 'expire-undo':
      return expireUndo(draft, command);
    case 'adjust':
      return adjust(draft, command, circumstances);
    case 'undo-adjust':
      return undoAdjust(draft, command, circumstances);
    case 'merge-accept':
      return mergeAccept(draft, command);
    case 'transfer-out':
      return transferOut(draft, command);
    case 'transfer-in':
      return transferIn(draft, command);
    case 'import-opening':
      return importOpening(draft, command);
    case 'allowance-take':
      return allowanceTake(draft, command);
    case 'allowance-give':
      return allowanceGive(draft, command);
    case 'erase':
      return erase(draft);
  }
}

function explainOf(command: Command): string | null {
  return 'explain' in command ? command.explain : null;
}

/**
 * Decides one entry on top of `head`. What is due by now leads the same entry. The entry's instant never runs backwards: a clock that
 * jumped back is answered with the last entry's instant.
 */
export function decide(head: Head, command: Command, circumstances: Circumstances): Decided | Refused {
  const closed = refusedByClosing(head.state, command);
  if (closed !== null) return closed;
  const at = Math.max(circumstances.now, head.at);
  const draft = openDraft(head.state, head.seq + 1, at, head.chain);
  advance(draft, at, Math.min(at, circumstances.watermark));
  const outcome = run(draft, command, circumstances);
  if (outcome !== null && isRefused(outcome)) return outcome;
  const order = outcome !== null && 'parts' in outcome ? outcome : null;
  const redemption = outcome !== null && 'reservationId' in outcome ? outcome : null;
  return { kind: command.kind, at, moves: draft.moves, order, redemption, explain: explainOf(command), after: draft.state };
}

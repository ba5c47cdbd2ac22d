// Two members turn out to be one person. Four steps, each one entry of one chain or one update, each named by the merge: a process that dies
// between two of them is followed by another that finds what is done and does the rest.
import { entryKey, type MemberId, type StoreId } from '../loyalty/ids.ts';
import type { TransferIn } from '../loyalty/ledger/command.ts';
import type { Entry, PointsMove } from '../loyalty/ledger/entry.ts';
import type { Reservation } from '../loyalty/ledger/state.ts';
import { isRefused, type Refused } from '../loyalty/refusal.ts';
import { hashOfIntention } from './hash.ts';
import type { Command } from '../loyalty/ledger/command.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerStore } from './ledger-store.ts';

export interface MergeOptions {
  readonly ledger: Ledger;
  readonly entries: LedgerStore;
  readonly appended: (entry: Entry) => Promise<void>;
}

export interface Merge {
  readonly storeId: StoreId;
  readonly mergeId: string;
  readonly from: MemberId;
  readonly into: MemberId;
  /** The inbox item it comes from. */
  readonly cause: string;
}

type Step = 'accept' | 'out' | 'in' | 'undo-out' | 'undo-in';

async function step(options: MergeOptions, merge: Merge, name: Step, memberId: MemberId, command: Command): Promise<Entry | Refused> {
  const { storeId, mergeId, cause } = merge;
  const key = entryKey(`merge:${mergeId}:${name}`);
  const inputHash = hashOfIntention('merge', storeId, mergeId, name, merge.from, merge.into);
  const answer = await options.ledger.append({ storeId, memberId, cause, intend: () => ({ command, key, inputHash }) });
  if (isRefused(answer)) return answer;
  await options.appended(answer.entry);
  return answer.entry;
}

/** What left by an entry, as it must arrive: lots with their dates, the debt, and from the state before it reservations and counters. */
function cargo(out: Entry, before: Entry | null): Pick<TransferIn, 'lots' | 'deficit' | 'reservations' | 'counters'> {
  const moves = out.moves.filter((move): move is PointsMove => move.type === 'points');
  const lots = moves.flatMap(({ from, to, lot, points, birth }) => {
    if (to !== 'transfer' || lot === null || birth === null) return [];
    return [{ lotId: lot, points, birth, state: from === 'member:pending' ? ('pending' as const) : ('available' as const) }];
  });
  const deficit = moves
    .filter(({ from, to }) => from === 'transfer' && to === 'member:deficit')
    .reduce((sum, { points }) => sum + points, 0);
  const ended = new Set(out.moves.flatMap((move) => (move.type === 'reservation-ended' ? [move.reservationId] : [])));
  const reservations: readonly Reservation[] = before?.after.reservations.filter(({ reservationId }) => ended.has(reservationId)) ?? [];
  return { lots, deficit, reservations, counters: before?.after.counters ?? [] };
}

async function cargoOf(options: MergeOptions, out: Entry): Promise<ReturnType<typeof cargo>> {
  const [before] = await options.entries.history(out.storeId, out.memberId, out.seq, 1);
  return cargo(out, before ?? null);
}

/**
 * Moves everything of `from` to `into` and leaves `from` as an alias for ever. Run again with the same merge it does only what is missing.
 * Refuses when `into` was itself merged or erased, or when `from` is just about to receive somebody.
 */
export async function mergeMembers(options: MergeOptions, merge: Merge): Promise<Entry | Refused> {
  const { mergeId, from, into } = merge;
  const received = await options.entries.byKey(merge.storeId, entryKey(`merge:${mergeId}:in`));
  if (received !== null) return received;
  const accepted = await step(options, merge, 'accept', into, { kind: 'merge-accept', mergeId });
  if (isRefused(accepted) && accepted.refused !== 'nothing-to-do') return accepted;
  const out = await step(options, merge, 'out', from, { kind: 'transfer-out', mergeId, into, undo: false });
  if (isRefused(out)) return out;
  return step(options, merge, 'in', into, { kind: 'transfer-in', mergeId, undo: false, ...(await cargoOf(options, out)) });
}

/** What is left of the lots the merge brought goes back, and the old chain opens again. Orders are restated afterwards by who asks for this. */
export async function undoMerge(options: MergeOptions, merge: Merge): Promise<Entry | Refused> {
  const { mergeId, from, into } = merge;
  const out = await step(options, merge, 'undo-out', into, { kind: 'transfer-out', mergeId, into: from, undo: true });
  if (isRefused(out) && out.refused !== 'nothing-to-do') return out;
  const { lots } = isRefused(out) ? { lots: [] } : await cargoOf(options, out);
  return step(options, merge, 'undo-in', from, {
    kind: 'transfer-in',
    mergeId,
    undo: true,
    lots,
    deficit: 0,
    reservations: [],
    counters: [],
  });
}

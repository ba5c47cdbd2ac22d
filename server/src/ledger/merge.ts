// Two members turn out to be one person. Four steps, each one entry of one chain or one update, each named by the merge: a process that dies
// between two of them is followed by another that finds what is done and does the rest. What cannot arrive goes home.
import { entryKey, type MemberId, type StoreId } from '../loyalty/ids.ts';
import type { Brought, Command, TransferIn } from '../loyalty/ledger/command.ts';
import type { Entry, Move, OrderSums, PointsMove } from '../loyalty/ledger/entry.ts';
import type { Counter, Reservation } from '../loyalty/ledger/state.ts';
import { negatedSums } from '../loyalty/ledger/sums.ts';
import { isRefused, refuse, type Refused } from '../loyalty/refusal.ts';
import { hashOfIntention } from './hash.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerStore } from './ledger-store.ts';
import { ordersBrought } from './orders-brought.ts';

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

type Step = 'accept' | 'withdraw' | 'out' | 'in' | 'undo-out' | 'undo-in';
type Cargo = Pick<TransferIn, 'lots' | 'deficit' | 'reservations' | 'counters' | 'orders'>;
type MakeCommand = () => Command | Promise<Command>;

const keyOf = ({ mergeId }: Merge, name: Step) => entryKey(`merge:${mergeId}:${name}`);

function done({ entries }: MergeOptions, merge: Merge, name: Step): Promise<Entry | null> {
  return entries.byKey(merge.storeId, keyOf(merge, name));
}

async function step(options: MergeOptions, merge: Merge, name: Step, memberId: MemberId, make: MakeCommand): Promise<Entry | Refused> {
  const { storeId, mergeId, cause } = merge;
  const inputHash = hashOfIntention('merge', storeId, mergeId, name, merge.from, merge.into);
  const intend = async () => ({ command: await make(), key: keyOf(merge, name), inputHash });
  const answer = await options.ledger.append({ storeId, memberId, cause, intend });
  if (isRefused(answer)) return answer;
  await options.appended(answer.entry);
  return answer.entry;
}

function countersBrought(moves: readonly Move[]): Counter[] {
  return moves.flatMap((move) => (move.type === 'counted' ? [{ rule: move.rule, period: move.period, n: move.times, points: move.points }] : [])); // prettier-ignore
}

function ordersCarried(moves: readonly Move[]): OrderSums[] {
  return moves.flatMap((move) => (move.type === 'order-carried' ? [negatedSums(move)] : []));
}

/** What left by an entry, as it must arrive: lots with their dates, the debt, and from the state before it reservations and counters. */
function cargo(out: Entry, before: Entry | null): Cargo {
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
  return { lots, deficit, reservations, counters: before?.after.counters ?? [], orders: ordersCarried(out.moves) };
}

async function cargoOf({ entries }: MergeOptions, out: Entry): Promise<Cargo> {
  const [before] = await entries.history(out.storeId, out.memberId, out.seq, 1);
  return cargo(out, before ?? null);
}

/** What left goes into the chain it left from, which opens again; its own counters it still has. */
async function comeHome(options: MergeOptions, merge: Merge, out: Entry): Promise<Entry | Refused> {
  const home = { ...(await cargoOf(options, out)), counters: [] };
  return step(options, merge, 'undo-in', merge.from, () => ({ kind: 'transfer-in', mergeId: merge.mergeId, undo: true, ...home }));
}

/**
 * Ends a merge that was not received: once the target waits for it no more (or is closed), nothing can arrive by it, and what had left
 * comes home. So an abandoned merge neither loses points nor keeps the target from leaving. Answers null where it was received after all.
 */
async function giveUp(options: MergeOptions, merge: Merge): Promise<Entry | Refused | null> {
  const { mergeId, into } = merge;
  const withdrawn = await step(options, merge, 'withdraw', into, () => ({ kind: 'merge-accept', mergeId, undo: true }));
  if ((await done(options, merge, 'in')) !== null) return null;
  // Nobody waits for it and nobody ever did, so nothing has left.
  if (isRefused(withdrawn) && withdrawn.refused === 'nothing-to-do') return withdrawn;
  const out = await done(options, merge, 'out');
  return out === null ? withdrawn : comeHome(options, merge, out);
}

/**
 * Moves everything of `from` to `into` and leaves `from` as an alias for ever. Run again with the same merge it does only what is missing.
 * Refuses when `into` was itself merged or erased, or when `from` cannot leave; then everything is where it was, also if it was on its way.
 */
export async function mergeMembers(options: MergeOptions, merge: Merge): Promise<Entry | Refused> {
  const { mergeId, from, into } = merge;
  const received = await done(options, merge, 'in');
  if (received !== null) {
    // Whoever wrote it may have died before it was shown; what came before it was shown by then.
    await options.appended(received);
    return received;
  }
  if ((await done(options, merge, 'withdraw')) !== null) return abandoned(options, merge, refuse('nothing-to-do', `merge ${mergeId} was given up`)); // prettier-ignore
  const accepted = await step(options, merge, 'accept', into, () => ({ kind: 'merge-accept', mergeId, undo: false }));
  // A target that closed after it had accepted: what is on its way to it has to come home.
  if (isRefused(accepted)) return abandoned(options, merge, accepted);
  const out = await step(options, merge, 'out', from, () => ({ kind: 'transfer-out', mergeId, into, undo: false, brought: null }));
  if (isRefused(out)) return abandoned(options, merge, out);
  const arriving = await cargoOf(options, out);
  const arrived = await step(options, merge, 'in', into, () => ({ kind: 'transfer-in', mergeId, undo: false, ...arriving }));
  return isRefused(arrived) ? abandoned(options, merge, arrived) : arrived;
}

/** Gives the merge up because of a refusal; where another process finished it meanwhile, that is the answer. */
async function abandoned(options: MergeOptions, merge: Merge, why: Refused): Promise<Entry | Refused> {
  const ended = await giveUp(options, merge);
  return ended === null ? ((await done(options, merge, 'in')) ?? why) : why;
}

/**
 * What is left of the lots the merge brought goes back, with the orders they came from, and the old chain opens again. A merge that was
 * never received is given up. Orders are restated afterwards by who asks for this. Refuses while the target is itself merged into another:
 * the later merge has to be undone first.
 */
export async function undoMerge(options: MergeOptions, merge: Merge): Promise<Entry | Refused> {
  const { mergeId, from, into } = merge;
  const received = await done(options, merge, 'in');
  // Null: it was received just now, after all.
  if (received === null) return (await giveUp(options, merge)) ?? undoMerge(options, merge);
  const brought = async (): Promise<Brought> => ({
    counters: countersBrought(received.moves),
    orders: await ordersBrought(options.entries, merge, received),
  });
  const give = async (): Promise<Command> => ({ kind: 'transfer-out', mergeId, into: from, undo: true, brought: await brought() });
  const out = await step(options, merge, 'undo-out', into, give);
  return isRefused(out) ? out : comeHome(options, merge, out);
}

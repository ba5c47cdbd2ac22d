// A merge is three writes in two chains; the process may die after each, and whoever finds it resumes it by its id.
import type { TransferIn } from '../../../src/loyalty/ledger/command.ts';
import { memberId } from '../../../src/loyalty/ids.ts';
import type { Entry } from '../../../src/loyalty/ledger/entry.ts';
import { EMPTY_STATE, type Take } from '../../../src/loyalty/ledger/state.ts';
import { isRefused } from '../../../src/loyalty/refusal.ts';
import type { Action } from './action.ts';
import { wasMovedOn } from './known.ts';
import type { KnownMerge, World } from './world.ts';

type Doing<K extends Action['do']> = Action & { readonly do: K };

/** What left the other chain, read from the entry it left with and the state before. */
function arrival(world: World, { id }: KnownMerge, left: Entry, undo: boolean): TransferIn {
  const before = world.desk.ledger.chain(left.memberId)[left.seq - 2]?.after ?? EMPTY_STATE;
  const out = left.moves.flatMap((move) => (move.type === 'points' && (move.to === 'transfer' || move.from === 'transfer') ? [move] : []));
  const lots = out.flatMap(({ from, lot, birth, points }) => {
    if (lot === null || (from !== 'member:pending' && from !== 'member:available')) return [];
    const known = birth ?? before.lots.find((each) => each.lotId === lot);
    if (known === undefined) throw new Error(`${left.key} does not say what lot ${lot} was`);
    const take: Take = { lotId: lot, points, birth: known };
    return [{ ...take, state: from === 'member:pending' ? ('pending' as const) : ('available' as const) }];
  });
  const deficit = out.filter(({ to }) => to === 'member:deficit').reduce((sum, { points }) => sum + points, 0);
  const rest = undo ? { reservations: [], counters: [] } : { reservations: before.reservations, counters: before.counters };
  return { kind: 'transfer-in', mergeId: id, undo, lots, deficit, ...rest };
}

function send(world: World, chain: string, key: string, command: Parameters<World['send']>[0]['command']): boolean {
  return !isRefused(world.send({ chain, key, intention: [key, chain], command }));
}

function proceed(world: World, known: KnownMerge, stopAfter: number): void {
  const { id, from, into } = known;
  if (!send(world, into, `merge-accept:${id}`, () => ({ kind: 'merge-accept', mergeId: id })) || stopAfter < 1) return;
  const out = { kind: 'transfer-out', mergeId: id, into: memberId(into), undo: false } as const;
  if (!send(world, from, `transfer-out:${id}`, () => out) || stopAfter < 2) return;
  const left = world.desk.ledger.byKey(`transfer-out:${id}`);
  if (left !== null && stopAfter > 2) send(world, into, `transfer-in:${id}`, () => arrival(world, known, left, false));
}

export function merge(world: World, { from, into, stopAfter }: Doing<'merge'>): void {
  const known = { id: `merge-${world.nextSerial()}`, from: world.live(world.member(from)), into: world.live(world.member(into)) };
  if (known.from === known.into) return;
  world.merges.push(known);
  proceed(world, known, stopAfter);
}

export function resume(world: World, { which }: Doing<'resume'>): void {
  const known = world.pick(world.merges, which);
  if (known !== undefined) proceed(world, known, 3);
}

export function undoMerge(world: World, { which, stopAfter }: Doing<'undo-merge'>): void {
  const known = world.pick(world.merges, which);
  if (known === undefined) return;
  const { id, from, into } = known;
  // Only the chain that received can give back: if it was merged on, its own merge has to be undone first.
  if (world.live(into) !== into || wasMovedOn(world.desk.ledger.chain(into).filter(({ after }) => after.closed !== null))) return;
  const out = { kind: 'transfer-out', mergeId: id, into: memberId(from), undo: true } as const;
  if (!send(world, into, `undo-out:${id}`, () => out) || stopAfter < 2) return;
  const left = world.desk.ledger.byKey(`undo-out:${id}`);
  if (left !== null) send(world, from, `undo-in:${id}`, () => arrival(world, known, left, true));
}

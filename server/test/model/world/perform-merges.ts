// A merge is three writes in two chains; the process may die after each, and whoever finds it resumes it by its id. What cannot arrive goes home.
import type { Brought, TransferIn } from '../../../src/loyalty/ledger/command.ts';
import { memberId, orderId } from '../../../src/loyalty/ids.ts';
import type { Entry } from '../../../src/loyalty/ledger/entry.ts';
import { EMPTY_STATE, type Take } from '../../../src/loyalty/ledger/state.ts';
import { givenTo, negatedSums } from '../../../src/loyalty/ledger/sums.ts';
import { isRefused } from '../../../src/loyalty/refusal.ts';
import type { Action } from './action.ts';
import { MEMBERS, type KnownMerge, type World } from './world.ts';

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
  const closes = left.after.closed !== null;
  const orders = left.moves.flatMap((move) => (move.type === 'order-carried' ? [move] : [])).map(negatedSums);
  const reservations = closes ? before.reservations : [];
  return { kind: 'transfer-in', mergeId: id, undo, lots, deficit, reservations, counters: undo ? [] : before.counters, orders };
}

function cameWith(world: World, chain: string, from: string): boolean {
  const into = world.desk.ledger.head(chain)?.after.closed?.into ?? null;
  return chain === from || (into !== null && cameWith(world, into, from));
}

/** What a received merge brought besides lots: uses of limits, and orders of which the target wrote nothing before. */
function brought(world: World, { id, from, into }: KnownMerge): Brought | null {
  const received = world.desk.ledger.byKey(`transfer-in:${id}`);
  if (received === null) return null;
  const counters = received.moves.flatMap((move) => (move.type === 'counted' ? [{ ...move, n: move.times }] : []));
  const side = MEMBERS.filter((chain) => cameWith(world, chain, from));
  const chain = world.desk.ledger.chain(into);
  const orders = world.orders.filter((order) => {
    const isAbout = (entry: Entry): boolean => entry.order?.orderId === order.id;
    return world.desk.ledger.entriesOf(side).some(isAbout) && !chain.slice(0, received.seq).some(isAbout);
  });
  return { counters, orders: orders.map((order) => ({ ...givenTo(orderId(order.id), chain), orderId: orderId(order.id) })) };
}

/** A step of a merge is about one chain: it is never passed on to whoever that was merged into. */
function send(world: World, chain: string, key: string, command: Parameters<World['send']>[0]['command']): boolean {
  return !isRefused(world.sendHere({ chain, key, intention: [key, chain], command }));
}

/** The target waits no more, so nothing can arrive by this merge: what had left comes home with everything. */
function giveUp(world: World, known: KnownMerge, stopAfter: number): void {
  const { id, from, into } = known;
  send(world, into, `merge-withdraw:${id}`, () => ({ kind: 'merge-accept', mergeId: id, undo: true }));
  const left = world.desk.ledger.byKey(`transfer-out:${id}`);
  if (left === null || world.desk.ledger.byKey(`transfer-in:${id}`) !== null || stopAfter < 2) return;
  send(world, from, `undo-in:${id}`, () => arrival(world, known, left, true));
}

function proceed(world: World, known: KnownMerge, stopAfter: number): void {
  const { id, from, into } = known;
  if (world.desk.ledger.byKey(`merge-withdraw:${id}`) !== null) return giveUp(world, known, 2);
  const accepted = world.desk.ledger.byKey(`merge-accept:${id}`) !== null;
  if (!accepted && !send(world, into, `merge-accept:${id}`, () => ({ kind: 'merge-accept', mergeId: id, undo: false }))) return;
  if (stopAfter < 1) return;
  const out = { kind: 'transfer-out', mergeId: id, into: memberId(into), undo: false, brought: null } as const;
  if (!send(world, from, `transfer-out:${id}`, () => out)) return giveUp(world, known, stopAfter);
  const left = world.desk.ledger.byKey(`transfer-out:${id}`);
  if (left === null || stopAfter < 3) return;
  if (!send(world, into, `transfer-in:${id}`, () => arrival(world, known, left, false))) giveUp(world, known, 2);
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
  if (world.desk.ledger.byKey(`transfer-in:${id}`) === null) return giveUp(world, known, stopAfter);
  const out = () => ({ kind: 'transfer-out', mergeId: id, into: memberId(from), undo: true, brought: brought(world, known) }) as const;
  // A chain that was merged on says where it is now: that merge has to be undone first.
  if (world.live(into) !== into || !send(world, into, `undo-out:${id}`, out) || stopAfter < 2) return;
  const left = world.desk.ledger.byKey(`undo-out:${id}`);
  if (left !== null) send(world, from, `undo-in:${id}`, () => arrival(world, known, left, true));
}

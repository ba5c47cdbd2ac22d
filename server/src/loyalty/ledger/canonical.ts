// One text for one entry, for ever: what is hashed. Arrays in a fixed order, because objects have none that survives a database.
import type { Entry, LotBirth, Move } from './entry.ts';
import type { Lot, MemberState } from './state.ts';

function birthFields(birth: LotBirth): unknown[] {
  return [birth.source.kind, birth.source.ref, birth.issuedMonth, birth.issuedAt, birth.availableAt, birth.expiresAt];
}

function moveFields(move: Move): unknown[] {
  if (move.type === 'retime') return ['retime', move.at, move.lot, move.availableAt, move.expiresAt];
  return ['points', move.at, move.from, move.to, move.points, move.lot, move.birth === null ? null : birthFields(move.birth)];
}

function lotFields(lot: Lot): unknown[] {
  return [lot.lotId, lot.points, lot.state, ...birthFields(lot)];
}

/** The state as canonical JSON: equal states have equal texts, so a replay is compared by `===`. */
export function canonicalState(state: MemberState): string {
  return JSON.stringify([state.pending, state.available, state.reserved, state.deficit, state.lots.map(lotFields)]);
}

/** The text whose SHA-256 is the entry's hash: the previous hash and every field that may never change. Version 1. */
export function canonicalEntry(entry: Omit<Entry, 'hash'>): string {
  const order = entry.order;
  return JSON.stringify([
    1,
    entry.prevHash,
    entry.storeId,
    entry.memberId,
    entry.seq,
    entry.key,
    entry.inputHash,
    entry.cause,
    entry.kind,
    entry.at,
    entry.moves.map(moveFields),
    order === null ? null : [order.orderId, order.n, order.deserved, order.delta, order.alreadyExpired],
    entry.explain,
    canonicalState(entry.after),
  ]);
}

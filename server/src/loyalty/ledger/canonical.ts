// One text for one entry, for ever: what is hashed. Arrays in a fixed order, because objects have none that survives a database.
import { lotId } from '../ids.ts';
import type { Entry, LotBirth, LotSource, Move } from './entry.ts';
import type { Lot, MemberState } from './state.ts';

function birthFields(birth: LotBirth): unknown[] {
  return [birth.source.kind, birth.source.ref, birth.issuedMonth, birth.issuedAt, birth.availableAt, birth.expiresAt];
}

function moveFields(move: Move): unknown[] {
  if (move.type === 'retime') return ['retime', move.at, move.lot, move.availableAt, move.expiresAt];
  return ['points', move.at, move.from, move.to, move.points, move.lot, move.birth === null ? null : birthFields(move.birth)];
}

type LotFields = [string, number, Lot['state'], LotSource['kind'], string | null, string, number, number | null, number | null];
type StateFields = [number, number, number, number, LotFields[]];

function lotFields(lot: Lot): LotFields {
  const { source, issuedMonth, issuedAt, availableAt, expiresAt } = lot;
  return [lot.lotId, lot.points, lot.state, source.kind, source.ref, issuedMonth, issuedAt, availableAt, expiresAt];
}

function lotFrom(fields: LotFields): Lot {
  const [id, points, state, kind, ref, issuedMonth, issuedAt, availableAt, expiresAt] = fields;
  return { lotId: lotId(id), points, state, source: { kind, ref }, issuedMonth, issuedAt, availableAt, expiresAt };
}

/** The state as canonical JSON: equal states have equal texts, so a replay is compared by `===`. This text is also how a state is stored. */
export function canonicalState(state: MemberState): string {
  const fields: StateFields = [state.pending, state.available, state.reserved, state.deficit, state.lots.map(lotFields)];
  return JSON.stringify(fields);
}

/** The inverse of {@link canonicalState}. Throws on a text that is not one: a stored entry was damaged. */
export function parseState(text: string): MemberState {
  const [pending, available, reserved, deficit, lots] = JSON.parse(text) as StateFields;
  return { pending, available, reserved, deficit, lots: lots.map(lotFrom) };
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

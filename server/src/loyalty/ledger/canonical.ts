// One text for one entry, for ever: what is hashed. Arrays in a fixed order, because objects have none that survives a database.
import { lotId, memberId } from '../ids.ts';
import type { Entry, GivenPart, LotBirth, LotSource, Move, OrderPart, RedemptionPart } from './entry.ts';
import type { Closed, Counter, Lot, MemberState, Reservation, Take } from './state.ts';

type BirthFields = [LotSource['kind'], string | null, string | null, string, number, number | null, number | null, boolean, string[]];
type LotFields = [string, number, Lot['state'], BirthFields];
type TakeFields = [string, number, BirthFields];
type ReservationFields = [string, string, string | null, number, TakeFields[], number, number];
type CounterFields = [string, string, number, number];
type StateFields = [
  number,
  number,
  number,
  number,
  LotFields[],
  ReservationFields[],
  CounterFields[],
  string[],
  [Closed['how'], string | null] | null,
  number,
];

function birthFields({ source, issuedMonth, issuedAt, availableAt, expiresAt, graced, via }: LotBirth): BirthFields {
  return [source.kind, source.ref, source.part, issuedMonth, issuedAt, availableAt, expiresAt, graced, [...via]];
}

function birthFrom([kind, ref, part, issuedMonth, issuedAt, availableAt, expiresAt, graced, via]: BirthFields): LotBirth {
  return { source: { kind, ref, part }, issuedMonth, issuedAt, availableAt, expiresAt, graced, via };
}

const lotFields = (lot: Lot): LotFields => [lot.lotId, lot.points, lot.state, birthFields(lot)];
const lotFrom = ([id, points, state, birth]: LotFields): Lot => ({ lotId: lotId(id), points, state, ...birthFrom(birth) });
const takeFields = (take: Take): TakeFields => [take.lotId, take.points, birthFields(take.birth)];
const takeFrom = ([id, points, birth]: TakeFields): Take => ({ lotId: lotId(id), points, birth: birthFrom(birth) });

function reservationFields({ reservationId, rewardId, cart, points, takes, openedAt, expiresAt }: Reservation): ReservationFields {
  return [reservationId, rewardId, cart, points, takes.map(takeFields), openedAt, expiresAt];
}

function reservationFrom([reservationId, rewardId, cart, points, takes, openedAt, expiresAt]: ReservationFields): Reservation {
  return { reservationId, rewardId, cart, points, takes: takes.map(takeFrom), openedAt, expiresAt };
}

const counterFields = ({ rule, period, n, points }: Counter): CounterFields => [rule, period, n, points];
const counterFrom = ([rule, period, n, points]: CounterFields): Counter => ({ rule, period, n, points });

/** The state as canonical JSON: equal states have equal texts, so a replay is compared by `===`. This text is also how a state is stored. */
export function canonicalState(state: MemberState): string {
  const fields: StateFields = [
    state.pending,
    state.available,
    state.reserved,
    state.deficit,
    state.lots.map(lotFields),
    state.reservations.map(reservationFields),
    state.counters.map(counterFields),
    [...state.accepting],
    state.closed === null ? null : [state.closed.how, state.closed.into],
    state.taken,
  ];
  return JSON.stringify(fields);
}

/** The inverse of {@link canonicalState}. Throws on a text that is not one: a stored entry was damaged. */
export function parseState(text: string): MemberState {
  const [pending, available, reserved, deficit, lots, reservations, counters, accepting, closed, taken] = JSON.parse(text) as StateFields;
  return {
    pending,
    available,
    reserved,
    deficit,
    lots: lots.map(lotFrom),
    reservations: reservations.map(reservationFrom),
    counters: counters.map(counterFrom),
    accepting,
    closed: closed === null ? null : { how: closed[0], into: closed[1] === null ? null : memberId(closed[1]) },
    taken,
  };
}

const givenFields = ({ part, points, alreadyExpired, writtenOff }: GivenPart): unknown[] => [part, points, alreadyExpired, writtenOff];

function moveFields(move: Move): unknown[] {
  switch (move.type) {
    case 'points':
      return [
        'points',
        move.at,
        move.from,
        move.to,
        move.points,
        move.lot,
        move.order,
        move.birth === null ? null : birthFields(move.birth),
      ];
    case 'retime':
      return ['retime', move.at, move.lot, move.availableAt, move.expiresAt, move.graced];
    case 'reservation-opened':
      return [move.type, reservationFields(move.reservation)];
    case 'reservation-ended':
      return [move.type, move.reservationId];
    case 'counted':
      return [move.type, move.rule, move.period, move.times, move.points, move.replaces];
    case 'merge-accepted':
    case 'merge-withdrawn':
    case 'merge-received':
    case 'merge-undone':
      return [move.type, move.mergeId];
    case 'order-carried':
      return [move.type, move.orderId, move.parts.map(givenFields), move.expired];
    case 'closed':
      return [move.type, move.how, move.into];
    case 'reopened':
      return [move.type];
    case 'allowance':
      return [move.type, move.taken];
  }
}

function orderFields(order: OrderPart | null): unknown[] | null {
  if (order === null) return null;
  const parts = order.parts.map(({ part, delta, alreadyExpired, writtenOff }) => [part, delta, alreadyExpired, writtenOff]);
  return [order.orderId, order.n, order.deserved, order.delta, parts];
}

function redemptionFields(redemption: RedemptionPart | null): unknown[] | null {
  return redemption === null ? null : [redemption.reservationId, redemption.orderId, redemption.n, redemption.delta, redemption.writtenOff];
}

/** The text whose SHA-256 is the entry's hash: the previous hash and every field that may never change. Version 1. */
export function canonicalEntry(entry: Omit<Entry, 'hash'>): string {
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
    orderFields(entry.order),
    redemptionFields(entry.redemption),
    entry.explain,
    canonicalState(entry.after),
  ]);
}

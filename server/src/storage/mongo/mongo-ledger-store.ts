// Entries in MongoDB: one append is one insert. Nothing here updates or deletes.
import { ObjectId } from 'bson';
import type { Connection, mongo } from 'mongoose';
import type { AppendResult, LedgerStore, OrderShare } from '../../ledger/ledger-store.ts';
import { memberId, type EntryKey, type MemberId, type OrderId, type StoreId } from '../../loyalty/ids.ts';
import { canonicalState, parseState } from '../../loyalty/ledger/canonical.ts';
import type { Redeemed } from '../../loyalty/ledger/command.ts';
import type { Entry, Move } from '../../loyalty/ledger/entry.ts';
import type { Closed } from '../../loyalty/ledger/state.ts';
import { expiredOfAdjustment, givenTo, redeemedBy, whereabouts, type Whereabouts } from '../../loyalty/ledger/sums.ts';
import type { BalanceRow } from '../../projections/balance-store.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';
import { GroupInsert } from './group-insert.ts';
import { GroupRead } from './group-read.ts';
import { HeadReads } from './head-reads.ts';

/** An entry as stored: the state as its canonical text (cheap to read, compared by equality), and what it is about on top for its index. */
export interface EntryDocument extends Omit<Entry, 'after'> {
  readonly _id: ObjectId;
  /** Orders and reservations that this entry is about, each once: what an order was given is found by it. */
  readonly about: readonly string[];
  readonly state: string;
}

/** The driver's own first batch is smaller than a group, and the rest would be a second round trip. */
const READ_AT_ONCE = 1_000;

const aboutOrder = (orderId: string): string => `order/${orderId}`;
const aboutAdjustment = (ref: string): string => `adjustment/${ref}`;
const aboutReservation = (reservationId: string): string => `reservation/${reservationId}`;

function subjectsOf(move: Move): string[] {
  if (move.type === 'reservation-opened') return [aboutReservation(move.reservation.reservationId)];
  if (move.type === 'reservation-ended') return [aboutReservation(move.reservationId)];
  if (move.type === 'order-carried') return [aboutOrder(move.orderId)];
  if (move.type !== 'points') return [];
  const restored = move.from === 'program:expired' && move.birth?.source.kind === 'order' ? move.birth.source.ref : null;
  const source = move.to === 'program:expired' || move.from === 'program:expired' ? move.birth?.source : undefined;
  const adjustment = source?.kind === 'adjustment' && source.ref !== null ? [aboutAdjustment(source.ref)] : [];
  return [...[move.order, restored].filter((order) => order !== null).map(aboutOrder), ...adjustment];
}

export function aboutOf(entry: Pick<Entry, 'order' | 'redemption' | 'moves'>): string[] {
  const order = entry.order === null ? [] : [aboutOrder(entry.order.orderId)];
  const redemption = entry.redemption === null ? [] : [aboutReservation(entry.redemption.reservationId)];
  return [...new Set([...order, ...redemption, ...entry.moves.flatMap(subjectsOf)])];
}

export function toDocument(entry: Entry): EntryDocument {
  const { after, ...rest } = entry;
  return { _id: new ObjectId(), ...rest, about: aboutOf(entry), state: canonicalState(after) };
}

export function fromDocument(document: EntryDocument): Entry {
  const { _id, about: _about, state, ...rest } = document;
  return { ...rest, after: parseState(state) };
}

function shareOf(id: MemberId, orderId: OrderId, entries: readonly EntryDocument[]): OrderShare {
  const given = givenTo(orderId, entries);
  return { memberId: id, points: given.parts.reduce((sum, part) => sum + part.points, 0), given };
}

function sharesIn(documents: readonly EntryDocument[], orderId: OrderId): OrderShare[] {
  const subject = aboutOrder(orderId);
  const mine = documents.filter(({ about }) => about.includes(subject));
  return [...Map.groupBy(mine, (document) => document.memberId)].map(([id, entries]) => shareOf(memberId(id), orderId, entries));
}

function position(entry: EntryDocument): string {
  return `${entry.at}_${entry._id.toHexString()}`;
}

function olderThan(before: string): mongo.Filter<EntryDocument> {
  const [at = '', id = ''] = before.split('_');
  if (!/^\d{1,15}$/.test(at) || !/^[0-9a-f]{24}$/.test(id)) throw new RangeError('not a position in this list');
  return { $or: [{ at: { $lt: Number(at) } }, { at: Number(at), _id: { $lt: new ObjectId(id) } }] };
}

export class MongoLedgerStore implements LedgerStore {
  readonly #entries: Collection<EntryDocument>;
  readonly #appending: GroupInsert<EntryDocument>;
  readonly #shares: GroupRead<OrderId, OrderShare[]>;
  readonly #heads: GroupRead<MemberId, EntryDocument | null>;

  constructor(connection: Connection) {
    this.#entries = collectionOf<EntryDocument>(connection, 'entries');
    this.#appending = new GroupInsert(this.#entries);
    this.#shares = new GroupRead((storeId, orderIds) => this.#sharesOfOrders(storeId, orderIds), []);
    const heads = new HeadReads(this.#entries, collectionOf<BalanceRow>(connection, 'balances'));
    this.#heads = new GroupRead((storeId, members) => heads.many(storeId, members), null);
  }

  async head(storeId: StoreId, member: MemberId): Promise<Entry | null> {
    const document = await this.#heads.get(storeId, member);
    return document === null ? null : fromDocument(document);
  }

  async closing(storeId: StoreId, member: MemberId): Promise<Closed | null> {
    return (await this.head(storeId, member))?.after.closed ?? null;
  }

  async append(entry: Entry): Promise<AppendResult> {
    try {
      await this.#appending.insert(toDocument(entry));
      return 'appended';
    } catch (error) {
      if (isDuplicateKey(error)) return 'sequence-or-key-taken';
      throw error;
    }
  }

  async byKey(storeId: StoreId, key: EntryKey): Promise<Entry | null> {
    const document = await this.#entries.findOne({ storeId, key });
    return document === null ? null : fromDocument(document);
  }

  async sharesOfOrder(storeId: StoreId, orderId: OrderId): Promise<OrderShare[]> {
    return this.#shares.get(storeId, orderId);
  }

  async expiredOfAdjustment(storeId: StoreId, ref: string): Promise<number> {
    return expiredOfAdjustment(ref, await this.#entries.find({ storeId, about: aboutAdjustment(ref) }).toArray());
  }

  async redeemed(storeId: StoreId, reservationId: string): Promise<Redeemed> {
    return redeemedBy(reservationId, await this.#entries.find({ storeId, about: aboutReservation(reservationId) }).toArray());
  }

  async whereIs(storeId: StoreId, reservationId: string): Promise<Whereabouts> {
    return whereabouts(reservationId, await this.#entries.find({ storeId, about: aboutReservation(reservationId) }).toArray());
  }

  async history(storeId: StoreId, member: MemberId, beforeSeq: number | null, limit: number): Promise<Entry[]> {
    const below = beforeSeq === null ? {} : { seq: { $lt: beforeSeq } };
    const documents = await this.#entries.find({ storeId, memberId: member, ...below }).sort({ seq: -1 }).limit(limit).toArray(); // prettier-ignore
    return documents.map(fromDocument);
  }

  async activity(storeId: StoreId, before: string | null, limit: number): Promise<{ entries: Entry[]; next: string | null }> {
    const filter: mongo.Filter<EntryDocument> = before === null ? { storeId } : { storeId, ...olderThan(before) };
    const documents = await this.#entries.find(filter).sort({ at: -1, _id: -1 }).limit(limit + 1).toArray(); // prettier-ignore
    const page = documents.slice(0, limit);
    const last = page.at(-1);
    return { entries: page.map(fromDocument), next: documents.length > limit && last !== undefined ? position(last) : null };
  }

  async *chains(storeId: StoreId): AsyncIterable<Entry> {
    const cursor = this.#entries.find({ storeId }).sort({ memberId: 1, seq: 1 }).batchSize(1_000);
    for await (const document of cursor) yield fromDocument(document);
  }

  async #sharesOfOrders(storeId: StoreId, orderIds: readonly OrderId[]): Promise<Map<OrderId, OrderShare[]>> {
    const projection = { memberId: 1, about: 1, moves: 1, order: 1, redemption: 1, kind: 1 };
    const documents = await this.#entries
      .find({ storeId, about: { $in: orderIds.map(aboutOrder) } }, { projection, batchSize: READ_AT_ONCE })
      .toArray();
    return new Map(orderIds.map((orderId) => [orderId, sharesIn(documents, orderId)]));
  }
}

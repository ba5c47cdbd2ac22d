// Folded days in MongoDB, and the entries they are folded from by the index of their instants.
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { DayRow, FlowEntry } from '../../projections/days/day-row.ts';
import type { DayStore, FlowReader } from '../../projections/days/day-store.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';
import { batchesOf } from './mongo-ledger-reader.ts';
import type { EntryDocument } from './mongo-ledger-store.ts';

const WITHOUT_ID = { projection: { _id: 0 } } as const;

export class MongoDays implements DayStore, FlowReader {
  readonly #days: Collection<DayRow>;
  readonly #entries: Collection<EntryDocument>;

  constructor(connection: Connection) {
    this.#days = collectionOf<DayRow>(connection, 'days');
    this.#entries = collectionOf<EntryDocument>(connection, 'entries');
  }

  async rows(storeId: StoreId, timeZone: string, first: string, last: string): Promise<DayRow[]> {
    return this.#days.find({ storeId, timeZone, day: { $gte: first, $lte: last } }, WITHOUT_ID).sort({ day: 1 }).toArray(); // prettier-ignore
  }

  async *every(storeId: StoreId): AsyncIterable<DayRow> {
    for await (const batch of batchesOf(this.#days.find({ storeId }, WITHOUT_ID).sort({ timeZone: 1, day: 1 }))) yield* batch;
  }

  async create(row: DayRow): Promise<boolean> {
    try {
      await this.#days.insertOne({ ...row });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async replace({ storeId, timeZone, day, upTo, entries }: DayRow, row: DayRow): Promise<boolean> {
    const answer = await this.#days.replaceOne({ storeId, timeZone, day, upTo, entries }, { ...row });
    return answer.matchedCount === 1;
  }

  async first(storeId: StoreId): Promise<number | null> {
    const [entry] = await this.#entries.find({ storeId }, { projection: { at: 1 } }).sort({ at: 1, _id: 1 }).limit(1).toArray(); // prettier-ignore
    return entry?.at ?? null;
  }

  async *flows(storeId: StoreId, from: number, until: number): AsyncIterable<readonly FlowEntry[]> {
    const projection = { _id: 0, at: 1, moves: 1 } as const;
    yield* batchesOf(this.#entries.find<FlowEntry>({ storeId, at: { $gte: from, $lt: until } }, { projection }).sort({ at: -1, _id: -1 }).batchSize(2_000)); // prettier-ignore
  }
}

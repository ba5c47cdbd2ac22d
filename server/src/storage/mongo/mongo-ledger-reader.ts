// Entries for proofs and rebuilds, in the order of the index that makes chains serial: nothing is sorted in memory, here or in the database.
import { setImmediate as turn } from 'node:timers/promises';
import type { Connection, mongo } from 'mongoose';
import type { LedgerReader, StoredEntry, WindowEntry } from '../../ledger/verification/ports.ts';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { Entry } from '../../loyalty/ledger/entry.ts';
import { EMPTY_STATE } from '../../loyalty/ledger/state.ts';
import type { BalanceRow } from '../../projections/balance-store.ts';
import { collectionOf, type Collection } from './collection.ts';
import { EntryBytes } from './entry-bytes.ts';
import { missingGuarantees } from './indexes.ts';
import { aboutOf, fromDocument, type EntryDocument } from './mongo-ledger-store.ts';

const BATCH = 1_000;
const IN_CHAINS = 'one-entry-per-sequence';
const KEYS_NAMED = 20;

/**
 * A cursor's documents by the batch they came in: an await per document would cost as much as reading it. While one batch is looked at, the
 * database makes the next ready.
 */
export async function* batchesOf<T>(cursor: mongo.FindCursor<T>): AsyncGenerator<T[]> {
  let more = cursor.hasNext();
  try {
    while (await more) {
      const batch = cursor.readBufferedDocuments();
      more = cursor.hasNext();
      // Heard when it is awaited; until then nobody listens.
      more.catch(() => undefined);
      // The question must have left before whoever looks at the batch keeps this thread.
      await turn();
      yield batch;
    }
  } finally {
    await more.catch(() => undefined);
    await cursor.close();
  }
}

function sameTexts(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

/** The fields for the index, made again from the hashed content. A document that lacks what they are made of does not agree. */
function isIndexed(document: EntryDocument): boolean {
  try {
    return sameTexts(document.about, aboutOf(document));
  } catch {
    return false;
  }
}

/** The document itself becomes the entry: a copy of each would be half of the garbage of a proof. */
function storedEntry(document: EntryDocument): StoredEntry {
  return { bare: Object.assign(document, { after: EMPTY_STATE }), state: document.state, indexed: isIndexed(document) };
}

export class MongoLedgerReader implements LedgerReader {
  readonly #connection: Connection;
  readonly #entries: Collection<EntryDocument>;
  readonly #balances: Collection<BalanceRow>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#entries = collectionOf<EntryDocument>(connection, 'entries');
    this.#balances = collectionOf<BalanceRow>(connection, 'balances');
  }

  async *entries(storeId: StoreId): AsyncIterable<StoredEntry[]> {
    const inChains = await this.#inChains();
    const cursor = this.#entries.find<Uint8Array>({ storeId }, { raw: true }).sort({ memberId: 1, seq: 1 }).hint(inChains).batchSize(BATCH); // prettier-ignore
    const entries = new EntryBytes();
    for await (const documents of batchesOf(cursor)) yield documents.map((bytes) => storedEntry(entries.read(bytes)));
  }

  /** The index's name; without it (a proof must still say what is wrong) the database chooses, and may have to sort. */
  async #inChains(): Promise<string | mongo.Document> {
    const missing = await missingGuarantees(this.#connection);
    return missing.some(({ name }) => name === IN_CHAINS) ? {} : IN_CHAINS;
  }

  async estimate(storeId: StoreId): Promise<number> {
    // A row knows its chain's last sequence, and there are fewer rows than entries.
    const sum = { $group: { _id: null, entries: { $sum: '$seq' } } };
    const [counted] = await this.#balances.aggregate<{ entries: number }>([{ $match: { storeId } }, sum]).toArray(); // prettier-ignore
    return counted?.entries ?? 0;
  }

  async head(storeId: StoreId, memberId: MemberId): Promise<Entry | null> {
    const document = await this.#entries.findOne({ storeId, memberId }, { sort: { seq: -1 } });
    return document === null ? null : fromDocument(document);
  }

  async *between(storeId: StoreId, from: number, to: number, after: MemberId | null): AsyncIterable<WindowEntry[]> {
    const members = after === null ? {} : { memberId: { $gt: after } };
    const projection = { _id: 0, memberId: 1, seq: 1, hash: 1, moves: 1 } as const;
    const cursor = this.#entries
      .find({ storeId, ...members, at: { $gte: from, $lt: to } }, { projection })
      .sort({ memberId: 1, seq: 1 })
      .allowDiskUse()
      .batchSize(BATCH);
    for await (const documents of batchesOf(cursor)) yield documents;
  }

  async repeatedKeys(storeId: StoreId): Promise<{ indexStands: boolean; keys: string[] }> {
    const missing = await missingGuarantees(this.#connection);
    if (!missing.some(({ name }) => name === 'one-entry-per-key')) return { indexStands: true, keys: [] };
    const cursor = this.#entries.find({ storeId }, { projection: { _id: 0, key: 1 } }).sort({ key: 1 }).allowDiskUse().batchSize(BATCH); // prettier-ignore
    const keys: string[] = [];
    let previous: string | null = null;
    for await (const documents of batchesOf(cursor)) {
      for (const { key } of documents) {
        if (key === previous && keys.at(-1) !== key && keys.length < KEYS_NAMED) keys.push(key);
        previous = key;
      }
    }
    return { indexStands: false, keys };
  }
}

// Entries for the books, in the order of the index that makes chains serial. The state is parsed only where it is asked for: once per chain.
import type { Connection } from 'mongoose';
import type { BookReader } from '../../liability/book-reader.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import { parseState } from '../../loyalty/ledger/canonical.ts';
import type { MemberState } from '../../loyalty/ledger/state.ts';
import type { BookedEntry } from '../../loyalty/liability/books.ts';
import { collectionOf, type Collection } from './collection.ts';
import type { EntryDocument } from './mongo-ledger-store.ts';

const BATCH = 1_000;
const FIELDS = { _id: 0, memberId: 1, at: 1, kind: 1, moves: 1, state: 1 } as const;
type BookedFields = Pick<EntryDocument, 'memberId' | 'at' | 'kind' | 'moves' | 'state'>;

class StoredBookedEntry implements BookedEntry {
  readonly memberId: BookedEntry['memberId'];
  readonly at: number;
  readonly kind: BookedEntry['kind'];
  readonly moves: BookedEntry['moves'];
  readonly #state: string;

  constructor({ memberId, at, kind, moves, state }: BookedFields) {
    this.memberId = memberId;
    this.at = at;
    this.kind = kind;
    this.moves = moves;
    this.#state = state;
  }

  get after(): MemberState {
    return parseState(this.#state);
  }
}

export class MongoBookReader implements BookReader {
  readonly #entries: Collection<EntryDocument>;

  constructor(connection: Connection) {
    this.#entries = collectionOf<EntryDocument>(connection, 'entries');
  }

  async *entries(storeId: StoreId): AsyncIterable<BookedEntry[]> {
    const cursor = this.#entries.find({ storeId }).project<BookedFields>(FIELDS).sort({ memberId: 1, seq: 1 }).batchSize(BATCH); // prettier-ignore
    try {
      // By the batch they came in: an await per document would cost as much as reading it.
      while (await cursor.hasNext()) yield cursor.readBufferedDocuments().map((document) => new StoredBookedEntry(document));
    } finally {
      await cursor.close();
    }
  }
}

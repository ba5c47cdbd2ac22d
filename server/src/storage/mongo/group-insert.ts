// Group commit: documents that are inserted at the same time travel in one insertMany. Each caller hears about its own document only, and
// only when that document is durable; one that is refused fails alone.
import type { mongo } from 'mongoose';
import type { Collection } from './collection.ts';
import { againOnConflict, isWriteConflict } from './write-conflict.ts';

interface Waiting<T> {
  readonly document: mongo.OptionalUnlessRequiredId<T>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface WriteError {
  readonly index: number;
  readonly code?: number;
  readonly errmsg?: string;
}

function writeErrorsOf(error: unknown): readonly WriteError[] | null {
  if (!(error instanceof Error) || !('writeErrors' in error)) return null;
  const errors = error.writeErrors;
  return Array.isArray(errors) && errors.length > 0 ? (errors as WriteError[]) : null;
}

function asError({ code, errmsg }: WriteError): Error {
  return Object.assign(new Error(errmsg ?? 'the document was refused'), { code });
}

export class GroupInsert<T extends mongo.Document> {
  readonly #collection: Collection<T>;
  readonly #groupMax: number;
  readonly #inFlightMax: number;
  #waiting: Waiting<T>[] = [];
  #inFlight = 0;

  constructor(collection: Collection<T>, groupMax = 256, inFlightMax = 2) {
    this.#collection = collection;
    this.#groupMax = groupMax;
    this.#inFlightMax = inFlightMax;
  }

  /** Resolves when the document is durable; rejects with the database's error for this document (11000 when an index refused it). */
  async insert(document: mongo.OptionalUnlessRequiredId<T>): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ document, resolve, reject });
    // Whoever arrives in this turn of the event loop shares the round trip.
    if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    return promise;
  }

  #flush(): void {
    while (this.#inFlight < this.#inFlightMax && this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.#groupMax);
      this.#inFlight += 1;
      void this.#send(group);
    }
  }

  async #send(group: readonly Waiting<T>[]): Promise<void> {
    try {
      await this.#collection.insertMany(group.map(({ document }) => document), { ordered: false }); // prettier-ignore
      for (const { resolve } of group) resolve();
    } catch (error) {
      const refused = writeErrorsOf(error);
      const byIndex = new Map(refused?.map((each) => [each.index, asError(each)]));
      group.forEach(({ document, resolve, reject }, index) => {
        const own = refused === null ? error : byIndex.get(index);
        if (own === undefined) resolve();
        else if (isWriteConflict(own)) againOnConflict(() => this.#collection.insertOne(document)).then(() => resolve(), reject);
        else reject(own);
      });
    } finally {
      this.#inFlight -= 1;
      this.#flush();
    }
  }
}

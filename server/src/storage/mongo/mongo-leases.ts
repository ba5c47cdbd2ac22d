// Leases in MongoDB: the document's id is the lease's name, so only one can exist; an ended one is taken over by a conditional update.
import type { Connection } from 'mongoose';
import type { Leases } from '../../leases/leases.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

interface LeaseDocument {
  readonly _id: string;
  readonly holder: string;
  readonly until: number;
}

export class MongoLeases implements Leases {
  readonly #leases: Collection<LeaseDocument>;

  constructor(connection: Connection) {
    this.#leases = collectionOf<LeaseDocument>(connection, 'leases');
  }

  async acquire(name: string, holder: string, now: number, until: number): Promise<boolean> {
    try {
      await this.#leases.updateOne({ _id: name, until: { $lte: now } }, { $set: { holder, until } }, { upsert: true });
      return true;
    } catch (error) {
      // The upsert met the document of somebody whose lease still runs.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async release(name: string, holder: string): Promise<void> {
    await this.#leases.deleteOne({ _id: name, holder });
  }
}

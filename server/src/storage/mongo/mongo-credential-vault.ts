// A store's access tokens, written as a whole and sealed with the store's id as context. Refreshing takes turns through a lease.
import type { Connection } from 'mongoose';
import { withLease, type LeaseTimes } from '../../leases/with-lease.ts';
import type { Leases } from '../../leases/leases.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { collectionOf, type Collection } from './collection.ts';

interface SealedDocument {
  readonly _id: StoreId;
  readonly sealed: string;
}

const TIMES: LeaseTimes = { leaseMs: 30_000, waitMs: 15_000 };

/** `T` is whatever a platform needs to keep of its access; it must survive JSON. */
export class MongoCredentialVault<T> {
  readonly #credentials: Collection<SealedDocument>;
  readonly #keys: Keyring;
  readonly #leases: Leases;
  readonly #clock: () => number;

  constructor(connection: Connection, keys: Keyring, leases: Leases, clock: () => number) {
    this.#credentials = collectionOf<SealedDocument>(connection, 'credentials');
    this.#keys = keys;
    this.#leases = leases;
    this.#clock = clock;
  }

  async load(storeId: StoreId): Promise<T | null> {
    const document = await this.#credentials.findOne({ _id: storeId });
    return document === null ? null : (JSON.parse(this.#keys.openText(document.sealed, `credentials/${storeId}`)) as T);
  }

  async save(storeId: StoreId, credentials: T): Promise<void> {
    const sealed = this.#keys.sealText(JSON.stringify(credentials), `credentials/${storeId}`);
    await this.#credentials.updateOne({ _id: storeId }, { $set: { sealed } }, { upsert: true });
  }

  async destroy(storeId: StoreId): Promise<void> {
    await this.#credentials.deleteOne({ _id: storeId });
  }

  async withLease<Result>(storeId: StoreId, work: () => Promise<Result>): Promise<Result> {
    return withLease(this.#leases, this.#clock, `credentials/${storeId}`, TIMES, work);
  }
}

// A store leaves, comes back, is renamed, gives or takes permissions. What it says of itself is asked for, never taken from a message.
import { StoreRefused, StoreUnreachable, type StoreConnection, type StorePlatform } from '../platforms/platform.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';
import { ignoring, quiet, type Absorbed } from './absorbed.ts';

export interface StoreChangesOptions {
  readonly stores: Pick<StoreRecords, 'get' | 'update'>;
  readonly directory: Pick<StoreDirectory, 'forget'>;
  readonly platforms: Readonly<Record<StoreRecord['platform'], Pick<StorePlatform, 'forgetAccess'>>>;
  /** null: this store cannot be asked. */
  readonly connect: (store: StoreRecord) => StoreConnection | null;
}

export class StoreChanges {
  readonly #options: StoreChangesOptions;

  constructor(options: StoreChangesOptions) {
    this.#options = options;
  }

  /** Our access is destroyed; members and their points stay, for the day it comes back. `at`: when it left, by the store's clock. */
  async left(store: StoreRecord, at: number | null): Promise<Absorbed> {
    const { storeId, platform } = store;
    // As it is now and not as it is remembered: it may have come back a moment ago.
    const { createdAt, installedAt } = (await this.#options.stores.get(storeId)) ?? store;
    // Such news may come hours late, when a merchant who changed their mind is with us again.
    if (at !== null && at < (installedAt ?? createdAt)) return ignoring('the store left before it came back: this is old news');
    await this.#options.stores.update(storeId, { state: 'left', credentials: null });
    await this.#options.platforms[platform].forgetAccess?.(storeId);
    this.#options.directory.forget(storeId);
    return quiet;
  }

  /** Name, currency, time zone and permissions as the store states them now. */
  async asked(store: StoreRecord): Promise<Absorbed> {
    const connection = this.#options.connect(store);
    if (connection === null) return ignoring('this store cannot be asked what changed');
    try {
      const { name, currency, timeZone } = await connection.fetchFacts();
      const granted = await connection.fetchGranted?.();
      await this.#options.stores.update(store.storeId, { name, currency, timeZone, ...(granted === undefined ? {} : { granted }) });
      this.#options.directory.forget(store.storeId);
      return quiet;
    } catch (error) {
      if (error instanceof StoreUnreachable || error instanceof StoreRefused) return { ...quiet, unfinished: error };
      throw error;
    }
  }
}

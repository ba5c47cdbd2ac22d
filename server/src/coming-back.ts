// A store that was away is with us again: it may have sold things meanwhile and delivered nothing, so it is asked what happened.
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Drain } from './inbox/drain.ts';
import type { StoreId } from './loyalty/ids.ts';
import type { Reconciler } from './reconcile/reconciler.ts';
import { REMEMBER_MS, type StoreDirectory } from './stores/directory.ts';
import type { StoreRecords } from './stores/store-record.ts';

export interface ComingBackNeeds {
  readonly stores: Pick<StoreRecords, 'get'>;
  readonly directory: Pick<StoreDirectory, 'forget'>;
  readonly reconciler: Pick<Reconciler, 'look'>;
  readonly drain: Pick<Drain, 'wake'>;
}

/**
 * Nobody waits for it, and if it fails the next regular look does it. Not before every process has forgotten that the store was away: what is found
 * would be taken for news of a store that cannot be asked.
 */
export function catchUp({ stores, directory, reconciler, drain }: ComingBackNeeds, storeId: StoreId, log: Logger): void {
  directory.forget(storeId);
  const look = async (): Promise<void> => {
    await wait(REMEMBER_MS + 500, undefined, { ref: false });
    const store = await stores.get(storeId);
    if (store !== null) await reconciler.look(store, null, 0);
    drain.wake();
  };
  look().catch((error: unknown) => log.error({ err: error, storeId }, 'a store that came back could not be asked yet; trying again'));
}

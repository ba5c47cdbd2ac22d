// Asks every store that can be asked for what changed, each in its own rhythm, by one process at a time.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Leases } from '../leases/leases.ts';
import { RECONCILE } from '../limits.ts';
import type { Reconciler } from '../reconcile/reconciler.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';

export interface ReconcileJobOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly reconciler: Pick<Reconciler, 'of' | 'look' | 'advance'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

async function lookAt({ reconciler, leases, clock }: ReconcileJobOptions, store: StoreRecord): Promise<boolean> {
  const { storeId } = store;
  await reconciler.advance(storeId);
  if ((await reconciler.of(storeId)).nextAt > clock()) return false;
  const [name, holder] = [`reconcile/${storeId}`, randomUUID()];
  if (!(await leases.acquire(name, holder, clock(), clock() + RECONCILE.leaseMs))) return false;
  try {
    // Asked again under the lease: whoever held it before may just have looked.
    if ((await reconciler.of(storeId)).nextAt > clock()) return false;
    return (await reconciler.look(store)).kind === 'looked';
  } finally {
    await leases.release(name, holder);
  }
}

/** One round over all stores, side by side; says how many were looked at. */
export async function reconcile(options: ReconcileJobOptions): Promise<number> {
  const active = (await options.stores.list()).filter(({ state }) => state === 'active');
  const looked = active.map((store) =>
    lookAt(options, store).catch((error: unknown) => {
      options.log.error({ err: error, storeId: store.storeId }, 'a store could not be compared with what is kept of it; trying again');
      return false;
    }),
  );
  return (await Promise.all(looked)).filter(Boolean).length;
}

/** Looks until the returned function is called. A round does not wait for the one before: a store that answers slowly must hold up no other. */
export function startReconciling(options: ReconcileJobOptions): () => void {
  const rhythm = { everyMs: RECONCILE.tickMs, log: options.log, failed: 'the stores could not be listed for comparing' };
  return lookEvery(rhythm, () => reconcile(options));
}

// Folds what is settled of every store's days, so that nobody who looks has to wait for it. One process at a time; nothing depends on it.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Leases } from '../leases/leases.ts';
import type { Days } from '../projections/days/days.ts';
import type { StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';

export interface FoldDaysOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly days: Pick<Days, 'advanceAll'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

const LOOK_MS = 5 * 60_000;

/** One look at every store; says how many entries were taken in. A store that fails is logged, the others go on. */
export async function foldDays({ stores, days, leases, clock, log }: FoldDaysOptions): Promise<number> {
  const now = clock();
  if (!(await leases.acquire('fold-days', randomUUID(), now, now + LOOK_MS - 1_000))) return 0;
  let taken = 0;
  for (const { storeId, timeZone } of await stores.list()) {
    taken += await days.advanceAll({ storeId, timeZone }).catch((error: unknown) => {
      log.error({ err: error, storeId }, 'the days of a store could not be folded');
      return 0;
    });
  }
  return taken;
}

/** Looks until the returned function is called. */
export function startFoldingDays(options: FoldDaysOptions): () => void {
  const rhythm = { everyMs: LOOK_MS, log: options.log, failed: 'days could not be folded' };
  return lookEvery(rhythm, () => foldDays(options));
}

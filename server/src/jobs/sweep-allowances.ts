// Shares of limited things that nobody used go back soon after, so that a stock is not sold out by those who died.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Sweep } from '../allowances/sweep.ts';
import type { Leases } from '../leases/leases.ts';
import { ALLOWANCES } from '../limits.ts';
import type { StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';

export interface AllowanceSweepOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly sweep: Pick<Sweep, 'store'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

/** One look at every store, by one process at a time. Says how many shares went back. */
export async function sweepAllowances({ stores, sweep, leases, clock, log }: AllowanceSweepOptions): Promise<number> {
  const now = clock();
  if (!(await leases.acquire('sweep-allowances', randomUUID(), now, now + ALLOWANCES.sweepMs - 1_000))) return 0;
  let ended = 0;
  for (const { storeId } of await stores.list()) {
    try {
      const swept = await sweep.store(storeId);
      ended += swept.ended;
      if (swept.ended > 0) log.warn({ storeId, ...swept }, 'shares that nobody used went back');
    } catch (error) {
      log.error({ err: error, storeId }, 'the allowances of a store could not be swept; trying again');
    }
  }
  return ended;
}

/** Sweeps until the returned function is called. */
export function startAllowanceSweep(options: AllowanceSweepOptions): () => void {
  const rhythm = { everyMs: ALLOWANCES.sweepMs, log: options.log, failed: 'the allowances could not be swept', atOnce: false };
  return lookEvery(rhythm, () => sweepAllowances(options));
}

// Levels that changed by themselves, because a window, a promise or a grace passed or a version came into force: written down, and what a level gives
// is given. One process at a time; what anybody reads does not depend on it.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Leases } from '../leases/leases.ts';
import type { StoreRecords } from '../stores/store-record.ts';
import type { LevelRows } from '../tiers/level-rows.ts';
import { lookEvery } from './look-every.ts';

export interface AdvanceTiersOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly levelRows: Pick<LevelRows, 'advance'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

const LOOK_MS = 60_000;
/** A very large store is walked through once after its levels changed; two at it do no harm. */
const LEASE_MS = 10 * LOOK_MS;

/** One look at every store; says how many members were looked at. A store that fails is logged, the others go on. */
export async function advanceTiers({ stores, levelRows, leases, clock, log }: AdvanceTiersOptions): Promise<number> {
  const holder = randomUUID();
  if (!(await leases.acquire('advance-tiers', holder, clock(), clock() + LEASE_MS))) return 0;
  let looked = 0;
  try {
    for (const { storeId } of await stores.list()) {
      looked += await levelRows.advance(storeId).catch((error: unknown) => {
        log.error({ err: error, storeId }, 'the levels of a store could not be taken further; trying again');
        return 0;
      });
    }
  } finally {
    await leases.release('advance-tiers', holder);
  }
  return looked;
}

/** Looks until the returned function is called; one look at a time. */
export function startAdvancingTiers(options: AdvanceTiersOptions): () => void {
  const rhythm = { everyMs: LOOK_MS, log: options.log, failed: 'levels could not be taken further', oneAtATime: true };
  return lookEvery(rhythm, () => advanceTiers(options));
}

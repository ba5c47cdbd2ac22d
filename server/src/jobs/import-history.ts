// Brings in the past of every store that can be asked, once, when it comes to us; and again whenever somebody asks for it. One process at a store at a time.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { HistoryImports } from '../history/history-import.ts';
import type { Leases } from '../leases/leases.ts';
import { HISTORY } from '../limits.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';

export interface ImportHistoryOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly imports: Pick<HistoryImports, 'of' | 'start' | 'step' | 'canBeAsked'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

async function turn({ imports, leases, clock }: ImportHistoryOptions, store: StoreRecord): Promise<void> {
  const { storeId } = store;
  const run = await imports.of(storeId);
  if (run === null && imports.canBeAsked(store)) await imports.start(storeId);
  else if (run?.state !== 'running' || run.nextAt > clock()) return;
  const [name, holder] = [`import-history/${storeId}`, randomUUID()];
  if (!(await leases.acquire(name, holder, clock(), clock() + HISTORY.leaseMs))) return;
  try {
    const until = performance.now() + HISTORY.turnMs;
    while (performance.now() < until && (await imports.step(store)));
  } finally {
    await leases.release(name, holder);
  }
}

/** One round over all stores, side by side; a store that fails is logged, the others go on. */
export async function importHistory(options: ImportHistoryOptions): Promise<void> {
  const active = (await options.stores.list()).filter(({ state }) => state === 'active');
  await Promise.all(
    active.map((store) =>
      turn(options, store).catch((error: unknown) => {
        options.log.error({ err: error, storeId: store.storeId }, 'the past of a store could not be brought in; trying again');
      }),
    ),
  );
}

/** Looks until the returned function is called; one round at a time. */
export function startImportingHistory(options: ImportHistoryOptions): () => void {
  const rhythm = {
    everyMs: HISTORY.tickMs,
    log: options.log,
    failed: 'the stores could not be listed for their pasts',
    atOnce: false,
    oneAtATime: true,
  };
  return lookEvery(rhythm, () => importHistory(options));
}

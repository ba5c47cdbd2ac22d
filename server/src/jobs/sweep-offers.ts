// Orders of which a process was about to tell the funnel when it died: found by looking at what was placed and at whose balance changed lately.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Funnel } from '../accounts/funnel/funnel.ts';
import type { Leases } from '../leases/leases.ts';
import { FUNNEL } from '../limits.ts';
import type { OrderHistory } from '../programs/order-history.ts';
import type { BalanceStore, Touched } from '../projections/balance-store.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';

export interface SweepOffersOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly orderHistory: Pick<OrderHistory, 'between'>;
  readonly balances: Pick<BalanceStore, 'touched'>;
  readonly funnel: Pick<Funnel, 'look' | 'restate'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

const PAGE = 500;

/** New orders by when they were placed, changes of older ones by the points that they gave or took. */
async function sweepStore(
  { orderHistory, balances, funnel, clock }: SweepOffersOptions,
  { storeId }: StoreRecord,
  backMs: number,
): Promise<void> {
  const now = clock();
  for await (const orders of orderHistory.between(storeId, now - backMs, now + 1)) {
    await funnel.look(storeId, orders.map(({ orderId }) => orderId)); // prettier-ignore
  }
  for (let after: Touched | null = null; ;) {
    const page: Touched[] = await balances.touched(storeId, now - backMs, after, PAGE);
    await funnel.restate(storeId, page.map(({ memberId }) => memberId)); // prettier-ignore
    after = page.at(-1) ?? null;
    if (page.length < PAGE) return;
  }
}

/** One look at every store, by one process at a time. A store that fails does not hold up the others. */
export async function sweepOffers(options: SweepOffersOptions, backMs: number): Promise<void> {
  const { stores, leases, clock, log } = options;
  const now = clock();
  if (!(await leases.acquire('sweep-offers', randomUUID(), now, now + FUNNEL.sweepMs - 1_000))) return;
  for (const store of await stores.list()) {
    await sweepStore(options, store, backMs).catch((error: unknown) =>
      log.error(
        { err: error, storeId: store.storeId },
        'what became of offers of a store could not be looked for; the next look tries again',
      ),
    );
  }
}

/** Sweeps until the returned function is called; at first further back, because nobody may have run for a while. */
export function startSweepingOffers(options: SweepOffersOptions): () => void {
  let backMs: number = FUNNEL.sweepFirstMs;
  return lookEvery({ everyMs: FUNNEL.sweepMs, log: options.log, failed: 'what became of offers could not be looked for' }, async () => {
    await sweepOffers(options, backMs);
    backMs = FUNNEL.sweepBackMs;
  });
}

// The clock: points that mature or expire by themselves get their entry soon after. Nothing depends on it: reads apply time by themselves.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { EXPIRE, type ExpireBody } from '../inbox/request-bodies.ts';
import type { InboxStore } from '../inbox/inbox-store.ts';
import { CLOCK, DATA_FILES, INBOX, OUTBOX } from '../limits.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { DataFiles } from '../privacy/data-files.ts';
import type { BalanceStore } from '../projections/balance-store.ts';
import type { StoreRecords } from '../stores/store-record.ts';
import type { Leases } from '../leases/leases.ts';
import { lookEvery } from './look-every.ts';

export interface ClockOptions {
  readonly stores: StoreRecords;
  readonly balances: BalanceStore;
  readonly inbox: InboxStore;
  readonly dataFiles: Pick<DataFiles, 'prune'>;
  readonly outbox: Pick<OutboxStore, 'prune'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

async function tickStore({ balances, inbox }: ClockOptions, store: StoreId, now: number): Promise<number> {
  const due = await balances.due(store, now, CLOCK.duePerTick);
  for (const { memberId, nextDueAt } of due) {
    const body: ExpireBody = { memberId, dueAt: nextDueAt };
    // Asked for again after a while: an expiry may have had to wait for the store's news, and then the first asking found nothing to do.
    const dedupe = `${memberId}/${nextDueAt}/${Math.floor(now / CLOCK.askAgainMs)}`;
    const item = { itemId: randomUUID(), storeId: store, origin: 'clock', topic: EXPIRE, dedupe, headers: {}, receivedAt: now } as const;
    await inbox.insert({ ...item, body: Buffer.from(JSON.stringify(body)) });
  }
  return due.length;
}

/** One look at every store, by one process at a time. Says how many members had something due. */
export async function tick(options: ClockOptions): Promise<number> {
  const now = options.clock();
  if (!(await options.leases.acquire('clock', randomUUID(), now, now + CLOCK.tickMs - 1_000))) return 0;
  let found = 0;
  for (const { storeId } of await options.stores.list()) found += await tickStore(options, storeId, now);
  await options.inbox.prune(now - INBOX.retentionMs);
  await options.dataFiles.prune(now - DATA_FILES.retentionMs);
  await options.outbox.prune(now - OUTBOX.retentionMs);
  return found;
}

/** Ticks until the returned function is called; a tick that fails is logged and the next one tries again. */
export function startClock(options: ClockOptions): () => void {
  const rhythm = { everyMs: CLOCK.tickMs, log: options.log, failed: 'the clock could not look for due points' };
  return lookEvery(rhythm, () => tick(options));
}

// The single writer of points with what it may know besides the state: time, the program's policy, and how far the store's news is complete.
import { Watermarks, type PendingNews } from './late-facts/watermarks.ts';
import { Ledger } from './ledger/ledger.ts';
import type { LedgerStore } from './ledger/ledger-store.ts';
import { monthOf } from './loyalty/calendar.ts';
import type { StoreId } from './loyalty/ids.ts';
import type { Circumstances } from './loyalty/ledger/command.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StoreRecord } from './stores/store-record.ts';

export interface LedgerNeeds {
  readonly entries: LedgerStore;
  readonly pendingNews: PendingNews;
  readonly directory: StoreDirectory;
  readonly clock: () => number;
  readonly canBeAsked: (store: StoreRecord) => boolean;
}

export interface Ledgers {
  readonly ledger: Ledger;
  /** For late facts alone: posts what is over although the store's news is not complete. */
  readonly posting: Ledger;
  readonly watermarks: Watermarks;
}

export function ledgersOf({ entries, pendingNews, directory, clock, canBeAsked }: LedgerNeeds): Ledgers {
  const watermarks = new Watermarks(pendingNews, clock, async (storeId) => {
    const store = await directory.get(storeId);
    return store !== null && canBeAsked(store);
  });
  const circumstances = async (storeId: StoreId): Promise<Circumstances> => {
    const known = Promise.all([directory.get(storeId), directory.programAt(storeId, clock()), watermarks.of(storeId)]);
    const [store, { negative, graceMs, approvalAbove }, watermark] = await known;
    const now = clock();
    return { now, watermark, issuedMonth: monthOf(now, store?.timeZone ?? 'UTC'), negative, graceMs, approvalAbove };
  };
  const overdue = async (storeId: StoreId): Promise<Circumstances> => ({ ...(await circumstances(storeId)), watermark: clock() });
  return {
    ledger: new Ledger({ store: entries, circumstances }),
    posting: new Ledger({ store: entries, circumstances: overdue }),
    watermarks,
  };
}

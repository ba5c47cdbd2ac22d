// What makes up for what a store did not tell: comparing it with what we keep, and bringing in its past. Wired for one process.
import type { Logger } from 'pino';
import { HistoryImports } from './history/history-import.ts';
import { PastCredit } from './history/past-credit.ts';
import type { InboxStore } from './inbox/inbox-store.ts';
import type { MemberRegistry } from './members/registry.ts';
import type { OrderDesk } from './orders/order-desk.ts';
import type { OrderStore } from './orders/order-store.ts';
import type { StoreConnection } from './platforms/platform.ts';
import type { OrderHistory } from './programs/order-history.ts';
import { Reconciler } from './reconcile/reconciler.ts';
import type { Connection } from './storage/mongo/connect.ts';
import { MongoHistoryImports } from './storage/mongo/mongo-history-imports.ts';
import type { MongoPendingNews } from './storage/mongo/mongo-pending-news.ts';
import { MongoReconciliations } from './storage/mongo/mongo-reconciliations.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StoreRecord, StoreRecords } from './stores/store-record.ts';

export interface CatchingUpNeeds {
  readonly connection: Connection;
  readonly stores: StoreRecords;
  readonly inbox: InboxStore;
  readonly orders: OrderStore;
  readonly orderHistory: OrderHistory;
  readonly pendingNews: MongoPendingNews;
  readonly registry: MemberRegistry;
  readonly desk: OrderDesk;
  readonly directory: StoreDirectory;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  readonly clock: () => number;
  readonly log: Logger;
}

export function catchingUpOf({ connection, orderHistory: history, pendingNews, ...needs }: CatchingUpNeeds) {
  const reconciliations = new MongoReconciliations(connection);
  const complete = pendingNews.completeReconciliation.bind(pendingNews);
  const imports = new HistoryImports({ ...needs, imports: new MongoHistoryImports(connection) });
  const pastCredit = new PastCredit({ ...needs, history });
  return {
    reconciliations,
    reconciler: new Reconciler({ ...needs, state: reconciliations, history, complete }),
    imports,
    pastCredit,
    historyReady: imports.ready.bind(imports),
    creditPast: pastCredit.carryOut.bind(pastCredit),
  };
}

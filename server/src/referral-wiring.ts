// Referrals, wired for one process. Every part of them is made here; what follows from an order that was settled stands in `followers`, in its order.
import type { Ledger } from './ledger/ledger.ts';
import type { LedgerStore } from './ledger/ledger-store.ts';
import type { Persons } from './ledger/persons.ts';
import type { Entry } from './loyalty/ledger/entry.ts';
import type { AfterOrder } from './orders/after-order.ts';
import type { MemberStore } from './members/member-store.ts';
import type { OrderStore } from './orders/order-store.ts';
import type { OutboxStore } from './outbox/outbox-store.ts';
import type { ReferralStore } from './referrals/referral-store.ts';
import { ReferralStats, type ReachReader } from './referrals/stats/referral-stats.ts';
import type { Connection } from './storage/mongo/connect.ts';
import { MongoBuys } from './storage/mongo/mongo-buys.ts';
import { MongoReferralFigures } from './storage/mongo/mongo-referral-figures.ts';
import { MongoStatuses } from './storage/mongo/mongo-statuses.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { Grants } from './allowance-wiring.ts';

export interface ReferralNeeds {
  readonly connection: Connection;
  readonly referrals: ReferralStore;
  readonly members: MemberStore;
  readonly orders: OrderStore;
  readonly outbox: Pick<OutboxStore, 'add'>;
  readonly grants: Grants;
  readonly ledger: Ledger;
  readonly entries: LedgerStore;
  readonly persons: Persons;
  readonly directory: StoreDirectory;
  readonly appended: (entry: Entry) => Promise<void>;
  readonly clock: () => number;
}

export function referralsOf(_needs: ReferralNeeds): { readonly followers: readonly AfterOrder[] } {
  return { followers: [] };
}

export function referralStatsOf({ connection, reach }: { readonly connection: Connection; readonly reach: ReachReader }) {
  const referralFigures = new MongoReferralFigures(connection);
  const shared = { figures: referralFigures, reach, buys: new MongoBuys(connection), levels: new MongoStatuses(connection) };
  return { referralFigures, referralStats: new ReferralStats(shared) };
}

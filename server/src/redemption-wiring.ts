// Rewards on their way, wired for one process: asking, spending and giving back know each other, and the order desk knows them all.
import type { EffectGrants } from './allowances/effect-grants.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { LedgerStore } from './ledger/ledger-store.ts';
import type { Persons } from './ledger/persons.ts';
import type { MemberId, OrderId, StoreId } from './loyalty/ids.ts';
import type { Entry } from './loyalty/ledger/entry.ts';
import type { MemberStore } from './members/member-store.ts';
import type { OrderDesk } from './orders/order-desk.ts';
import type { OrderStore } from './orders/order-store.ts';
import type { StoreNews } from './orders/store-news.ts';
import type { OutboxStore } from './outbox/outbox-store.ts';
import { Redemptions, type RedemptionsOptions } from './redemptions/redemptions.ts';
import type { RedemptionStore } from './redemptions/redemption-store.ts';
import { Returning } from './redemptions/returning.ts';
import { RewardRequests } from './inbox/reward-requests.ts';
import { Spending } from './redemptions/spending.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StoreRecord } from './stores/store-record.ts';

export interface RedemptionNeeds {
  readonly redemptions: RedemptionStore;
  readonly outbox: Pick<OutboxStore, 'add'>;
  readonly grants: { readonly effects: EffectGrants };
  readonly ledger: Ledger;
  readonly entries: LedgerStore;
  readonly persons: Persons;
  readonly members: MemberStore;
  readonly orders: OrderStore;
  readonly directory: StoreDirectory;
  readonly appended: (entry: Entry) => Promise<void>;
  readonly tierOf: (storeId: StoreId, memberId: MemberId, at: number) => Promise<string | null>;
  /** Made after this, because an order that is settled asks here what it spends. */
  readonly desk: () => Pick<OrderDesk, 'deservedBy' | 'settle'>;
  readonly news: () => Pick<StoreNews, 'absorb'>;
  readonly platforms: RedemptionsOptions['platforms'];
  readonly clock: () => number;
}

/** The store is asked about an order, and the order is settled with everything that follows. */
async function lookAtOrder({ news, desk, clock }: RedemptionNeeds, store: StoreRecord, orderId: OrderId, cause: string): Promise<void> {
  const event = { kind: 'order-changed', orderId, why: 'its code was taken away', shows: null } as const;
  const { unfinished } = await news().absorb(store, event, { itemId: cause, receivedAt: clock() }, new Set());
  if (unfinished !== null) throw unfinished;
  await desk().settle(store, orderId, cause);
}

export function redemptionsOf(needs: RedemptionNeeds) {
  const desk = { deservedBy: (...asked: Parameters<OrderDesk['deservedBy']>) => needs.desk().deservedBy(...asked) };
  const look = (store: StoreRecord, orderId: OrderId, cause: string) => lookAtOrder(needs, store, orderId, cause);
  const returning = new Returning({ ...needs, grants: needs.grants.effects, lookAtOrder: look });
  const spending = new Spending({ ...needs, desk, returning });
  const redeeming = new Redemptions({ ...needs, grants: needs.grants.effects, returning, spending });
  return {
    spending,
    requests: new RewardRequests(redeeming, returning),
    quote: redeeming.quote.bind(redeeming),
    takeBack: returning.takeBackAll.bind(returning),
    codeDeleted: returning.codeDeleted.bind(returning),
    lookAtOrder: look,
  };
}

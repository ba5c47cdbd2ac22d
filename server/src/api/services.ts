// What the HTTP layer may use. Routes parse with the contract, call one of these, and answer with the contract; they hold no rules.
import type { Logger } from 'pino';
import type { Env } from '../env.ts';
import type { InboxStore, InsertResult, NewItem } from '../inbox/inbox-store.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Program } from '../loyalty/earning/program.ts';
import type { Refused } from '../loyalty/refusal.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { NoteStore } from '../members/note-store.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { PlatformName, StorePlatform } from '../platforms/platform.ts';
import type { BalanceStore } from '../projections/balance-store.ts';
import type { StoreRecords } from '../stores/store-record.ts';

export interface AdjustRequest {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly points: number;
  readonly reason: string;
  readonly requestId: string;
  readonly by: string;
}

export interface Services {
  readonly env: Env;
  readonly log: Logger;
  readonly clock: () => number;
  readonly stores: StoreRecords;
  readonly members: MemberStore;
  readonly notes: NoteStore;
  readonly balances: BalanceStore;
  readonly ledger: LedgerStore;
  readonly orders: OrderStore;
  readonly inbox: InboxStore;
  readonly platforms: Readonly<Record<PlatformName, StorePlatform>>;
  /** Stores a delivery durably (deliveries that arrive together are written together). Rejects when the database does not answer. */
  receive(item: NewItem): Promise<InsertResult>;
  /** One inbox item, drained at once. The same requestId counts once. */
  adjust(request: AdjustRequest): Promise<Entry | Refused>;
  /** The program in force now; a store always has one. */
  programNow(storeId: StoreId): Promise<Program>;
  /** True when the database answers and every guarantee is in place. */
  ready(): Promise<boolean>;
}

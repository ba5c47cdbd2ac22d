// Members' levels, wired for one process: who stands where, what entering a level gives, and rows for lists.
import { EntryPoints } from './tiers/entry-points.ts';
import { LevelList } from './tiers/level-list.ts';
import { LevelPreview } from './tiers/level-preview.ts';
import { LevelRows } from './tiers/level-rows.ts';
import { Statuses, type EnteredLevel } from './tiers/statuses.ts';
import type { Grants } from './allowance-wiring.ts';
import { TIER_ENTRY, type TierEntryBody } from './inbox/request-bodies.ts';
import type { InboxStore } from './inbox/inbox-store.ts';
import type { LedgerStore } from './ledger/ledger-store.ts';
import type { Persons } from './ledger/persons.ts';
import type { MemberId, StoreId } from './loyalty/ids.ts';
import type { OrderStore } from './orders/order-store.ts';
import type { Connection } from './storage/mongo/connect.ts';
import { MongoStatuses, MongoTierFacts, MongoTierWalks } from './storage/mongo/mongo-statuses.ts';
import type { StoreDirectory } from './stores/directory.ts';
import { randomUUID } from 'node:crypto';

export interface TierNeeds {
  readonly connection: Connection;
  readonly directory: StoreDirectory;
  readonly persons: Pick<Persons, 'present'>;
  readonly entries: Pick<LedgerStore, 'closing' | 'sharesOfOrder'>;
  readonly orders: Pick<OrderStore, 'read'>;
  readonly inbox: Pick<InboxStore, 'insert'>;
  readonly levelWritten: (storeId: StoreId, memberId: MemberId) => void;
  readonly clock: () => number;
}

/** Through the door that everything goes through which may change points: the same entering, told again, is known. */
async function ask({ inbox, clock }: TierNeeds, { storeId, memberId, tierId, enteredAt }: EnteredLevel): Promise<void> {
  const body: TierEntryBody = { memberId, tierId, enteredAt };
  const dedupe = `${memberId}/tier:${tierId}`;
  const item = { itemId: randomUUID(), storeId, origin: 'request', topic: TIER_ENTRY, dedupe, headers: {}, receivedAt: clock() } as const;
  await inbox.insert({ ...item, body: Buffer.from(JSON.stringify(body)) });
}

export function tiersOf(needs: TierNeeds) {
  const rows = new MongoStatuses(needs.connection);
  const facts = new MongoTierFacts(needs.connection);
  const marks = new MongoTierWalks(needs.connection);
  const statuses = new Statuses({ ...needs, rows, facts, entered: (entered) => ask(needs, entered), written: needs.levelWritten });
  const shared = { rows, facts, marks, statuses, clock: needs.clock };
  return { statuses, levelList: new LevelList(shared), levelRows: new LevelRows(shared), levelPreview: new LevelPreview(shared) };
}

export function entryPointsOf({ grants, directory }: { readonly grants: Grants; readonly directory: StoreDirectory }): EntryPoints {
  return new EntryPoints({ grants: grants.effects, programAt: (storeId, at) => directory.programAt(storeId, at) });
}

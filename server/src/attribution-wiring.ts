// Whose friend an order is of, wired for one process: what orders and claims show, who is new, what a score looks at.
import type { MemberId, StoreId } from './loyalty/ids.ts';
import { Attribution } from './referrals/attribution.ts';
import { EvidenceGatherer } from './referrals/evidence-gatherer.ts';
import type { Links } from './referrals/links.ts';
import { NewFriends } from './referrals/new-friend.ts';
import { Paths } from './referrals/paths.ts';
import { Traces } from './referrals/traces.ts';
import type { ReferralNeeds } from './referral-wiring.ts';
import { MongoTraces } from './storage/mongo/mongo-traces.ts';
import type { StoreRecord } from './stores/store-record.ts';

export interface AttributionWiring extends ReferralNeeds {
  readonly links: Links;
  readonly namesOf: (storeId: StoreId, person: MemberId) => Promise<readonly MemberId[]>;
}

export function attributionOf(needs: AttributionWiring) {
  const traceStore = new MongoTraces(needs.connection);
  const placedBy = ({ platform }: StoreRecord, channel: string | null) => needs.platforms[platform].placedBy?.(channel) ?? 'customer';
  const shared = { ...needs, traceStore, placedBy };
  const traces = new Traces(shared);
  const newFriends = new NewFriends(shared);
  const evidence = new EvidenceGatherer({ ...shared, newFriends });
  const paths = new Paths({ ...shared, newFriends });
  const attribution = new Attribution({ ...shared, newFriends, evidence, paths });
  return { traces, newFriends, evidence, attribution };
}

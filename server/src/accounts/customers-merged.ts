// A store made one customer of two: their members become one, also where we knew only one of them. What still names the customer that is gone leads,
// by its member, to the one that was kept.
import type { CustomerIdentity, StoreEvent } from '../loyalty/store-event.ts';
import type { MemberId } from '../loyalty/ids.ts';
import { isRefused } from '../loyalty/refusal.ts';
import type { MemberRegistry } from '../members/registry.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { bringTogether, type MergingNeeds } from './merging.ts';

export interface CustomersMergedNeeds extends MergingNeeds {
  readonly members: Pick<MemberStore, 'find'>;
  readonly registry: Pick<MemberRegistry, 'memberFor'>;
  /** Looks again at the orders behind a person's points. */
  readonly restate: (store: StoreRecord, memberId: MemberId, cause: string) => Promise<void>;
}

type Merged = Pick<Extract<StoreEvent, { kind: 'customers-merged' }>, 'goneId' | 'keptId'>;

const UNKNOWN = { email: null, phone: null, firstName: null, lastName: null, hasAccount: false, emailVerified: false, locale: null };
const named = (externalId: string): CustomerIdentity => ({ ...UNKNOWN, externalId });

/** Why the message was of no consequence; null: they are one person now. */
export async function customersMerged(
  needs: CustomersMergedNeeds,
  store: StoreRecord,
  { goneId, keptId }: Merged,
  cause: string,
): Promise<string | null> {
  const ofCustomer = async (externalId: string) => needs.members.find(store.storeId, { externalId });
  if ((await ofCustomer(goneId)) === null && (await ofCustomer(keptId)) === null) return 'neither of the two customers is a member';
  const from = await needs.registry.memberFor(store, named(goneId), 'account', null);
  const into = await needs.registry.memberFor(store, named(keptId), 'account', null);
  if (from === null || into === null) return 'one of the two customers was forgotten';
  const answer = await bringTogether(needs, { store, from, into, cause });
  if (answer === null) return 'the two are one member already, or were parted again by hand';
  if (isRefused(answer)) return `the two stay two members: ${answer.refused}`;
  await needs.restate(store, into, cause);
  return null;
}

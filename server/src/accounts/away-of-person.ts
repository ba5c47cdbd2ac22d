// Where whoever judges an order or sends a mail looks anyway: on the documents of all members that a person is, when they were out of the program.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { ErasureStore } from '../members/erasure-store.ts';
import { remainsOf } from '../members/erase-person.ts';
import type { MemberStore } from '../members/member-store.ts';
import { awayOf } from './agreed.ts';
import type { ConsentStore } from './consent-store.ts';

export interface AwayNeeds {
  readonly consents: Pick<ConsentStore, 'of'>;
  readonly members: Pick<MemberStore, 'get' | 'keepAway'>;
  readonly erasure: ErasureStore;
  readonly entries: Pick<LedgerStore, 'history' | 'byKey' | 'closing'>;
}

/** `memberId` is the one that speaks for the person now. */
export async function keepAway(needs: AwayNeeds, storeId: StoreId, memberId: MemberId): Promise<void> {
  const away = awayOf(await needs.consents.of(storeId, memberId));
  for (const { member } of await remainsOf(needs, storeId, memberId)) await needs.members.keepAway(storeId, member.memberId, away);
}

/** Nearly nobody ever left, and then there is nothing to write anywhere. */
export async function keepAwayIfAny(needs: AwayNeeds, storeId: StoreId, memberId: MemberId): Promise<void> {
  const rows = await needs.consents.of(storeId, memberId);
  if (rows.some(({ kind }) => kind === 'membership')) await keepAway(needs, storeId, memberId);
}

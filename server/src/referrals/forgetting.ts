// Somebody is erased: what of their referrals says who they were goes. What was given stands in the books like everything else; nothing more is given.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { ReferralDesk } from './referral-desk.ts';
import type { ReferralStore } from './referral-store.ts';
import type { Referral, ReferralChange } from './referral.ts';

export interface ForgettingNeeds {
  readonly referrals: Pick<ReferralStore, 'read' | 'change' | 'ofAdvocates' | 'ofFriends'>;
  readonly desk: Pick<ReferralDesk, 'settle'>;
  readonly entries: Pick<LedgerStore, 'closing'>;
  readonly persons: Pick<Persons, 'present'>;
}

const CHANGES_MAX = 50;

/** What staff wrote when they decided may name anybody; that they decided stays. */
const withoutNote = ({ decision }: Referral): ReferralChange => ({ decision: decision === null ? null : { ...decision, note: '' } });

/** A code has the name of its advocate in it. */
function withoutCodes({ touches, judged }: Referral, gone: ReadonlySet<MemberId>): ReferralChange {
  const bare = <T extends { readonly advocateId: MemberId; readonly code: string }>(each: T): T =>
    gone.has(each.advocateId) ? { ...each, code: '' } : each;
  return { touches: touches.map(bare), judged: judged === null ? null : bare(judged) };
}

/** Under all their ids. Done again it finds nothing left. */
export async function forgetReferrals(
  needs: ForgettingNeeds,
  store: StoreRecord,
  memberIds: readonly MemberId[],
  cause: string,
): Promise<void> {
  const { storeId } = store;
  const gone = new Set(memberIds);
  for (const { referralId } of await needs.referrals.ofFriends(storeId, memberIds)) {
    await changed(needs, storeId, referralId, async (seen) => ({
      ...withoutNote(seen),
      friendKey: null,
      // Whoever was merged into somebody else is that person still.
      friendId: seen.friendId !== null && (await isErased(needs, storeId, seen.friendId)) ? null : seen.friendId,
    }));
    await needs.desk.settle(store, referralId, cause);
  }
  for (const { referralId } of await needs.referrals.ofAdvocates(storeId, memberIds)) {
    await changed(needs, storeId, referralId, (seen) => Promise.resolve({ ...withoutCodes(seen, gone), ...withoutNote(seen) }));
    await needs.desk.settle(store, referralId, cause);
  }
}

async function isErased({ entries, persons }: ForgettingNeeds, storeId: StoreId, memberId: MemberId): Promise<boolean> {
  return (await entries.closing(storeId, await persons.present(storeId, memberId)))?.how === 'erased';
}

async function changed(
  { referrals }: ForgettingNeeds,
  storeId: StoreId,
  referralId: string,
  change: (seen: Referral) => Promise<ReferralChange>,
): Promise<void> {
  for (let tries = 0; tries < CHANGES_MAX; tries += 1) {
    const seen = await referrals.read(storeId, referralId);
    if (seen === null || (await referrals.change(seen, await change(seen))) !== 'changed') return;
  }
  throw new Error(`referral ${referralId} changes too often just now`);
}

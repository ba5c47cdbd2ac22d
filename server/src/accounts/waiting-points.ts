// What waits for somebody who has no account yet. Of who has one, was merged into one, or was forgotten, nothing waits.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import { asOf } from '../loyalty/ledger/advance.ts';
import type { Member } from '../members/member-store.ts';

/** Also what is not usable yet: it waits as well. */
export async function waitingPoints(entries: Pick<LedgerStore, 'head'>, member: Member, now: number): Promise<number> {
  if (member.kind !== 'guest') return 0;
  const head = await entries.head(member.storeId, member.memberId);
  if (head === null || head.after.closed !== null) return 0;
  const { available, pending } = asOf(head.after, now);
  return available + pending;
}

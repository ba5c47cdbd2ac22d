// What waits for somebody who has no account yet. Of who has one, was merged into one, or was forgotten, nothing waits.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import { asOf } from '../loyalty/ledger/advance.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Member } from '../members/member-store.ts';

/** Also what is not usable yet: it waits as well. */
export function pointsOf(head: Pick<Entry, 'after'> | null, now: number): number {
  if (head === null || head.after.closed !== null) return 0;
  const { available, pending } = asOf(head.after, now);
  return available + pending;
}

export async function waitingPoints(entries: Pick<LedgerStore, 'head'>, member: Member, now: number): Promise<number> {
  return member.kind === 'guest' ? pointsOf(await entries.head(member.storeId, member.memberId), now) : 0;
}

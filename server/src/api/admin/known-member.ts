import type { MemberId } from '../../loyalty/ids.ts';
import { asOf } from '../../loyalty/ledger/advance.ts';
import { EMPTY_STATE, type MemberState } from '../../loyalty/ledger/state.ts';
import type { Member } from '../../members/member-store.ts';
import { notFound } from '../http-problem.ts';
import type { AdminCall } from './call.ts';

/** The member of the path, or another one of the same store; anybody else's is not found. */
export async function knownMember(call: AdminCall, memberId: MemberId = call.memberId): Promise<Member> {
  const found = await call.services.members.get(call.who.storeId, memberId);
  if (found === null) throw notFound();
  return found;
}

export interface Standing {
  readonly member: Member;
  /** As of now. */
  readonly state: MemberState;
  readonly entryCount: number;
  readonly lastAt: number | null;
}

export async function standingOf({ services, who }: AdminCall, member: Member): Promise<Standing> {
  const head = await services.ledger.head(who.storeId, member.memberId);
  const state = asOf(head?.after ?? EMPTY_STATE, services.clock());
  return { member, state, entryCount: head?.seq ?? 0, lastAt: head?.at ?? null };
}

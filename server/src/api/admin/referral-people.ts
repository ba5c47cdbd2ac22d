// Who the people and orders of some referrals are, read once for all of them: who was merged since is who they are now.
import type { MemberId } from '../../loyalty/ids.ts';
import type { Member } from '../../members/member-store.ts';
import type { Referral } from '../../referrals/referral.ts';
import type { ReferralSurroundings } from '../views/referral.ts';
import type { AdminCall } from './call.ts';

/** What is read in one turn travels together, so a page of a list costs a few round trips. */
async function peopleOf({ services, who }: AdminCall, memberIds: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Member>> {
  const asked = [...new Set(memberIds)];
  const present = await Promise.all(asked.map((memberId) => services.persons.present(who.storeId, memberId)));
  const members = present.length === 0 ? [] : await services.members.many(who.storeId, [...new Set(present)]);
  const known = new Map(members.map((member) => [member.memberId, member]));
  return new Map(
    asked.flatMap((memberId, index) => {
      const member = known.get(present[index] ?? memberId);
      return member === undefined ? [] : [[memberId, member] as const];
    }),
  );
}

async function ordersOf({ services, who }: AdminCall, all: readonly Referral[]): Promise<ReferralSurroundings['orders']> {
  const ids = all.flatMap(({ judged }) => (judged === null ? [] : [judged.orderId]));
  const found = await Promise.all(ids.map((orderId) => services.orders.read(who.storeId, orderId)));
  return new Map(found.flatMap((stored) => (stored === null ? [] : [[stored.orderId, stored] as const])));
}

/** `touched`: also the advocates of every link that was followed. */
export async function surroundingsOf(call: AdminCall, all: readonly Referral[], touched = false): Promise<ReferralSurroundings> {
  const ids = all.flatMap(({ advocateId, friendId, touches }) => [
    advocateId,
    ...(friendId === null ? [] : [friendId]),
    ...(touched ? touches.map((touch) => touch.advocateId) : []),
  ]);
  const [people, orders] = await Promise.all([peopleOf(call, ids), ordersOf(call, all)]);
  return { people, orders };
}

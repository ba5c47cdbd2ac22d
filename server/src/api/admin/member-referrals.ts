// Referrals on the member's page: how many friends stand where, who brought them, and the ban of their link.
import { ADMIN_ENDPOINTS, type referrals as shapes } from '../../contract/index.ts';
import type { Ban } from '../../referrals/ban-store.ts';
import { instant } from '../views/instant.ts';
import { someone } from '../views/referral.ts';
import type { AdminCall } from './call.ts';
import { knownMember } from './known-member.ts';
import { surroundingsOf } from './referral-people.ts';

function banView(ban: Ban | null): shapes.BanAnswer {
  if (ban === null) return { banned: false, at: null, by: null, note: '' };
  return { banned: true, at: instant(ban.at), by: ban.by.name, note: ban.note };
}

export async function memberReferrals(call: AdminCall): Promise<shapes.MemberReferrals> {
  const { services, who } = call;
  const { memberId } = await knownMember(call);
  const names = await services.referring.namesOf(who.storeId, memberId);
  const [links, ban, counts, came] = await Promise.all([
    services.referralLinks.ofMembers(who.storeId, names),
    services.bans.of(who.storeId, memberId),
    services.referrals.counts(who.storeId, names),
    services.referrals.ofFriends(who.storeId, names),
  ]);
  // Of two friends who turned out to be one person, the one who bought first counts.
  const [first] = came.toSorted((a, b) => (a.judged?.placedAt ?? Infinity) - (b.judged?.placedAt ?? Infinity) || a.createdAt - b.createdAt);
  const around = await surroundingsOf(call, first === undefined ? [] : [first]);
  const broughtBy =
    first === undefined
      ? null
      : { referralId: first.referralId, advocate: someone(around.people, first.advocateId), state: first.standing.state };
  // The one they chose, and of those the newest.
  const codes = links.toSorted((a, b) => b.n - a.n || b.at - a.at).map(({ code }) => code);
  return { codes, ban: banView(ban), counts, broughtBy };
}

/** Asked again, it tells the same and leaves no second line. */
export async function banAdvocate(call: AdminCall): Promise<shapes.BanAnswer> {
  const { services, who } = call;
  const { banned, note } = call.body(ADMIN_ENDPOINTS.banAdvocate.body);
  const { memberId } = await knownMember(call);
  const wish = { storeId: who.storeId, memberId, note, by: { userId: who.userId, name: who.name } };
  if (banned) return banView(await services.bans.ban(wish));
  await services.bans.lift(wish);
  return banView(await services.bans.of(who.storeId, memberId));
}

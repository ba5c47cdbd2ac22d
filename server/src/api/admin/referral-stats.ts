// What bringing friends brought: from a shared link to a friend who stayed, with what it earned and cost.
import { ADMIN_ENDPOINTS, type referrals } from '../../contract/index.ts';
import { dayOf } from '../../loyalty/calendar.ts';
import type { MemberId } from '../../loyalty/ids.ts';
import { byChannel, byDay, leaders, total } from '../../referrals/stats/figures.ts';
import type { AdminCall } from './call.ts';
import { spanOf } from './span.ts';
import { ownStore } from './store.ts';

const LEADERS = 20;
type Someone = referrals.ReferralRow['advocate'];

/** Names as staff see them everywhere; of somebody who was forgotten there is none. */
async function someone({ services, who }: AdminCall, memberIds: readonly MemberId[]): Promise<(memberId: MemberId) => Someone> {
  const known = new Map((await services.members.many(who.storeId, memberIds)).map((member) => [member.memberId, member.profile]));
  return (memberId) => {
    const { firstName = null, lastName = null, email = null } = known.get(memberId) ?? {};
    const name = [firstName, lastName].filter((part) => part !== null).join(' ');
    return { memberId, name: name === '' ? null : name, email };
  };
}

export async function referralStats(call: AdminCall): Promise<referrals.ReferralStats> {
  const { services } = call;
  const asked = call.query(ADMIN_ENDPOINTS.referralStats.query);
  const store = await ownStore(call);
  const days = spanOf(asked, dayOf(services.clock(), store.timeZone));
  const [program, waitingForReview] = await Promise.all([
    services.programNow(store.storeId),
    services.referralFigures.waiting(store.storeId),
  ]);
  const { reach, friends } = await services.referralStats.of(store, program, days);
  const best = leaders(friends, LEADERS);
  const named = await someone(call, best.map(({ advocateId }) => advocateId)); // prettier-ignore
  return {
    ...days,
    currency: store.currency,
    total: total(reach, friends),
    days: byDay(reach, friends),
    channels: byChannel(reach, friends),
    leaders: best.map(({ advocateId, ...row }) => ({ advocate: named(advocateId), ...row })),
    waitingForReview,
  };
}

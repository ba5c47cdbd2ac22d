// A referral as the merchant sees it: who, how far, why, and what it gave.
import type { referrals } from '../../contract/index.ts';
import { netGoods } from '../../loyalty/earning/net-goods.ts';
import type { MemberId } from '../../loyalty/ids.ts';
import type { Member } from '../../members/member-store.ts';
import type { StoredOrder } from '../../orders/order-store.ts';
import type { Referral, Scored } from '../../referrals/referral.ts';
import { instant, instantOrNull } from './instant.ts';
import { nameOf } from './member.ts';
import { money } from './money.ts';

type Someone = referrals.ReferralRow['advocate'];

/** What a list needs beside the referrals themselves, read once for all of them. */
export interface ReferralSurroundings {
  /** Who a member is now, by the id they had. */
  readonly people: ReadonlyMap<MemberId, Member>;
  /** By order id; those that are not known (any more) are missing. */
  readonly orders: ReadonlyMap<string, StoredOrder>;
}

export function someone(people: ReferralSurroundings['people'], memberId: MemberId | null): Someone {
  const member = memberId === null ? undefined : people.get(memberId);
  if (member === undefined) return { memberId, name: null, email: null };
  return { memberId: member.memberId, name: nameOf(member), email: member.profile.email };
}

function orderView({ judged }: Referral, { orders }: ReferralSurroundings): referrals.ReferralRow['order'] {
  if (judged === null) return null;
  const stored = orders.get(judged.orderId);
  const goods = stored === undefined ? [] : netGoods(stored.order);
  const net = goods.reduce((sum, { amount }) => sum + amount, 0);
  return { id: judged.orderId, name: judged.orderName, net: stored === undefined ? null : money(net, stored.order.currency) };
}

export function referralRow(referral: Referral, around: ReferralSurroundings): referrals.ReferralRow {
  const { referralId, advocateId, friendId, standing, createdAt, judged, claim, touches } = referral;
  return {
    id: referralId,
    advocate: someone(around.people, advocateId),
    friend: someone(around.people, friendId),
    state: standing.state,
    reason: standing.reason,
    since: instant(standing.since),
    createdAt: instant(createdAt),
    by: judged?.by ?? null,
    channel: judged?.channel ?? touches.at(-1)?.channel ?? 'link',
    score: (judged ?? claim)?.score ?? null,
    order: orderView(referral, around),
  };
}

const scoredView = ({ score, verdict, reasons }: Scored) => ({
  score,
  verdict,
  reasons: reasons.map(({ signal, weight, seen }) => ({ signal, weight, seen: { ...seen } })),
});

/** What a score was made of and where it led; the parts that only the detail shows. */
export function referralStory(referral: Referral, { people }: ReferralSurroundings) {
  const { touches, claim, judged, decision, standing } = referral;
  const came = touches.map(({ at, code, by, channel, advocateId }) => ({ at: instant(at), code, by, channel, advocate: someone(people, advocateId) })); // prettier-ignore
  return {
    dueAt: instantOrNull(standing.dueAt),
    position: standing.position,
    touches: came,
    claim: claim === null ? null : { at: instant(claim.at), ...scoredView(claim) },
    judged:
      judged === null
        ? null
        : { at: instant(judged.at), by: judged.by, isNew: judged.isNew, programVersion: judged.programVersion, ...scoredView(judged) },
    decision: decision === null ? null : { decision: decision.decision, at: instant(decision.at), by: decision.by, note: decision.note },
  } satisfies Partial<referrals.ReferralDetail>;
}

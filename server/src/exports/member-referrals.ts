// What is kept about one member because they brought friends or came as one: never who the other is, what they bought, or what would let a code be used.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Ban, BanStore } from '../referrals/ban-store.ts';
import type { ReferralLink, ReferralLinks } from '../referrals/link.ts';
import type { ReferralStore } from '../referrals/referral-store.ts';
import type { Referral } from '../referrals/referral.ts';
import type { Voucher, VoucherStore } from '../referrals/voucher.ts';

export interface ReferralExportNeeds {
  readonly referrals: Pick<ReferralStore, 'ofAdvocates' | 'ofFriends'>;
  readonly referralLinks: Pick<ReferralLinks, 'ofMembers'>;
  readonly vouchers: Pick<VoucherStore, 'ofMembers'>;
  readonly referralBans: Pick<BanStore, 'ofMembers'>;
}

/** More codes than any person is given. */
const VOUCHERS_MAX = 10_000;

const at = (instant: number): string => new Date(instant).toISOString();

function brought({ createdAt, standing, touches, advocateId }: Referral): object {
  const { state, reason, position, advocatePoints } = standing;
  const ways = touches.filter((touch) => touch.advocateId === advocateId).map((touch) => ({ at: at(touch.at), code: touch.code, by: touch.by, channel: touch.channel })); // prettier-ignore
  return { as: 'advocate', since: at(createdAt), state, reason, position, points: advocatePoints, ways };
}

function came({ createdAt, standing, touches, claim, judged }: Referral): object {
  const scored = [claim, judged].flatMap((each) =>
    each === null ? [] : [{ score: each.score, verdict: each.verdict, reasons: each.reasons }],
  );
  const ways = touches.map((touch) => ({ at: at(touch.at), by: touch.by, channel: touch.channel }));
  const bought = judged === null ? null : { orderId: judged.orderId, orderName: judged.orderName, isNew: judged.isNew };
  return { as: 'friend', since: at(createdAt), state: standing.state, reason: standing.reason, points: standing.friendPoints, ways, bought, scored }; // prettier-ignore
}

function linkOf({ code, n, at: since }: ReferralLink): object {
  return { as: 'link', code, chosen: n === 1, since: at(since) };
}

function voucherOf({ side, name, stage, askedAt, endsAt, amountMinor, currency, orders }: Voucher): object {
  return {
    as: 'code',
    given: side,
    name,
    stage,
    since: at(askedAt),
    endsAt: endsAt === null ? null : at(endsAt),
    amountMinor,
    currency,
    orders,
  };
}

/** Who of the staff decided it is not theirs to know. */
function banOf({ at: since, note, undone }: Ban): object {
  return { as: 'ban', since: at(since), note, undone: undone === null ? null : { at: at(undone.at), note: undone.note } };
}

/** Under all their ids. */
export async function referralsOfMember(needs: ReferralExportNeeds, storeId: StoreId, memberIds: readonly MemberId[]): Promise<object[]> {
  const [links, advocate, friend, vouchers, bans] = await Promise.all([
    needs.referralLinks.ofMembers(storeId, memberIds),
    needs.referrals.ofAdvocates(storeId, memberIds),
    needs.referrals.ofFriends(storeId, memberIds),
    needs.vouchers.ofMembers(storeId, memberIds, VOUCHERS_MAX),
    needs.referralBans.ofMembers(storeId, memberIds),
  ]);
  return [...links.map(linkOf), ...advocate.map(brought), ...friend.map(came), ...vouchers.map(voucherOf), ...bans.map(banOf)];
}

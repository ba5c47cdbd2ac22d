// Friends who came by somebody's link: the list, one of them with everything that speaks for and against it, and deciding.
import { ADMIN_ENDPOINTS, type referrals as shapes } from '../../contract/index.ts';
import { memberId } from '../../loyalty/ids.ts';
import type { Referral } from '../../referrals/referral.ts';
import type { Voucher } from '../../referrals/voucher.ts';
import { notFound } from '../http-problem.ts';
import { evidencePairs } from '../views/evidence-pairs.ts';
import { money } from '../views/money.ts';
import { referralRow, referralStory } from '../views/referral.ts';
import { atPosition, type AdminCall } from './call.ts';
import { surroundingsOf } from './referral-people.ts';
import { ownStore } from './store.ts';

/** Under every name the advocate had; of nobody there is nothing. */
async function namesOf({ services, who }: AdminCall, advocate: string) {
  const present = await services.persons.present(who.storeId, memberId(advocate));
  return services.referring.namesOf(who.storeId, present);
}

export async function referrals(call: AdminCall): Promise<{ items: shapes.ReferralRow[]; next: string | null }> {
  const { services, who } = call;
  const { cursor, limit, state, advocate } = call.query(ADMIN_ENDPOINTS.referrals.query);
  const advocateIds = advocate === undefined ? null : await namesOf(call, advocate);
  const filter = { states: state === undefined ? [] : [state], advocateIds };
  const page = await atPosition(cursor, (position) => services.referrals.list(who.storeId, filter, position, limit));
  const around = await surroundingsOf(call, page.referrals);
  return { items: page.referrals.map((one) => referralRow(one, around)), next: page.next };
}

type Gave = shapes.ReferralDetail['gave'];

/** The newest of one side: one that was taken back may have been given again. */
function rewardOf(vouchers: readonly Voucher[], side: Voucher['side']): Gave['advocateReward'] {
  const [newest] = vouchers.filter((voucher) => voucher.side === side).toSorted((a, b) => b.askedAt - a.askedAt);
  return newest === undefined ? null : { name: newest.name, state: newest.stage };
}

async function gaveOf(call: AdminCall, { standing, referralId }: Referral): Promise<Gave> {
  const { services, who } = call;
  const [{ currency }, vouchers] = await Promise.all([ownStore(call), services.vouchers.ofReferral(who.storeId, referralId)]);
  const { advocatePoints, friendPoints, lossMinor } = standing;
  const rewards = { advocateReward: rewardOf(vouchers, 'advocate'), friendReward: rewardOf(vouchers, 'friend') };
  return { advocatePoints, friendPoints, ...rewards, loss: lossMinor === 0 ? null : money(lossMinor, currency) };
}

export async function referral(call: AdminCall): Promise<shapes.ReferralDetail> {
  const { services, who } = call;
  const found = await services.referrals.read(who.storeId, call.param('referralId'));
  if (found === null) throw notFound();
  const around = await surroundingsOf(call, [found], true);
  const [gave, ban] = await Promise.all([gaveOf(call, found), services.bans.of(who.storeId, found.advocateId)]);
  const [advocate, friend] = [around.people.get(found.advocateId), found.friendId === null ? undefined : around.people.get(found.friendId)];
  return {
    ...referralRow(found, around),
    ...referralStory(found, around),
    evidence: evidencePairs(found, advocate, friend),
    banned: ban !== null,
    gave,
  };
}

/** Each leaves its own line in the log. */
export async function decideReferrals(call: AdminCall): Promise<shapes.DecidedReferrals> {
  const { services, who } = call;
  const wish = call.body(ADMIN_ENDPOINTS.decideReferrals.body);
  const by = { userId: who.userId, name: who.name };
  const items = await services.decisions.decide({ ...wish, storeId: who.storeId, by });
  return { items: items.map((each) => ({ ...each })) };
}

// Rewards on their way: whose, how far, and giving one back for a member who asks for it.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { isRefused } from '../../loyalty/refusal.ts';
import { redemptionsOf } from '../../redemptions/of-person.ts';
import type { Redemption } from '../../redemptions/redemption.ts';
import { HttpProblem, notFound, refusedBy } from '../http-problem.ts';
import { orderNames } from '../order-names.ts';
import { nameOf } from '../views/member.ts';
import { heldState, rewardRow } from '../views/reward.ts';
import { audited } from './audited.ts';
import { atPosition, type AdminCall } from './call.ts';
import { knownMember } from './known-member.ts';
import { ownStore } from './store.ts';

/** Whoever asked may have been merged since: it is theirs who they are now. */
async function ownersOf({ services, who }: AdminCall, redemptions: readonly Redemption[]): Promise<ReadonlyMap<string, admin.RewardRow['member']>> {
  const asked = [...new Set(redemptions.map(({ memberId }) => memberId))];
  const present = await Promise.all(asked.map((memberId) => services.persons.present(who.storeId, memberId)));
  const members = present.length === 0 ? [] : await services.members.many(who.storeId, [...new Set(present)]);
  const names = new Map(members.map((member) => [member.memberId, nameOf(member)]));
  return new Map(asked.map((memberId, index) => {
    const now = present[index] ?? memberId;
    return [memberId, { memberId: now, name: names.get(now) ?? null }];
  }));
} // prettier-ignore

async function rows(call: AdminCall, redemptions: readonly Redemption[]): Promise<admin.RewardRow[]> {
  const { services, who } = call;
  const [store, owners, names] = await Promise.all([
    ownStore(call),
    ownersOf(call, redemptions),
    orderNames(services, who.storeId, redemptions.flatMap(({ orders }) => orders)),
  ]); // prettier-ignore
  return redemptions.map((one) =>
    rewardRow(store, one, { member: owners.get(one.memberId) ?? { memberId: one.memberId, name: null }, orderNames: names }),
  );
}

export async function rewards(call: AdminCall): Promise<{ items: admin.RewardRow[]; next: string | null }> {
  const { services, who } = call;
  const { cursor, limit, state } = call.query(ADMIN_ENDPOINTS.rewards.query);
  const page = await atPosition(cursor, (position) => services.redemptions.list(who.storeId, state ?? null, position, limit));
  return { items: await rows(call, page.redemptions), next: page.next };
}

export async function memberRewards(call: AdminCall): Promise<{ items: admin.RewardRow[] }> {
  const { services, who } = call;
  const { memberId } = await knownMember(call);
  return { items: await rows(call, await redemptionsOf(services, who.storeId, memberId)) };
}

async function known({ services, who }: AdminCall, id: string): Promise<Redemption> {
  const found = await services.redemptions.read(who.storeId, id);
  if (found === null) throw notFound();
  return found;
}

/** An order that is not paid yet has it: whoever cancels that order gives the reward back. */
const onOrder = (): HttpProblem => new HttpProblem(409, 'already-settled', 'an order carries it');

/** Asked again, it tells the same and leaves no second line. */
export async function cancelReward(call: AdminCall): Promise<{ reward: admin.RewardRow }> {
  const { services, who } = call;
  call.body(ADMIN_ENDPOINTS.cancelReward.body);
  const before = await known(call, call.param('reservationId'));
  const { reservationId, memberId, revision } = before;
  const answer = await services.cancelReward({ storeId: who.storeId, reservationId });
  const refused = answer !== null && isRefused(answer) ? answer : null;
  if (refused?.refused === 'nothing-to-do') throw onOrder();
  if (refused !== null && refused.refused !== 'already-released') throw refusedBy(refused);
  const after = await known(call, reservationId);
  const changes = [{ field: 'state', before: heldState(before), after: heldState(after) }];
  const deed = { action: 'reward-given-back', subjects: [memberId, reservationId], changes } as const;
  if (refused === null && after.revision !== revision) await audited(call, { ...deed, requestId: `${reservationId}/${revision}` });
  const [reward] = await rows(call, [after]);
  if (reward === undefined) throw notFound();
  return { reward };
}

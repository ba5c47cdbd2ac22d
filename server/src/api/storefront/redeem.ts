// Asking for a reward, and giving it back: one inbox item each, worked on at once, and the store asked at once; whoever waits is told how far it is.
import type { redemption as contract } from '../../contract/index.ts';
import type { Locale } from '../../contract/index.ts';
import { isRefused } from '../../loyalty/refusal.ts';
import { isCodeKind } from '../../loyalty/rewards/code-terms.ts';
import { redemptionsOf } from '../../redemptions/of-person.ts';
import { cartKey } from '../../redemptions/reward-code.ts';
import { OPEN_STAGES, type Redemption } from '../../redemptions/redemption.ts';
import { HttpProblem, notFound, refusedBy } from '../http-problem.ts';
import { limit } from '../rate-limit.ts';
import { heldView } from './held.ts';
import { signedIn, type Shopper } from './shopper.ts';

const notHere = (): HttpProblem => new HttpProblem(409, 'rewards-not-here', 'rewards cannot be redeemed in this store yet');

/** Somebody who never earned anything has nothing to spend. */
const nothingToSpend = (): HttpProblem => refusedBy({ refused: 'not-enough-points', detail: 'never earned anything' });

async function twinOf(shopper: Shopper, { rewardId, cart, requestId }: contract.RedeemRequest): Promise<Redemption | null> {
  const { services, store, member } = shopper;
  if (member === null) return null;
  const key = cart === null ? null : cartKey(store, cart.token);
  const all = await redemptionsOf(services, store.storeId, member.memberId);
  const open = all.filter((one) => OPEN_STAGES.includes(one.stage) && one.stage !== 'removing' && one.why === null);
  return open.find((one) => one.reservationId !== requestId && one.rewardId === rewardId && one.cart === key) ?? null;
}

/** Without a line of rewards a shop still has codes, and hands things out itself. What is no reward at all is refused with its own reason, later. */
function canGive({ services, store, program }: Shopper, rewardId: string): boolean {
  const line = services.connect(store);
  if (line === null || line.rewards !== null) return line !== null;
  const reward = program.rewards.find(({ id }) => id === rewardId);
  return reward === undefined || !isCodeKind(reward.kind) || line.codes !== null;
}

/** @throws HttpProblem with the refusal; of an unavailable reward `field` is the reason. */
export async function redeem(shopper: Shopper, request: contract.RedeemRequest, locale: Locale): Promise<contract.HeldReward> {
  const { services, store } = shopper;
  const memberId = signedIn(shopper);
  await limit(services, 'redeem', `${store.storeId}:${shopper.who.externalId ?? ''}`);
  if (!canGive(shopper, request.rewardId)) throw notHere();
  if (memberId === null) throw nothingToSpend();
  // A second tab, or a second tap: the reward that is there already is the answer.
  const twin = await twinOf(shopper, request);
  if (twin !== null) return heldView(services, store, twin, locale);
  const { requestId: reservationId, rewardId, steps, cart } = request;
  const answer = await services.redeem({ storeId: store.storeId, reservationId, memberId, rewardId, steps, cart });
  if (isRefused(answer)) {
    const faster = answer.refused === 'cap-reached' ? await twinOf(shopper, request) : null;
    if (faster !== null) return heldView(services, store, faster, locale);
    const problem = refusedBy(answer);
    if (answer.refused !== 'reward-unavailable') throw problem;
    throw new HttpProblem(problem.status, problem.code, problem.message, { field: answer.detail });
  }
  return held(shopper, reservationId, locale);
}

async function own(shopper: Shopper, id: string): Promise<Redemption> {
  const memberId = signedIn(shopper);
  const found = await shopper.services.redemptions.read(shopper.store.storeId, id);
  if (found === null || memberId === null) throw notFound();
  // Of a merged person the reservation's own chain is another's; both are theirs.
  const person = await shopper.services.persons.present(shopper.store.storeId, found.memberId);
  if (found.memberId !== memberId && person !== memberId) throw notFound();
  return found;
}

/** Somebody else's is not found, like one that never was. */
export async function held(shopper: Shopper, id: string, locale: Locale): Promise<contract.HeldReward> {
  return heldView(shopper.services, shopper.store, await own(shopper, id), locale);
}

export async function cancel(shopper: Shopper, id: string, locale: Locale): Promise<contract.HeldReward> {
  const { services, store, who } = shopper;
  await limit(services, 'redeem', `${store.storeId}:${who.externalId ?? ''}`);
  const { reservationId } = await own(shopper, id);
  const answer = await services.cancelReward({ storeId: store.storeId, reservationId });
  if (answer !== null && isRefused(answer) && answer.refused !== 'already-released') throw refusedBy(answer);
  return held(shopper, reservationId, locale);
}

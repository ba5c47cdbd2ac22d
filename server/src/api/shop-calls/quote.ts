// What a reward would cost and give in a shopper's cart, before anything is taken.
import type { shopCalls } from '../../contract/index.ts';
import type { MemberId } from '../../loyalty/ids.ts';
import { isRefused, type Refused } from '../../loyalty/refusal.ts';
import { codeTerms } from '../../loyalty/rewards/code-terms.ts';
import { rewardCode } from '../../redemptions/reward-code.ts';
import type { Redemption } from '../../redemptions/redemption.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { HttpProblem, refusedBy } from '../http-problem.ts';
import { limit } from '../rate-limit.ts';
import type { RedeemWish, Services } from '../services.ts';
import { ownWords } from '../storefront/saying.ts';

type Asked = shopCalls.QuoteRequest;

/** Somebody who never earned anything has nothing to spend. */
const nothingToSpend = (): HttpProblem => refusedBy({ refused: 'not-enough-points', detail: 'never earned anything' });

const TOO_SMALL = 'order-too-small';

const unavailable = (why: string, minimumMinor: number | null = null): HttpProblem =>
  new HttpProblem(409, 'reward-unavailable', `reward unavailable: ${why}`, { field: why, minimumMinor });

/** @throws HttpProblem where the customer is no member, and when they ask too often. */
export async function memberOf(services: Services, { storeId }: StoreRecord, customerId: string): Promise<MemberId> {
  await limit(services, 'shopCallCustomer', `${storeId}:${customerId}`);
  const member = await services.members.find(storeId, { externalId: customerId });
  if (member === null) throw nothingToSpend();
  return member.memberId;
}

export function wishOf({ storeId }: StoreRecord, memberId: MemberId, asked: Asked, cart: string): RedeemWish {
  const { requestId: reservationId, rewardId, steps, amountMinor } = asked;
  return { storeId, memberId, reservationId, rewardId, steps, cart: { token: cart, amountMinor } };
}

/** What the order would have to come to; a percentage has no floor of its own. Null: the reward says nothing of it. */
async function minimumOf(services: Services, { storeId }: StoreRecord, { rewardId, steps }: Asked): Promise<number | null> {
  const program = await services.programNow(storeId);
  const reward = program.rewards.find(({ id }) => id === rewardId);
  if (reward === undefined) return null;
  if (reward.kind === 'percent-off') return reward.minimumOrderMinor;
  const terms = codeTerms(reward, steps, program.redemption, null);
  return terms === null || typeof terms === 'string' ? null : terms.minimumMinor;
}

/** Of an unavailable reward `field` is the reason. */
export async function refusal(services: Services, store: StoreRecord, asked: Asked, { refused, detail }: Refused): Promise<HttpProblem> {
  if (refused !== 'reward-unavailable') return refusedBy({ refused, detail });
  return unavailable(detail, detail === TOO_SMALL ? await minimumOf(services, store, asked) : null);
}

/** @throws HttpProblem where it would have no code, or the cart is too small for it. */
export function quoteView(store: StoreRecord, agreed: Redemption, { locale, amountMinor }: Asked): shopCalls.QuoteAnswer {
  const { terms, reservationId, name, points } = agreed;
  if (terms === null) throw unavailable('not-allowed-here');
  const { gives, minimumMinor, appliesTo, combines } = terms;
  if (minimumMinor !== null && amountMinor < minimumMinor) throw unavailable(TOO_SMALL, minimumMinor);
  const said = {
    gives,
    minimumMinor,
    combines,
    appliesTo: appliesTo.kind === 'all' ? appliesTo : { ...appliesTo, ids: [...appliesTo.ids] },
  };
  return { code: rewardCode(store, reservationId), name: ownWords(name, locale), points, ...said };
}

export async function quote(services: Services, store: StoreRecord, asked: Asked): Promise<shopCalls.QuoteAnswer> {
  const memberId = await memberOf(services, store, asked.customerId);
  const agreed = await services.quoteReward(wishOf(store, memberId, asked, 'quoted'));
  if (isRefused(agreed)) throw await refusal(services, store, asked, agreed);
  return quoteView(store, agreed, asked);
}

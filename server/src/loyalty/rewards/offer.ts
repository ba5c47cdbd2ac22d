// Whether a member can have a reward now, and if not, why not: the first reason of a closed set, the one that is hardest to change first.
import type { Limit } from '../ledger/command.ts';
import { periodName } from '../program/period.ts';
import type { Program } from '../program/program.ts';
import { priceOf, stepsOf, type Reward } from './reward.ts';

export const OFFER_REASONS = [
  'switched-off',
  'not-yet',
  'over',
  'other-tier',
  'out-of-stock',
  'limit-reached',
  'not-enough-points',
  'order-too-small',
  'nothing-it-applies-to',
  /** The merchant's floor leaves no order for it. */
  'not-allowed-here',
] as const;
export type OfferReason = (typeof OFFER_REASONS)[number];

export interface RewardMember {
  readonly tierId: string | null;
  /** How often the member had this reward in the period of its limit. */
  readonly used: number;
}

/** What is left of the reward's stock; null: it has none, or nobody knows yet. */
export interface RewardBalance {
  /** Available points; a debt leaves none to spend. */
  readonly points: number;
  readonly stockLeft: number | null;
}

/** The cart in which it would be used; without one nothing is asked of it. */
export interface Cart {
  /** Minor units of the program's currency, after other discounts. */
  readonly amountMinor: number;
  readonly lines: readonly { readonly productId: string | null; readonly collections: readonly string[] }[];
}

export type Offer =
  /** `maxSteps`: as many as the points are enough for; `points` and `amountMinor` are those of the fewest. */
  | {
      readonly available: true;
      readonly points: number;
      readonly amountMinor: number | null;
      readonly minSteps: number;
      readonly maxSteps: number;
    }
  /** `missingPoints`: of the fewest steps; 0 where points are not what is missing. */
  | { readonly available: false; readonly reason: OfferReason; readonly missingPoints: number };

function applies({ appliesTo }: Reward, cart: Cart): boolean {
  if (appliesTo.kind === 'all') return true;
  const { ids } = appliesTo;
  return cart.lines.some(({ productId, collections }) =>
    appliesTo.kind === 'products' ? productId !== null && ids.includes(productId) : collections.some((id) => ids.includes(id)),
  );
}

function reasonOf(reward: Reward, member: RewardMember, balance: RewardBalance, now: number): OfferReason | null {
  if (!reward.on) return 'switched-off';
  if (reward.from !== null && now < reward.from) return 'not-yet';
  if (reward.until !== null && now >= reward.until) return 'over';
  if (reward.tierIds.length > 0 && (member.tierId === null || !reward.tierIds.includes(member.tierId))) return 'other-tier';
  if (reward.stock !== null && (balance.stockLeft ?? reward.stock) <= 0) return 'out-of-stock';
  return reward.limit !== null && member.used >= reward.limit.times ? 'limit-reached' : null;
}

function reasonOfCart(reward: Reward, cart: Cart | null): OfferReason | null {
  if (cart === null) return null;
  if (reward.minimumOrderMinor !== null && cart.amountMinor < reward.minimumOrderMinor) return 'order-too-small';
  return applies(reward, cart) ? null : 'nothing-it-applies-to';
}

/** The most steps that a balance is enough for; every step costs the same. */
function affordable(reward: Reward, points: number): number {
  const { min, max } = stepsOf(reward);
  const perStep = (priceOf(reward, min)?.points ?? 0) / min;
  const enough = Math.floor(points / perStep);
  return max === null ? enough : Math.min(max, enough);
}

export function offerOf(reward: Reward, member: RewardMember, balance: RewardBalance, now: number, cart: Cart | null = null): Offer {
  const refused = (reason: OfferReason, missingPoints = 0): Offer => ({ available: false, reason, missingPoints });
  const { min } = stepsOf(reward);
  const price = priceOf(reward, min);
  const closed = reasonOf(reward, member, balance, now);
  if (price === null || closed !== null) return refused(closed ?? 'switched-off');
  const maxSteps = affordable(reward, balance.points);
  if (maxSteps < min) return refused('not-enough-points', price.points - balance.points);
  const reason = reasonOfCart(reward, cart);
  return reason === null ? { available: true, ...price, minSteps: min, maxSteps } : refused(reason);
}

/** What the reservation of a reward counts against in the member's chain; null: no limit. */
export function rewardLimit({ id, limit }: Reward, at: number, place: Pick<Program, 'timeZone' | 'calendar'>): Limit | null {
  if (limit === null) return null;
  return { rule: `reward/${id}`, period: periodName(limit.period, at, place), times: limit.times, points: null };
}

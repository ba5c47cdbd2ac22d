// What a reward's code gives at the till: the merchant's terms, the floor below which no order may fall, and the cart it was asked for.
import type { RedemptionPolicy } from '../program/policies.ts';
import type { OfferReason } from './offer.ts';
import { priceOf, type Reward } from './reward.ts';

const WHOLE = 10_000n;

/** Amounts in minor units of the program's currency. */
export type Gives =
  | { readonly kind: 'amount-off'; readonly amountMinor: number }
  | { readonly kind: 'percent-off'; readonly basisPoints: number }
  | { readonly kind: 'free-shipping'; readonly maximumMinor: number | null }
  | { readonly kind: 'free-product'; readonly variantId: string };

export interface CodeTerms {
  readonly gives: Gives;
  /** The goods of the cart must come to this much before the code counts. */
  readonly minimumMinor: number | null;
  readonly appliesTo: Reward['appliesTo'];
  readonly combines: RedemptionPolicy['combines'];
}

const divUp = (dividend: bigint, divisor: bigint): number => Number((dividend + divisor - 1n) / divisor);

/** The smallest cart of which `amountMinor` leaves the merchant's floor; null: no cart is large enough. */
function floorFor(amountMinor: number, floorBasisPoints: number): number | null {
  const free = WHOLE - BigInt(floorBasisPoints);
  return free <= 0n ? null : divUp(BigInt(amountMinor) * WHOLE, free);
}

const larger = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));

/** What the store gives or a person hands out: there is no code that could be removed again. */
const WITHOUT_CODE = ['gift-card', 'store-credit', 'custom'] as const satisfies readonly Reward['kind'][];
type CodeReward = Exclude<Reward, { kind: (typeof WITHOUT_CODE)[number] }>;

/** Whether rewards of this kind are a discount code, which can be given without being asked for, and taken back. */
export function isCodeKind(kind: string): boolean {
  return WITHOUT_CODE.every((without) => without !== kind);
}

const isCode = (reward: Reward): reward is CodeReward => isCodeKind(reward.kind);

type Part = Pick<CodeTerms, 'gives' | 'minimumMinor'>;

function amountOff(amountMinor: number, least: number | null, floorBasisPoints: number): Part | OfferReason {
  if (amountMinor <= 0) return 'order-too-small';
  if (floorBasisPoints === 0) return { gives: { kind: 'amount-off', amountMinor }, minimumMinor: least };
  const floor = floorFor(amountMinor, floorBasisPoints);
  return floor === null ? 'not-allowed-here' : { gives: { kind: 'amount-off', amountMinor }, minimumMinor: larger(least, floor) };
}

/**
 * A percentage with a maximum becomes an amount: that of the cart where it is known, the maximum itself where not; with a minimum that keeps the
 * amount below the percentage of any smaller cart. No store knows "ten percent, but at most 20".
 */
function percentOff(basisPoints: number, maximumMinor: number | null, least: number | null, cartMinor: number | null, floor: number) {
  const most = Math.min(basisPoints, 10_000 - floor);
  if (most <= 0) return 'not-allowed-here';
  if (maximumMinor === null) return { gives: { kind: 'percent-off', basisPoints: most }, minimumMinor: least } as const;
  const ofCart = cartMinor === null ? maximumMinor : Number((BigInt(cartMinor) * BigInt(most)) / WHOLE);
  const amount = Math.min(maximumMinor, ofCart);
  const part = amountOff(amount, least, floor);
  if (typeof part === 'string') return part;
  return { ...part, minimumMinor: larger(part.minimumMinor, divUp(BigInt(amount) * WHOLE, BigInt(most))) };
}

function partOf(
  reward: CodeReward,
  steps: number,
  { floorBasisPoints: floor }: RedemptionPolicy,
  cartMinor: number | null,
): Part | OfferReason {
  const least = reward.minimumOrderMinor;
  switch (reward.kind) {
    case 'amount-off':
      return amountOff(reward.params.amountMinor, least, floor);
    case 'variable-amount':
      return amountOff(priceOf(reward, steps)?.amountMinor ?? 0, least, floor);
    case 'percent-off':
      return percentOff(reward.params.basisPoints, reward.params.maximumMinor, least, cartMinor, floor);
    case 'free-shipping':
      return { gives: { kind: 'free-shipping', maximumMinor: reward.params.maximumMinor }, minimumMinor: least };
    case 'free-product':
      return { gives: { kind: 'free-product', variantId: reward.params.variantId }, minimumMinor: least };
  }
}

/** With a floor no two rewards may share an order's goods: each would keep it, and both together would not. */
function combinesOf({ combines, floorBasisPoints }: RedemptionPolicy): CodeTerms['combines'] {
  return floorBasisPoints === 0 ? combines : { order: false, product: false, shipping: combines.shipping };
}

/** The terms of a reward's code; a reason where there can be none; null: this kind of reward has no code. `cartMinor` null: no cart is known. */
export function codeTerms(
  reward: Reward,
  steps: number,
  policy: RedemptionPolicy,
  cartMinor: number | null,
): CodeTerms | OfferReason | null {
  if (!isCode(reward)) return null;
  const part = partOf(reward, steps, policy, cartMinor);
  if (typeof part === 'string') return part;
  if (cartMinor !== null && part.minimumMinor !== null && cartMinor < part.minimumMinor) return 'order-too-small';
  return { ...part, appliesTo: reward.appliesTo, combines: combinesOf(policy) };
}

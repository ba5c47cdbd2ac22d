// Versions are never rewritten, so every shape that was ever stored is understood for ever.
import { earningByRate } from './default-program.ts';
import { rateOfBasisPoints } from './main-rate.ts';
import type { ReferralTerms } from '../referrals/terms.ts';
import type { Tiers } from '../tiers/tiers.ts';
import { PLAIN_REDEMPTION, type GuestPolicy, type RedemptionPolicy } from './policies.ts';
import type { Program } from './program.ts';

/** The first programs: one rate, in basis points of a point per whole unit. */
export type FirstProgram = Omit<
  Program,
  'earning' | 'campaigns' | 'tiers' | 'rewards' | 'pointValue' | 'redemption' | 'guests' | 'referrals'
> & {
  readonly rateBasisPoints: number;
};
/** Tiers before members had prices of their own. */
export type FirstTiers = Omit<Tiers, 'discountLeavesOut' | 'memberPrices'>;

/** Before members had prices of their own, rewards could be redeemed, guests' points had an end of their own, and friends could be brought. */
type LaterProgram = Omit<Program, 'tiers' | 'redemption' | 'guests' | 'referrals'> & {
  readonly tiers: Tiers | FirstTiers | null;
  readonly redemption?: RedemptionPolicy;
  readonly guests?: GuestPolicy | null;
  readonly referrals?: ReferralTerms | null;
};

export type StoredProgram = FirstProgram | LaterProgram;

function upgradeTiers(stored: Tiers | FirstTiers | null): Tiers | null {
  return stored === null ? null : { discountLeavesOut: { productIds: [], collectionIds: [] }, memberPrices: [], ...stored };
}

/** A stored version as it is read today. It gives what it gave: a version that was published is never validated away. */
export function upgradeProgram(stored: StoredProgram): Program {
  if (!('rateBasisPoints' in stored)) {
    const { redemption = PLAIN_REDEMPTION, guests = null, referrals = null } = stored;
    return { ...stored, tiers: upgradeTiers(stored.tiers), redemption, guests, referrals };
  }
  const { rateBasisPoints, ...kept } = stored;
  const earning = earningByRate(rateOfBasisPoints(rateBasisPoints, stored.currency));
  const nothingElse = { campaigns: [], tiers: null, rewards: [], pointValue: null, guests: null, referrals: null };
  return { ...kept, earning, ...nothingElse, redemption: PLAIN_REDEMPTION };
}

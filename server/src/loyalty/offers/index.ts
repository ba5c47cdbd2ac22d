// Every kind of personal offer, in the order in which they are shown. A new one is a file and a line here.
import { goodsAgain } from './goods.ts';
import { nextOne } from './level.ts';
import type { Having, OfferKind, PersonalOffer } from './offer.ts';
import { nearestReward } from './reward.ts';

const OFFERS: readonly OfferKind[] = [nearestReward, nextOne, goodsAgain];

/** At most one of each kind; none where the program gives nothing. */
export function personalOffers(having: Having): PersonalOffer[] {
  return having.program.active ? OFFERS.flatMap((offer) => offer(having) ?? []) : [];
}

// What is within reach after an order: of somebody signed in by what they really have, and of who is not by the public rules and what their page shows.
import type { accounts, Locale } from '../../contract/index.ts';
import { asOf } from '../../loyalty/ledger/advance.ts';
import { EMPTY_STATE, type MemberState } from '../../loyalty/ledger/state.ts';
import { figuresWith } from '../../loyalty/offers/level.ts';
import { personalOffers } from '../../loyalty/offers/index.ts';
import type { Bought, Having, PersonalOffer } from '../../loyalty/offers/offer.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { TierFigures } from '../../loyalty/tiers/figures.ts';
import { estimatedPoints } from '../../programs/estimate.ts';
import { money } from '../views/money.ts';
import { stocksLeft, timesHad } from './offers.ts';
import { orderPoints } from './order-points.ts';
import { ownWords } from './saying.ts';
import type { Shopper } from './shopper.ts';

const NOTHING: TierFigures = { spendMinor: 0, points: 0, orders: 0 };

function offerView(offer: PersonalOffer, { currency }: Pick<Program, 'currency'>, locale: Locale): accounts.PersonalOffer {
  const name = ownWords(offer.name, locale);
  if (offer.kind !== 'level') return { ...offer, name };
  const { kind, missingSpendMinor, missingPoints, missingOrders } = offer;
  return { kind, name, missingSpend: missingSpendMinor === null ? null : money(missingSpendMinor, currency), missingPoints, missingOrders };
}

interface Had {
  readonly state: MemberState;
  readonly tierId: string | null;
  readonly figures: TierFigures;
}

const NOBODY: Had = { state: EMPTY_STATE, tierId: null, figures: NOTHING };

async function hadBy({ services, store: { storeId }, member }: Shopper): Promise<Had> {
  if (member === null) return NOBODY;
  const now = services.clock();
  const person = await services.persons.present(storeId, member.memberId);
  const [head, standing] = await Promise.all([services.ledger.head(storeId, person), services.statuses.standing(storeId, person, now)]);
  const state = asOf(head?.after ?? EMPTY_STATE, now);
  return { state, tierId: standing?.status.tierId ?? null, figures: standing?.figures ?? NOTHING };
}

/** What they have says already what their order gave: once the store has told of it. */
async function isCounted(shopper: Shopper, orderId: string | null): Promise<boolean> {
  return orderId !== null && shopper.member !== null && (await orderPoints(shopper, orderId)).state === 'known';
}

export interface After {
  /** Null: nothing is known of what was bought. */
  readonly bought: Bought | null;
  readonly orderId: string | null;
  readonly locale: Locale;
}

/** Of who is not signed in nothing is read but the program, and how much is left of rewards of which there are few. */
export async function withinReach(shopper: Shopper, { bought, orderId, locale }: After): Promise<accounts.PersonalOffer[]> {
  const { services, store, program, who } = shopper;
  const now = services.clock();
  const signedIn = who.externalId !== null;
  const [had, counted, stocks] = await Promise.all([
    signedIn ? hadBy(shopper) : NOBODY,
    signedIn ? isCounted(shopper, orderId) : false,
    stocksLeft(services, store.storeId, program, now),
  ]);
  const { state, tierId } = had;
  const earned = bought === null || counted ? 0 : estimatedPoints(bought, program);
  const figures = bought === null || counted ? had.figures : figuresWith(bought, earned, had.figures);
  const having: Having = {
    program,
    now,
    points: state.available + state.pending - state.deficit + earned,
    tierId,
    figures,
    used: (reward) => timesHad(reward, { program, state, now }),
    stockLeft: ({ id }) => stocks.get(id) ?? null,
    bought,
  };
  return personalOffers(having).map((offer) => offerView(offer, program, locale));
}

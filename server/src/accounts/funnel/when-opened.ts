// Somebody's account is open and their points are in it: so it was with every offer that they were made under any of their names.
import type { OpeningFollower } from '../opened.ts';
import type { Funnel } from './funnel.ts';
import type { OfferRows } from './offer-rows.ts';
import { personsOf, type PersonRows } from './persons.ts';

export interface OpenedNeeds {
  readonly offers: Pick<OfferRows, 'claimed'>;
  readonly levels: PersonRows;
  readonly funnel: Pick<Funnel, 'restate'>;
}

export function funnelWhenOpened({ offers, levels, funnel }: OpenedNeeds): OpeningFollower {
  return async ({ store: { storeId }, memberId, at }) => {
    const persons = await personsOf(levels, storeId, [memberId]);
    const person = persons.get(memberId);
    const names = [...persons].filter(([, of]) => of === person).map(([name]) => name);
    await offers.claimed(storeId, names, at);
    // What the account bought before it was known whose the guest's orders are.
    await funnel.restate(storeId, [memberId]);
  };
}

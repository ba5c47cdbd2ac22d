// Everything that levels are measured by, person by person: members who were merged count together.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { referralNamed } from '../loyalty/referrals/subject.ts';
import type { Gift, TierFacts } from '../loyalty/tiers/counted.ts';
import { askForPoints, type Era } from '../loyalty/tiers/eras.ts';
import { storyOf } from '../loyalty/tiers/order-story.ts';
import type { StoredOrder } from '../orders/order-store.ts';
import type { EarnedEntry, FactReader, StatusRows } from './status-row.ts';

export interface FactNeeds {
  readonly rows: Pick<StatusRows, 'mergedInto'>;
  readonly facts: Pick<FactReader, 'orders' | 'earned'>;
}

const MERGES_DEEP = 100;

/** The person that each member is part of, for these and everybody who was merged into them, directly or over others. */
async function groupOf({ rows }: FactNeeds, storeId: StoreId, persons: readonly MemberId[]): Promise<Map<MemberId, MemberId>> {
  const members = new Set(persons);
  const into = new Map<MemberId, MemberId>();
  let found: readonly MemberId[] = persons;
  for (let deep = 0; found.length > 0 && deep < MERGES_DEEP; deep += 1) {
    const merged = await rows.mergedInto(storeId, found);
    for (const row of merged) if (row.into !== null) into.set(row.memberId, row.into);
    found = merged.map(({ memberId }) => memberId).filter((memberId) => !members.has(memberId));
    for (const memberId of found) members.add(memberId);
  }
  const personOf = (memberId: MemberId, hops = 0): MemberId => {
    const next = into.get(memberId);
    return next === undefined || hops > MERGES_DEEP ? memberId : personOf(next, hops + 1);
  };
  return new Map([...members].map((memberId) => [memberId, personOf(memberId)]));
}

/** What is taken back of a gift leaves the window with it. */
function giftOf(entries: readonly EarnedEntry[]): Gift {
  const [first, ...later] = entries.toSorted((a, b) => a.at - b.at);
  return { at: first?.at ?? 0, points: first?.points ?? 0, later };
}

function factsOf(orders: readonly StoredOrder[], earned: readonly EarnedEntry[], currency: string): TierFacts {
  const byOrder = Map.groupBy(earned, ({ orderId }) => orderId);
  const stories = orders.flatMap((stored) => {
    const points = (byOrder.get(stored.orderId) ?? []).toSorted((a, b) => a.at - b.at);
    return storyOf(stored, points, currency) ?? [];
  });
  const brought = [...byOrder].filter(([orderId]) => orderId !== null && referralNamed(orderId) !== null).map(([, entries]) => giftOf(entries)); // prettier-ignore
  return { orders: stories, gifts: [...(byOrder.get(null) ?? []), ...brought] };
}

/** For each of these; of whoever is part of another one of them, nothing. `eras` must have a first one. */
export async function factsOfPersons(
  needs: FactNeeds,
  storeId: StoreId,
  persons: readonly MemberId[],
  eras: readonly Era[],
): Promise<Map<MemberId, TierFacts>> {
  const personOf = await groupOf(needs, storeId, persons);
  const members = [...personOf.keys()];
  const [orders, earned] = await Promise.all([
    needs.facts.orders(storeId, members),
    askForPoints(eras) ? needs.facts.earned(storeId, members) : [],
  ]);
  const ordersBy = Map.groupBy(orders, ({ memberId }) => (memberId === null ? null : personOf.get(memberId)));
  const earnedBy = Map.groupBy(earned, ({ memberId }) => personOf.get(memberId));
  // Money of another currency is no spend here; a program's currency is its store's, for ever.
  const currency = eras[0]?.currency ?? '';
  return new Map(persons.map((person) => [person, factsOf(ordersBy.get(person) ?? [], earnedBy.get(person) ?? [], currency)]));
}

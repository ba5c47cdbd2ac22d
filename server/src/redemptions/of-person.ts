// The rewards of a person: what they asked for, and what a merge brought them.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { RedemptionStore } from './redemption-store.ts';
import type { Redemption } from './redemption.ts';

const KNOWN_MAX = 50;

interface Needs {
  readonly redemptions: Pick<RedemptionStore, 'ofMembers' | 'many'>;
  readonly ledger: Pick<LedgerStore, 'head'>;
}

/** Newest first; of those that are over only as many as fit. */
export async function redemptionsOf({ redemptions, ledger }: Needs, storeId: StoreId, memberId: MemberId): Promise<Redemption[]> {
  const [own, head] = await Promise.all([redemptions.ofMembers(storeId, [memberId], KNOWN_MAX), ledger.head(storeId, memberId)]);
  const known = new Set(own.map(({ reservationId }) => reservationId));
  const others = (head?.after.reservations ?? []).flatMap(({ reservationId }) => (known.has(reservationId) ? [] : [reservationId]));
  const brought = await redemptions.many(storeId, others);
  return [...own, ...brought].toSorted((a, b) => b.askedAt - a.askedAt);
}

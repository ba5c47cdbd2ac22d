// How somebody stands when they ask for a reward: their points, their level, and what is left of the reward.
import { chainOf } from '../allowances/allowance.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { asOf } from '../loyalty/ledger/advance.ts';
import { EMPTY_STATE } from '../loyalty/ledger/state.ts';
import type { Reward } from '../loyalty/rewards/reward.ts';
import { stockOf, type Standing } from './agree.ts';

export interface StandingNeeds {
  readonly entries: Pick<LedgerStore, 'head'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly tierOf: (storeId: StoreId, memberId: MemberId, at: number) => Promise<string | null>;
  readonly clock: () => number;
}

export async function standingOf(
  { entries, persons, tierOf, clock }: StandingNeeds,
  { storeId, memberId }: { readonly storeId: StoreId; readonly memberId: MemberId },
  reward: Reward | undefined,
): Promise<Standing> {
  const person = await persons.present(storeId, memberId);
  const stock = stockOf(reward);
  const [head, tierId, chain] = await Promise.all([
    entries.head(storeId, person),
    tierOf(storeId, person, clock()),
    stock === null ? null : entries.head(storeId, chainOf(stock)),
  ]);
  const stockLeft = stock === null ? null : stock.limit - (chain?.after.taken ?? 0);
  return { state: asOf(head?.after ?? EMPTY_STATE, clock()), tierId, stockLeft };
}

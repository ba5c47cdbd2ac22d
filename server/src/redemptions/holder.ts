// Whose chain a reward's points are in now. Its member may have been merged since, and that may have been undone: the points stay where they were moved.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import type { MemberId } from '../loyalty/ids.ts';
import { RedemptionBusy } from './changed.ts';
import type { Redemption } from './redemption.ts';

export interface HolderNeeds {
  readonly entries: Pick<LedgerStore, 'whereIs'>;
  readonly persons: Pick<Persons, 'present'>;
}

/**
 * The chain that holds the open reservation; without one, the chain that speaks for who asked. Throws {@link RedemptionBusy} while the points are
 * on their way between two chains: nothing is known of them then, and "it is not here" would be believed for ever. Null: they were written off with
 * somebody who was erased.
 */
export async function holderOf(
  { entries, persons }: HolderNeeds,
  { storeId, reservationId, memberId }: Redemption,
): Promise<MemberId | null> {
  const where = await entries.whereIs(storeId, reservationId);
  if (where.kind === 'moving') throw new RedemptionBusy(`the points of ${reservationId} are being moved by a merge`);
  if (where.kind === 'erased') return null;
  return where.kind === 'held' ? where.by : persons.present(storeId, memberId);
}

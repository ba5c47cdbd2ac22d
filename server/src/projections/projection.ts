// Something that is derived from chains and can be made again from them, while everybody goes on reading and writing it.
import type { ShownProjection } from '../ledger/verification/ports.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';

export interface Projection extends ShownProjection {
  /**
   * Makes the rows of all members after `after` and up to `until` (null: no bound) show their chains, of which `heads` are all. Nothing right
   * is ever taken away, and nothing newer is replaced by something older. Says how many rows were not right.
   */
  restore(storeId: StoreId, after: MemberId | null, until: MemberId | null, heads: readonly Entry[]): Promise<number>;
}

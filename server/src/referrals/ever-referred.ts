// Whether any version of a store's program ever had referrals. It is remembered with the programs, so a store without them pays nothing for them.
import type { StoreId } from '../loyalty/ids.ts';
import type { StoreDirectory } from '../stores/directory.ts';

export interface EverReferredNeeds {
  readonly directory: Pick<StoreDirectory, 'programs'>;
  readonly clock: () => number;
}

export async function everReferred({ directory, clock }: EverReferredNeeds, storeId: StoreId): Promise<boolean> {
  return (await directory.programs(storeId, clock())).some(({ referrals }) => referrals !== null);
}

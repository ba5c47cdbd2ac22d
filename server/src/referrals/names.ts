// All members that one person is: those that were merged into them, directly or over others, and the one that speaks for them.
import type { MemberId, StoreId } from '../loyalty/ids.ts';

/** Written with the entry of every merge, whatever the program says of levels. */
export interface MergedRows {
  mergedInto(storeId: StoreId, memberIds: readonly MemberId[]): Promise<readonly { readonly memberId: MemberId }[]>;
}

const MERGES_DEEP = 100;

export async function namesOf(rows: MergedRows, storeId: StoreId, person: MemberId): Promise<readonly MemberId[]> {
  const names = new Set([person]);
  let found: readonly MemberId[] = [person];
  for (let deep = 0; found.length > 0 && deep < MERGES_DEEP; deep += 1) {
    const merged = await rows.mergedInto(storeId, found);
    found = merged.map(({ memberId }) => memberId).filter((memberId) => !names.has(memberId));
    for (const memberId of found) names.add(memberId);
  }
  return [...names];
}

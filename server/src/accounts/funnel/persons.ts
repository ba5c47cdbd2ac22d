// Members who were merged are one person: for several members at once, all the names of their persons. Asked of the rows of levels, which are kept of
// whoever was merged also where a program has none.
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { StatusRows } from '../../tiers/status-row.ts';

export type PersonRows = Pick<StatusRows, 'many' | 'mergedInto'>;

const MERGES_DEEP = 100;

/** Every name to the one under which its person's points are; the members themselves and whoever was merged into or with them. */
export async function personsOf(rows: PersonRows, storeId: StoreId, members: readonly MemberId[]): Promise<Map<MemberId, MemberId>> {
  const into = new Map<MemberId, MemberId>();
  const known = new Set(members);
  let asked: readonly MemberId[] = members;
  for (let deep = 0; asked.length > 0 && deep < MERGES_DEEP; deep += 1) {
    const [own, merged] = await Promise.all([rows.many(storeId, asked), rows.mergedInto(storeId, asked)]);
    for (const row of [...own, ...merged]) if (row.into !== null) into.set(row.memberId, row.into);
    const found = [...own.flatMap((row) => row.into ?? []), ...merged.map(({ memberId }) => memberId)];
    asked = [...new Set(found)].filter((memberId) => !known.has(memberId));
    for (const memberId of asked) known.add(memberId);
  }
  const last = (memberId: MemberId, hops = 0): MemberId => {
    const next = into.get(memberId);
    return next === undefined || hops > MERGES_DEEP ? memberId : last(next, hops + 1);
  };
  return new Map([...known].map((memberId) => [memberId, last(memberId)]));
}

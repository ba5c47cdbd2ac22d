// The books of a store, kept again from the moves alone. Written from the specification, not from the ledger's own fold: it knows buckets
// and nothing of lots, so a mistake there cannot hide here.
import type { Core } from '../../../src/core.ts';
import type { EntryKey, MemberId, StoreId } from '../../../src/loyalty/ids.ts';
import type { Bucket, Entry } from '../../../src/loyalty/ledger/entry.ts';

/** One stored entry, as far as an acknowledgement is compared with it. */
export interface Written {
  readonly memberId: MemberId;
  readonly seq: number;
  readonly hash: string;
  readonly entry: Pick<Entry, 'kind' | 'order' | 'redemption' | 'moves'>;
}

export interface Books {
  readonly entries: number;
  readonly heads: ReadonlyMap<MemberId, Entry>;
  readonly byKey: ReadonlyMap<EntryKey, Written>;
  /** What must not be; empty is right. */
  readonly wrong: readonly string[];
}

type Sums = Map<Bucket, number>;

function post(sums: Sums, entry: Entry): void {
  for (const move of entry.moves) {
    if (move.type !== 'points') continue;
    sums.set(move.from, (sums.get(move.from) ?? 0) - move.points);
    sums.set(move.to, (sums.get(move.to) ?? 0) + move.points);
  }
}

/** A debt is what was taken out of its bucket and not paid back. */
function amounts(sums: Sums): Record<'available' | 'pending' | 'reserved' | 'deficit', number> {
  const of = (bucket: Bucket): number => sums.get(bucket) ?? 0;
  return { available: of('member:available'), pending: of('member:pending'), reserved: of('member:reserved'), deficit: 0 - of('member:deficit') }; // prettier-ignore
}

function wrongAmounts(entry: Entry, sums: Sums): string[] {
  const mine = amounts(sums);
  const names = ['available', 'pending', 'reserved', 'deficit'] as const;
  const place = `${entry.memberId} ${entry.seq}`;
  const overdrawn = names.filter((name) => mine[name] < 0).map((name) => `${place}: ${name} is ${mine[name]}`);
  const different = names.filter((name) => mine[name] !== entry.after[name]);
  return [...overdrawn, ...different.map((name) => `${place}: ${name} is ${entry.after[name]}, its moves say ${mine[name]}`)];
}

function wrongPlace(entry: Entry, before: Entry | undefined): string[] {
  const gap = entry.seq === (before?.seq ?? 0) + 1 ? [] : [`${entry.memberId}: ${entry.seq} after ${before?.seq ?? 0}`];
  return entry.prevHash === (before?.hash ?? '') ? gap : [...gap, `${entry.memberId} ${entry.seq}: the hashes do not chain`];
}

export async function keepBooks(core: Pick<Core, 'entries'>, store: StoreId): Promise<Books> {
  const heads = new Map<MemberId, Entry>();
  const sums = new Map<MemberId, Sums>();
  const byKey = new Map<EntryKey, Written>();
  const wrong: string[] = [];
  let entries = 0;
  for await (const entry of core.entries.chains(store)) {
    const { memberId, key, seq, hash, kind, order, redemption, moves } = entry;
    const mine: Sums = sums.get(memberId) ?? new Map<Bucket, number>();
    post(mine, entry);
    sums.set(memberId, mine);
    wrong.push(...wrongPlace(entry, heads.get(memberId)), ...wrongAmounts(entry, mine));
    if (byKey.has(key)) wrong.push(`${key} is written twice`);
    byKey.set(key, { memberId, seq, hash, entry: { kind, order, redemption, moves } });
    heads.set(memberId, entry);
    entries += 1;
  }
  return { entries, heads, byKey, wrong };
}

/** Rows that do not show their chain's last entry, with what they show. */
export async function rowsBehind(core: Pick<Core, 'balances'>, store: StoreId, heads: Books['heads']): Promise<string[]> {
  const rows = await core.balances.many(store, [...heads.keys()]);
  const shown = new Map(rows.map(({ memberId, seq, available, pending, reserved, deficit }) => [memberId, { seq, available, pending, reserved, deficit }])); // prettier-ignore
  return [...heads].flatMap(
    ([
      memberId,
      {
        seq,
        after: { available, pending, reserved, deficit },
      },
    ]) => {
      const [is, should] = [shown.get(memberId), { seq, available, pending, reserved, deficit }].map((row) => JSON.stringify(row));
      return is === should ? [] : [`${memberId} shows ${is ?? 'nothing'}, not ${should ?? 'nothing'}`];
    },
  );
}

/** What the product's own verification finds in the chains, besides what a proof does on purpose. Rows are {@link rowsBehind}'s, so that a proof can tell the two apart. */
export async function foundByVerify({ proof }: Pick<Core, 'proof'>, store: StoreId, besides: readonly string[] = []): Promise<string[]> {
  const { problems } = await proof.verify(store);
  const expected = new Set(['projections-equal-the-ledger', ...besides]);
  const chains = problems.filter(({ invariant }) => !expected.has(invariant));
  return chains.map(({ memberId, seq, invariant, detail }) => `${memberId} ${seq}: ${invariant}: ${detail}`);
}

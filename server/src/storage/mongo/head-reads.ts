// The last entries of many members in few reads, whatever the length of their chains. A balance row tells from which entry on to look; it is
// only a hint: what is found from there on is read from the ledger itself, and where nothing is found the chain is asked alone.
// Members whose chains are about equally long are asked for together: a list of members is one walk of the index, an $or of places is not.
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { BalanceRow } from '../../projections/balance-store.ts';
import type { Collection } from './collection.ts';
import type { EntryDocument } from './mongo-ledger-store.ts';

/** So many entries of a chain may be read for its last one. */
const READ_BESIDE = 4;
/** So few are asked for side by side, in one round trip instead of two. */
const FEW = 3;

type Hint = Pick<BalanceRow, 'memberId' | 'seq'>;

export class HeadReads {
  readonly #entries: Collection<EntryDocument>;
  readonly #balances: Collection<BalanceRow>;

  constructor(entries: Collection<EntryDocument>, balances: Collection<BalanceRow>) {
    this.#entries = entries;
    this.#balances = balances;
  }

  async one(storeId: StoreId, memberId: MemberId): Promise<EntryDocument | null> {
    return this.#entries.findOne({ storeId, memberId }, { sort: { seq: -1 } });
  }

  async many(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Map<MemberId, EntryDocument>> {
    const heads = new Map<MemberId, EntryDocument>();
    const keep = (document: EntryDocument | null): void => {
      if (document !== null && document.seq > (heads.get(document.memberId)?.seq ?? 0)) heads.set(document.memberId, document);
    };
    if (memberIds.length <= FEW) for (const head of await Promise.all(memberIds.map((each) => this.one(storeId, each)))) keep(head);
    else await this.#together(storeId, memberIds, keep);
    return heads;
  }

  async #hints(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Map<MemberId, number>> {
    const projection = { _id: 0, memberId: 1, seq: 1 } as const;
    const rows = this.#balances.find<Hint>({ storeId, memberId: { $in: [...memberIds] } }, { projection, batchSize: memberIds.length });
    return new Map((await rows.toArray()).map(({ memberId, seq }) => [memberId, seq]));
  }

  async #together(storeId: StoreId, memberIds: readonly MemberId[], keep: (document: EntryDocument | null) => void): Promise<void> {
    const hints = await this.#hints(storeId, memberIds);
    const alike = Map.groupBy(memberIds, (memberId) => Math.floor((hints.get(memberId) ?? 0) / READ_BESIDE));
    const found = new Set<MemberId>();
    const read = async (members: readonly MemberId[], from: number): Promise<void> => {
      const wanted = { storeId, memberId: { $in: [...members] }, seq: { $gte: Math.max(from, 1) } };
      for (const document of await this.#entries.find(wanted, { batchSize: members.length * READ_BESIDE }).toArray()) {
        found.add(document.memberId);
        keep(document);
      }
    };
    await Promise.all([...alike].map(([length, members]) => read(members, length * READ_BESIDE)));
    // A row that is ahead of its chain was damaged; the chain knows better.
    const misled = [...hints.keys()].filter((memberId) => !found.has(memberId));
    await Promise.all(misled.map(async (memberId) => keep(await this.one(storeId, memberId))));
  }
}

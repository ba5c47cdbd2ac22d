// Last entries this process wrote itself. An old one is harmless (the unique index refuses what is built on it), so nothing invalidates it.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';

/** After a lost race others write to the member too: remembering it would only lose the next race. So many writes are not remembered. */
const MISTRUSTED_WRITES = 8;

/** Members with many lots are remembered instead of more members: a lot weighs about as much as a head without any. */
const LOTS_PER_HEAD = 5;

/** What the next entry stands on: place, time, hash and state. What the entry itself did and explained would be the larger part of it. */
function withoutStory(entry: Entry): Entry {
  return { ...entry, moves: [], order: null, redemption: null, explain: null };
}

/** Keeps the most recently written; only entries whose write was acknowledged may be put here. */
export class HeadCache {
  readonly #heads = new Map<string, Entry>();
  readonly #mistrusted = new Map<string, number>();
  readonly #max: number;
  #lots = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get(storeId: StoreId, memberId: MemberId): Entry | undefined {
    return this.#heads.get(`${storeId}/${memberId}`);
  }

  put(entry: Entry): void {
    const name = `${entry.storeId}/${entry.memberId}`;
    this.#forget(name);
    if (!this.#mistrusts(name)) this.#keep(name, entry);
    while (this.#heads.size > this.#max || this.#lots > this.#max * LOTS_PER_HEAD) this.#forget(oldest(this.#heads));
  }

  /** An entry that was read: what is remembered of its member may be older. */
  refresh(entry: Entry): void {
    const known = this.get(entry.storeId, entry.memberId);
    if (known !== undefined && known.seq < entry.seq) this.#keep(`${entry.storeId}/${entry.memberId}`, entry);
  }

  /** Somebody else wrote to the member. */
  lost(storeId: StoreId, memberId: MemberId): void {
    const name = `${storeId}/${memberId}`;
    this.#forget(name);
    this.#mistrusted.set(name, MISTRUSTED_WRITES);
    if (this.#mistrusted.size > this.#max) this.#mistrusted.delete(oldest(this.#mistrusted));
  }

  #keep(name: string, entry: Entry): void {
    this.#lots += entry.after.lots.length - (this.#heads.get(name)?.after.lots.length ?? 0);
    this.#heads.set(name, withoutStory(entry));
  }

  #forget(name: string): void {
    this.#lots -= this.#heads.get(name)?.after.lots.length ?? 0;
    this.#heads.delete(name);
  }

  #mistrusts(name: string): boolean {
    const left = this.#mistrusted.get(name);
    if (left === undefined) return false;
    if (left > 1) this.#mistrusted.set(name, left - 1);
    else this.#mistrusted.delete(name);
    return true;
  }
}

function oldest(map: Map<string, unknown>): string {
  const [name = ''] = map.keys();
  return name;
}

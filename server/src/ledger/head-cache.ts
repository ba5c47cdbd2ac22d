// Last entries this process wrote itself. An old one is harmless (the unique index refuses what is built on it), so nothing invalidates it.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';

/** After a lost race others write to the member too: remembering it would only lose the next race. So many writes are not remembered. */
const MISTRUSTED_WRITES = 8;

/** Keeps the most recently used; only entries whose write was acknowledged may be put here. */
export class HeadCache {
  readonly #heads = new Map<string, Entry>();
  readonly #mistrusted = new Map<string, number>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get(storeId: StoreId, memberId: MemberId): Entry | undefined {
    return this.#heads.get(`${storeId}/${memberId}`);
  }

  put(entry: Entry): void {
    const name = `${entry.storeId}/${entry.memberId}`;
    this.#heads.delete(name);
    if (!this.#mistrusts(name)) this.#heads.set(name, entry);
    if (this.#heads.size > this.#max) dropOldest(this.#heads);
  }

  /** An entry that was read: what is remembered of its member may be older. */
  refresh(entry: Entry): void {
    const known = this.get(entry.storeId, entry.memberId);
    if (known !== undefined && known.seq < entry.seq) this.#heads.set(`${entry.storeId}/${entry.memberId}`, entry);
  }

  /** Somebody else wrote to the member. */
  lost(storeId: StoreId, memberId: MemberId): void {
    const name = `${storeId}/${memberId}`;
    this.#heads.delete(name);
    this.#mistrusted.set(name, MISTRUSTED_WRITES);
    if (this.#mistrusted.size > this.#max) dropOldest(this.#mistrusted);
  }

  #mistrusts(name: string): boolean {
    const left = this.#mistrusted.get(name);
    if (left === undefined) return false;
    if (left > 1) this.#mistrusted.set(name, left - 1);
    else this.#mistrusted.delete(name);
    return true;
  }
}

function dropOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}

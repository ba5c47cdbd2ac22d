// Last entries this process wrote itself. An old one is harmless (the unique index refuses what is built on it), so nothing invalidates it.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';

/** Keeps the most recently used; only entries whose write was acknowledged may be put here. */
export class HeadCache {
  readonly #heads = new Map<string, Entry>();
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
    this.#heads.set(name, entry);
    if (this.#heads.size <= this.#max) return;
    const [oldest] = this.#heads.keys();
    if (oldest !== undefined) this.#heads.delete(oldest);
  }

  forget(storeId: StoreId, memberId: MemberId): void {
    this.#heads.delete(`${storeId}/${memberId}`);
  }
}

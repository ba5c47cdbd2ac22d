// Members that were merged are one person: an old id leads, for ever, to where its points are now.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { LedgerStore } from './ledger-store.ts';

/** Longer chains of merges than this are a circle somebody forged. */
const HOPS_MAX = 100;

export class Persons {
  readonly #entries: Pick<LedgerStore, 'closing'>;

  constructor(entries: Pick<LedgerStore, 'closing'>) {
    this.#entries = entries;
  }

  /** The chain that speaks for a member now: its own, or the one it was merged into. The ledger itself says so, so no alias can be lost. */
  async present(storeId: StoreId, memberId: MemberId): Promise<MemberId> {
    return (await this.#path(storeId, memberId)).at(-1) ?? memberId;
  }

  /** Whether a member's chain is another's, or was merged into it, directly or over others. */
  async isPartOf(storeId: StoreId, memberId: MemberId, of: MemberId): Promise<boolean> {
    return (await this.#path(storeId, memberId)).includes(of);
  }

  /** The member, and all it was merged into, the latest last. */
  async #path(storeId: StoreId, memberId: MemberId): Promise<MemberId[]> {
    const path = [memberId];
    for (let hop = 0; hop < HOPS_MAX; hop += 1) {
      const closed = await this.#entries.closing(storeId, path.at(-1) ?? memberId);
      if (closed?.how !== 'merged' || closed.into === null) return path;
      path.push(closed.into);
    }
    throw new Error(`member ${memberId} is merged in a circle`);
  }
}

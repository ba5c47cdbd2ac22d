// For every reward: what is spent of it is what its orders carry, told anew from the orders as they are kept now.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { RedemptionStore } from './redemption-store.ts';
import type { Redemption } from './redemption.ts';
import type { Spending } from './spending.ts';

export interface RedemptionProofOptions {
  readonly redemptions: Pick<RedemptionStore, 'every' | 'read'>;
  readonly entries: Pick<LedgerStore, 'redeemed' | 'whereIs' | 'head'>;
  readonly spending: Pick<Spending, 'shareOf'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly directory: Pick<StoreDirectory, 'get'>;
}

export interface WrongReward {
  readonly memberId: MemberId;
  readonly detail: string;
}

const isErased = (head: Entry | null): boolean => head?.after.closed?.how === 'erased';

export class RedemptionProof {
  readonly #options: RedemptionProofOptions;

  constructor(options: RedemptionProofOptions) {
    this.#options = options;
  }

  /** Reads only. What changes while it is looked at is looked at again. */
  async wrong(storeId: StoreId): Promise<WrongReward[]> {
    const store = await this.#options.directory.get(storeId);
    if (store === null) return [];
    const found: WrongReward[] = [];
    for await (const redemption of this.#options.redemptions.every(storeId)) {
      const first = await this.#detail(store, redemption);
      if (first === null) continue;
      const again = await this.#options.redemptions.read(storeId, redemption.reservationId);
      const detail = again === null ? 'it went away while it was proved' : await this.#detail(store, again);
      if (detail !== null) found.push({ memberId: redemption.memberId, detail: `reward ${redemption.reservationId}: ${detail}` });
    }
    return found;
  }

  /** Null: it is right, or on its way to be. */
  async #detail(store: StoreRecord, redemption: Redemption): Promise<string | null> {
    const { storeId, reservationId, memberId, stage, terms, points } = redemption;
    const { entries, persons, spending } = this.#options;
    // Merged meanwhile: their points are where the person is now.
    const person = await persons.present(storeId, memberId);
    const [{ settled }, where, head] = await Promise.all([
      entries.redeemed(storeId, reservationId),
      entries.whereIs(storeId, reservationId),
      entries.head(storeId, person),
    ]);
    // Everything of an erased member was written off, whatever their orders did.
    if (isErased(head) || where.kind === 'erased') return null;
    if (where.kind === 'held' && (stage === 'returned' || stage === 'refused')) return 'it is over, and its points are still set aside';
    if (terms === null) return stage === 'given' && settled !== points ? `${settled} of ${points} points are spent` : null;
    const share = await spending.shareOf(store, redemption);
    if (share.kind === 'spent')
      return settled === share.points ? null : `${settled} points are spent, and its orders carry ${share.points}`;
    return share.kind === 'freed' && settled !== 0 ? `${settled} points are spent, and no order carries it` : null;
  }
}

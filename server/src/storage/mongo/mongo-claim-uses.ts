// Used claim links in MongoDB: the unique index says "once"; a row goes after its link is over.
import type { Connection } from 'mongoose';
import type { ClaimUse, ClaimUses } from '../../accounts/claim-uses.ts';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

type UseDocument = Omit<ClaimUse, 'expiresAt'> & { readonly expiresAt: Date };

export class MongoClaimUses implements ClaimUses {
  readonly #uses: Collection<UseDocument>;

  constructor(connection: Connection) {
    this.#uses = collectionOf<UseDocument>(connection, 'claim_uses');
  }

  async usedBy(storeId: StoreId, jti: string): Promise<MemberId | null> {
    return (await this.#uses.findOne({ storeId, jti }))?.memberId ?? null;
  }

  async use({ expiresAt, ...use }: ClaimUse): Promise<MemberId> {
    try {
      await this.#uses.insertOne({ ...use, expiresAt: new Date(expiresAt) });
      return use.memberId;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const first = await this.usedBy(use.storeId, use.jti);
      // It was there a moment ago: its time came in between.
      return first ?? this.use({ expiresAt, ...use });
    }
  }
}

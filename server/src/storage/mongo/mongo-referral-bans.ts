// Bans of advocates in MongoDB. `stands` is there for as long as the ban does, so that the unique index lets a member have one.
import type { Connection } from 'mongoose';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { Ban, BanStore } from '../../referrals/ban-store.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

interface BanDocument extends Ban {
  readonly stands?: string;
}

const BARE = { projection: { _id: 0, stands: 0 } } as const;

export class MongoReferralBans implements BanStore {
  readonly #bans: Collection<BanDocument>;

  constructor(connection: Connection) {
    this.#bans = collectionOf<BanDocument>(connection, 'referral_bans');
  }

  async add(ban: Ban): Promise<boolean> {
    try {
      await this.#bans.insertOne({ ...ban, stands: ban.memberId });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async standing(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Ban[]> {
    return this.#bans.find({ storeId, memberId: { $in: [...memberIds] }, undone: null }, BARE).toArray();
  }

  async ofMembers(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Ban[]> {
    return this.#bans
      .find({ storeId, memberId: { $in: [...memberIds] } }, BARE)
      .sort({ at: 1 })
      .toArray();
  }

  async undo({ storeId, banId }: Ban, undone: NonNullable<Ban['undone']>): Promise<boolean> {
    const answer = await this.#bans.updateOne({ storeId, banId, undone: null }, { $set: { undone }, $unset: { stands: '' } });
    return answer.modifiedCount === 1;
  }
}

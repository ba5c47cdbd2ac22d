// Links of advocates in MongoDB: one index says whose a code is, another that a member has one of each kind.
import type { Connection } from 'mongoose';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import { lookOf } from '../../referrals/code-look.ts';
import type { ReferralLink, ReferralLinks } from '../../referrals/link.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

/** `look`: codes that look alike are one. */
type LinkDocument = ReferralLink & { readonly look: string };

const BARE = { projection: { _id: 0, look: 0 } } as const;

export class MongoReferralLinks implements ReferralLinks {
  readonly #links: Collection<LinkDocument>;

  constructor(connection: Connection) {
    this.#links = collectionOf<LinkDocument>(connection, 'referral_links');
  }

  async add(link: ReferralLink): Promise<ReferralLink | 'taken'> {
    const { storeId, memberId, n } = link;
    try {
      await this.#links.insertOne({ ...link, look: lookOf(link.code) });
      return link;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.#links.findOne({ storeId, memberId, n }, BARE)) ?? 'taken';
    }
  }

  async byCode(storeId: StoreId, code: string): Promise<ReferralLink | null> {
    return this.#links.findOne({ storeId, look: lookOf(code) }, BARE);
  }

  async ofMembers(storeId: StoreId, memberIds: readonly MemberId[]): Promise<ReferralLink[]> {
    return memberIds.length === 0 ? [] : this.#links.find({ storeId, memberId: { $in: [...memberIds] } }, BARE).toArray();
  }

  async forget(storeId: StoreId, memberId: MemberId): Promise<void> {
    await this.#links.deleteMany({ storeId, memberId });
  }
}

// Forgetting a person in MongoDB: fields are emptied, notes deleted, and a mark is left per identifier.
import type { Connection } from 'mongoose';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { ErasureStore, Tombstone } from '../../members/erasure-store.ts';
import { NOBODY } from '../../members/personal.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

type TombstoneDocument = Tombstone & { readonly storeId: StoreId; readonly hash: string };
type Named = { readonly _id: string };
type Known = { readonly storeId: StoreId; readonly memberId: MemberId };
type Noted = Known & { readonly note: string };

export class MongoErasure implements ErasureStore {
  readonly #tombstones: Collection<TombstoneDocument>;
  readonly #members: Collection<Known>;
  readonly #notes: Collection<Named>;
  readonly #statuses: Collection<Known>;
  readonly #offers: Collection<Known>;
  readonly #bans: Collection<Noted>;

  constructor(connection: Connection) {
    this.#tombstones = collectionOf<TombstoneDocument>(connection, 'tombstones');
    this.#members = collectionOf<Known>(connection, 'members');
    this.#notes = collectionOf<Named>(connection, 'notes');
    this.#statuses = collectionOf<Known>(connection, 'statuses');
    this.#offers = collectionOf<Known>(connection, 'offers');
    this.#bans = collectionOf<Noted>(connection, 'referral_bans');
  }

  async bury(storeId: StoreId, hashes: readonly string[], tombstone: Tombstone): Promise<void> {
    for (const hash of hashes) await this.#bury({ storeId, hash, ...tombstone });
  }

  async find(storeId: StoreId, hashes: readonly string[]): Promise<Tombstone | null> {
    const found = await this.#tombstones.find({ storeId, hash: { $in: [...hashes] } }).toArray();
    const [newest] = found.toSorted((a, b) => b.erasedAt - a.erasedAt);
    return newest === undefined ? null : { memberId: newest.memberId, erasedAt: newest.erasedAt };
  }

  async forget(storeId: StoreId, memberId: MemberId, noteIds: readonly string[]): Promise<void> {
    const emptied = { profile: NOBODY, searchWords: [], kind: 'guest', gone: 'erased' };
    await this.#members.updateOne(
      { storeId, memberId },
      { $set: emptied, $unset: { externalId: '', guestEmailKey: '', provenEmailKey: '', changedAddress: '', opening: '', away: '' } },
    );
    // Levels tell how much somebody bought, and when; so does what became of offers.
    await this.#statuses.deleteOne({ storeId, memberId });
    await this.#offers.deleteMany({ storeId, memberId });
    // What staff wrote about them; that they were banned stays, as that they were a member does.
    await this.#bans.updateMany({ storeId, memberId }, { $set: { note: '' } });
    await this.#bans.updateMany({ storeId, memberId, undone: { $ne: null } }, { $set: { 'undone.note': '' } });
    if (noteIds.length > 0) await this.#notes.deleteMany({ _id: { $in: noteIds.map((id) => `${storeId}/${id}`) } });
  }

  async #bury({ storeId, hash, ...tombstone }: TombstoneDocument): Promise<void> {
    const older = { storeId, hash, erasedAt: { $lt: tombstone.erasedAt } };
    try {
      await this.#tombstones.updateOne(older, { $set: tombstone }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // The upsert met a mark that is as new, or one that was first at the same moment and is older.
      await this.#tombstones.updateOne(older, { $set: tombstone });
    }
  }
}

// What was last seen of each shop's page, in MongoDB.
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { LookStore } from '../../onboarding/storefront-desk.ts';
import type { StorefrontLook } from '../../onboarding/storefront-check.ts';
import { collectionOf, type Collection } from './collection.ts';

type LookDocument = StorefrontLook & { readonly _id: StoreId };

export class MongoStorefrontLooks implements LookStore {
  readonly #looks: Collection<LookDocument>;

  constructor(connection: Connection) {
    this.#looks = collectionOf<LookDocument>(connection, 'storefront_looks');
  }

  async keep(storeId: StoreId, look: StorefrontLook): Promise<void> {
    await this.#looks.updateOne({ _id: storeId }, { $set: look }, { upsert: true });
  }

  async last(storeId: StoreId): Promise<StorefrontLook | null> {
    const document = await this.#looks.findOne({ _id: storeId });
    if (document === null) return null;
    const { _id, ...look } = document;
    return look;
  }
}

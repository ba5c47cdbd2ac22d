// Settings in MongoDB: one document per store.
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import { DEFAULT_SETTINGS } from '../../settings/default-settings.ts';
import type { SettingsStore, StoredSettings } from '../../settings/settings-store.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

type Values = StoredSettings['values'];
type Later = 'accounts' | 'referrals';
type StoredValues = Omit<Values, Later> & Partial<Pick<Values, Later>>;
type SettingsDocument = Omit<StoredSettings, 'values'> & { readonly _id: StoreId; readonly values: StoredValues };

export class MongoSettings implements SettingsStore {
  readonly #settings: Collection<SettingsDocument>;

  constructor(connection: Connection) {
    this.#settings = collectionOf<SettingsDocument>(connection, 'settings');
  }

  async get(storeId: StoreId): Promise<StoredSettings | null> {
    const document = await this.#settings.findOne({ _id: storeId });
    if (document === null) return null;
    const { _id, values, ...settings } = document;
    // Saved before there was more to decide: what is new is as it was for everybody.
    const { accounts, referrals } = DEFAULT_SETTINGS;
    return { ...settings, values: { accounts, referrals, ...values } };
  }

  async save(storeId: StoreId, settings: StoredSettings): Promise<boolean> {
    if (settings.revision > 1) {
      const answer = await this.#settings.updateOne({ _id: storeId, revision: settings.revision - 1 }, { $set: settings });
      return answer.matchedCount === 1;
    }
    try {
      await this.#settings.insertOne({ _id: storeId, ...settings });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

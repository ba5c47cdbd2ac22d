// What stores decided about mail, in MongoDB: one document per store, the server with its password sealed.
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import { DEFAULT_MAIL, type MailSettingsStore, type MailValues, type StoredMailSettings } from '../../mail/mail-settings.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

interface MailSettingsDocument extends Omit<StoredMailSettings, 'values'> {
  readonly _id: StoreId;
  readonly values: Omit<MailValues, 'own'>;
  /** Null: the store has no server of its own. */
  readonly sealed: string | null;
}

const contextOf = (storeId: StoreId): string => `mail/${storeId}`;

export class MongoMailSettings implements MailSettingsStore {
  readonly #settings: Collection<MailSettingsDocument>;
  readonly #keys: Keyring;

  constructor(connection: Connection, keys: Keyring) {
    this.#settings = collectionOf<MailSettingsDocument>(connection, 'mail_settings');
    this.#keys = keys;
  }

  async get(storeId: StoreId): Promise<StoredMailSettings | null> {
    const document = await this.#settings.findOne({ _id: storeId });
    if (document === null) return null;
    const { _id, sealed, values, ...settings } = document;
    const own = sealed === null ? null : (JSON.parse(this.#keys.openText(sealed, contextOf(storeId))) as MailValues['own']);
    // What was saved before there was such a mail says nothing of it: it is not sent.
    return { ...settings, values: { ...DEFAULT_MAIL, ...values, own } };
  }

  async save(storeId: StoreId, { values, ...settings }: StoredMailSettings): Promise<boolean> {
    const { own, ...open } = values;
    const sealed = own === null ? null : this.#keys.sealText(JSON.stringify(own), contextOf(storeId));
    const document = { ...settings, values: open, sealed };
    if (settings.revision > 1) {
      const answer = await this.#settings.updateOne({ _id: storeId, revision: settings.revision - 1 }, { $set: document });
      return answer.matchedCount === 1;
    }
    try {
      await this.#settings.insertOne({ _id: storeId, ...document });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

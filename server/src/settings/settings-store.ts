// The port to how a store's program looks and speaks. A write names the revision it replaces, so nobody overwrites what they have not seen.
import type { admin } from '../contract/index.ts';
import type { StoreId } from '../loyalty/ids.ts';

export interface StoredSettings {
  /** 1, 2, 3, ... */
  readonly revision: number;
  readonly values: admin.SettingsValues;
  readonly savedAt: number;
  readonly by: { readonly userId: string; readonly name: string };
}

export interface SettingsStore {
  /** Null: nobody saved any yet. */
  get(storeId: StoreId): Promise<StoredSettings | null>;
  /** False when the stored revision is no longer `settings.revision - 1`. */
  save(storeId: StoreId, settings: StoredSettings): Promise<boolean>;
}

// A store comes to us: its record and its first program. Doing it twice changes nothing but what the store says of itself.
import { randomBytes } from 'node:crypto';
import { defaultProgram } from '../loyalty/program/default-program.ts';
import type { StoreRecord, StoreRecords } from './store-record.ts';

export type NewStore = Omit<StoreRecord, 'state' | 'createdAt' | 'installedAt' | 'identityKey'>;

/** Creates the store, or refreshes what it says of itself when it returns. The identity key is made once: guests are found by it. */
export async function installStore(records: StoreRecords, store: NewStore, now: number): Promise<void> {
  const record: StoreRecord = {
    ...store,
    state: 'active',
    createdAt: now,
    installedAt: now,
    identityKey: randomBytes(32).toString('base64'),
  };
  if (!(await records.create(record))) {
    const { name, domain, url, currency, timeZone, webhookSecret, credentials, granted } = store;
    const said = { name, domain, url, currency, timeZone, webhookSecret, credentials, ...(granted === undefined ? {} : { granted }) };
    await records.update(store.storeId, { ...said, state: 'active', installedAt: now });
  }
  await records.publish(store.storeId, defaultProgram(store.currency, store.timeZone));
}

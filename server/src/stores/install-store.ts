// A store comes to us: its record and its first program. Doing it twice changes nothing but what the store says of itself.
import { randomBytes } from 'node:crypto';
import { defaultProgram } from '../loyalty/program/default-program.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { StoreId } from '../loyalty/ids.ts';
import { PROGRAM_LEAD_MS } from './directory.ts';
import type { StoreRecord, StoreRecords } from './store-record.ts';

export type NewStore = Omit<StoreRecord, 'state' | 'createdAt' | 'identityKey'>;

/** Creates the store, or refreshes what it says of itself when it returns. The identity key is made once: guests are found by it. */
export async function installStore(records: StoreRecords, store: NewStore, now: number): Promise<void> {
  const record: StoreRecord = { ...store, state: 'active', createdAt: now, identityKey: randomBytes(32).toString('base64') };
  if (!(await records.create(record))) {
    const { name, domain, url, currency, timeZone, webhookSecret, credentials } = store;
    await records.update(store.storeId, { name, domain, url, currency, timeZone, webhookSecret, credentials, state: 'active' });
  }
  await records.publish(store.storeId, defaultProgram(store.currency, store.timeZone));
}

/**
 * Publishes the next version with the merchant's change, in force shortly after now. Null when `expectedVersion` is no longer the newest:
 * somebody else saved first, and nothing was written.
 */
export async function publishProgram(
  records: StoreRecords,
  storeId: StoreId,
  expectedVersion: number,
  change: Partial<Pick<Program, 'active' | 'earning' | 'negative'>>,
  now: number,
): Promise<Program | null> {
  const newest = (await records.programs(storeId)).at(-1);
  if (newest?.version !== expectedVersion) return null;
  const next: Program = { ...newest, ...change, version: expectedVersion + 1, inForceFrom: now + PROGRAM_LEAD_MS };
  return (await records.publish(storeId, next)) ? next : null;
}

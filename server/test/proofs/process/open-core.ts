// The product without its doors, as several processes open it: one database, one key, a clock that the proof sets.
import { pino } from 'pino';
import { createCore, type Core } from '../../../src/core.ts';
import { storeId, type StoreId } from '../../../src/loyalty/ids.ts';
import type { StorePlatform } from '../../../src/platforms/platform.ts';
import { woocommercePlatform } from '../../../src/platforms/woocommerce/index.ts';
import { Keyring } from '../../../src/secrets/keyring.ts';
import { connectMongo } from '../../../src/storage/mongo/connect.ts';
import { installStore } from '../../../src/stores/install-store.ts';

export const PROOF_STORE = storeId('proof');

export interface Place {
  readonly uri: string;
  readonly name: string;
}

/** Only one platform speaks in the proofs; loading the other would cost every child process its start-up time. */
const silent: StorePlatform = {
  name: 'shopify',
  verify: () => Promise.resolve({ kind: 'rejected', status: 401, why: 'not in the proofs' }),
  normalise: () => [],
  connect: () => null,
};

export interface OpenCore {
  readonly core: Core;
  readonly woocommerce: StorePlatform;
  readonly close: () => Promise<void>;
}

export async function openCore({ uri, name }: Place, clock: () => number): Promise<OpenCore> {
  const connection = await connectMongo(uri, name);
  const keys = new Keyring([{ id: 'proof', key: Buffer.alloc(32, 7) }]);
  const woocommerce = { ...woocommercePlatform() };
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  const core = createCore({ connection, keys, clock, log, platforms: { shopify: silent, woocommerce } });
  return { core, woocommerce, close: () => connection.close() };
}

/** A store that cannot be asked, so what it pushes is all there is to know. */
export async function addProofStore(core: Core, now: number): Promise<StoreId> {
  const place = { name: 'Proof', domain: 'proof.test', url: 'https://proof.test', currency: 'EUR', timeZone: 'Europe/Berlin' };
  const secrets = { webhookSecret: 'a-secret-of-the-proofs', credentials: null };
  await installStore(core.stores, { storeId: PROOF_STORE, platform: 'woocommerce', ...place, startsAt: 0, ...secrets }, now);
  return PROOF_STORE;
}

// Two hundred at once: exact counts, whoever works on them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/core.ts';
import { anAccount } from '../builders/customers.ts';
import type { StoreId } from '../../src/loyalty/ids.ts';
import type { Claims } from '../../src/referrals/claims.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aProgram } from '../builders/programs.ts';
import { DEFAULT_MAIL } from '../../src/mail/mail-settings.ts';
import { byReward, FIVE_OFF } from './claiming-world.ts';

const MANY = 200;
const shown = { networkAddress: null, userAgent: null, acceptLanguage: null, device: null, referrer: null };
let core: TestCore;
let processes: Core[];

/** Thousands of writes on a machine that others use as well. */
const PATIENCE_MS = 120_000;

beforeAll(async () => {
  core = await aCore();
  processes = [core, core.anotherProcess(), core.anotherProcess()];
});
afterAll(() => core.database.close());

async function aStore(): Promise<{ store: StoreRecord; codes: string[] }> {
  const storeId = await core.addStore();
  await core.stores.publish(storeId, { ...aProgram([], {}, { rewards: [FIVE_OFF], referrals: byReward() }), version: 2, inForceFrom: 1 });
  for (const each of processes) each.directory.forget(storeId);
  const values = { ...DEFAULT_MAIL, friendCode: { on: true } };
  await core.mailSettings.save(storeId, { revision: 1, values, savedAt: 1, by: { userId: 'u', name: 'U' } });
  const store = await core.stores.get(storeId);
  if (store === null) throw new Error('no store');
  const codes: string[] = [];
  for (const name of ['Ada', 'Cleo']) {
    const memberId = await core.registry.memberFor(store, { ...anAccount(name), firstName: name }, 'account', null);
    const link = memberId === null ? null : await core.referring.links.of(store, memberId);
    codes.push(link?.code ?? '');
  }
  return { store, codes };
}

const doorOf = (at: number): Claims => (processes[at % processes.length] ?? core).referring.friendClaims;

/** Every process works, all at the same time, until nothing is left. */
async function workAll(): Promise<void> {
  for (let taken = 1; taken > 0;) {
    taken = (await Promise.all(processes.map(({ drain }) => drain.once()))).reduce((sum, each) => sum + each, 0);
  }
}

async function effects(storeId: StoreId, kind: string): Promise<number> {
  return collectionOf(core.database.connection, 'outbox').countDocuments({ storeId, kind });
}

async function counted(storeId: StoreId): Promise<{ referrals: number; vouchers: number; codes: number; mails: number; undone: number }> {
  const count = (name: string) => collectionOf(core.database.connection, name).countDocuments({ storeId });
  const [referrals, vouchers, codes, mails, undone] = await Promise.all([
    count('referrals'),
    count('vouchers'),
    effects(storeId, 'make-code'),
    effects(storeId, 'send-mail'),
    collectionOf(core.database.connection, 'inbox').countDocuments({ storeId, state: { $ne: 'done' } }),
  ]);
  return { referrals, vouchers, codes, mails, undone };
}

describe('two hundred claims of one link at the same moment', () => {
  it(
    'by two hundred friends are two hundred referrals, codes and mails, each once',
    async () => {
      const { store, codes } = await aStore();
      const claims = Array.from({ length: MANY }, (_, n) =>
        doorOf(n).claim(
          store,
          { code: codes[0] ?? '', email: `friend-${n}@example.test`, locale: 'en', channel: 'whatsapp', shown },
          core.time.now,
        ),
      );
      const told = (await Promise.all(claims)).map((answer) => (answer.kind === 'claimed' ? answer.code : answer.kind));
      expect(new Set(told).size).toBe(MANY);
      await workAll();
      expect(await counted(store.storeId)).toEqual({ referrals: MANY, vouchers: MANY, codes: MANY, mails: MANY, undone: 0 });
    },
    PATIENCE_MS,
  );

  it(
    'by one friend are one referral, one code and one mail, also by two links and three processes',
    async () => {
      const { store, codes } = await aStore();
      const claims = Array.from({ length: MANY }, (_, n) => {
        const email = n % 3 === 0 ? 'BO@example.test' : 'bo@example.test';
        return doorOf(n).claim(store, { code: codes[n % 2] ?? '', email, locale: 'en', channel: 'link', shown }, core.time.now + n);
      });
      const working = workAll();
      const told = (await Promise.all(claims)).map((answer) => (answer.kind === 'claimed' ? answer.code : answer.kind));
      await working;
      core.time.now += MANY;
      await workAll();
      expect(new Set(told).size).toBe(1);
      expect(await counted(store.storeId)).toEqual({ referrals: 1, vouchers: 1, codes: 1, mails: 1, undone: 0 });
    },
    PATIENCE_MS,
  );
});

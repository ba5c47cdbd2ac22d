// A key is changed: everything stays readable, new things are sealed with the new key, and after resealing nobody needs the old one.
import { readdirSync, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCore, type Core } from '../../src/core.ts';
import { memberId, orderId, storeId } from '../../src/loyalty/ids.ts';
import type { Credentials } from '../../src/platforms/shopify/auth/credentials.ts';
import { woocommercePlatform } from '../../src/platforms/woocommerce/index.ts';
import { Keyring, type NamedKey } from '../../src/secrets/keyring.ts';
import { MongoCredentialVault } from '../../src/storage/mongo/mongo-credential-vault.ts';
import { MongoLeases } from '../../src/storage/mongo/mongo-leases.ts';
import { DEFAULT_MAIL } from '../../src/mail/mail-settings.ts';
import { MongoResealing, SEALED_FIELDS } from '../../src/storage/mongo/mongo-resealing.ts';
import { installStore } from '../../src/stores/install-store.ts';
import { aDatabase, type TestDatabase } from '../builders/database.ts';
import { shopifyPlatformForTests } from '../builders/platforms.ts';

const OLD: NamedKey = { id: '2026-01', key: randomBytes(32) };
const NEW: NamedKey = { id: '2026-11', key: randomBytes(32) };
const NOW = Date.UTC(2026, 10, 21);
const STORE = storeId('a-store');
const access: Credentials = {
  accessToken: 'access', accessTokenExpiresAt: 1, refreshToken: 'refresh', refreshTokenExpiresAt: 2, previousRefreshToken: null, scopes: [],
}; // prettier-ignore

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
  await usedBy(new Keyring([OLD]));
});
afterAll(() => database.close());

function coreWith(keys: Keyring): Core {
  const platforms = { shopify: shopifyPlatformForTests(), woocommerce: woocommercePlatform() };
  return createCore({ connection: database.connection, keys, clock: () => NOW, log: pino({ level: 'silent' }), platforms });
}
const vaultWith = (keys: Keyring) =>
  new MongoCredentialVault<Credentials>(database.connection, keys, new MongoLeases(database.connection), () => NOW);

/** A store with access, a delivery, a file, an effect and a sealed day, all by these keys. */
async function usedBy(keys: Keyring): Promise<void> {
  const core = coreWith(keys);
  const place = { name: 'Tea', domain: 'tea.example', url: 'https://tea.example', currency: 'EUR', timeZone: 'Europe/Berlin' };
  const secrets = { webhookSecret: 'a-webhook-secret', credentials: { consumerKey: 'ck_1' } };
  await installStore(core.stores, { storeId: STORE, platform: 'woocommerce', ...place, startsAt: 0, ...secrets }, NOW - 5 * 86_400_000);
  await vaultWith(keys).save(STORE, access);
  const item = {
    itemId: 'i-1',
    storeId: STORE,
    origin: 'webhook',
    topic: 'order.updated',
    dedupe: null,
    headers: {},
    receivedAt: NOW,
  } as const;
  await core.inbox.insert({ ...item, body: Buffer.from('a delivery') });
  await core.dataFiles.keep({ storeId: STORE, requestId: 'r-1', askedAt: NOW, members: [], subjects: [], text: '"a file"' });
  await core.outbox.add({
    storeId: STORE,
    effectId: 'e-1',
    kind: 'remove-code',
    subject: null,
    body: { code: 'X' },
    createdAt: NOW,
    dueAt: NOW,
  });
  const own = {
    server: { host: 'mail.example', port: 465, secure: true, user: 'me', password: 'a-mail-password' },
    from: 'me@mail.example',
  };
  await core.mailSettings.save(STORE, { revision: 1, values: { ...DEFAULT_MAIL, own }, savedAt: NOW, by: { userId: 'u', name: 'U' } });
  const born = { memberId: memberId('m-1'), birthday: '03-21', since: NOW };
  await core.consents.keepBirthday({ storeId: STORE, identityKey: 'k' }, born);
  const words = { kind: 'terms', version: '1', wording: 'I agree.', birthday: null } as const;
  await core.consents.wait({ storeId: STORE, orderId: orderId('o-1'), consents: [words], at: NOW, surface: 'panel', locale: 'en' });
  const invitation = { hash: 'h', forStore: null, createdAt: NOW, expiresAt: NOW + 1_000 * 86_400_000, used: null, approval: null };
  await core.invitations.add(invitation);
  await core.invitations.ask('h', { stateHash: 's', url: place.url });
  await core.invitations.approved('s', { consumerKey: 'ck_2', consumerSecret: 'cs_2' });
  await core.proof.seal(STORE, '2026-11-19', NOW - 86_400_000);
}

/** Everything that is sealed, read through the product. */
async function readBy(keys: Keyring): Promise<unknown[]> {
  const core = coreWith(keys);
  const [store, held, item, file, mail, verified, born, waiting, invitation] = [
    await core.stores.get(STORE),
    await vaultWith(keys).load(STORE),
    await core.inbox.get(STORE, 'i-1'),
    await core.dataFiles.read(STORE, 'r-1'),
    await core.mailSettings.get(STORE),
    await core.proof.verify(STORE),
    await core.consents.birthdayOf(STORE, memberId('m-1')),
    await core.consents.waiting(STORE, [orderId('o-1')], NOW),
    await core.invitations.find('h', NOW),
  ];
  const sealed = [born?.birthday, waiting[0]?.consents[0]?.wording, invitation?.approval?.keys?.consumerSecret];
  return [store?.webhookSecret, store?.credentials, held, item?.body.toString(), file, mail?.values.own?.server.password, verified.ok, ...sealed]; // prettier-ignore
}
const WHOLE = [
  'a-webhook-secret',
  { consumerKey: 'ck_1' },
  access,
  'a delivery',
  '"a file"',
  'a-mail-password',
  true,
  '03-21',
  'I agree.',
  'cs_2',
];

describe('a key that was rotated', () => {
  const both = new Keyring([NEW, OLD]);

  it('still opens what it sealed', async () => {
    expect(await readBy(new Keyring([OLD]))).toEqual(WHOLE);
    expect(await readBy(both)).toEqual(WHOLE);
  });

  it('seals nothing any more: what is saved next is sealed with the new one', async () => {
    await vaultWith(both).save(STORE, access);
    expect(await vaultWith(new Keyring([NEW])).load(STORE)).toEqual(access);
    await expect(vaultWith(new Keyring([OLD])).load(STORE)).rejects.toThrow(/no key opens this/u);
  });

  it('is missed by name when it is thrown away too early, and nothing is resealed then', async () => {
    await expect(coreWith(new Keyring([NEW])).stores.get(STORE)).rejects.toThrow(/2026-01/u);
    await expect(new MongoResealing(database.connection, new Keyring([NEW])).reseal({ dryRun: false })).rejects.toThrow(/2026-01/u);
    expect(await readBy(both)).toEqual(WHOLE);
  });

  it('is counted where it still lies, and not needed once everything is sealed again', async () => {
    const resealing = new MongoResealing(database.connection, both);
    const before = await resealing.reseal({ dryRun: true });
    expect(before.find(({ collection }) => collection === 'stores')).toMatchObject({ before: { '2026-01': 1 }, resealed: 0 });
    expect(before.find(({ collection }) => collection === 'credentials')).toMatchObject({ before: { '2026-11': 1 } });
    expect((await resealing.reseal({ dryRun: false })).reduce((sum, { resealed }) => sum + resealed, 0)).toBeGreaterThan(4);
    const after = await resealing.reseal({ dryRun: false });
    expect(after.flatMap(({ before: keys }) => Object.keys(keys)).every((id) => id === NEW.id)).toBe(true);
    expect(after.every(({ resealed }) => resealed === 0)).toBe(true);
    expect(await readBy(new Keyring([NEW]))).toEqual(WHOLE);
  });

  it('leaves alone what somebody else saved meanwhile', async () => {
    await vaultWith(new Keyring([OLD])).save(STORE, access);
    const racing = new Keyring([NEW, OLD]);
    const open = racing.open.bind(racing);
    const saving: Promise<void>[] = [];
    // Whoever refreshes a token does so between our reading and our writing.
    racing.open = (sealed, context) => {
      if (context.startsWith('credentials/')) saving.push(vaultWith(racing).save(STORE, { ...access, accessToken: 'newer' }));
      return open(sealed, context);
    };
    await new MongoResealing(database.connection, racing).reseal({ dryRun: false });
    expect(saving).toHaveLength(1);
    await Promise.all(saving);
    expect((await vaultWith(new Keyring([NEW])).load(STORE))?.accessToken).toBe('newer');
  });
});

describe('the list of what is sealed', () => {
  it('has every place that seals, so that resealing forgets none', () => {
    const folder = new URL('../../src/', import.meta.url);
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
    const seals = sources.filter((path) => /[kK]eys\.seal(Text)?\(/u.test(readFileSync(new URL(path, folder), 'utf8')));
    const known = ['ledger/checkpoint-seal.ts', 'storage/mongo/mongo-consents.ts', 'storage/mongo/mongo-credential-vault.ts', 'storage/mongo/mongo-data-files.ts', 'storage/mongo/mongo-inbox-store.ts', 'storage/mongo/mongo-invitations.ts', 'storage/mongo/mongo-mail-settings.ts', 'storage/mongo/mongo-resealing.ts', 'storage/mongo/mongo-store-records.ts', 'storage/mongo/outbox-documents.ts']; // prettier-ignore
    expect(seals.toSorted()).toEqual(known);
    // Resealing has no collection of its own; consents have two: birthdays, and what waits.
    expect(new Set(SEALED_FIELDS.map(({ collection }) => collection)).size).toBe(known.length - 1 + 1);
  });
});

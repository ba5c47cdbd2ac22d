// A product with a mail server of this machine, a new store for every test, and members whose points will expire.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { pino } from 'pino';
import type { Services } from '../../src/api/services.ts';
import { offerAccounts } from '../../src/jobs/offer-accounts.ts';
import { warnOfExpiry } from '../../src/jobs/warn-of-expiry.ts';
import { orderId, type MemberId, type OrderId, type StoreId } from '../../src/loyalty/ids.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import { DEFAULT_MAIL, type MailValues } from '../../src/mail/mail-settings.ts';
import { SmtpMailer } from '../../src/mail/smtp-mailer.ts';
import { digestOf } from '../../src/orders/order-desk.ts';
import { shopifyStoreId } from '../../src/stores/store-id.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aLine, anOrder } from '../builders/orders.ts';
import { aProgram, aRule, perMoney } from '../builders/programs.ts';
import { servicesOf } from '../builders/server.ts';
import { anSmtpServer, type TestSmtp } from '../builders/smtp.ts';
import { startApp, type AppUnderTest } from '../api/app-under-test.ts';

export const DAY_MS = 86_400_000;
export const APP = 'https://loyalty.example';
const log = pino({ level: 'silent' });

export let smtp: TestSmtp;
export let core: TestCore;
export let store: StoreId;
export let app: AppUnderTest;
const mailer = new SmtpMailer({ privateAllowed: false });
const operator = {
  server: { host: '127.0.0.1', port: 0, secure: false, user: null, password: null },
  from: { name: null, address: 'loyalty@lasting.example' },
};

/** Who asks is in the query or in the token, as a store's own signature would say it. */
const signedIn: Partial<Services> = {
  storefrontIdentity: (query) => Promise.resolve({ storeId: store, externalId: query.get('customer') }),
  extensionIdentity: (bearer) => Promise.resolve({ storeId: store, externalId: bearer === 'visitor' ? null : bearer }),
};

/** Called once by a file of tests. */
export function useMailWorld(): void {
  beforeAll(async () => {
    smtp = await anSmtpServer();
    operator.server.port = smtp.port;
    core = await aCore({ mail: { mailer, operator, appUrl: APP } });
    app = await startApp(servicesOf(core, signedIn));
  });
  afterAll(async () => {
    await app.close();
    mailer.close();
    await smtp.close();
    await core.database.close();
  });
  beforeEach(async () => {
    store = await core.addStore();
    const expiry = { kind: 'days', days: 5 } as const;
    await core.stores.publish(store, { ...aProgram([perMoney()], {}, { expiry }), version: 2, inForceFrom: core.time.now + 1 });
    core.time.now += 1_000;
    core.directory.forget(store);
    await decide({ expiring: { on: true, days: 7 } });
  });
  afterEach(async () => {
    await core.stores.update(store, { state: 'left' });
    await core.database.connection.db?.collection('outbox').deleteMany({});
    smtp.mood = 'fine';
    smtp.mails.length = 0;
    smtp.raw.length = 0;
  });
}

/** From here on the test is about a shop on Shopify, which sells in dollars. */
export async function onShopify(): Promise<void> {
  const domain = `mail-${randomUUID().slice(0, 8)}.myshopify.com`;
  store = await core.addStore({ storeId: shopifyStoreId(domain), platform: 'shopify', domain, url: `https://${domain}`, currency: 'USD' });
  const rule = aRule('points-per-money', { rates: [{ currency: 'USD', points: 1, perMinor: 100 }] });
  await core.stores.publish(store, { ...aProgram([rule]), version: 2, inForceFrom: 1 });
  core.directory.forget(store);
}

let revision = new Map<StoreId, number>();
export async function decide(change: Partial<MailValues>): Promise<void> {
  const next = (revision.get(store) ?? 0) + 1;
  revision = revision.set(store, next);
  const values = { ...DEFAULT_MAIL, ...change };
  expect(await core.mailSettings.save(store, { revision: next, values, savedAt: core.time.now, by: { userId: 'u', name: 'U' } })).toBe(
    true,
  );
}

export async function shop() {
  const record = await core.stores.get(store);
  if (record === null) throw new Error('no store');
  return record;
}

export async function aMember(change: { email?: string | null; locale?: string | null; hasAccount?: boolean } = {}): Promise<MemberId> {
  const hasAccount = change.hasAccount ?? true;
  const email = change.email === undefined ? `ada-${randomUUID().slice(0, 8)}@example.com` : change.email;
  const known = {
    externalId: hasAccount ? randomUUID() : null,
    email,
    phone: null,
    firstName: 'Ada',
    lastName: null,
    locale: change.locale ?? 'en',
    hasAccount,
    emailVerified: false,
  };
  const found = await core.registry.memberFor(await shop(), known, hasAccount ? 'account' : 'order', null);
  if (found === null) throw new Error('nobody');
  return found;
}

let orders = 0;
/** A paid order that earns so many points. */
export async function givePoints(member: MemberId, points = 120, change: Partial<OrderState> = {}): Promise<OrderId> {
  const at = core.time.now;
  const times = { placedAt: at, version: at, paidAt: at };
  const order = anOrder({ orderId: orderId(`o-${(orders += 1)}`), ...times, lines: [aLine(points * 100)], ...change });
  const record = await shop();
  await core.desk.keep(record, { order, provenance: 'pushed', seenAt: at, digest: digestOf(order) }, member, true);
  await core.desk.settle(record, order.orderId, 'a-test');
  return order.orderId;
}

/** A later look than the one before, so that no lease of that one is in the way. */
export async function look(): Promise<number> {
  core.time.now += 31 * 60_000;
  return warnOfExpiry({ ...core, clock: () => core.time.now, log });
}

/** The same for guests whose points wait. */
export async function lookForGuests(): Promise<number> {
  core.time.now += 31 * 60_000;
  return offerAccounts({ ...core, clock: () => core.time.now, log });
}

export async function perform(): Promise<void> {
  while ((await core.performer.once()) > 0);
}

export async function ends() {
  return (await core.mailLog.days(store, '2000-01-01')).map(({ queued, ends: became }) => ({ queued, ...became }));
}

export const onlyEffect = async (state: 'new' | 'done' | 'dead') =>
  (await core.outbox.list(store, state, null, 10)).effects.filter(({ kind }) => kind === 'send-mail');

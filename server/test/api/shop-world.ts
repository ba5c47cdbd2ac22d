// Two stores side by side on a real database, each with a member and an order, and the app in front: what one store's people may see of the other.
import { creditOf } from '../outbox/some-effects.ts';
import { randomUUID } from 'node:crypto';
import { createDevLogin, type DevLogin } from '../../src/api/admin/dev-login.ts';
import type { AppOptions } from '../../src/api/app.ts';
import type { Services } from '../../src/api/services.ts';
import type { admin } from '../../src/contract/index.ts';
import { memberId, orderId, storeId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import type { Referral } from '../../src/referrals/referral.ts';
import { digestOf } from '../../src/orders/order-desk.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { anOrder } from '../builders/orders.ts';
import { aRedemption } from '../builders/redemptions.ts';
import { aJudgement, aReferral, aStanding } from '../builders/referrals.ts';
import { servicesOf } from '../builders/server.ts';
import { startApp, type AppUnderTest } from './app-under-test.ts';

export interface ShopWorld {
  readonly core: TestCore;
  readonly app: AppUnderTest;
  readonly services: Services;
  readonly devLogin: DevLogin;
  readonly store: StoreId;
  readonly other: StoreId;
  readonly mina: MemberId;
  readonly stranger: MemberId;
  /** A token for the first store. */
  token(role?: admin.Role, store?: StoreId): Promise<string>;
  /** A call of the admin API with a token of the first store's owner, unless told otherwise. */
  call(method: string, path: string, options?: { body?: unknown; token?: string; headers?: Record<string, string> }): Promise<Response>;
  order(store: StoreId, member: MemberId, change?: Partial<OrderState>): Promise<void>;
  deadItem(store: StoreId): Promise<string>;
  /** A reward whose code the store has; no points stand behind it. */
  heldReward(store: StoreId, member: MemberId): Promise<string>;
  /** A friend of a member's whose order waits for a person. */
  referral(store: StoreId, advocate: MemberId, change?: Partial<Referral>): Promise<string>;
  /** Store credit of which nobody knows whether it was given. */
  deadEffect(store: StoreId): Promise<string>;
  close(): Promise<void>;
}

async function addMember(core: TestCore, store: StoreId, firstName: string): Promise<MemberId> {
  const id = memberId(`m-${randomUUID()}`);
  const profile = { email: `${firstName.toLowerCase()}@example.com`, phone: null, firstName, lastName: 'Tester', locale: null };
  await core.members.create({
    storeId: store,
    memberId: id,
    kind: 'account',
    externalId: `c-${firstName}`,
    guestEmailKey: null,
    profile,
    joinedAt: core.time.now,
  });
  return id;
}

async function placeOrder(core: TestCore, store: StoreId, member: MemberId, change: Partial<OrderState>): Promise<void> {
  const record = await core.stores.get(store);
  if (record === null) throw new Error(`no store ${store}`);
  const order = anOrder(change);
  await core.desk.keep(record, { order, provenance: 'pushed', seenAt: core.time.now, digest: digestOf(order) }, member, true);
  await core.desk.settle(record, order.orderId, 'a-test');
}

async function deadItem(core: TestCore, store: StoreId): Promise<string> {
  const itemId = await core.deliver(store, 'order.updated', {}, '{"cut');
  const lease = randomUUID();
  await core.inbox.claimOne(itemId, lease, core.time.now, core.time.now + 60_000);
  await core.inbox.fail(itemId, lease, 'cannot read body', null);
  return itemId;
}

async function heldReward(core: TestCore, store: StoreId, member: MemberId): Promise<string> {
  const redemption = aRedemption({ storeId: store, memberId: member, askedAt: core.time.now, reservationId: randomUUID() });
  await core.redemptions.create(redemption);
  return redemption.reservationId;
}

async function referred(core: TestCore, store: StoreId, advocateId: MemberId, change: Partial<Referral>): Promise<string> {
  const judged = aJudgement({ advocateId, orderId: orderId(randomUUID()), score: 35, verdict: 'review' });
  const which = { storeId: store, referralId: `f-${randomUUID()}`, advocateId, createdAt: core.time.now };
  const referral = aReferral({ ...which, judged, standing: aStanding({ state: 'in-review' }), ...change });
  await core.referrals.create(referral);
  return referral.referralId;
}

async function deadEffect({ outbox, time }: TestCore, store: StoreId): Promise<string> {
  const effect = creditOf(randomUUID(), randomUUID(), 500, { storeId: store, createdAt: time.now, dueAt: time.now });
  const claim = { storeId: store, effectId: effect.effectId, lease: randomUUID() };
  await outbox.add(effect);
  await outbox.claimOne(store, effect.effectId, claim.lease, time.now, time.now + 60_000);
  await outbox.remember(claim, { lastMoveId: null, askedAt: time.now });
  await outbox.fail(claim, 'Unclear: 2 equal credits were given since', 'unclear');
  return effect.effectId;
}

export async function aShopWorld(change: Partial<Services> = {}, options: AppOptions = {}): Promise<ShopWorld> {
  const core = await aCore();
  const devLogin = createDevLogin('the app secret of these tests');
  const identities = {
    devLogin,
    adminIdentity: (bearer: string) => devLogin.verify(bearer, core.time.now),
    // Stands for a signed query: the platform's own tests prove the signature.
    storefrontIdentity: (query: URLSearchParams) => {
      const signed = query.get('signature') === 'good';
      return Promise.resolve(signed ? { storeId: storeId(query.get('shop') ?? ''), externalId: query.get('logged_in_customer_id') } : null);
    },
  };
  const services = servicesOf(core, { ...identities, ...change });
  const app = await startApp(services, options);
  const store = await core.addStore({ platform: 'shopify' });
  const other = await core.addStore();
  const [mina, stranger] = [await addMember(core, store, 'Mina'), await addMember(core, other, 'Stranger')];
  await placeOrder(core, store, mina, {});
  await placeOrder(core, other, stranger, {});
  const token: ShopWorld['token'] = async (role = 'owner', of = store) =>
    (await devLogin.sign({ storeId: of, userId: `u-${role}`, name: 'Test', role, locale: 'en' }, core.time.now)).token;
  const call: ShopWorld['call'] = async (method, path, { body, token: given, headers } = {}) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const all = { authorization: `Bearer ${given ?? (await token())}`, ...json, ...headers };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return app.fetch(path, { method, headers: all, ...(body === undefined ? {} : { body: text }) });
  };
  return {
    core, app, services, devLogin, store, other, mina, stranger, token, call,
    order: (of, member, more = {}) => placeOrder(core, of, member, more),
    deadItem: (of) => deadItem(core, of),
    heldReward: (of, member) => heldReward(core, of, member),
    referral: (of, advocate, more = {}) => referred(core, of, advocate, more),
    deadEffect: (of) => deadEffect(core, of),
    close: async () => {
      await app.close();
      await core.database.close();
    },
  }; // prettier-ignore
}

/** Stands for an extension's session token, "store/customer": the platform's own tests prove the signature. */
export const namedByToken: Services['extensionIdentity'] = (bearer) => {
  const [shop = '', customer] = bearer.split('/');
  return Promise.resolve(shop === '' ? null : { storeId: storeId(shop), externalId: customer ?? null });
};

// A shop whose customers come by links, tell by their orders where from, and whose past the shop knows better than we do. Orders come as the store states them.
import { randomUUID } from 'node:crypto';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import type { OrderTraces } from '../../src/loyalty/orders/order-traces.ts';
import { orderId, type MemberId } from '../../src/loyalty/ids.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import type { ReferralTerms } from '../../src/loyalty/referrals/terms.ts';
import type { CustomerIdentity } from '../../src/loyalty/store-event.ts';
import { emailKey } from '../../src/members/address-key.ts';
import type { StoredOrder } from '../../src/orders/order-store.ts';
import type { StoreConnection } from '../../src/platforms/platform.ts';
import { codeKey } from '../../src/redemptions/reward-code.ts';
import type { Referral } from '../../src/referrals/referral.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aStoreLine } from '../builders/lines.ts';
import { anOrder } from '../builders/orders.ts';
import { shopifyPlatformForTests } from '../builders/platforms.ts';
import { aProgram, someReferrals } from '../builders/programs.ts';
import { aReferral, aTouch, aVoucher } from '../builders/referrals.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
type Past = StoreConnection['fetchBuyerPast'];

/** What the store says to everybody who asks about somebody's past. */
export interface StoreSays {
  past: Past;
}

const NOBODY: OrderTraces = {
  networkAddress: null, userAgent: null, acceptLanguage: null, phone: null, email: null, shipping: null, billing: null, payment: null, referrer: null, landing: null,
}; // prettier-ignore

export interface Bought extends Partial<Omit<OrderState, 'orderId'>> {
  readonly by: string | null;
  /** Without an account. */
  readonly guest?: boolean;
  readonly traces?: Partial<OrderTraces> | null;
  readonly phone?: string;
}

export class AttributionWorld {
  readonly core: TestCore;
  readonly store: StoreRecord;
  readonly says: StoreSays;

  private constructor(core: TestCore, store: StoreRecord, says: StoreSays) {
    this.core = core;
    this.store = store;
    this.says = says;
  }

  static async open(terms: Partial<ReferralTerms> = {}, program: Partial<Program> = {}): Promise<AttributionWorld> {
    const says: StoreSays = { past: () => Promise.resolve({ orders: 0, since: null }) };
    const line = aStoreLine({ fetchBuyerPast: (buyer, before) => says.past(buyer, before) });
    const core = await aCore({ shopify: { ...shopifyPlatformForTests(), connect: () => line } });
    const id = await core.addStore({ platform: 'shopify', startsAt: 1 });
    await core.stores.publish(id, { ...aProgram([], {}, { referrals: someReferrals(terms), ...program }), version: 2, inForceFrom: 1 });
    core.directory.forget(id);
    const store = await core.directory.get(id);
    if (store === null) throw new Error('no store');
    return new AttributionWorld(core, store, says);
  }

  get now(): number {
    return this.core.time.now;
  }

  later(ms: number): void {
    this.core.time.now += ms;
  }

  close(): Promise<void> {
    return this.core.database.close();
  }

  identity(name: string | null, { guest = false, phone = null as string | null } = {}): CustomerIdentity {
    const email = name === null ? null : name.includes('@') ? name : `${name}@example.com`;
    const id = name === null || guest ? null : `c-${name}`;
    return { externalId: id, email, phone, firstName: name, lastName: null, hasAccount: id !== null, emailVerified: false, locale: null };
  }

  /** Somebody with an account and a link of their own. */
  async advocate(name: string): Promise<{ memberId: MemberId; code: string }> {
    const memberId = await this.core.registry.memberFor(this.store, this.identity(name), 'account', null);
    const link = memberId === null ? null : await this.core.referring.links.of(this.store, memberId);
    if (memberId === null || link === null) throw new Error(`${name} has no link`);
    return { memberId, code: link.code };
  }

  /** A friend's referral from the page of a link: with a code of their own when they claimed one. */
  async claims(
    email: string,
    by: { memberId: MemberId; code: string },
    { at = this.now, code }: { at?: number; code?: string } = {},
  ): Promise<Referral> {
    const referralId = `r-${randomUUID().slice(0, 8)}`;
    const voucherId = `friend/${referralId}/1`;
    const touch = aTouch({ advocateId: by.memberId, at, by: 'claim', code: by.code });
    const claim = { advocateId: by.memberId, at, voucherId, score: 0, reasons: [], verdict: 'allow' } as const;
    const whose = {
      storeId: this.store.storeId,
      referralId,
      advocateId: by.memberId,
      friendKey: emailKey(this.store, email),
      createdAt: at,
    };
    const referral = aReferral({ ...whose, touches: [touch], claim });
    if (!(await this.core.referrals.create(referral))) throw new Error('the friend is there already');
    if (code !== undefined) await this.core.vouchers.create(aVoucher({ storeId: this.store.storeId, voucherId, referralId, codeKey: codeKey(this.store, code), askedAt: at })); // prettier-ignore
    return referral;
  }

  /** The store states an order; what follows from it follows. */
  async buys(id: string, { by, guest, phone, traces = {}, ...change }: Bought): Promise<StoredOrder> {
    const known = await this.core.orders.read(this.store.storeId, orderId(id));
    const times = { placedAt: this.now, paidAt: this.now };
    const order = { ...(known?.order ?? anOrder({ orderId: orderId(id), name: `#${id}`, ...times })), version: this.now, ...change };
    const customer = this.identity(by, { ...(guest === undefined ? {} : { guest }), ...(phone === undefined ? {} : { phone }) });
    const shown = traces === null ? {} : { traces: { ...NOBODY, email: customer.email, phone: phone ?? null, ...traces } };
    const item = { itemId: randomUUID(), receivedAt: this.now };
    await this.core.news.absorb(this.store, { kind: 'order-stated', order, customer, complete: true, ...shown }, item, new Set());
    const stored = await this.core.orders.read(this.store.storeId, orderId(id));
    if (stored === null) throw new Error('the order was not kept');
    return stored;
  }

  look(stored: StoredOrder): Promise<Referral | null> {
    return this.core.referring.attribution.look(this.store, stored);
  }

  async looks(id: string, bought: Bought): Promise<Referral | null> {
    return this.look(await this.buys(id, bought));
  }

  all(): Promise<Referral[]> {
    return this.core.referrals.list(this.store.storeId, { states: [], advocateIds: null }, null, 100).then(({ referrals }) => referrals);
  }
}

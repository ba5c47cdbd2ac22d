// A shop in which people try to be paid for friends who are none. Everything that decides runs for real: attribution, evidence, score, desk, ledger, inbox.
// The store's answers about somebody's past are the only thing that a test says.
import { test } from 'vitest';
import { erase } from '../../../src/answer-requests.ts';
import { ORDER_DIFFERS, PAST_ORDER, type PastOrder } from '../../../src/inbox/found.ts';
import { orderId, type MemberId } from '../../../src/loyalty/ids.ts';
import type { OrderState } from '../../../src/loyalty/orders/order-state.ts';
import type { OrderTraces, PostalAddress } from '../../../src/loyalty/orders/order-traces.ts';
import type { ReferralTerms } from '../../../src/loyalty/referrals/terms.ts';
import type { CustomerIdentity } from '../../../src/loyalty/store-event.ts';
import type { BuyerPast } from '../../../src/platforms/buyer-past.ts';
import type { FetchedOrder } from '../../../src/platforms/platform.ts';
import { emailKey } from '../../../src/members/address-key.ts';
import type { ClaimAnswer } from '../../../src/referrals/claims.ts';
import type { Referral } from '../../../src/referrals/referral.ts';
import { aCore } from '../../builders/core.ts';
import { aStoreLine } from '../../builders/lines.ts';
import { anOrder } from '../../builders/orders.ts';
import { shopifyPlatformForTests } from '../../builders/platforms.ts';
import { aProgram, someReferrals } from '../../builders/programs.ts';
import { ReferralShop } from '../desk-world.ts';

/** Somebody as they appear at the checkout. */
export interface Person {
  /** The store's id of their account; null: they buy as a guest. */
  readonly account: string | null;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly home: PostalAddress;
  readonly network: string;
  readonly browser: string;
  readonly card: string;
}

let people = 0;

/** Nobody shares anything with anybody unless a test says so. */
export function aPerson(name: string, change: Partial<Person> = {}): Person {
  people += 1;
  const n = people;
  const home: PostalAddress = {
    firstName: name,
    lastName: `Of${n}`,
    company: null,
    line1: `Ulmenstraße ${n}`,
    line2: null,
    city: 'Hamburg',
    region: null,
    zip: String(20_000 + n),
    country: 'DE',
    phone: null,
  };
  return {
    account: `c-${name}-${n}`,
    email: `${name}.${n}@example.com`,
    firstName: name,
    lastName: `Of${n}`,
    phone: `+49171${String(1_000_000 + n)}`,
    home,
    network: `203.0.${n % 250}.7`,
    browser: `Mozilla/5.0 (X11; Linux) Gecko/${n} Firefox/145.0`,
    card: `visa 4111 ${n}`,
    ...change,
  };
}

export interface Buying {
  /** The code of a link in the cart. */
  readonly mark?: string;
  readonly order?: Partial<OrderState>;
  readonly traces?: Partial<OrderTraces>;
  /** The store tells nothing of who ordered from where. */
  readonly traceless?: boolean;
}

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

export interface Claiming {
  readonly email: string;
  readonly network?: string;
  readonly device?: string;
  readonly browser?: string;
  readonly referrer?: string;
}

/** What the score was made for: a household is looked at. */
const THRESHOLDS = { reviewFrom: 30, refuseFrom: 80 };

export class AbuseShop extends ReferralShop {
  /** What the store says of somebody's past. */
  past: BuyerPast | null = { orders: 0, since: null };
  readonly #store = new Map<string, FetchedOrder>();
  #orders = 0;

  /** @param terms beside points for both */
  static async open(terms: Partial<ReferralTerms> = {}): Promise<AbuseShop> {
    const told: { shop: AbuseShop | null } = { shop: null };
    const line = aStoreLine({
      fetchBuyerPast: () => Promise.resolve(told.shop?.past ?? null),
      fetchOrder: (id) => Promise.resolve(told.shop?.known(id) ?? { kind: 'gone' }),
    });
    const core = await aCore({ shopify: { ...shopifyPlatformForTests(), connect: () => line } });
    const storeId = await core.addStore({ platform: 'shopify', startsAt: 1 });
    const referrals = someReferrals({ thresholds: THRESHOLDS, ...terms });
    await core.stores.publish(storeId, { ...aProgram([], {}, { referrals }), version: 2, inForceFrom: 1 });
    core.directory.forget(storeId);
    told.shop = new AbuseShop(core, storeId);
    return told.shop;
  }

  known(id: string): FetchedOrder | null {
    return this.#store.get(id) ?? null;
  }

  /** Somebody who bought once and has been a customer for some weeks; and the code of their link. */
  async advocate(person: Person): Promise<{ memberId: MemberId; code: string }> {
    await this.buys(person);
    this.later(20);
    const memberId = await this.memberOf(person);
    return { memberId, code: await this.linkOf(memberId) };
  }

  async linkOf(memberId: MemberId): Promise<string> {
    const link = await this.core.referring.links.of({ storeId: this.storeId }, memberId);
    if (link === null) throw new Error(`${memberId} has no link`);
    return link.code;
  }

  async memberOf({ account, email }: Person): Promise<MemberId> {
    const found = account === null ? null : await this.core.members.find(this.storeId, { externalId: account });
    const guest = found ?? (await this.core.members.search(this.storeId, email, null, 1)).members[0];
    if (guest === undefined) throw new Error(`nobody knows ${email}`);
    return guest.memberId;
  }

  /** Gives the order's id. */
  async buys(person: Person, buying: Buying = {}): Promise<string> {
    const id = `o-${(this.#orders += 1)}`;
    this.sells(id, person, buying);
    await this.#trace(id, buying.traceless ?? false);
    await this.#told(id);
    return id;
  }

  /** The store has the order, and we have not heard of it. */
  sells(id: string, person: Person, { mark, order: change = {}, traces: shown = {} }: Buying): void {
    const times = { placedAt: this.now, paidAt: this.now, version: this.now };
    const referral = mark === undefined ? {} : { referral: { code: mark, channel: null } };
    const order = anOrder({ orderId: orderId(id), name: `#${id}`, ...times, ...referral, ...change });
    this.#store.set(id, { kind: 'found', order, customer: customerOf(person), traces: { ...tracesOf(person), ...shown } });
  }

  /** The store says later what it is now. */
  async becomes(id: string, change: Partial<OrderState>): Promise<void> {
    const known = this.#found(id);
    this.#store.set(id, { ...known, order: { ...known.order, version: known.order.version + 1, ...change } });
    await this.#told(id);
  }

  /** A look at the store finds an order of which no message came. */
  async reconciles(id: string): Promise<void> {
    await this.hear({ topic: ORDER_DIFFERS, body: Buffer.from(JSON.stringify({ orderId: id })) });
    await this.core.drainAll();
  }

  /** Asks for a friend's code; the door has answered, and what follows is done later. */
  async claimed(code: string, { email, network, device, browser, referrer }: Claiming): Promise<ClaimAnswer> {
    const store = await this.core.directory.get(this.storeId);
    if (store === null) throw new Error('the store is gone');
    const page = { device: device ?? null, referrer: referrer ?? null };
    const shown = { networkAddress: network ?? null, userAgent: browser ?? BROWSER, acceptLanguage: 'de', ...page };
    return this.core.referring.friendClaims.claim(store, { code, email, locale: 'en', channel: 'link', shown }, this.now);
  }

  /** The same, with everything that follows from it. */
  async claims(code: string, claiming: Claiming): Promise<Extract<ClaimAnswer, { kind: 'claimed' }>> {
    const answer = await this.claimed(code, claiming);
    if (answer.kind !== 'claimed') throw new Error(answer.kind);
    await this.core.drainAll();
    return answer;
  }

  async claimOf(email: string): Promise<Referral['claim']> {
    const store = await this.core.directory.get(this.storeId);
    const key = store === null ? null : emailKey(store, email);
    return (await this.core.referrals.ofFriendKey(this.storeId, key ?? ''))?.claim ?? null;
  }

  /** Where the referral of an order stands, and why; null: it is nobody's. */
  async stands(id: string): Promise<string | null> {
    const referral = await this.core.referrals.ofOrder(this.storeId, orderId(id));
    if (referral === null) return null;
    const { state, reason } = referral.standing;
    return reason === null ? state : `${state}: ${reason}`;
  }

  async of(id: string): Promise<Referral> {
    const referral = await this.core.referrals.ofOrder(this.storeId, orderId(id));
    return referral ?? Promise.reject(new Error(`order ${id} is nobody's referral`));
  }

  /** The signals that held. */
  async signals(id: string): Promise<string[]> {
    return ((await this.of(id)).judged?.reasons ?? []).map(({ signal }) => signal).toSorted();
  }

  /** The friend has kept it for longer than the hold. */
  async holdPasses(): Promise<void> {
    this.later(15);
    await this.time();
  }

  async staffDecides(ids: readonly string[], decision: 'approve' | 'refuse'): Promise<void> {
    const referrals = await Promise.all(ids.map((id) => this.of(id)));
    const by = { userId: 'u-1', name: 'Pari' };
    await this.core.referring.decisions.decide({ storeId: this.storeId, ids: referrals.map(({ referralId }) => referralId), decision, note: '', by }); // prettier-ignore
  }

  async bans(memberId: MemberId, banned = true): Promise<void> {
    const wish = { storeId: this.storeId, memberId, note: '', by: { userId: 'u-1', name: 'Pari' } };
    await (banned ? this.core.referring.bans.ban(wish) : this.core.referring.bans.lift(wish));
  }

  async erases(memberId: MemberId): Promise<void> {
    await erase(this.core, { storeId: this.storeId, memberId, by: 'u-1' }, this.now);
    await this.core.drainAll();
  }

  async pointsOf(memberId: MemberId): Promise<number> {
    return this.core.available(this.storeId, await this.core.persons.present(this.storeId, memberId));
  }

  close(): Promise<void> {
    return this.core.database.close();
  }

  #found(id: string): Extract<FetchedOrder, { kind: 'found' }> {
    const known = this.#store.get(id);
    if (known?.kind !== 'found') throw new Error(`the store has no order ${id}`);
    return known;
  }

  async #trace(id: string, traceless: boolean): Promise<void> {
    const { order, traces } = this.#found(id);
    const store = await this.core.directory.get(this.storeId);
    if (store !== null && traces !== undefined && !traceless) await this.core.referring.trace(store, order, traces);
  }

  async #told(id: string): Promise<void> {
    const { order, customer } = this.#found(id);
    const body: PastOrder = { order, customer, readAt: this.now };
    await this.hear({ topic: PAST_ORDER, body: Buffer.from(JSON.stringify(body)) });
    await this.core.drainAll();
  }
}

function customerOf({ account, email, phone, firstName, lastName }: Person): CustomerIdentity {
  return { externalId: account, email, phone, firstName, lastName, hasAccount: account !== null, emailVerified: account !== null, locale: null }; // prettier-ignore
}

function tracesOf({ network, browser, email, phone, home, card }: Person): OrderTraces {
  const shown = { networkAddress: network, userAgent: browser, acceptLanguage: 'de', phone, email, payment: card };
  return { ...shown, shipping: home, billing: home, referrer: null, landing: null };
}

/** A row of docs/referral-abuse.md: what is tried, and what happens. */
export function abuse(tried: string, happens: string, run: (shop: AbuseShop) => Promise<void>, terms: Partial<ReferralTerms> = {}): void {
  test(`whoever tries ${tried} finds that ${happens}`, async () => {
    const shop = await AbuseShop.open(terms);
    try {
      await run(shop);
    } finally {
      await shop.close();
    }
  });
}

// Any lives of two customers and the guests of two addresses: they buy, open accounts, prove addresses, become one and are parted again, while messages
// come twice and processes die. What every order deserves is known by arithmetic of its own.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { merge, undoMerge } from '../../src/answer-requests.ts';
import { PAST_ORDER, type PastOrder } from '../../src/inbox/found.ts';
import { ADDRESS_PROVEN, type AddressProvenBody } from '../../src/inbox/request-bodies.ts';
import { INBOX } from '../../src/limits.ts';
import { memberId, orderId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { CustomerIdentity } from '../../src/loyalty/store-event.ts';
import { emailKey } from '../../src/members/address-key.ts';
import type { Core } from '../../src/core.ts';
import type { TestCore } from '../builders/core.ts';
import { aLine, anOrder, aRefund } from '../builders/orders.ts';
import { Life, mortal } from '../proofs/redemptions/mortal.ts';
import { aCustomer, mergeIn } from './accounts-world.ts';
import { wrongWith } from './right.ts';

const ADDRESSES = ['one@example.com', 'two@example.com'] as const;
const CUSTOMERS = ['11', '12'] as const;
const MEMBERS = [...CUSTOMERS, ...ADDRESSES];

const customer = fc.nat(1);
const address = fc.nat(1);
const any = fc.nat(20);
const euros = fc.integer({ min: 1, max: 90 });
/** The process that works on it dies before so many of its writes. */
const dies = fc.option(fc.integer({ min: 1, max: 14 }), { nil: null, freq: 3 });

const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('guest buys' as const), address, euros, dies }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('customer buys' as const), customer, euros, dies }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('refund' as const), which: any, euros, dies }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('opens' as const), customer, verified: fc.boolean(), dies }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('changes address' as const), customer, address, verified: fc.boolean(), dies }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('signs in' as const), customer, dies }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('comes by link' as const), customer, address, dies }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('shop merges' as const), gone: customer, dies }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merchant merges' as const), from: fc.nat(3), into: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('merchant parts' as const), which: any }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('again' as const), which: any, dies }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
export const acts = (most: number) => fc.array(act, { minLength: 4, maxLength: most });

interface Bought {
  readonly id: string;
  readonly customer: CustomerIdentity;
  readonly euros: number;
  refunded: number;
  version: number;
}

interface Message {
  readonly topic: string;
  readonly origin: 'webhook' | 'request';
  readonly body: Buffer;
}

const NOBODY = { externalId: null, email: null, phone: null, firstName: null, lastName: null, locale: null, hasAccount: false, emailVerified: false }; // prettier-ignore
const pick = <T>(all: readonly T[], at: number): T | undefined => (all.length === 0 ? undefined : all[at % all.length]);

class AccountLife {
  readonly #core: TestCore;
  readonly #shop: StoreId;
  readonly #orders: Bought[] = [];
  readonly #messages: Message[] = [];
  readonly #address = new Map<string, string>(CUSTOMERS.map((id, at) => [id, ADDRESSES[at] ?? '']));
  readonly #open = new Set<string>();
  /** Accounts whose address was changed and not proven since. */
  readonly #changed = new Set<string>();
  /** Addresses that somebody proved, and members whom somebody merged by hand or in the shop. */
  readonly #proven = new Set<string>();
  readonly #merged = new Set<MemberId>();
  readonly #merges: { mergeId: string; from: MemberId; into: MemberId }[] = [];

  constructor(core: TestCore, shop: StoreId) {
    this.#core = core;
    this.#shop = shop;
  }

  async live(one: Act): Promise<void> {
    switch (one.do) {
      case 'guest buys':
        return this.#buy({ ...NOBODY, email: ADDRESSES[one.address] ?? '' }, one.euros, one.dies);
      case 'customer buys':
        return this.#buy(this.#named(one.customer), one.euros, one.dies);
      case 'refund':
        return this.#refund(pick(this.#orders, one.which), one.euros, one.dies);
      case 'opens':
        this.#open.add(CUSTOMERS[one.customer] ?? '');
        this.#changed.delete(CUSTOMERS[one.customer] ?? '');
        return this.#states('customers/enable', one.customer, one.verified, one.dies);
      case 'changes address':
        this.#changesAddress(CUSTOMERS[one.customer] ?? '', ADDRESSES[one.address] ?? '');
        return this.#states('customers/update', one.customer, one.verified, one.dies);
      case 'signs in':
        return this.#signIn(one.customer, one.dies);
      case 'comes by link':
        return this.#link(one.customer, ADDRESSES[one.address] ?? '', one.dies);
      case 'shop merges':
        return this.#shopMerges(one.gone, one.dies);
      case 'merchant merges':
        return this.#merchantMerges(one.from, one.into);
      case 'merchant parts':
        return this.#parts(one.which);
      case 'again': {
        const message = pick(this.#messages, one.which);
        return message === undefined ? undefined : this.#hear(message, one.dies);
      }
    }
  }

  /** Who has an account already proves nothing by another address, whatever the shop says of it. */
  #changesAddress(id: string, email: string): void {
    if (this.#open.has(id) && this.#address.get(id) !== email) this.#changed.add(id);
    this.#address.set(id, email);
  }

  #named(at: number): CustomerIdentity {
    const externalId = CUSTOMERS[at] ?? '';
    return { ...NOBODY, externalId, email: this.#address.get(externalId) ?? null, hasAccount: this.#open.has(externalId) };
  }

  async #buy(who: CustomerIdentity, amount: number, dying: number | null): Promise<void> {
    const bought: Bought = { id: randomUUID(), customer: who, euros: amount, refunded: 0, version: 1 };
    this.#orders.push(bought);
    await this.#tell(bought, dying);
  }

  async #refund(bought: Bought | undefined, amount: number, dying: number | null): Promise<void> {
    if (bought === undefined || bought.refunded + amount > bought.euros) return;
    bought.refunded += amount;
    bought.version += 1;
    await this.#tell(bought, dying);
  }

  async #tell({ id, customer: who, euros: paid, refunded, version }: Bought, dying: number | null): Promise<void> {
    const { now } = this.#core.time;
    const refunds = refunded === 0 ? [] : [aRefund(refunded * 100)];
    const order = anOrder({ orderId: orderId(id), version: now + version, placedAt: 1, lines: [aLine(paid * 100)], refunds });
    const body: PastOrder = { order, customer: who, readAt: now };
    await this.#send({ topic: PAST_ORDER, origin: 'request', body: Buffer.from(JSON.stringify(body)) }, dying);
  }

  async #states(topic: string, at: number, verified: boolean, dying: number | null): Promise<void> {
    const id = CUSTOMERS[at] ?? '';
    const email = this.#address.get(id) ?? '';
    const isOpen = this.#open.has(id);
    if (isOpen && verified && !this.#changed.has(id)) this.#proven.add(email);
    const body = aCustomer({ id: Number(id), email, verified_email: verified, state: isOpen ? 'enabled' : 'disabled' });
    await this.#send({ topic, origin: 'webhook', body }, dying);
  }

  async #signIn(at: number, dying: number | null): Promise<void> {
    const member = await this.#core.members.find(this.#shop, { externalId: CUSTOMERS[at] ?? '' });
    if (member === null) return;
    this.#open.add(CUSTOMERS[at] ?? '');
    await this.#core.accountSeen(this.#shop, member.memberId);
    await this.#work(dying);
  }

  /** Only whoever reads the mail has the link; the account that is signed in may be any. */
  async #link(at: number, email: string, dying: number | null): Promise<void> {
    const [member, guest] = [await this.#member(CUSTOMERS[at] ?? ''), await this.#member(email)];
    const key = emailKey(await this.#store(), email);
    if (member === null || guest === null || key === null) return;
    if ((await this.#core.members.get(this.#shop, member))?.profile.email === email) {
      this.#proven.add(email);
      this.#changed.delete(CUSTOMERS[at] ?? '');
      this.#open.add(CUSTOMERS[at] ?? '');
    }
    const body: AddressProvenBody = { memberId: member, guestId: guest, addressKey: key, at: this.#core.time.now };
    await this.#send({ topic: ADDRESS_PROVEN, origin: 'request', body: Buffer.from(JSON.stringify(body)) }, dying);
  }

  async #shopMerges(gone: number, dying: number | null): Promise<void> {
    const [goneId, keptId] = [CUSTOMERS[gone] ?? '', CUSTOMERS[1 - gone] ?? ''];
    const ids = {
      admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${keptId}`,
      admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${goneId}`,
    };
    const body = Buffer.from(JSON.stringify({ ...ids, status: 'completed', errors: [] }));
    await this.#send({ topic: 'customers/merge', origin: 'webhook', body }, dying);
  }

  async #merchantMerges(from: number, into: number): Promise<void> {
    const [leaving, staying] = [await this.#member(MEMBERS[from] ?? ''), await this.#member(MEMBERS[into] ?? '')];
    if (leaving === null || staying === null || leaving === staying) return;
    const wanted = { mergeId: randomUUID(), from: leaving, into: staying };
    this.#merged.add(leaving).add(staying);
    this.#merges.push(wanted);
    await merge(this.#core, { storeId: this.#shop, by: 'staff', ...wanted }, this.#core.time.now);
  }

  /** Any merge there was, by hand or by itself, as the log knows them. */
  async #parts(which: number): Promise<void> {
    const { entries } = await this.#core.audit.page(this.#shop, { action: 'members-merged' }, null, 50);
    const byItself = entries.flatMap(({ subjects: [from, into], changes }) => {
      return from === undefined || into === undefined
        ? []
        : [{ mergeId: mergeIn({ changes }), from: memberId(from), into: memberId(into) }];
    });
    const wanted = pick([...this.#merges, ...byItself], which);
    if (wanted !== undefined) await undoMerge(this.#core, { storeId: this.#shop, by: 'staff', ...wanted }, this.#core.time.now);
  }

  async #member(name: string): Promise<MemberId | null> {
    const { members } = this.#core;
    if (!name.includes('@')) return (await members.find(this.#shop, { externalId: name }))?.memberId ?? null;
    const guestEmailKey = emailKey(await this.#store(), name) ?? '';
    return (await members.find(this.#shop, { guestEmailKey }))?.memberId ?? null;
  }

  async #store() {
    return (await this.#core.stores.get(this.#shop)) ?? Promise.reject(new Error('the store is missing'));
  }

  async #send(message: Message, dying: number | null): Promise<void> {
    this.#messages.push(message);
    await this.#hear(message, dying);
  }

  async #hear({ topic, origin, body }: Message, dying: number | null): Promise<void> {
    const { now } = this.#core.time;
    await this.#core.inbox.insert({ itemId: randomUUID(), storeId: this.#shop, origin, topic, dedupe: null, headers: {}, body, receivedAt: now }); // prettier-ignore
    await this.#work(dying);
  }

  /** What one process did not end another does, once its lease is over. */
  async #work(dying: number | null): Promise<void> {
    if (dying !== null) {
      const life = new Life(dying);
      const core: Core = mortal(this.#core.anotherProcess(), life);
      try {
        while ((await core.drain.once()) > 0);
      } catch (error) {
        if (!life.isDead) throw error;
      }
      this.#core.time.now += INBOX.leaseMs + 1;
    }
    await this.rest();
  }

  async rest(): Promise<void> {
    for (let round = 0; round < 6; round += 1) {
      await this.#core.drainAll();
      const { waiting } = await this.#core.inbox.summary(this.#shop, this.#core.time.now);
      if (waiting === 0) return;
      this.#core.time.now += INBOX.longestRetryMs;
    }
  }

  /** Everything that is not as it must be; empty: points are where they belong, each once. */
  wrong(): Promise<string[]> {
    const guests = ADDRESSES.filter((email) => !this.#proven.has(email));
    const orders = this.#orders.map(({ id, euros: paid, refunded }) => ({ id, points: paid - refunded }));
    return wrongWith({ core: this.#core, shop: this.#shop, orders, accounts: this.#open.size, guests, merged: this.#merged });
  }
}

/** Lives them one after another in a shop of its own, and says what is wrong afterwards. */
export async function live(core: TestCore, shop: StoreId, all: readonly Act[]): Promise<string[]> {
  const life = new AccountLife(core, shop);
  for (const one of all) await life.live(one);
  await life.rest();
  return life.wrong();
}

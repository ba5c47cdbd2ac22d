// A Shopify shop and a WooCommerce store whose program gives points for money and for having an account, and the deliveries they send over HTTP.
import { createHmac, randomUUID } from 'node:crypto';
import type { AuditEntry } from '../../src/audit/audit-log.ts';
import { storeId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { emailKey } from '../../src/members/address-key.ts';
import type { Member } from '../../src/members/member-store.ts';
import { shopifyStoreId } from '../../src/stores/store-id.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { TEST_APP } from '../builders/platforms.ts';
import { anAction, aProgram, aRule } from '../builders/programs.ts';
import { aServer, type TestServer } from '../builders/server.ts';
import { changed } from '../platforms/shopify-deliveries.ts';

export const ACCOUNT_POINTS = 50;
/** The address of the recorded customer and of the recorded orders. */
export const BOB = { id: '207119551', email: 'bob.norman@mail.example.com' };

type Body = Record<string, unknown>;

export function anOrder(id: number, change: Body = {}, recording = 'order-authorized'): Buffer {
  return changed(recording, { id, admin_graphql_api_id: `gid://shopify/Order/${id}`, financial_status: 'paid', ...change });
}

/** By an order of the counter: an address for the receipt, and no customer. */
export function counterOrder(id: number, email = BOB.email, change: Body = {}): Buffer {
  return anOrder(id, { email, contact_email: email, refunds: [], ...change }, 'order-without-customer');
}

/** The recorded customer, enabled and with a verified address unless it is said otherwise. */
export function aCustomer(change: Body & { id?: number } = {}): Buffer {
  const { id = Number(BOB.id) } = change;
  return changed('customer-207119551', { state: 'enabled', admin_graphql_api_id: `gid://shopify/Customer/${id}`, ...change });
}

export class AccountsWorld {
  readonly server: TestServer;
  #shops = 0;
  #version = 1;

  private constructor(server: TestServer) {
    this.server = server;
  }

  static async open(): Promise<AccountsWorld> {
    // A customer's token, as the store would sign it, is tested where it is read (test/stores); here it names the store and the customer.
    const extensionIdentity = (bearer: string) => {
      const [id = '', externalId = ''] = bearer.split('/');
      return Promise.resolve({ storeId: storeId(id), externalId: externalId === '' ? null : externalId });
    };
    return new AccountsWorld(await aServer({ extensionIdentity }));
  }

  get core() {
    return this.server.core;
  }

  async shop(change: Partial<Program> = {}): Promise<ShopifyShop> {
    const domain = `accounts-${(this.#shops += 1)}.myshopify.com`;
    const id = shopifyStoreId(domain);
    await this.core.addStore({ storeId: id, platform: 'shopify', domain, url: `https://${domain}`, currency: 'USD', webhookSecret: '' });
    await this.publish(id, change);
    return new ShopifyShop(this, id, domain);
  }

  async publish(id: StoreId, change: Partial<Program> = {}): Promise<void> {
    const rates = [{ currency: 'USD', points: 1, perMinor: 100 }, { currency: 'EUR', points: 1, perMinor: 100 }]; // prettier-ignore
    const actions = [anAction('account-created', { points: ACCOUNT_POINTS })];
    const program = aProgram([aRule('points-per-money', { rates })], { actions }, change);
    await this.core.stores.publish(id, { ...program, version: (this.#version += 1), inForceFrom: 1 });
    this.core.directory.forget(id);
  }

  async store(id: StoreId): Promise<StoreRecord> {
    return (await this.core.stores.get(id)) ?? Promise.reject(new Error('the store is missing'));
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

export function mergeIn({ changes }: Pick<AuditEntry, 'changes'>): string {
  const mergeId = changes.find(({ field }) => field === 'merge')?.after;
  return typeof mergeId === 'string' ? mergeId : '';
}

/** What is of one store, whichever platform. */
export class Shop {
  readonly world: AccountsWorld;
  readonly storeId: StoreId;

  constructor(world: AccountsWorld, id: StoreId) {
    this.world = world;
    this.storeId = id;
  }

  get core() {
    return this.world.core;
  }

  async customer(externalId: string): Promise<Member> {
    const member = await this.core.members.find(this.storeId, { externalId });
    return member ?? Promise.reject(new Error(`nobody is customer ${externalId}`));
  }

  async guest(email: string): Promise<Member | null> {
    const guestEmailKey = emailKey(await this.world.store(this.storeId), email) ?? '';
    return this.core.members.find(this.storeId, { guestEmailKey });
  }

  /** Where the points of a member are now. */
  async points(memberId: MemberId): Promise<number> {
    return this.core.available(this.storeId, await this.core.persons.present(this.storeId, memberId));
  }

  async pointsOf(externalId: string): Promise<number> {
    return this.points((await this.customer(externalId)).memberId);
  }

  /** The newest merge of a member that the log knows. */
  async mergeOf(memberId: MemberId): Promise<{ mergeId: string; by: string }> {
    const { entries } = await this.core.audit.page(this.storeId, { action: 'members-merged', subject: memberId }, null, 1);
    const [line] = entries;
    return { mergeId: line === undefined ? '' : mergeIn(line), by: line?.by.name ?? '' };
  }

  async verified(): Promise<{ ok: boolean; problems: unknown[] }> {
    const { ok, problems } = await this.core.proof.verify(this.storeId);
    return { ok, problems: [...problems] };
  }
}

export class ShopifyShop extends Shop {
  readonly domain: string;

  constructor(world: AccountsWorld, id: StoreId, domain: string) {
    super(world, id);
    this.domain = domain;
  }

  async delivers(topic: string, body: Buffer): Promise<void> {
    const headers = {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': this.domain,
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-event-id': randomUUID(),
      'x-shopify-hmac-sha256': createHmac('sha256', TEST_APP.clientSecret).update(body).digest('base64'),
    };
    const answer = await fetch(`${this.world.server.url}/webhooks/shopify`, { method: 'POST', headers, body: new Uint8Array(body) });
    if (answer.status !== 200) throw new Error(`${topic} was answered with ${answer.status}`);
  }

  async sends(topic: string, body: Buffer): Promise<void> {
    await this.delivers(topic, body);
    await this.core.drainAll();
  }

  /** The recorded order of 598.94 dollars, paid. */
  buys(id: number, change: Body = {}): Promise<void> {
    return this.sends('orders/paid', anOrder(id, change));
  }

  buysAtCounter(id: number, email = BOB.email, change: Body = {}): Promise<void> {
    return this.sends('orders/paid', counterOrder(id, email, change));
  }

  tells(topic: 'create' | 'update' | 'enable' | 'disable', change: Body & { id?: number } = {}): Promise<void> {
    return this.sends(`customers/${topic}`, aCustomer({ state: 'disabled', ...change }));
  }

  enables(change: Body & { id?: number } = {}): Promise<void> {
    return this.tells('enable', { state: 'enabled', ...change });
  }
}

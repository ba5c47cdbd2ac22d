// A shop at whose doors an account is offered: a store of its own for every test, guests and accounts who buy there, and both doors.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { STOREFRONT_ENDPOINTS, type accounts } from '../../src/contract/index.ts';
import type { AccountSettings } from '../../src/contract/settings.ts';
import { memberId, orderId, type MemberId, type OrderId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';
import { aLine } from '../builders/orders.ts';
import { aProgram, perMoney } from '../builders/programs.ts';
import { aShopWorld, namedByToken, type ShopWorld } from './shop-world.ts';

export const LINES = 'p-1:1:4500,p-2:2:1000';
export let world: ShopWorld;
/** A store of its own for every test. */
export let store: StoreId;

/** Called once by a file of tests. */
export function useOfferWorld(): void {
  beforeAll(async () => {
    world = await aShopWorld({ extensionIdentity: namedByToken });
    // What is counted for a minute goes by the database's own clock.
    world.core.time.now = Date.now();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    store = await world.core.addStore({ platform: 'shopify' });
    await inForce(aProgram([perMoney()]));
  });
}

export async function inForce(program: Program): Promise<void> {
  const version = (await world.core.stores.programs(store)).length + 1;
  await world.core.stores.publish(store, { ...program, version, inForceFrom: version });
  world.core.directory.forget(store);
}

export async function decide(change: Partial<AccountSettings>): Promise<void> {
  const revision = ((await world.core.settings.get(store))?.revision ?? 0) + 1;
  const values = { ...DEFAULT_SETTINGS, accounts: { ...DEFAULT_SETTINGS.accounts, ...change } };
  await world.core.settings.save(store, { revision, values, savedAt: 1, by: { userId: 'u', name: 'U' } });
}

export async function aMember(kind: 'guest' | 'account', externalId: string | null = null): Promise<MemberId> {
  const id = memberId(`m-${randomUUID()}`);
  const profile = { email: `${id}@example.com`, phone: null, firstName: 'Some', lastName: 'Body', locale: null };
  const guestEmailKey = externalId === null ? `key-${id}` : null;
  await world.core.members.create({ storeId: store, memberId: id, kind, externalId, guestEmailKey, profile, joinedAt: 1 });
  return id;
}

let numbers = 70_000;
export const newNumber = (): OrderId => orderId(`${(numbers += 1)}`);
export async function buys(member: MemberId, amount = 5_500): Promise<OrderId> {
  const id = newNumber();
  const at = world.core.time.now;
  await world.order(store, member, { orderId: id, placedAt: at, version: at, paidAt: at, lines: [aLine(amount)] });
  return id;
}

interface Asking {
  readonly customer?: string;
  readonly of?: StoreId;
  readonly headers?: Record<string, string>;
}
export type Body = Record<string, unknown>;

export const send = (path: string, body: Body, { customer, of = store, headers = {} }: Asking = {}) => {
  const who = customer === undefined ? {} : { logged_in_customer_id: customer };
  const query = new URLSearchParams({ shop: of, signature: 'good', ...who }).toString();
  return world.app.fetch(`${path}?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
};
export const { accountOffer, startAccount } = STOREFRONT_ENDPOINTS;
export const asks = (body: Body = {}, asking?: Asking) => send(accountOffer.path, { surface: 'thank-you', lines: LINES, ...body }, asking);
export const offer = async (body?: Body, asking?: Asking): Promise<accounts.AccountOffer> =>
  accountOffer.answer.parse(await (await asks(body, asking)).json());
export const starts = (body: Body = {}, asking?: Asking) => send(startAccount.path, { surface: 'thank-you', ...body }, asking);
export const status = async (answer: Promise<Response>): Promise<number> => (await answer).status;
export const offers = () => world.core.database.connection.db?.collection('offers');
export const rowOf = (id: OrderId) => offers()?.findOne({ storeId: store, orderId: id });

// Two shops with referrals, Ada who brings friends to the first, and both doors in front.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { EXTENSION_ENDPOINTS, STOREFRONT_ENDPOINTS, type referrals } from '../../src/contract/index.ts';
import { memberId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import type { ReferralTerms } from '../../src/loyalty/referrals/terms.ts';
import type { Profile } from '../../src/members/member-store.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';
import type { SettingsValues } from '../../src/contract/settings.ts';
import { aProgram, aReward, perMoney, someReferrals } from '../builders/programs.ts';
import { aShopWorld, namedByToken, type ShopWorld } from './shop-world.ts';

export let world: ShopWorld;
/** A store of its own for every test. */
export let store: StoreId;
export let ada: MemberId;
/** Ada's link. */
export let code: string;

const FIVE_OFF = aReward(
  'amount-off',
  { points: 100, amountMinor: 500 },
  { id: 'five-off', name: { en: '5 € off', fa: '۵ یورو تخفیف', he: '5 € הנחה' } },
);

/** Friends get five euros off for an order of ten or more, and have two weeks for it. */
export const withReferrals = (change: Partial<ReferralTerms> = {}, more: Partial<Program> = {}): Program =>
  aProgram(
    [perMoney()],
    {},
    { rewards: [FIVE_OFF], referrals: someReferrals({ friend: { kind: 'reward', rewardId: 'five-off' }, ...change }), ...more },
  );

/** Called once by a file of tests. */
export function useReferralWorld(): void {
  beforeAll(async () => {
    world = await aShopWorld({ extensionIdentity: namedByToken });
    // What is counted for a minute goes by the database's own clock.
    world.core.time.now = Date.now();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    // Nobody is slowed down by what the test before did.
    world.core.time.now += 120_000;
    store = await world.core.addStore({ platform: 'shopify', name: 'Tea and Clay', credentials: {} });
    await inForce(withReferrals());
    ada = await aMember('c-Ada', { firstName: 'Ada', lastName: 'Adams' });
    code = await codeOf(ada);
  });
}

export async function inForce(program: Program, of: StoreId = store): Promise<void> {
  const version = (await world.core.stores.programs(of)).length + 1;
  await world.core.stores.publish(of, { ...program, version, inForceFrom: version });
  world.core.directory.forget(of);
}

export async function settle(change: Partial<SettingsValues>): Promise<void> {
  const revision = ((await world.core.settings.get(store))?.revision ?? 0) + 1;
  await world.core.settings.save(store, {
    revision,
    values: { ...DEFAULT_SETTINGS, ...change },
    savedAt: 1,
    by: { userId: 'u', name: 'U' },
  });
}

/** `externalId` null: a guest. */
export async function aMember(externalId: string | null, profile: Partial<Profile> = {}, of: StoreId = store): Promise<MemberId> {
  const id = memberId(`m-${randomUUID()}`);
  const nobody = { email: `${id}@example.com`, phone: null, firstName: null, lastName: null, locale: null };
  const guestEmailKey = externalId === null ? `key-${id}` : null;
  const kind = externalId === null ? 'guest' : 'account';
  await world.core.members.create({
    storeId: of,
    memberId: id,
    kind,
    externalId,
    guestEmailKey,
    profile: { ...nobody, ...profile },
    joinedAt: 1,
  });
  return id;
}

export async function codeOf(member: MemberId, of: StoreId = store): Promise<string> {
  const link = await world.core.referring.links.of({ storeId: of }, member);
  return link?.code ?? expect.fail(`member ${member} has no link`);
}

export interface Asking {
  /** As the store's signature says; left out: a visitor. */
  readonly customer?: string;
  readonly of?: StoreId;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly door?: 'proxy' | 'ext';
}

function addressed(
  path: string,
  { customer, of = store, query = {}, door = 'proxy' }: Asking,
): { url: string; headers: Record<string, string> } {
  const who = customer === undefined ? {} : { logged_in_customer_id: customer };
  const signed = door === 'proxy' ? { shop: of, signature: 'good', ...who } : {};
  const token: Record<string, string> =
    door === 'ext' ? { authorization: `Bearer ${of}${customer === undefined ? '' : `/${customer}`}` } : {};
  return { url: `${path}?${new URLSearchParams({ ...signed, ...query }).toString()}`, headers: token };
}

export function get(path: string, asking: Asking = {}): Promise<Response> {
  const { url, headers } = addressed(path, asking);
  return world.app.fetch(url, { headers: { ...headers, ...asking.headers } });
}

export function post(path: string, body: unknown, asking: Asking = {}): Promise<Response> {
  const { url, headers } = addressed(path, asking);
  const all = { 'content-type': 'application/json', ...headers, ...asking.headers };
  return world.app.fetch(url, { method: 'POST', headers: all, body: typeof body === 'string' ? body : JSON.stringify(body) });
}

export const ENDPOINTS = { proxy: STOREFRONT_ENDPOINTS, ext: EXTENSION_ENDPOINTS } as const;
export const pathOf = (name: 'referrals' | 'changeLink' | 'share' | 'referralOffer', door: 'proxy' | 'ext' = 'proxy', of = code): string =>
  ENDPOINTS[door][name].path.replace(':code', encodeURIComponent(of));

export const mine = async (asking: Asking = { customer: 'c-Ada' }): Promise<referrals.OwnReferrals> =>
  STOREFRONT_ENDPOINTS.referrals.answer.parse(await (await get(pathOf('referrals', asking.door), asking)).json());
export const offer = async (of = code, asking: Asking = {}): Promise<referrals.ReferralOffer> =>
  STOREFRONT_ENDPOINTS.referralOffer.answer.parse(await (await get(pathOf('referralOffer', asking.door, of), asking)).json());
export const status = async (answer: Promise<Response>): Promise<number> => (await answer).status;

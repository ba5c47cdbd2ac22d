// The link of an advocate where themes read it without a script: once there is one, and only while it promises something.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MEMBER_FACTS } from '../../src/limits.ts';
import type { MemberId } from '../../src/loyalty/ids.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { SmtpMailer } from '../../src/mail/smtp-mailer.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { anAccount } from '../builders/customers.ts';
import { aProgram, perMoney, someReferrals } from '../builders/programs.ts';
import { anOutboxWorld, type OutboxWorld } from './outbox-world.ts';

let world: OutboxWorld;
let store: StoreRecord;
let version = 1;
let n = 0;

const recordOf = async (): Promise<StoreRecord> => (await world.core.stores.get(world.store)) ?? Promise.reject(new Error('no store'));

async function promise(referrals: Program['referrals'], active = true): Promise<void> {
  version += 1;
  await world.core.stores.publish(world.store, { ...aProgram([perMoney()], {}, { referrals, active }), version, inForceFrom: version });
  world.core.directory.forget(world.store);
}

beforeAll(async () => {
  const mailer = new SmtpMailer({ privateAllowed: false });
  world = await anOutboxWorld({ mail: { mailer, operator: null, appUrl: 'https://lasting.example' } });
  store = await recordOf();
  await promise(someReferrals());
});
afterAll(() => world.close());

async function aMember(): Promise<{ readonly customer: string; readonly member: MemberId }> {
  n += 1;
  const customer = await world.shop.customer(`link-${n}@example.com`);
  const person = { ...anAccount(customer), firstName: 'Ada' };
  const member = await world.core.registry.memberFor(store, person, 'account', null);
  return member === null ? Promise.reject(new Error('nobody')) : { customer, member };
}

const Fields = z.object({ customer: z.object({ metafield: z.object({ value: z.string() }).nullable() }) });
async function linkIn(customer: string): Promise<string | null> {
  const document = 'query Link($id: ID!) { customer(id: $id) { metafield(namespace: "$app", key: "referral_link") { value } } }';
  const { client, store: shop } = { client: world.shop.platform, store: world.shop.store };
  const answer = await client.client(shop).ask(document, { id: `gid://shopify/Customer/${customer}` }, Fields);
  return answer.customer.metafield?.value ?? null;
}

async function written(): Promise<void> {
  const { core } = world;
  await core.memberFacts.flush();
  await world.later(MEMBER_FACTS.apartMs + MEMBER_FACTS.soonMs);
}

describe('the link that a theme reads', () => {
  it('is there soon after it was made, with no points moved, and is the address on the shop’s own domain', async () => {
    const { customer, member } = await aMember();
    const link = await world.core.referring.links.of(store, member);
    await written();
    expect(await linkIn(customer)).toBe(new URL(`apps/lasting/ref/${link?.code}`, `${store.url}/`).href);
  });

  it('follows when the member chooses another code', async () => {
    const { customer, member } = await aMember();
    await world.core.referring.links.of(store, member);
    await written();
    await world.core.referring.links.change(store, member, `TEA-ROOM-${n}`);
    await written();
    expect(await linkIn(customer)).toContain(`/ref/TEA-ROOM-${n}`);
  });

  it('is not made by being read: who never asked for theirs has none', async () => {
    const { customer, member } = await aMember();
    world.core.memberFacts.note(world.store, member);
    await written();
    expect(await linkIn(customer)).toBeNull();
    expect(await world.core.referralLinks.ofMembers(world.store, [member])).toEqual([]);
  });

  it.each([
    ['has no referrals', null, true],
    ['is paused', someReferrals(), false],
  ] as const)('is not shown while the program %s', async (_, referrals, active) => {
    const { customer, member } = await aMember();
    await world.core.referring.links.of(store, member);
    await written();
    expect(await linkIn(customer)).not.toBeNull();
    await promise(referrals, active);
    world.core.memberFacts.note(world.store, member);
    await written();
    expect(await linkIn(customer)).toBeNull();
    await promise(someReferrals());
  });
});

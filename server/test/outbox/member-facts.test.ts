// What a theme reads of a member follows their points and level, with few questions to the shop, and the last word wins.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sweepMemberFacts } from '../../src/jobs/sweep-member-facts.ts';
import { MEMBER_FACTS } from '../../src/limits.ts';
import type { MemberId } from '../../src/loyalty/ids.ts';
import { pino } from 'pino';
import { anAccount } from '../builders/customers.ts';
import { aLevel, aProgram, aReward, perMoney, someTiers } from '../builders/programs.ts';
import { anOutboxWorld, type OutboxWorld } from './outbox-world.ts';

let world: OutboxWorld;
let customerId: string;
let member: MemberId;
let n = 0;

beforeAll(async () => {
  world = await anOutboxWorld();
  const { core, store } = world;
  const tiers = someTiers({ levels: [aLevel('member', {}, { name: { en: 'Member', fa: 'عضو' } })] });
  const rewards = [aReward('amount-off', { points: 500, amountMinor: 500 }, { name: { en: 'Five euros' } })];
  await core.stores.publish(store, { ...aProgram([perMoney()], {}, { tiers, rewards }), version: 2, inForceFrom: 1 });
  core.directory.forget(store);
});
afterAll(() => world.close());
beforeEach(async () => {
  n += 1;
  customerId = await world.shop.customer(`facts-${n}@example.com`);
  member = await aMember(customerId);
  await world.shop.strike();
});

async function aMember(externalId: string): Promise<MemberId> {
  const { core, store } = world;
  const record = await core.stores.get(store);
  const found = record === null ? null : await core.registry.memberFor(record, anAccount(externalId), 'account', null);
  if (found === null) throw new Error('nobody');
  return found;
}

async function adjust(memberId: MemberId, points: number): Promise<void> {
  const { core, store } = world;
  const request = { memberId, points, requestId: randomUUID(), by: 'staff', reason: 'a test' };
  const item = { itemId: randomUUID(), storeId: store, origin: 'request', topic: 'request/adjust', dedupe: null, headers: {} } as const;
  await core.inbox.insert({ ...item, body: Buffer.from(JSON.stringify(request)), receivedAt: core.time.now });
  await core.drainAll();
}

const Fields = z.object({
  customer: z.object({ metafields: z.object({ nodes: z.array(z.object({ key: z.string(), value: z.string() })) }) }),
});
async function fieldsOf(customer = customerId): Promise<Record<string, string>> {
  const document = 'query Fields($id: ID!) { customer(id: $id) { metafields(first: 10, namespace: "$app") { nodes { key value } } } }';
  const answer = await world.shop.platform.client(world.shop.store).ask(document, { id: `gid://shopify/Customer/${customer}` }, Fields);
  return Object.fromEntries(answer.customer.metafields.nodes.map(({ key, value }) => [key, value]));
}

/** As the process does by itself: note, write down, perform when it is due. */
async function after(ms: number): Promise<void> {
  world.core.time.now += ms;
  await world.core.memberFacts.flush();
  await world.core.performer.once();
}

const setsOf = async (): Promise<number> => (await world.shop.asked()).filter((field) => field === 'metafieldsSet').length;

describe('what a theme reads of a member', () => {
  it('is there soon after something changed: points, level by id and by name, and what points are missing for', async () => {
    await adjust(member, 120);
    await after(0);
    expect(await fieldsOf()).toEqual({});
    await after(MEMBER_FACTS.soonMs);
    const facts = await fieldsOf();
    expect(facts).toMatchObject({ points: '120', tier: 'member', tier_name: JSON.stringify({ en: 'Member', fa: 'عضو' }) });
    expect(JSON.parse(facts['next_reward'] ?? '')).toEqual({ name: { en: 'Five euros' }, points: 500, missing: 380 });
    await adjust(member, 900);
    await after(0);
    await after(MEMBER_FACTS.apartMs + MEMBER_FACTS.soonMs);
    expect(await fieldsOf()).toMatchObject({ points: '1020' });
    expect(await fieldsOf()).not.toHaveProperty('next_reward');
  });

  it('is written a few times for a hundred changes within a minute, and the last one wins', async () => {
    await setsOf();
    for (let change = 1; change <= 100; change += 1) {
      await adjust(member, 1);
      await after(600);
    }
    await after(MEMBER_FACTS.apartMs);
    expect(await setsOf()).toBeLessThanOrEqual(3);
    expect(await fieldsOf()).toMatchObject({ points: '100' });
  });

  it('of many members is written with few questions', async () => {
    const customers = await Promise.all(Array.from({ length: 15 }, (_, each) => world.shop.customer(`crowd-${n}-${each}@example.com`)));
    for (const [each, customer] of customers.entries()) await adjust(await aMember(customer), each + 1);
    await after(0);
    await setsOf();
    await after(MEMBER_FACTS.soonMs);
    // Five fields each, twenty-five in a question.
    expect(await setsOf()).toBeLessThanOrEqual(4);
    expect(await Promise.all(customers.map(async (customer) => (await fieldsOf(customer))['points']))).toEqual(
      customers.map((_, each) => String(each + 1)),
    );
  });

  it('of the others is written also when the shop does not know one of them any more', async () => {
    const gone = await aMember('99999999');
    await adjust(gone, 5);
    await adjust(member, 7);
    await after(0);
    await after(MEMBER_FACTS.soonMs);
    expect(await fieldsOf()).toMatchObject({ points: '7' });
    expect(await world.effect(`write-member-facts/${gone}`)).toMatchObject({ state: 'done' });
  });

  it('is written once more when it changed while it was being written', async () => {
    await adjust(member, 10);
    await after(0);
    await world.shop.strike({ field: 'metafieldsSet', kind: 'slowAnswer', ms: 300, times: 1 });
    world.core.time.now += MEMBER_FACTS.soonMs;
    const writing = world.core.performer.once();
    await new Promise((resolve) => setTimeout(resolve, 150));
    await adjust(member, 10);
    await world.core.memberFacts.flush();
    await writing;
    expect(await fieldsOf()).toMatchObject({ points: '10' });
    await after(MEMBER_FACTS.apartMs + MEMBER_FACTS.soonMs);
    expect(await fieldsOf()).toMatchObject({ points: '20' });
  });

  it('is found again after the process died before it wrote down whose it is', async () => {
    const { core } = world;
    await adjust(member, 33);
    // Another process, with nothing in its memory.
    const noted: MemberId[] = [];
    const memberFacts = {
      note: (_store: unknown, id: MemberId) => void noted.push(id),
      flush: () => Promise.resolve(),
      canWrite: () => Promise.resolve(true),
    };
    const options = { ...core, memberFacts, clock: () => core.time.now, log: pino({ level: 'silent' }) };
    core.time.now += MEMBER_FACTS.sweepMs;
    await sweepMemberFacts(options, MEMBER_FACTS.sweepBackMs);
    expect(noted).toContain(member);
    await after(0);
    await after(MEMBER_FACTS.soonMs + MEMBER_FACTS.apartMs);
    noted.length = 0;
    core.time.now += MEMBER_FACTS.sweepMs;
    await sweepMemberFacts(options, MEMBER_FACTS.sweepBackMs);
    expect(noted).not.toContain(member);
  });

  it('is taken away when the member is forgotten, with every effect about them', async () => {
    const { core, store } = world;
    await adjust(member, 50);
    await after(0);
    await after(MEMBER_FACTS.soonMs);
    expect(await fieldsOf()).toMatchObject({ points: '50' });
    const item = { itemId: randomUUID(), storeId: store, origin: 'request', topic: 'request/erase', dedupe: null, headers: {} } as const;
    const body = { memberId: member, by: 'staff', at: core.time.now };
    await core.inbox.insert({ ...item, body: Buffer.from(JSON.stringify(body)), receivedAt: core.time.now });
    await core.drainAll();
    for (let look = 0; look < 3; look += 1) await after(MEMBER_FACTS.apartMs + MEMBER_FACTS.soonMs);
    expect(await fieldsOf()).toEqual({});
  });

  it('is not asked of a store that has no place for it', async () => {
    const { core } = world;
    const plain = await core.addStore();
    expect(await core.memberFacts.canWrite(plain)).toBe(false);
    core.memberFacts.note(plain, member);
    await core.memberFacts.flush();
    expect(await core.outbox.counts(plain, core.time.now)).toMatchObject({ waiting: 0 });
  });
});

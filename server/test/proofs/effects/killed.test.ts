// Codes, gift cards and store credit for many members, by workers that are killed at every step: each is in the shop once and told once.
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCore, type Core } from '../../../src/core.ts';
import { OUTBOX } from '../../../src/limits.ts';
import { storeId } from '../../../src/loyalty/ids.ts';
import { woocommercePlatform } from '../../../src/platforms/woocommerce/index.ts';
import { installStore } from '../../../src/stores/install-store.ts';
import { aSandboxLine, type SandboxLine } from '../../builders/sandbox-line.ts';
import { aCodeWish, cardOf, creditOf, makingOf, removingOf } from '../../outbox/some-effects.ts';
import { ProofChild } from '../process/child.ts';
import { aProofDatabase, type ProofDatabase } from '../process/database-process.ts';
import { PATIENT, say } from '../process/runner.ts';
import { EFFECT_STEPS, proofKeys, type EffectStep, type EffectTask } from './steps.ts';

const SHOP = storeId('killed');
const WORKER = new URL('effect-worker.ts', import.meta.url);
/** Each step twice, every time with new work. */
const KILLS = [...EFFECT_STEPS, ...EFFECT_STEPS];
const numbers = KILLS.map((_, index) => index);
const codeOf = (index: number): string => `KILL7Q2M9XWA4ZB8D3R${index}`;
const goneOf = (index: number): string => `GONE7Q2M9XWA4ZB8D3R${index}`;
const cardCode = (index: number): string => `CARD7Q2M9XWA4ZB8D3R${index}`;

let database: ProofDatabase;
let shop: SandboxLine;
let core: Core;
let customers: string[];
let now = Date.now();

beforeAll(async () => {
  [database, shop] = await Promise.all([aProofDatabase(), aSandboxLine(SHOP)]);
  const platforms = { shopify: shop.platform, woocommerce: woocommercePlatform() };
  core = createCore({ connection: database.connection, keys: proofKeys(), clock: () => now, log: pino({ level: 'silent' }), platforms });
  const { domain, url } = shop.store;
  const place = { name: 'Killed', domain, url, currency: 'EUR', timeZone: 'Europe/Berlin' };
  await installStore(core.stores, { storeId: SHOP, platform: 'shopify', ...place, startsAt: 0, webhookSecret: '', credentials: {} }, now);
  customers = await Promise.all(numbers.map((index) => shop.customer(`killed-${index}@example.com`)));
}, PATIENT.timeout);
afterAll(async () => {
  await shop.close();
  await database.close();
});

/** One of each kind. */
async function addWork(index: number): Promise<void> {
  const asked = { storeId: SHOP, createdAt: now, dueAt: now };
  await core.outbox.add(makingOf(`made-${index}`, aCodeWish({ code: codeOf(index) }), asked));
  await shop.connection.rewards?.makeCode(aCodeWish({ code: goneOf(index) }));
  await core.outbox.add(removingOf(`gone-${index}`, goneOf(index), asked));
  await core.outbox.add(creditOf(`credit-${index}`, customers[index] ?? '', 500, asked));
  await core.outbox.add(cardOf(`card-${index}`, cardCode(index), asked));
}

async function child(halt: EffectTask['halt']): Promise<ProofChild> {
  const worker = new ProofChild(WORKER);
  const { uri, name } = database;
  const { access, sandbox } = shop;
  await worker.tell({ uri, name, sandboxUrl: sandbox.url, storeId: SHOP, access, now, halt } satisfies EffectTask);
  return worker;
}

async function killedAt(step: EffectStep, after: number): Promise<void> {
  const worker = await child({ step, after });
  const at = await Promise.race([worker.step(), worker.answer().then(() => null)]);
  expect(at).toBe(step);
  await worker.kill();
  now += OUTBOX.leaseMs;
}

const Nodes = z.object({ found: z.object({ nodes: z.array(z.object({ id: z.string() })) }) });
async function inShop(field: 'codeDiscountNodes' | 'giftCards', query: string): Promise<number> {
  const document = `query Found($query: String!) { found: ${field}(first: 10, query: $query) { nodes { id } } }`;
  return (await shop.platform.client(shop.store).ask(document, { query }, Nodes)).found.nodes.length;
}

describe('a worker that is killed on its way', () => {
  it('leaves nothing undone and nothing done or told twice, at whatever step it dies', PATIENT, async () => {
    for (const [index, step] of KILLS.entries()) {
      await addWork(index);
      await killedAt(step, index < EFFECT_STEPS.length ? 1 : 2);
    }
    // Two at once finish what is left; a lost credit is looked for only when the shop had time.
    for (let round = 0; round < 3; round += 1) {
      const both = await Promise.all([child(null), child(null)]);
      await Promise.all(both.map((worker) => worker.answer()));
      await Promise.all(both.map((worker) => worker.kill()));
      now += OUTBOX.leaseMs;
    }
    const counts = await core.outbox.counts(SHOP, now);
    const credits = await Promise.all(customers.map(async (id) => (await shop.connection.rewards?.creditMoves(id, 'EUR', 10))?.length));
    const { items } = await core.inbox.list(SHOP, null, null, 200);
    const told = items.map(({ body }) => (JSON.parse(body.toString('utf8')) as { reservationId: string }).reservationId);
    say('effects of workers that were killed', { effects: 4 * KILLS.length, kills: KILLS.length, told: told.length, counts });
    expect(counts).toMatchObject({ waiting: 0, dead: 0 });
    expect(credits).toEqual(numbers.map(() => 1));
    expect(await Promise.all(numbers.map((index) => inShop('codeDiscountNodes', `code:${codeOf(index)}`)))).toEqual(numbers.map(() => 1));
    expect(await Promise.all(numbers.map((index) => inShop('codeDiscountNodes', `code:${goneOf(index)}`)))).toEqual(numbers.map(() => 0));
    expect(await Promise.all(numbers.map((index) => inShop('giftCards', cardCode(index))))).toEqual(numbers.map(() => 1));
    expect(told.toSorted()).toEqual(
      ['made', 'gone', 'credit', 'card'].flatMap((what) => numbers.map((index) => `${what}-${index}`)).toSorted(),
    );
  });
});

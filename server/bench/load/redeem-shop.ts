// A sandbox shop in this process, with customers who have points to spend.
import { randomUUID } from 'node:crypto';
import { adjust } from '../../src/answer-requests.ts';
import { installStore } from '../../src/stores/install-store.ts';
import { shopifyStoreId } from '../../src/stores/store-id.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import { aReward } from '../../test/builders/programs.ts';
import { aSandboxLine, SANDBOX_SHOP, type SandboxLine } from '../../test/builders/sandbox-line.ts';
import type { BenchCore } from './bench-core.ts';
import type { ShopAccess } from './shop-line.ts';

export interface RedeemShop {
  readonly domain: string;
  readonly access: ShopAccess;
  readonly rewardId: string;
  /** As the shop numbers them; each has enough for one reward. */
  readonly customers: readonly string[];
  close(): Promise<void>;
}

const STORE = shopifyStoreId(SANDBOX_SHOP);
const POINTS = 1_000;
const REWARD = aReward('amount-off', { points: 100, amountMinor: 500 });

async function addCustomer({ core }: BenchCore, line: SandboxLine, n: number): Promise<string> {
  const email = `redeems-${n}@example.test`;
  const externalId = await line.customer(email);
  const store = await core.stores.get(STORE);
  const person = { externalId, email, phone: null, firstName: 'Mina', lastName: 'K', hasAccount: true, emailVerified: false, locale: null };
  const memberId = store === null ? null : await core.registry.memberFor(store, person, 'account', null);
  if (memberId === null) throw new Error('no member');
  const gift = { requestId: randomUUID(), by: 'bench', reason: 'welcome', note: null, approvedBy: 'bench' };
  await adjust(core, { storeId: STORE, memberId, points: POINTS, ...gift }, Date.now());
  return externalId;
}

export async function aRedeemShop(opened: BenchCore, customers: number): Promise<RedeemShop> {
  const line = await aSandboxLine(STORE);
  // Of all plans this one asks for the fewest pauses, and what is measured is our own part.
  await line.call('/settings', { plan: 'plus' });
  const place = { storeId: STORE, platform: 'shopify', name: 'Tea', domain: SANDBOX_SHOP, url: `https://${SANDBOX_SHOP}` } as const;
  const facts = { currency: 'EUR', timeZone: 'UTC', startsAt: 0, webhookSecret: '', credentials: {} };
  await installStore(opened.core.stores, { ...place, ...facts }, Date.now());
  await opened.core.stores.publish(STORE, { ...defaultProgram('EUR'), version: 2, inForceFrom: 1, rewards: [REWARD] });
  const ids: string[] = [];
  for (let n = 0; n < customers; n += 1) ids.push(await addCustomer(opened, line, n));
  const access = { url: line.sandbox.url, storeId: STORE, credentials: line.access };
  return { domain: SANDBOX_SHOP, access, rewardId: REWARD.id, customers: ids, close: () => line.close() };
}

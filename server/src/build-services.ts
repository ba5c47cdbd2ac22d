// What the doors may use, assembled for a running process.
import type { Logger } from 'pino';
import { createDevLogin, type DevLogin } from './api/admin/dev-login.ts';
import type { AdminIdentity, Services } from './api/services.ts';
import { adjust, undoAdjust } from './answer-requests.ts';
import type { Env } from './env.ts';
import { createMetrics } from './metrics.ts';
import { ShopifyDoors } from './shopify-doors.ts';
import type { BuiltCore } from './wiring.ts';

/** A development token first: telling it apart costs nothing, and outside the sandbox there is none. */
async function identity(devLogin: DevLogin | null, doors: ShopifyDoors, bearer: string): Promise<AdminIdentity | null> {
  const known = devLogin === null ? null : await devLogin.verify(bearer, Date.now());
  return known ?? doors.adminIdentity(bearer);
}

export function buildServices(env: Env, core: BuiltCore, log: Logger): { services: Services; doors: ShopifyDoors } {
  const { stores, staff, members, notes, balances, entries, orders, inbox, rateLimits, platforms, directory, shopify } = core;
  const { books, proof, runs } = core;
  const historyCounts = env.mode === 'sandbox';
  const doors = new ShopifyDoors({ shopify, stores, staff, clock: Date.now, historyCounts });
  const devLogin = env.mode === 'sandbox' ? createDevLogin(env.shopify.apiSecret) : null;
  const services: Services = {
    env,
    log,
    clock: Date.now,
    stores,
    members,
    notes,
    balances,
    ledger: entries,
    books,
    proof,
    runs,
    orders,
    inbox,
    rateLimits,
    metrics: createMetrics(),
    platforms,
    devLogin,
    storeFor: (storeId) => directory.get(storeId),
    receive: async (item) => {
      const result = await inbox.insert(item);
      core.drain.wake();
      return result;
    },
    adjust: (request) => adjust(core, request, Date.now()),
    undoAdjust: (request) => undoAdjust(core, request, Date.now()),
    programNow: (storeId) => directory.programAt(storeId, Date.now()),
    adminIdentity: (bearer) => identity(devLogin, doors, bearer),
    storefrontIdentity: (query) => doors.storefrontIdentity(query),
    ready: () => core.ready(),
  };
  return { services, doors };
}

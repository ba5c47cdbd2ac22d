// What the doors may use, assembled for a running process.
import type { Logger } from 'pino';
import { createDevLogin, type DevLogin } from './api/admin/dev-login.ts';
import type { AdminIdentity, Services } from './api/services.ts';
import { adjust, undoAdjust } from './answer-requests.ts';
import type { Core } from './core.ts';
import type { Env } from './env.ts';
import { createMetrics } from './metrics.ts';
import { ShopifyDoors } from './shopify-doors.ts';
import type { BuiltCore } from './wiring.ts';

/** A development token first: telling it apart costs nothing, and outside the sandbox there is none. */
async function identity(devLogin: DevLogin | null, doors: ShopifyDoors, bearer: string): Promise<AdminIdentity | null> {
  const known = devLogin === null ? null : await devLogin.verify(bearer, Date.now());
  return known ?? doors.adminIdentity(bearer);
}

/** What of the services is the core's own, whatever stands before it: a server, a test, the bench. */
export function coreServices(core: Core, clock: () => number) {
  const { stores, members, notes, balances, entries, orders, inbox, rateLimits, directory, books, proof, runs, audit, staff, settings } =
    core;
  const ports = {
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
    audit,
    staff,
    settings,
  };
  return {
    ...ports,
    clock,
    storeFor: (storeId) => directory.get(storeId),
    receive: (item) => inbox.insert(item),
    adjust: (request) => adjust(core, request, clock()),
    undoAdjust: (request) => undoAdjust(core, request, clock()),
    programNow: (storeId) => directory.programAt(storeId, clock()),
  } satisfies Partial<Services>;
}

export function buildServices(env: Env, core: BuiltCore, log: Logger): { services: Services; doors: ShopifyDoors } {
  const { stores, staff, platforms, shopify } = core;
  const historyCounts = env.mode === 'sandbox';
  const doors = new ShopifyDoors({ shopify, stores, staff, clock: Date.now, historyCounts });
  const devLogin = env.mode === 'sandbox' ? createDevLogin(env.shopify.apiSecret) : null;
  const services: Services = {
    ...coreServices(core, Date.now),
    env,
    log,
    metrics: createMetrics(),
    platforms,
    devLogin,
    receive: async (item) => {
      const result = await core.inbox.insert(item);
      core.drain.wake();
      return result;
    },
    adminIdentity: (bearer) => identity(devLogin, doors, bearer),
    storefrontIdentity: (query) => doors.storefrontIdentity(query),
    ready: () => core.ready(),
  };
  return { services, doors };
}

// What the doors may use, assembled for a running process.
import type { Logger } from 'pino';
import { Claims } from './accounts/claims.ts';
import { createDevLogin, type DevLogin } from './api/admin/dev-login.ts';
import type { AdminIdentity, Services } from './api/services.ts';
import {
  adjust,
  agree,
  cancelReward,
  changeMembership,
  erase,
  erasePerson,
  merge,
  proveAddress,
  quoteReward,
  redeem,
  undoAdjust,
  undoMerge,
} from './answer-requests.ts';
import { catchUp } from './coming-back.ts';
import type { Core } from './core.ts';
import type { Env } from './env.ts';
import type { StoreId } from './loyalty/ids.ts';
import { createMetrics } from './metrics.ts';
import { ShopifyDoors } from './shopify-doors.ts';
import type { BuiltCore } from './wiring.ts';

/** A development token first: telling it apart costs nothing, and outside the sandbox there is none. */
async function identity(
  devLogin: DevLogin | null,
  doors: readonly Pick<ShopifyDoors, 'adminIdentity'>[],
  clock: () => number,
  bearer: string,
): Promise<AdminIdentity | null> {
  const known = devLogin === null ? null : await devLogin.verify(bearer, clock());
  if (known !== null) return known;
  for (const door of doors) {
    const who = await door.adminIdentity(bearer);
    if (who !== null) return who;
  }
  return null;
}

/** What of the services is the core's own, whatever stands before it: a server, a test, the bench. */
export function coreServices(core: Core, clock: () => number) {
  return {
    ...core,
    ledger: core.entries,
    clock,
    bans: core.referring.bans,
    decisions: core.referring.decisions,
    claims: new Claims({ ...core, clock, proveAddress: (storeId, proven) => proveAddress(core, storeId, proven) }),
    storeFor: (storeId) => core.directory.get(storeId),
    receive: (item) => core.inbox.insert(item),
    adjust: (request) => adjust(core, request, clock()),
    undoAdjust: (request) => undoAdjust(core, request, clock()),
    merge: (request) => merge(core, request, clock()),
    undoMerge: (request) => undoMerge(core, request, clock()),
    erase: (request) => erase(core, request, clock()),
    erasePerson: (request) => erasePerson(core, request, clock()),
    agree: (request) => agree(core, request, clock()),
    changeMembership: (request) => changeMembership(core, request, clock()),
    redeem: (request) => redeem(core, request, clock()),
    quoteReward: (request) => quoteReward(core, request, clock()),
    cancelReward: (request) => cancelReward(core, request, clock()),
    programNow: (storeId) => core.directory.programAt(storeId, clock()),
  } satisfies Partial<Services>;
}

async function outboxLag({ outbox }: Pick<Core, 'outbox'>, now: number): Promise<{ lagSeconds: number; dead: number }> {
  const { dead, oldestDueAt } = await outbox.overall(now);
  return { dead, lagSeconds: oldestDueAt === null ? 0 : (now - oldestDueAt) / 1_000 };
}

export function buildServices(env: Env, core: BuiltCore, log: Logger): { services: Services; doors: ShopifyDoors } {
  const { stores, staff, directory, platforms, shopify, clock } = core;
  const historyCounts = env.mode === 'sandbox';
  const cameBack = (storeId: StoreId): void => catchUp(core, storeId, log);
  const doors = new ShopifyDoors({ shopify, stores, staff, directory, clock, cameBack, historyCounts });
  const devLogin = env.mode === 'sandbox' ? createDevLogin(env.shopify.apiSecret) : null;
  const services: Services = {
    ...coreServices(core, clock),
    env,
    log,
    metrics: createMetrics({ outbox: () => outboxLag(core, clock()) }),
    platforms,
    devLogin,
    receive: async (item) => {
      const result = await core.inbox.insert(item);
      core.drain.wake();
      return result;
    },
    adminIdentity: (bearer) => identity(devLogin, [core.pluginDoors, doors], clock, bearer),
    storefrontIdentity: (query) => doors.storefrontIdentity(query),
    extensionIdentity: async (bearer) => (await core.pluginDoors.shopperIdentity(bearer)) ?? doors.extensionIdentity(bearer),
    ready: () => core.ready(),
  };
  return { services, doors };
}

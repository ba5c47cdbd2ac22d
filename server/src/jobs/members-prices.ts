// Whenever another version of a program comes into force, or a store comes back or allows more, what members pay is written into the store. Nobody has
// to remember to ask: what was asked for last is compared with what is so now, so a version that was scheduled, or published while we were down, is found.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { Leases } from '../leases/leases.ts';
import { MEMBERS_PRICES } from '../limits.ts';
import type { StoreId } from '../loyalty/ids.ts';
import { inForceAt } from '../loyalty/program/in-force.ts';
import { tierDiscountConfiguration } from '../loyalty/tiers/members-prices.ts';
import { membersPricesBody, WRITE_MEMBERS_PRICES, type MembersPricesBody } from '../outbox/effects/write-members-prices.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { StoreConnection } from '../platforms/platform.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';

export interface MembersPricesOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly directory: Pick<StoreDirectory, 'programs'>;
  readonly outbox: Pick<OutboxStore, 'read' | 'restate'>;
  readonly connect: (store: StoreRecord) => Pick<StoreConnection, 'writeTierDiscount'> | null;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

/** There is one for a store. */
export const MEMBERS_PRICES_EFFECT = WRITE_MEMBERS_PRICES;

/** Null: no version that ever was in force gives members prices, so there is nothing to write and nothing to take back. */
async function wantedOf({ directory, clock }: MembersPricesOptions, store: StoreRecord): Promise<MembersPricesBody | null> {
  const now = clock();
  const versions = (await directory.programs(store.storeId, now)).filter(({ inForceFrom }) => inForceFrom <= now);
  const inForce = inForceAt(versions, now);
  if (inForce === null || versions.every((version) => tierDiscountConfiguration(version) === null)) return null;
  const { installedAt = store.createdAt, granted = [] } = store;
  return { version: inForce.version, from: inForce.inForceFrom, installedAt, granted: granted.toSorted().join(' ') };
}

/** A process whose clock is behind does not ask again for what was before. */
const isNewer = (wanted: MembersPricesBody, asked: MembersPricesBody): boolean =>
  wanted.from > asked.from || (wanted.from === asked.from && wanted.version >= asked.version && !isDeepStrictEqual(wanted, asked));

async function askFor({ outbox, clock }: MembersPricesOptions, storeId: StoreId, wanted: MembersPricesBody): Promise<boolean> {
  const known = await outbox.read(storeId, MEMBERS_PRICES_EFFECT);
  if (known !== null && !isNewer(wanted, membersPricesBody.parse(known.body))) return false;
  const when = { createdAt: clock(), dueAt: clock() };
  const what = { effectId: MEMBERS_PRICES_EFFECT, kind: WRITE_MEMBERS_PRICES, subject: null, body: wanted };
  await outbox.restate([{ storeId, ...what, ...when }]);
  return true;
}

/** What was asked for last, as this process knows it: most looks find nothing new, and need not ask the outbox for that. */
export type AskedBefore = Map<StoreId, MembersPricesBody>;

async function lookAt(options: MembersPricesOptions, store: StoreRecord, before: AskedBefore): Promise<boolean> {
  if (store.state !== 'active' || (options.connect(store)?.writeTierDiscount ?? null) === null) return false;
  const wanted = await wantedOf(options, store);
  if (wanted === null || isDeepStrictEqual(before.get(store.storeId), wanted)) return false;
  const asked = await askFor(options, store.storeId, wanted);
  before.set(store.storeId, wanted);
  return asked;
}

/** One look at every store, by one process at a time. Says in how many the prices are written anew. */
export async function askForMembersPrices(options: MembersPricesOptions, before: AskedBefore = new Map()): Promise<number> {
  const { stores, leases, clock, log } = options;
  if (!(await leases.acquire('members-prices', randomUUID(), clock(), clock() + MEMBERS_PRICES.lookMs - 1_000))) return 0;
  let asked = 0;
  for (const store of await stores.list()) {
    const one = lookAt(options, store, before).catch((error: unknown) => {
      log.error({ err: error, storeId: store.storeId }, "a store could not be looked at for members' prices; trying again");
      return false;
    });
    if (await one) asked += 1;
  }
  return asked;
}

/** Looks until the returned function is called; a look that fails is logged and the next one tries again. */
export function startAskingForMembersPrices(options: MembersPricesOptions): () => void {
  const before: AskedBefore = new Map();
  const rhythm = { everyMs: MEMBERS_PRICES.lookMs, log: options.log, failed: "stores could not be looked at for members' prices" };
  return lookEvery(rhythm, () => askForMembersPrices(options, before));
}

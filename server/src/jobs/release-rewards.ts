// Rewards whose time is over are wanted back, so that points do not lie aside for a cart that was left behind.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { InboxStore } from '../inbox/inbox-store.ts';
import { CANCEL_REWARD, type CancelRewardBody } from '../inbox/request-bodies.ts';
import type { Leases } from '../leases/leases.ts';
import { REWARDS } from '../limits.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { RedemptionStore } from '../redemptions/redemption-store.ts';
import type { StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';

export interface ReleaseOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly redemptions: Pick<RedemptionStore, 'due'>;
  readonly inbox: Pick<InboxStore, 'insert'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

async function releaseStore({ redemptions, inbox }: ReleaseOptions, storeId: StoreId, now: number): Promise<number> {
  const due = await redemptions.due(storeId, now, REWARDS.duePerLook);
  for (const { reservationId, cart, dueAt } of due) {
    const body: CancelRewardBody = { reservationId, why: cart === null ? 'expired' : 'abandoned' };
    // Asked for again after a while: a store that could not be asked then may answer now.
    const dedupe = `${reservationId}/${dueAt}/${Math.floor(now / REWARDS.askAgainMs)}`;
    const item = { itemId: randomUUID(), storeId, origin: 'clock', topic: CANCEL_REWARD, dedupe, headers: {}, receivedAt: now } as const;
    await inbox.insert({ ...item, body: Buffer.from(JSON.stringify(body)) });
  }
  return due.length;
}

/** One look at every store, by one process at a time. Says how many rewards were wanted back. */
export async function releaseRewards(options: ReleaseOptions): Promise<number> {
  const { stores, leases, clock } = options;
  const now = clock();
  if (!(await leases.acquire('release-rewards', randomUUID(), now, now + REWARDS.lookMs - 1_000))) return 0;
  let found = 0;
  for (const { storeId } of await stores.list()) found += await releaseStore(options, storeId, now);
  return found;
}

/** Looks until the returned function is called; a look that fails is logged and the next one tries again. */
export function startReleasingRewards(options: ReleaseOptions): () => void {
  const rhythm = { everyMs: REWARDS.lookMs, log: options.log, failed: 'rewards that are over could not be looked for' };
  return lookEvery(rhythm, () => releaseRewards(options));
}

// Holds that are over and windows that closed: the referral is looked at, soon after. Nothing else tells it that time has passed.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { InboxStore } from '../inbox/inbox-store.ts';
import { REFERRAL_LOOK, type ReferralLookBody } from '../inbox/request-bodies.ts';
import type { Leases } from '../leases/leases.ts';
import { REFERRALS } from '../limits.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { ReferralStore } from '../referrals/referral-store.ts';
import type { StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';

export interface SettleReferralsOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly referrals: Pick<ReferralStore, 'due'>;
  readonly inbox: Pick<InboxStore, 'insert'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

async function lookInStore({ referrals, inbox }: SettleReferralsOptions, storeId: StoreId, now: number): Promise<number> {
  const due = await referrals.due(storeId, now, REFERRALS.duePerLook);
  for (const { referralId, standing } of due) {
    const body: ReferralLookBody = { referralId };
    // Asked for again after a while, should whoever looked not have come to the end.
    const dedupe = `${referralId}/${standing.dueAt ?? 0}/${Math.floor(now / REFERRALS.askAgainMs)}`;
    const item = { itemId: randomUUID(), storeId, origin: 'clock', topic: REFERRAL_LOOK, dedupe, headers: {}, receivedAt: now } as const;
    await inbox.insert({ ...item, body: Buffer.from(JSON.stringify(body)) });
  }
  return due.length;
}

/** One look at every store, by one process at a time. Says how many referrals were due. */
export async function settleReferrals(options: SettleReferralsOptions): Promise<number> {
  const { stores, leases, clock } = options;
  const now = clock();
  if (!(await leases.acquire('settle-referrals', randomUUID(), now, now + REFERRALS.lookMs - 1_000))) return 0;
  let found = 0;
  for (const { storeId } of await stores.list()) found += await lookInStore(options, storeId, now);
  return found;
}

/** Looks until the returned function is called; a look that fails is logged and the next one tries again. */
export function startSettlingReferrals(options: SettleReferralsOptions): () => void {
  const rhythm = { everyMs: REFERRALS.lookMs, log: options.log, failed: 'referrals that are due could not be looked for' };
  return lookEvery(rhythm, () => settleReferrals(options));
}

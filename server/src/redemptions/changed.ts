// A redemption is changed by whoever saw it last: the others read again and decide again.
import type { Program } from '../loyalty/program/program.ts';
import type { Reward } from '../loyalty/rewards/reward.ts';
import type { RedemptionStore } from './redemption-store.ts';
import type { Redemption, RedemptionChange } from './redemption.ts';

/** Somebody else changed it between reading and writing: whoever works on this comes again. */
export class RedemptionBusy extends Error {}

const CHANGES_MAX = 20;

/** Reads, decides, writes; again when somebody else was faster. `decide` null: it is right as it is. */
export async function changed(
  redemptions: RedemptionStore,
  { storeId, reservationId }: Pick<Redemption, 'storeId' | 'reservationId'>,
  decide: (now: Redemption) => RedemptionChange | null,
): Promise<Redemption> {
  for (let tried = 0; tried < CHANGES_MAX; tried += 1) {
    const seen = await redemptions.read(storeId, reservationId);
    if (seen === null) throw new Error(`there is no redemption ${reservationId}`);
    const change = decide(seen);
    if (change === null) return seen;
    const next = await redemptions.change(seen, change);
    if (next !== null) return next;
  }
  throw new RedemptionBusy(`redemption ${reservationId} changes too often just now`);
}

export function rewardIn({ rewards }: Program, rewardId: string): Reward | undefined {
  return rewards.find(({ id }) => id === rewardId);
}

// Rewards on their way as the merchant sees them: whose, how far, and why one came back. Never the code itself: it is the member's money.
import { z } from 'zod';
import { heldState } from './redemption.ts';
import { ownText } from './own-text.ts';
import { returnReason } from './return-reason.ts';
import { instant, money, pageOf, pageQuery, points } from './shapes.ts';

export const rewardRow = z.object({
  id: z.string(),
  member: z.object({ memberId: z.string(), name: z.string().nullable() }),
  rewardId: z.string(),
  kind: z.string(),
  name: ownText,
  points,
  /** What it is worth; null where that follows from the cart. */
  worth: money.nullable(),
  state: heldState,
  /** Of one that goes back or is back; null: it does not, or it never was to be had. */
  why: returnReason.nullable(),
  /** What the store or we said when it was refused: English, for whoever looks after the shop. */
  detail: z.string().nullable(),
  /** The last characters of its code, to know it again when a member reads theirs aloud; null: it has none. */
  codeEnd: z.string().nullable(),
  /** Orders that were seen with its code; `name` null: the order is not known (any more). */
  orders: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  askedAt: instant,
  /** Then the points go back by themselves; null: it does not end, or it is over. */
  until: instant.nullable(),
  /** What the shop hands out itself. */
  instructions: ownText.nullable(),
  cancellable: z.boolean(),
});

/** `open`: points are set aside. `failed`: it was never to be had, and nothing was spent. */
export const rewardGroup = z.enum(['open', 'used', 'returned', 'failed']);
export const rewardQuery = pageQuery.extend({ state: rewardGroup.optional() });
/** Newest first. */
export const rewardPage = pageOf(rewardRow);
/** Of one person; those a merge brought them, too. Newest first, and never more than somebody can have under way. */
export const memberRewards = z.object({ items: z.array(rewardRow) });
export const rewardAnswer = z.object({ reward: rewardRow });

export type RewardRow = z.infer<typeof rewardRow>;
export type RewardGroup = z.infer<typeof rewardGroup>;

// Makes a store's cart take off what its program gives members, or nothing any more. What is written is read at the moment of writing, so the newest
// version always wins, whoever writes and however often it was asked for.
import { z } from 'zod';
import { tierDiscountConfiguration } from '../../loyalty/tiers/members-prices.ts';
import { StoreRefused, StoreUnreachable } from '../../platforms/platform.ts';
import type { StoreDirectory } from '../../stores/directory.ts';
import { Declined, effectKind, isUnreadable, type EffectKind } from '../effect.ts';

/** Why it was asked for: the same again is not asked for twice. */
export const membersPricesBody = z.object({
  version: z.int(),
  /** Since when that version is in force. */
  from: z.number(),
  installedAt: z.number(),
  /** What the merchant allowed then. */
  granted: z.string(),
});
export type MembersPricesBody = z.infer<typeof membersPricesBody>;

export const WRITE_MEMBERS_PRICES = 'write-members-prices';

export function writeMembersPrices(directory: Pick<StoreDirectory, 'programAt'>): EffectKind {
  return effectKind<MembersPricesBody>({
    kind: WRITE_MEMBERS_PRICES,
    schema: membersPricesBody,

    async perform({ from, installedAt }, { store, connection, now }) {
      // Stores are remembered for a moment: one that has just come back may still look as if it had left.
      if ((store.installedAt ?? store.createdAt) < installedAt) throw new StoreUnreachable('the store is only just back');
      const write = connection?.writeTierDiscount ?? null;
      if (write === null) return null;
      // Whoever asked knows that this version is in force; our clock may be a little behind theirs.
      const program = await directory.programAt(store.storeId, Math.max(now(), from));
      try {
        await write(tierDiscountConfiguration(program));
      } catch (error) {
        // Asking twice is harmless here, so only an answer that nobody could read is worth another try.
        throw error instanceof StoreRefused && !isUnreadable(error) ? new Declined(error.message) : error;
      }
      return null;
    },

    // The app may not write discounts, or what runs in the cart is not there: a person must act, and then has it tried again.
    refused: () => 'dead',
  });
}

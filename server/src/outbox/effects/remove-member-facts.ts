// Takes away what themes read of somebody who is forgotten.
import { z } from 'zod';
import { StoreRefused } from '../../platforms/platform.ts';
import { Declined, effectKind } from '../effect.ts';
import { factsLane } from './write-member-facts.ts';

const body = z.object({ memberId: z.string(), customerId: z.string() });
export type RemoveMemberFactsBody = z.infer<typeof body>;

export const REMOVE_MEMBER_FACTS = 'remove-member-facts';

export const removeMemberFacts = effectKind<RemoveMemberFactsBody>({
  kind: REMOVE_MEMBER_FACTS,
  schema: body,
  lane: ({ memberId }) => factsLane(memberId),
  outlivesErasure: true,

  async perform({ customerId }, { connection }) {
    const nothing = { points: null, tier: null, nextReward: null, referralLink: null };
    try {
      await connection?.writeMemberFacts?.([{ customerId, ...nothing }]);
    } catch (error) {
      throw error instanceof StoreRefused ? new Declined(error.message) : error;
    }
    return null;
  },

  // Most often because the customer is gone, and the fields with them.
  refused: () => null,
});

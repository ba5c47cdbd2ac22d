// Writes what themes and carts read of a member. The effect says only whose it is: what is written is read at the moment of writing, so the newest
// always wins, whoever writes and however often it was asked for.
import { z } from 'zod';
import { StoreRefused } from '../../platforms/platform.ts';
import { memberId } from '../../loyalty/ids.ts';
import { Declined, effectKind, type EffectKind } from '../effect.ts';
import { FactBatches } from '../fact-batches.ts';
import type { FactsOfMembers } from '../facts-of-members.ts';

const body = z.object({ memberId: z.string() });
export type WriteMemberFactsBody = z.infer<typeof body>;

export const WRITE_MEMBER_FACTS = 'write-member-facts';
export const factsLane = (member: string): string => `facts/${member}`;

export function writeMemberFacts(facts: Pick<FactsOfMembers, 'read'>): EffectKind {
  const batches = new FactBatches();
  return effectKind<WriteMemberFactsBody>({
    kind: WRITE_MEMBER_FACTS,
    schema: body,
    lane: ({ memberId: member }) => factsLane(member),

    async perform({ memberId: member }, { store, connection, now }) {
      const write = connection?.writeMemberFacts ?? null;
      const known = write === null ? null : await facts.read(store.storeId, memberId(member), now());
      if (write === null || known === null) return null;
      try {
        await batches.write(store.storeId, write, known);
      } catch (error) {
        throw error instanceof StoreRefused ? new Declined(error.message) : error;
      }
      return null;
    },

    // The customer is gone, or the app may not write: both are seen elsewhere, and the next change tries again.
    refused: () => null,
  });
}

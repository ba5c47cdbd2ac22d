// Makes the code of a reward in the store. The store is looked at first, so that asking twice makes one.
import { z } from 'zod';
import { CODE_MADE, REWARD_REFUSED, type CodeMadeBody, type RewardRefusedBody } from '../../inbox/request-bodies.ts';
import type { CodeWish } from '../../platforms/platform.ts';
import { effectKind, isCertain, Declined } from '../effect.ts';
import { codesOf } from '../rewards-of.ts';

const money = z.object({ amountMinor: z.int(), currency: z.string() });
const gives = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount-off'), amount: money }),
  z.object({ kind: z.literal('percent-off'), basisPoints: z.int() }),
  z.object({ kind: z.literal('free-shipping'), maximum: money.nullable() }),
  z.object({ kind: z.literal('free-product'), variantId: z.string() }),
]);
const appliesTo = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('products'), ids: z.array(z.string()) }),
  z.object({ kind: z.literal('collections'), ids: z.array(z.string()) }),
]);
const wish: z.ZodType<CodeWish> = z.object({
  code: z.string(),
  title: z.string(),
  gives,
  customerId: z.string().nullable(),
  // Left out in what was asked for before addresses were said.
  email: z.string().nullable().default(null),
  minimum: money.nullable(),
  appliesTo,
  combines: z.object({ order: z.boolean(), product: z.boolean(), shipping: z.boolean() }),
  startsAt: z.number(),
  endsAt: z.number().nullable(),
});
const body = z.object({ reservationId: z.string(), wish });
export type MakeCodeBody = z.infer<typeof body>;

export const makeCode = effectKind<MakeCodeBody>({
  kind: 'make-code',
  schema: body,
  lane: ({ reservationId }) => `code/${reservationId}`,

  async perform({ reservationId, wish: wanted }, performing) {
    try {
      const { externalId } = await codesOf(performing).makeCode(wanted);
      return { topic: CODE_MADE, body: { reservationId, externalId } satisfies CodeMadeBody };
    } catch (error) {
      throw isCertain(error, performing.attempts) ? new Declined(error.message) : error;
    }
  },

  refused: ({ reservationId }, reason) => ({ topic: REWARD_REFUSED, body: { reservationId, reason } satisfies RewardRefusedBody }),
});

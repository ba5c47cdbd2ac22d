// Gives a gift card under a code that only this effect has. "That code is there already" is therefore how a second try learns of the first.
import { z } from 'zod';
import { effectKind, isCertain, Declined, Unclear } from '../effect.ts';
import { given, notGiven, timeToAsk } from '../gift.ts';
import { rewardsOf } from '../rewards-of.ts';

const gift = z.object({
  code: z.string(),
  amount: z.object({ amountMinor: z.int(), currency: z.string() }),
  customerId: z.string().nullable(),
  note: z.string(),
  endsAt: z.number().nullable(),
});
const body = z.object({ reservationId: z.string(), gift });
export type GiveGiftCardBody = z.infer<typeof body>;

export const giveGiftCard = effectKind<GiveGiftCardBody>({
  kind: 'give-gift-card',
  schema: body,
  givenAfterAll: given,

  async perform(wanted, performing) {
    const rewards = rewardsOf(performing);
    const askedBefore = performing.memory !== null;
    // Before asking: a card that is there on a try without a memory was made by nobody who asked as this effect.
    await performing.remember({ askedAt: performing.now() });
    timeToAsk(performing);
    try {
      const answer = await rewards.giveGiftCard(wanted.gift);
      if (answer === 'given' || askedBefore) return given(wanted);
    } catch (error) {
      if (!askedBefore && isCertain(error, 1)) throw new Declined(error.message);
      // It was judged without a look at the code: the answer that was lost may have been another one.
      throw askedBefore && isCertain(error, Number.POSITIVE_INFINITY) ? new Unclear(error.message) : error;
    }
    throw new Unclear('a gift card of this code was there before we ever asked for one');
  },

  refused: notGiven,
});

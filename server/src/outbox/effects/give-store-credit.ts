// Gives store credit. The store would give it twice to who asks twice, so the last movement before asking is remembered. After an answer that was
// lost, the movements since then tell: no equal one, it was not given; exactly one, it was; more, nobody but a person can say. One at a time for a
// customer, so that no movement of another effect is taken for this one's.
import { z } from 'zod';
import type { CreditMove, RewardLine } from '../../platforms/platform.ts';
import { effectKind, isCertain, Declined, Unclear, type Performing } from '../effect.ts';
import { given, notGiven, settleFirst, timeToAsk } from '../gift.ts';
import { rewardsOf } from '../rewards-of.ts';

const money = z.object({ amountMinor: z.int(), currency: z.string() });
/** `customerId` null: the store knows nobody to give it to. */
const body = z.object({ reservationId: z.string(), customerId: z.string().nullable(), amount: money, endsAt: z.number().nullable() });
export type GiveStoreCreditBody = z.infer<typeof body>;
type Wanted = GiveStoreCreditBody & { readonly customerId: string };

const memory = z.object({ lastMoveId: z.string().nullable(), askedAt: z.number() });
type Memory = z.infer<typeof memory>;

/** Somebody with more movements than this since a lost answer is a person's to look at. */
const LOOK_BACK = 100;

const isCustomers = (wanted: GiveStoreCreditBody): wanted is Wanted => wanted.customerId !== null;

/** Movements after the remembered one. */
function since(moves: readonly CreditMove[], { lastMoveId }: Memory): readonly CreditMove[] {
  const at = lastMoveId === null ? -1 : moves.findIndex(({ moveId }) => moveId === lastMoveId);
  const isWhole = at >= 0 || (lastMoveId === null && moves.length < LOOK_BACK);
  if (!isWhole) throw new Unclear('more happened since than can be looked at');
  return at < 0 ? moves : moves.slice(0, at);
}

/** Whether an earlier try gave it although its answer was lost. */
async function wasGiven(rewards: RewardLine, { customerId, amount }: Wanted, before: Memory): Promise<boolean> {
  const moves = await rewards.creditMoves(customerId, amount.currency, LOOK_BACK);
  const equal = since(moves, before).filter((move) => move.amount.amountMinor === amount.amountMinor);
  if (equal.length > 1) throw new Unclear(`${equal.length} equal credits were given since; one of them may be this one`);
  return equal.length === 1;
}

async function lastMove(rewards: RewardLine, { customerId, amount }: Wanted): Promise<string | null> {
  const [last] = await rewards.creditMoves(customerId, amount.currency, 1);
  return last?.moveId ?? null;
}

async function give(rewards: RewardLine, wanted: Wanted, performing: Performing): Promise<void> {
  const before = performing.memory === null ? null : memory.parse(performing.memory);
  if (before !== null) {
    settleFirst(before.askedAt, performing);
    if (await wasGiven(rewards, wanted, before)) return;
  }
  const lastMoveId = before === null ? await lastMove(rewards, wanted) : before.lastMoveId;
  await performing.remember({ lastMoveId, askedAt: performing.now() } satisfies Memory);
  timeToAsk(performing);
  await rewards.giveStoreCredit(wanted.customerId, wanted.amount, wanted.endsAt);
}

export const giveStoreCredit = effectKind<GiveStoreCreditBody>({
  kind: 'give-store-credit',
  schema: body,
  lane: ({ customerId }) => (customerId === null ? null : `credit/${customerId}`),
  givenAfterAll: given,

  async perform(wanted, performing) {
    if (!isCustomers(wanted)) throw new Declined('the store knows nobody to give it to');
    try {
      await give(rewardsOf(performing), wanted, performing);
    } catch (error) {
      // A judgement on a later try came after the movements had said that it was not given.
      throw isCertain(error, performing.memory === null ? 1 : Number.POSITIVE_INFINITY) ? new Declined(error.message) : error;
    }
    return given(wanted);
  },

  refused: notGiven,
});

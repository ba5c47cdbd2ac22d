// What gift cards and store credit share: the store does not recognise a repeated question, so what is known before asking is written down first.
import { REWARD_GIVEN, REWARD_REFUSED, type RewardGivenBody, type RewardRefusedBody } from '../inbox/request-bodies.ts';
import { StoreUnreachable } from '../platforms/platform.ts';
import type { Performing, Tidings } from './effect.ts';

interface OfReservation {
  readonly reservationId: string;
}

export const given = ({ reservationId }: OfReservation): Tidings => ({
  topic: REWARD_GIVEN,
  body: { reservationId } satisfies RewardGivenBody,
});

export const notGiven = ({ reservationId }: OfReservation, reason: string): Tidings => ({
  topic: REWARD_REFUSED,
  body: { reservationId, reason } satisfies RewardRefusedBody,
});

/** Longer than a call may take, and the store to finish what it began after we stopped listening. */
const SETTLED_MS = 60_000;
/** Longer than a call may take. */
const TIME_NEEDED_MS = 45_000;

/** What was asked shortly before may still be done after we looked: then it is too early to look. */
export function settleFirst(askedAt: number, { now }: Performing): void {
  const early = askedAt + SETTLED_MS - now();
  if (early > 0) throw new StoreUnreachable('the answer was lost; the store is given time to finish', early);
}

/** Nobody else may begin while our question is on its way. */
export function timeToAsk({ leaseUntil, now }: Performing): void {
  if (leaseUntil - now() < TIME_NEEDED_MS) throw new StoreUnreachable('too little is left of the lease to ask the store');
}

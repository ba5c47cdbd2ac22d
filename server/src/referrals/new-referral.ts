// A referral at its beginning: somebody followed a link, and nothing else is known.
import { keyedHash } from '../secrets/keyring.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { TOUCHES_MAX, type Referral, type Touch } from './referral.ts';

/** Of a friend who is known by an address: told from it, so that claims at the same moment are about one referral. */
export function referralIdOf({ identityKey }: Pick<StoreRecord, 'identityKey'>, friendKey: string): string {
  return keyedHash(identityKey, `referral/${friendKey}`).slice(0, 24);
}

const NOTHING_YET = {
  state: 'invited',
  reason: null,
  countsFrom: null,
  position: null,
  dueAt: null,
  firstCountedAt: null,
  advocatePoints: 0,
  friendPoints: 0,
  advocateVoucherId: null,
  lossMinor: 0,
} as const;

export function newReferral(of: Pick<Referral, 'storeId' | 'referralId' | 'friendKey' | 'friendId'>, touch: Touch, now: number): Referral {
  const facts = { touches: [touch], claim: null, judged: null, decision: null, advocateId: touch.advocateId };
  // Whoever keeps it looks at it next, and writes when its time comes.
  return { ...of, ...facts, standing: { ...NOTHING_YET, since: touch.at }, createdAt: now, revision: 1 };
}

/** The same once more is no news. Oldest first; of too many the oldest go. */
export function touchedBy(touches: readonly Touch[], touch: Touch): readonly Touch[] {
  if (touches.some(({ at, code, by }) => at === touch.at && code === touch.code && by === touch.by)) return touches;
  return [...touches, touch].toSorted((a, b) => a.at - b.at).slice(-TOUCHES_MAX);
}

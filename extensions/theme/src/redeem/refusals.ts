// Every way in which the shop says no to a reward, in words.
import type { Voice, WordKey } from '../panel/voice.ts';
import type { Outcome } from './ask.ts';

const BY_REASON: Readonly<Record<string, WordKey>> = {
  'not-yet': 'no.not-yet',
  over: 'offer.over',
  'other-tier': 'no.other-tier',
  'out-of-stock': 'offer.out-of-stock',
  'limit-reached': 'offer.limit-reached',
  'not-enough-points': 'no.not-enough-points',
  'order-too-small': 'no.order-too-small',
  'nothing-it-applies-to': 'no.nothing-it-applies-to',
};
const BY_CODE: Readonly<Record<string, WordKey>> = {
  'not-enough-points': 'no.not-enough-points',
  'cap-reached': 'offer.limit-reached',
  'budget-spent': 'offer.out-of-stock',
  'member-excluded': 'no.member-excluded',
  'member-erased': 'no.not-signed-in',
  'member-merged': 'no.not-signed-in',
  'not-signed-in': 'no.not-signed-in',
  'program-paused': 'no.program-paused',
  'rewards-not-here': 'no.rewards-not-here',
  'too-many-requests': 'no.too-many-requests',
  unavailable: 'no.unavailable',
  'already-settled': 'no.already-settled',
  'already-released': 'no.already-released',
  'unknown-reservation': 'no.already-released',
};

/** Null for what was done. */
export function sayNo({ say }: Voice, outcome: Outcome): string | null {
  if (outcome.kind === 'done') return null;
  if (outcome.kind === 'failed') return say(outcome.offline ? 'no.offline' : 'no.failed');
  const { code, reason, words } = outcome;
  return words ?? say((code === 'reward-unavailable' ? BY_REASON[reason ?? ''] : BY_CODE[code]) ?? 'offer.not-now');
}

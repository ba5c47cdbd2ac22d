// What is said of friends, without how it looks: the panel and the account extension say it by the same functions.
import type { friends as english } from '../locales/en.json';
import type { GiftCode, OwnFriend, OwnReferrals, ReferralGiftView, ReferralTerms } from '../member/answers.ts';
import type { Voice } from '../panel/voice.ts';

export type FriendKey = keyof typeof english;

export interface FriendSpeech extends Pick<Voice, 'points' | 'amount' | 'date' | 'number'> {
  readonly tell: (key: FriendKey, values?: Readonly<Record<string, string | number>>) => string;
}

type Step = ReferralTerms['steps'][number];

/** Null: nothing is promised. */
export function giftWords({ points }: Pick<FriendSpeech, 'points'>, gift: ReferralGiftView | null): string | null {
  if (gift?.kind === 'points' && gift.points !== null) return points(gift.points);
  return gift?.kind === 'reward' ? gift.name : null;
}

/** What a friend who comes by the link gets, and on which order. */
export function friendGets(speech: FriendSpeech, { friend, minimum }: Pick<OwnReferrals, 'friend' | 'minimum'>): string {
  const gift = giftWords(speech, friend);
  if (gift === null) return speech.tell('friendNothing');
  return minimum === null ? speech.tell('friendGets', { gift }) : speech.tell('friendGetsFrom', { gift, amount: speech.amount(minimum) });
}

/** What the advocate gets for it, step by step; a step that gives nothing is not one. */
export function stepWords(speech: FriendSpeech, { from, every, gift }: Step): string | null {
  const words = giftWords(speech, gift);
  if (words === null) return null;
  const key = every ? (from === 1 ? 'stepEach' : 'stepEachFrom') : 'stepAt';
  return speech.tell(key, { gift: words, number: from });
}

/** When a friend begins to count. */
export function whenCounts({ tell }: FriendSpeech, holdDays: number | null): string {
  return holdDays ? tell('countsAfter', { count: holdDays }) : tell('countsAtOnce');
}

export function nextWords(speech: FriendSpeech, { next }: OwnReferrals['progress']): string | null {
  const gift = giftWords(speech, next?.gift ?? null);
  return next === null || gift === null ? null : speech.tell('next', { number: next.position, gift });
}

/** Where it stands with a friend, and where it stands badly, why. */
export function friendStands({ tell, date }: FriendSpeech, { state, reason, dueAt }: OwnFriend): string[] {
  if (state === 'on-hold' && dueAt !== null) return [tell('state.on-hold-until', { date: date(dueAt) })];
  return [tell(`state.${state}`), ...(reason === null ? [] : [tell(`reason.${reason}`)])];
}

export const codeStands = ({ tell, date }: FriendSpeech, { state, endsAt }: GiftCode): string =>
  state === 'ready' && endsAt !== null ? tell('code.ready-until', { date: date(endsAt) }) : tell(`code.${state}`);

/** How far it has come, the numbers that are not nothing first. */
export function progressFacts({ tell }: FriendSpeech, { visits, claimed, ordered, onHold }: OwnReferrals['progress']): string[] {
  const told: readonly (readonly [FriendKey, number])[] = [
    ['visits', visits],
    ['claimed', claimed],
    ['ordered', ordered],
    ['onHold', onHold],
  ];
  return told.filter(([, count]) => count > 0).map(([key, count]) => tell(key, { count }));
}

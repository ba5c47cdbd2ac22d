import type { HistoryLine } from '#contract/index.ts';
import { textIn } from '../../locales/localised.ts';
import type { Words } from '../../locales/words.ts';

const OF_REWARDS = ['reserved', 'redeemed', 'released', 'returned'] as const;

/** Whose order it was is not said. */
const OF_FRIENDS = ['referral-earned', 'referral-taken-back', 'referral-dates-changed', 'friend-earned', 'friend-taken-back'] as const;

function isOfFriends(kind: HistoryLine['kind']): kind is (typeof OF_FRIENDS)[number] {
  return OF_FRIENDS.some((one) => one === kind);
}

function rewardWords({ say, locale }: Words, { kind, order, reward }: HistoryLine): string | null {
  const told = OF_REWARDS.find((one) => one === kind);
  if (!reward || told === undefined) return null;
  const values = { count: reward.moved, reward: textIn(locale, reward.name) };
  if (order === null || told === 'reserved' || told === 'released') return say(`history.${told}.reward`, values);
  return say(`history.${told}.reward.order`, { ...values, order: order.name });
}

/** Why points of a reward came back, and which part of them; null where they did not. */
export function backWords({ say }: Words, { reward }: HistoryLine): string | null {
  if (!reward || reward.why === null) return null;
  const { why, moved, of } = reward;
  return moved < of ? say('history.reward-part', { moved, count: of }) : say(`reward-why.${why}`);
}

/** One line of history in words: what happened, for what, for which reward and to which order where there is one. */
export function lineWords(words: Words, line: HistoryLine): string {
  const { say } = words;
  const { kind, order, action } = line;
  const ofReward = rewardWords(words, line);
  if (ofReward !== null) return ofReward;
  if (kind === 'awarded' && action) return say('history.awarded.action', { name: textIn(words.locale, action.name) });
  if (order === null || isOfFriends(kind)) return say(`history.${kind}`);
  return say(`history.${kind}.order`, { order: order.name });
}

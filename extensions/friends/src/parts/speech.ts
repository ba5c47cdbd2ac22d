import type { FriendSpeech } from '../../../theme/src/friends/friend-words.ts';
import { useShared } from '../../../shared/src/lasting.ts';

/** The voice of this extension for what the panel in the shop says of friends too. */
export function useSpeech(): FriendSpeech {
  const { say, points, amount, date, number } = useShared().voice;
  return { tell: (key, values) => say(`friends.${key}`, values), points, amount, date, number };
}

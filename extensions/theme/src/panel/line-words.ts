// What a line of history says: of a reward it names which one, how much moved, and why it came back. The account extension says the same.
import type { HistoryLine } from '../member/answers.ts';
import type { Voice } from './voice.ts';

export type LineVoice = Pick<Voice, 'language' | 'say'>;

const TOLD = ['reserved', 'redeemed', 'released', 'returned'] as const;

export function lineWhat({ say, language }: LineVoice, { kind, reward }: HistoryLine): string {
  const told = TOLD.find((one) => one === kind);
  if (!reward || told === undefined) return say(`kind.${kind}`);
  const { name, moved } = reward;
  const own = name[language.tag] ?? name.en ?? name.fa ?? name.he ?? '';
  return say(`rewardKind.${told}`, { count: moved, reward: own });
}

/** Null: it did not come back. */
export function lineBack({ say }: LineVoice, { reward }: HistoryLine): string | null {
  if (!reward || reward.why === null) return null;
  const { why, moved, of } = reward;
  return moved < of ? say('back.part', { count: of, part: moved }) : say(`back.${why}`);
}

// What a line of history says: what it was given for, and of a reward which one, how much moved, and why it came back. The account extension says the same.
import type { HistoryLine } from '../member/answers.ts';
import type { Voice } from './voice.ts';

export type LineVoice = Pick<Voice, 'language' | 'say'>;

type OwnName = NonNullable<HistoryLine['action']>['name'];

const TOLD = ['reserved', 'redeemed', 'released', 'returned'] as const;

export function lineWhat({ say, language }: LineVoice, { kind, reward, action }: HistoryLine): string {
  const own = (name: OwnName): string => name[language.tag] ?? name.en ?? name.fa ?? name.he ?? '';
  const told = TOLD.find((one) => one === kind);
  if (!reward || told === undefined) return (action ? own(action.name) : '') || say(`kind.${kind}`);
  return say(`rewardKind.${told}`, { count: reward.moved, reward: own(reward.name) });
}

/** Null: it did not come back. */
export function lineBack({ say }: LineVoice, { reward }: HistoryLine): string | null {
  if (!reward || reward.why === null) return null;
  const { why, moved, of } = reward;
  return moved < of ? say('back.part', { count: of, part: moved }) : say(`back.${why}`);
}

// What points are called: our word, or the merchant's own ("12 leaves").
import type { Language } from './language.ts';
import { speak, speakParts, type Message, type Part, type Values } from './speak.ts';

export interface PointName {
  readonly one: string;
  readonly other: string;
}

export interface PointSpeech {
  readonly language: Language;
  /** null: ours. */
  readonly pointName: PointName | null;
}

/** A number and a name stand in this order in all our languages; "12 leaves" has no other word. */
const NAMED = '{count} {name}';

function chosen({ language, pointName }: PointSpeech, ours: Message, count: number): [Language, Message, Values] {
  if (pointName === null) return [language, ours, { count }];
  const one = new Intl.PluralRules(language.format).select(count) === 'one';
  return [language, NAMED, { count, name: pointName[one ? 'one' : 'other'] }];
}

export function sayPoints(speech: PointSpeech, ours: Message, count: number): string {
  return speak(...chosen(speech, ours, count));
}

export function pointParts(speech: PointSpeech, ours: Message, count: number): Part[] {
  return speakParts(...chosen(speech, ours, count));
}

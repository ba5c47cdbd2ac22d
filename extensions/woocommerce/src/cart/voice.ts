// Everything the box says, in the language of the page.
import type { StorefrontLook } from '#contract/storefront.ts';
import { languageOf, type Language } from '../../../theme/src/language/language.ts';
import { sayPoints } from '../../../theme/src/language/points.ts';
import { speak, type Message, type Values } from '../../../theme/src/language/speak.ts';
import { shownValues } from '../../../theme/src/panel/saying.ts';
import { spokenMoney, type SpokenMoney } from '../../../theme/src/panel/spoken-money.ts';
import type { Saying } from '#contract/saying.ts';
import type { Words } from './words.ts';

type Key = Exclude<keyof Words, 'no'>;

export interface Voice extends SpokenMoney {
  readonly language: Language;
  /** A message with a `count` may also name `{points}`. */
  readonly say: (key: Key, values?: Values) => string;
  readonly no: (reason: string, values: Values) => string;
  /** A sentence of the server. */
  readonly tell: (saying: Saying) => string;
  readonly points: (count: number) => string;
  readonly number: (value: number) => string;
  readonly date: (instant: string) => string;
  readonly list: (names: readonly string[]) => string;
}

export function voiceOf(locale: string, words: Words, look: StorefrontLook | null = null): Voice {
  const language = languageOf(locale);
  const { format, tag } = language;
  const pointName = look?.pointNames[tag] ?? null;
  const points = (count: number) => sayPoints({ language, pointName }, words.points, count);
  const named = (message: Message, values?: Values) =>
    speak(language, message, typeof values?.['count'] === 'number' ? { points: points(values['count']), ...values } : values);
  const say: Voice['say'] = (key, values) => named(words[key], values);
  const voice: Voice = {
    language,
    say,
    no: (reason, values) => named(words.no[reason in words.no ? (reason as keyof Words['no']) : 'not-now'], values),
    tell: (saying) => speak(language, saying.text, shownValues(voice, saying.values)),
    points,
    number: (value) => new Intl.NumberFormat(format).format(value),
    date: (instant) => new Intl.DateTimeFormat(format, { dateStyle: 'long' }).format(new Date(instant)),
    list: (names) => new Intl.ListFormat(format, { type: 'disjunction' }).format(names),
    ...spokenMoney(format, (count, amount) => say('rate', { count, amount })),
  };
  return voice;
}

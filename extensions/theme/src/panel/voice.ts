// Everything the panel says goes through here: words of the locale file, numbers, dates and money of the reader's language.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../language/language.ts';
import { pointParts, sayPoints, type PointSpeech } from '../language/points.ts';
import { speak, type Message, type Part, type Values } from '../language/speak.ts';
import type { panel as english } from '../locales/en.json';
import type { Saying } from '../member/answers.ts';
import { shownValues } from './saying.ts';
import { spokenMoney, type SpokenMoney } from './spoken-money.ts';

export type WordKey = keyof typeof english;
export type PanelWords = Readonly<Record<WordKey, Message>>;

export interface Voice extends SpokenMoney {
  readonly language: Language;
  /** A message with a `count` may also name `{points}`: as many, by the name that the shop has for them. */
  say: (key: WordKey, values?: Values) => string;
  /** The same of a message that came with a script of its own. */
  speak: (message: Message, values?: Values) => string;
  /** A sentence of the server. */
  tell: (saying: Saying) => string;
  points: (count: number) => string;
  /** In pieces, so that the number can be set larger wherever the language puts it. */
  pointParts: (count: number) => Part[];
  /** With its sign: what a history line added or took. */
  change: (count: number) => string;
  /** At most three decimals. */
  number: (value: number) => string;
  date: (instant: string) => string;
  list: (names: readonly string[]) => string;
}

export function createVoice(speech: PointSpeech, words: PanelWords): Voice {
  const { language } = speech;
  const { format } = language;
  const signed = new Intl.NumberFormat(format, { signDisplay: 'exceptZero' });
  const plain = new Intl.NumberFormat(format);
  const dates = new Intl.DateTimeFormat(format, { dateStyle: 'long' });
  const list = new Intl.ListFormat(format, { type: 'disjunction' });
  const points = (count: number) => sayPoints(speech, words.points, count);
  const named = (values?: Values) => (typeof values?.['count'] === 'number' ? { points: points(values['count']), ...values } : values);
  const speakNamed = (message: Message, values?: Values) => speak(language, message, named(values));
  const say = (key: WordKey, values?: Values) => speakNamed(words[key], values);

  const voice: Voice = {
    language,
    say,
    speak: speakNamed,
    tell: (saying) => speak(language, saying.text, shownValues(voice, saying.values)),
    points,
    pointParts: (count) => pointParts(speech, words.points, count),
    change: (count) => signed.format(count),
    number: (value) => plain.format(value),
    date: (instant) => dates.format(new Date(instant)),
    ...spokenMoney(format, (count, amount) => say('earnRate', { count, amount })),
    list: (names) => list.format(names),
  };
  return voice;
}

const VoiceContext = createContext<Voice | null>(null);
export const VoiceProvider = VoiceContext.Provider;

export function useVoice(): Voice {
  const voice = useContext(VoiceContext);
  if (voice === null) throw new Error('The panel was rendered without its words');
  return voice;
}

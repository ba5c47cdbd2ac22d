// Everything the panel says goes through here: words of the locale file, numbers, dates and money of the reader's language.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../language/language.ts';
import { speak, speakParts, type Message, type Part, type Values } from '../language/speak.ts';
import type { panel as english } from '../locales/en.json';
import { showMinor, showUnits } from './money.ts';

export type WordKey = keyof typeof english;
export type PanelWords = Readonly<Record<WordKey, Message>>;

export interface Voice {
  readonly language: Language;
  say: (key: WordKey, values?: Values) => string;
  parts: (key: WordKey, values?: Values) => Part[];
  points: (count: number) => string;
  /** With its sign: what a history line added or took. */
  change: (count: number) => string;
  date: (instant: string) => string;
  money: (amount: { readonly amountMinor: number; readonly currency: string }) => string;
  /** "1 point for every €1"; rates below one are turned round: "1 point for every €20". */
  rate: (pointsPerUnit: number, currency: string) => string;
}

export function createVoice(language: Language, words: PanelWords): Voice {
  const { format } = language;
  const signed = new Intl.NumberFormat(format, { signDisplay: 'exceptZero' });
  const dates = new Intl.DateTimeFormat(format, { dateStyle: 'long' });
  const say = (key: WordKey, values?: Values) => speak(language, words[key], values);
  return {
    language,
    say,
    parts: (key, values) => speakParts(language, words[key], values),
    points: (count) => say('points', { count }),
    change: (count) => signed.format(count),
    date: (instant) => dates.format(new Date(instant)),
    money: (amount) => showMinor(format, amount.amountMinor, amount.currency),
    rate: (pointsPerUnit, currency) => say('earnRate', rateValues(format, pointsPerUnit, currency)),
  };
}

function rateValues(format: string, pointsPerUnit: number, currency: string): Values {
  const inverted = pointsPerUnit > 0 && pointsPerUnit < 1;
  return { count: inverted ? 1 : pointsPerUnit, amount: showUnits(format, inverted ? 1 / pointsPerUnit : 1, currency) };
}

const VoiceContext = createContext<Voice | null>(null);
export const VoiceProvider = VoiceContext.Provider;

export function useVoice(): Voice {
  const voice = useContext(VoiceContext);
  if (voice === null) throw new Error('The panel was rendered without its words');
  return voice;
}

// Everything an extension says: the words come from its locale files through Shopify, the values are shown by Intl and set apart first.
import { languageOf, type Language } from '../../theme/src/language/language.ts';
import { sayPoints, type PointName } from '../../theme/src/language/points.ts';
import { speak } from '../../theme/src/language/speak.ts';
import { shownValues } from '../../theme/src/panel/saying.ts';
import { spokenMoney, type SpokenMoney } from '../../theme/src/panel/spoken-money.ts';
import type { Voice as PanelVoice } from '../../theme/src/panel/voice.ts';
import type { Saying } from './answers.ts';

type Shown = Readonly<Record<string, string | number>>;

export interface WordsApi {
  readonly translate: (key: string, options?: Record<string, string | number>) => string;
}

/** The panel's words by the panel's keys: they are under `panel` in every extension's locale files. */
type SharedVoice = Omit<PanelVoice, 'pointParts' | 'speak'>;

export interface Voice extends Readonly<SpokenMoney> {
  /** The same voice for what the panel in the shop says too. */
  readonly panel: SharedVoice;
  readonly language: Language;
  /** `count` chooses the plural form and is shown as `{{number}}`, or by the name of points as `{{points}}`. */
  readonly say: (key: string, values?: Shown) => string;
  /** A sentence of the server. */
  readonly tell: (saying: Saying) => string;
  readonly points: (count: number) => string;
  /** With its sign: what a history line added or took. */
  readonly change: (count: number) => string;
  readonly number: (value: number) => string;
  readonly date: (instant: string) => string;
  /** With the time of the day. */
  readonly moment: (instant: string) => string;
  readonly list: (names: readonly string[]) => string;
}

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

export function createVoice(i18n: WordsApi, locale: string, pointName: PointName | null = null): Voice {
  const language = languageOf(locale);
  const { format } = language;
  const plain = new Intl.NumberFormat(format);
  const signed = new Intl.NumberFormat(format, { signDisplay: 'exceptZero' });
  const dates = new Intl.DateTimeFormat(format, { dateStyle: 'long' });
  const moments = new Intl.DateTimeFormat(format, { dateStyle: 'long', timeStyle: 'short' });
  const names = new Intl.ListFormat(format, { type: 'disjunction' });
  const isolate = (text: string) => `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}`;
  const number = (value: number) => plain.format(value);
  const shownNumber = (value: number) => (language.dir === 'rtl' ? isolate(number(value)) : number(value));

  const points = (count: number): string =>
    pointName === null
      ? i18n.translate('panel.points', { count, number: shownNumber(count) })
      : sayPoints({ language, pointName }, '', count);

  /** The phrase for points sets its number apart itself. */
  const filled = (values: Shown): Record<string, string | number> => {
    const { count } = values;
    const shown = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? shownNumber(value) : isolate(value)]);
    const counted = typeof count === 'number' ? { count, number: shownNumber(count), points: points(count) } : {};
    return { ...(Object.fromEntries(shown) as Record<string, string>), ...counted };
  };

  const say: Voice['say'] = (key, values) => i18n.translate(key, values && filled(values));
  const spoken: Omit<Voice, 'panel'> = {
    language,
    say,
    tell: (saying) => speak(language, saying.text, shownValues(spoken, saying.values)),
    points,
    change: (count) => signed.format(count),
    number,
    date: (instant) => dates.format(new Date(instant)),
    moment: (instant) => moments.format(new Date(instant)),
    ...spokenMoney(format, (count, amount) => say('panel.earnRate', { count, amount })),
    list: (all) => names.format(all),
  };
  return { ...spoken, panel: { ...spoken, say: (key, values) => say(`panel.${key}`, values) } };
}

// The values of a server's sentence as the reader's language shows them.
import type { Values } from '../language/speak.ts';
import type { Saying, ShownValue } from '../member/answers.ts';
import type { Voice } from './voice.ts';

/** As much of a voice as values need; extensions of checkout and accounts bring their own. */
export type ValueVoice = Pick<Voice, 'language' | 'points' | 'number' | 'amount' | 'rate' | 'date' | 'list'>;

const WHOLE = 10_000;

function country(format: string, code: string): string {
  try {
    return new Intl.DisplayNames(format, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

function shown(voice: ValueVoice, value: ShownValue): string {
  const { format } = voice.language;
  switch (value.as) {
    case 'points':
      return voice.points(value.points);
    case 'number':
      return voice.number(value.number);
    case 'money':
      return voice.amount(value.money);
    case 'rate':
      return voice.rate(value.points, value.per);
    case 'percent':
      return new Intl.NumberFormat(format, { style: 'percent', maximumFractionDigits: 2 }).format(value.basisPoints / WHOLE);
    case 'factor':
      return voice.number(value.basisPoints / WHOLE);
    case 'date':
      return voice.date(value.at);
    case 'text':
      return value.text;
    case 'countries':
      return voice.list(value.codes.map((code) => country(format, code)));
    case 'names':
      return voice.list(value.names);
  }
}

export function shownValues(voice: ValueVoice, values: Saying['values']): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(voice, value)]));
}

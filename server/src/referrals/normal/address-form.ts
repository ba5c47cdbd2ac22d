// Where a parcel or a bill goes, whatever words it is written with. Names of people are no part of it: one door is one door.
import { FINE_POSTCODES, IN_FULL, SAYS_NOTHING } from './address-words.ts';
import { folded } from './written.ts';

export interface PostalAddress {
  /** Street, number and what is added to it. */
  readonly lines: readonly string[];
  readonly city: string | null;
  readonly postcode: string | null;
  /** ISO 3166-1, two letters. */
  readonly country: string | null;
}

/** Arabic letters as Persian keyboards write them, and letters that stand for two. */
const letters = (text: string): string => folded(text).replaceAll('ي', 'ی').replaceAll('ى', 'ی').replaceAll('ك', 'ک').replaceAll('ß', 'ss');

/** "12b", "12 B" and "12-b" are one number of a house. */
function numbersOf(text: string): string[] {
  return Array.from(text.matchAll(/(\d+)\s*-?\s*(?:([a-z])(?![\p{Letter}\d]))?/gu), ([, digits = '', letter = '']) => {
    return `${digits.replace(/^0+(?=\d)/, '')}${letter}`;
  });
}

function wordsOf(text: string): string[] {
  const words = text.match(/\p{Letter}+/gu) ?? [];
  const whole = words.map((word) => IN_FULL.get(word) ?? word.replace(/str$/, 'strasse'));
  return whole.filter((word) => word.length > 1 && !SAYS_NOTHING.has(word));
}

/** Letters and digits alone; of an American code the part that everybody writes. */
function postcodeForm(postcode: string | null, country: string): string {
  const code = letters(postcode ?? '').replaceAll(/[^\p{Letter}\d]/gu, '');
  return country === 'US' ? code.slice(0, 5) : code;
}

const sorted = (words: readonly string[]): string => words.toSorted().join(' ');

/**
 * Null when it does not say where: without a street line, or with neither postcode nor town. Flats of one house differ by their number, so they are two doors.
 */
export function addressForm({ lines, city, postcode, country }: PostalAddress): string | null {
  const text = letters(lines.join(' '));
  const [numbers, words] = [numbersOf(text), wordsOf(text)];
  const land = (country ?? '').trim().toUpperCase();
  const code = postcodeForm(postcode, land);
  const town = letters(city ?? '').replaceAll(/[^\p{Letter}\d]/gu, '');
  if ((numbers.length === 0 && words.length === 0) || (code === '' && town === '')) return null;
  const says = FINE_POSTCODES.has(land) && code !== '' && numbers.length > 0;
  return [land, code === '' ? town : code, sorted(numbers), says ? '' : sorted(words)].join('|');
}

// Readable codes: a name in the letters A to Z that everybody can type, and four characters that nobody can guess.
import anyAscii from 'any-ascii';
import { isFit } from './fit-words.ts';

/** Crockford's base32 without U: no letter that reads like a digit, no word by accident. Source: Crockford, "Base 32". */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TAIL = 4;
/** When so many short ones are taken, a longer one certainly is not. */
const LONG_TAIL = 10;
const NAME_MAX = 10;
const NAME_MIN = 2;
/** Who has no name that can be written so is nobody in particular. */
const NOBODY = 'FRIEND';
export const CHOSEN_MIN = 4;
export const CHOSEN_MAX = 24;

/** Where random bytes come from: a source that nobody can foresee. */
export type Random = (bytes: number) => Uint8Array;

/** Letters that stand for a vowel at least as often as for nothing; the library leaves them out, and a name without vowels is hard to read. */
const VOWELS: readonly (readonly [RegExp, string])[] = [
  [/[اآأإٱعא]/gu, 'a'],
  [/[یىي]/gu, 'i'],
];
/** Pictures have names too, and nobody means those. */
const NO_WRITING = /[^\p{L}\p{M}\p{N}]/gu;
const SCRIPTS_WITHOUT_VOWELS = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** As one writes it with the letters A to Z. */
function ascii(text: string): string {
  const vowelled = SCRIPTS_WITHOUT_VOWELS.test(text)
    ? VOWELS.reduce((said, [letters, vowel]) => said.replaceAll(letters, vowel), text)
    : text;
  return anyAscii(vowelled.replaceAll(NO_WRITING, ' ')).toUpperCase();
}

/** The readable half: at most ten letters of a first name, or a word that names nobody. */
export function nameInCode(firstName: string | null): string {
  const letters = ascii((firstName ?? '').normalize('NFC').trim().split(/\s+/u)[0] ?? '').replaceAll(/[^A-Z]/gu, '').slice(0, NAME_MAX); // prettier-ignore
  return letters.length >= NAME_MIN && isFit(letters) ? letters : NOBODY;
}

function tail(random: Random, length: number): string {
  // The alphabet has 32 letters: each byte's five low bits name one, all equally often.
  return [...random(length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** Another one each time; `tried`: how many of them were somebody else's. */
export function codeFor(firstName: string | null, random: Random, tried: number): string {
  const name = nameInCode(firstName);
  for (;;) {
    const code = `${name}-${tail(random, tried < 10 ? TAIL : LONG_TAIL)}`;
    if (isFit(code)) return code;
  }
}

/** What somebody chose, as it can be; null: nothing fit is left of it. */
export function chosenCode(text: string): string | null {
  const parts = ascii(text.normalize('NFC')).split(/[^A-Z0-9]+/u).filter((part) => part !== ''); // prettier-ignore
  const code = parts.join('-');
  return code.length >= CHOSEN_MIN && code.length <= CHOSEN_MAX && isFit(code) ? code : null;
}

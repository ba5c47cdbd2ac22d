// Turns a message of a locale file into text: plural form by Intl, placeholders filled and isolated, nothing glued together.
import type { Language } from './language.ts';

export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
export type Message = string | Plural;
export type Values = Readonly<Record<string, string | number>>;

export interface Part {
  readonly text: string;
  /** The placeholder that gave the text, null for the words around it. */
  readonly name: string | null;
}

/** A phrase of the reader's own language, whose number is set apart in itself. */
const POINTS = 'points';
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** The message in pieces, so that a view can set a number larger without knowing where a language puts it. */
export function speakParts(language: Language, message: Message, values: Values = {}): Part[] {
  return chooseForm(language, message, values)
    .split(/\{(\w+)\}/)
    .map((text, index) => (index % 2 === 0 ? { text, name: null } : { text: show(language, values[text]), name: text }))
    .filter((part) => part.text !== '');
}

export function speak(language: Language, message: Message, values?: Values): string {
  return speakParts(language, message, values)
    .map((part) => (part.name === null || part.name === POINTS ? part.text : isolate(language, part.text, values?.[part.name])))
    .join('');
}

function chooseForm(language: Language, message: Message, values: Values): string {
  if (typeof message === 'string') return message;
  const form = new Intl.PluralRules(language.format).select(Number(values['count']));
  return message[form] ?? message.other;
}

function show(language: Language, value: string | number | undefined): string {
  return typeof value === 'number' ? new Intl.NumberFormat(language.format).format(value) : (value ?? '');
}

/** A bare number in left-to-right text needs no isolation; a name may be of any script in any text. */
function isolate(language: Language, text: string, value: string | number | undefined): string {
  const needless = language.dir === 'ltr' && typeof value === 'number';
  return needless ? text : `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}`;
}

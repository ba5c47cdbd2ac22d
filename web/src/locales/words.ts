// Says a message in the reader's language. Values are formatted by Intl and isolated, so that a name or a code in another script
// cannot reorder the sentence around it.
import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';
import type { Locale } from '#contract/index.ts';
import type english from './en.json';
import type { Formats } from './formats.ts';
import { parseMessage, resolve, type Part } from './message.ts';

export type MessageKey = keyof typeof english;
export type Messages = Readonly<Record<MessageKey, string>>;
export type Values = Readonly<Record<string, string | number>>;
export type RichValues = Readonly<Record<string, string | number | ReactElement>>;

export interface Words {
  readonly locale: Locale;
  readonly direction: 'ltr' | 'rtl';
  readonly formats: Formats;
  readonly say: (key: MessageKey, values?: Values) => string;
  /** A sentence with elements inside it, such as an input or bold text. */
  readonly tell: (key: MessageKey, values: RichValues) => ReactNode;
  /** For names that the server invents: the message if there is one. */
  readonly maybe: (key: string, values?: Values) => string | null;
  /** A sentence that came from the server in the reader's language, each of its values shown by `show`. */
  readonly tellOf: (source: string, values: Values, show: (value: string) => ReactElement) => ReactNode;
  readonly sayOf: (source: string, values: Values) => string;
}

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/u;

export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'en' ? 'ltr' : 'rtl';
}

export function createWords(locale: Locale, messages: Messages, formats: Formats): Words {
  const parsed = new Map<MessageKey, readonly Part[]>();
  const direction = directionOf(locale);

  function partsOf(key: MessageKey): readonly Part[] {
    const parts = parsed.get(key) ?? parseMessage(messages[key]);
    parsed.set(key, parts);
    return parts;
  }
  function isolated(value: string | number): string {
    const text = plain(value);
    return direction === 'rtl' || RIGHT_TO_LEFT.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text;
  }
  function plain(value: string | number): string {
    return typeof value === 'number' ? formats.number(value) : value;
  }
  function formsOf(value: unknown): readonly string[] {
    if (typeof value === 'string') return [value];
    return typeof value === 'number' ? [`=${value}`, formats.pluralForm(value)] : [];
  }

  function said(parts: readonly Part[], values: Values): string {
    const row = resolve(parts, (name) => formsOf(values[name]));
    return row.map((part) => (part.kind === 'text' ? part.text : isolated(values[part.name] ?? ''))).join('');
  }

  return {
    locale,
    direction,
    formats,
    say: (key, values = {}) => said(partsOf(key), values),
    maybe: (key, values = {}) => (isKey(messages, key) ? said(partsOf(key), values) : null),
    sayOf: (source, values) => said(parseMessage(source), values),
    tellOf(source, values, show) {
      const row = resolve(parseMessage(source), (name) => formsOf(values[name]));
      const nodes = row.map((part) => (part.kind === 'text' ? part.text : shown(show(plain(values[part.name] ?? '')))));
      return createElement(Fragment, null, ...nodes);
    },
    tell(key, values) {
      const row = resolve(partsOf(key), (name) => formsOf(values[name]));
      const nodes = row.map((part) => (part.kind === 'text' ? part.text : shown(values[part.name])));
      return createElement(Fragment, null, ...nodes);
    },
  };

  function shown(value: string | number | ReactElement | undefined): ReactNode {
    return typeof value === 'string' || typeof value === 'number' ? isolated(value) : createElement('bdi', null, value);
  }
}

function isKey(messages: Messages, key: string): key is MessageKey {
  return Object.hasOwn(messages, key);
}

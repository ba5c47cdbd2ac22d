// Liquid, where a merchant's words meet a member's data. It reads no files, knows few tags and filters, ends in time, and whatever stands between the
// braces is text: it is never a link, a tag or a new line, and text of another direction does not disturb the line around it.
import { Liquid, type Template } from 'liquidjs';
import { MAIL } from '../limits.ts';
import type { MailWords, Shown } from './templates/template.ts';

/** What a merchant wrote cannot be used. The sentence is Liquid's own. */
export class TemplateProblem extends Error {
  readonly field: keyof MailWords;
  constructor(field: keyof MailWords, detail: string) {
    super(detail);
    this.name = 'TemplateProblem';
    this.field = field;
  }
}

const TAGS: ReadonlySet<string> = new Set(['if', 'unless', 'case', 'comment']);
const FILTERS: ReadonlySet<string> = new Set(['default', 'upcase', 'downcase', 'capitalize']);
const [ISOLATE, END] = ['\u2068', '\u2069'];
/** Before an address of ours, so that it is known from text that only looks like one. No text keeps this character. */
const OURS = '\uFDD0';
/** Controls, directions and our own mark. The joiners stay: Persian is written with them. */
const UNWANTED = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFDD0]+/gu;

/** One line of text that cannot reach out of its place. */
export const plain = (text: string): string => text.replaceAll(UNWANTED, ' ').trim();
/** An address that a template may make a button of. */
export const ourLink = (url: string): string => `${OURS}${new URL(url).href}`;

function output(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  if (text.startsWith(OURS)) return text.slice(1);
  return text === '' ? '' : `${ISOLATE}${plain(text)}${END}`;
}

function engineOf(): Liquid {
  const engine = new Liquid({
    templates: {},
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    outputEscape: output,
    parseLimit: MAIL.sourceMax,
    renderLimit: MAIL.renderMs,
    memoryLimit: MAIL.outputMax,
  });
  for (const name of Object.keys(engine.tags)) if (!TAGS.has(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) if (!FILTERS.has(name)) delete engine.filters[name];
  return engine;
}

const engine = engineOf();

function run(field: keyof MailWords, source: string, shown: Shown): string {
  try {
    const parsed: Template[] = engine.parse(source);
    const text = engine.renderSync(parsed, { ...shown }, { templateLimit: 1_000 }) as unknown;
    if (typeof text === 'string' && text.length <= MAIL.outputMax) return text;
  } catch (error) {
    throw new TemplateProblem(field, error instanceof Error ? error.message : String(error));
  }
  throw new TemplateProblem(field, 'this becomes too long');
}

/** A paragraph of text, or a button that leads somewhere. */
export type Block =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'button'; readonly words: string; readonly url: string };

const BUTTON = /^\[([^[\]\n]{1,120})\]\((https?:\/\/[^\s()<>"'\u2066-\u2069]{1,2000})\)$/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** Where nothing is written from right to left, isolates have nothing to keep apart. */
const withoutNeedless = (text: string): string => (RIGHT_TO_LEFT.test(text) ? text : text.replaceAll(/[\u2068\u2069]/gu, ''));

function blockOf(paragraph: string): Block {
  const [, words, url] = BUTTON.exec(paragraph) ?? [];
  if (words === undefined || url === undefined) return { kind: 'text', text: withoutNeedless(paragraph) };
  return { kind: 'button', words: withoutNeedless(words), url };
}

export interface Rendered {
  readonly subject: string;
  readonly blocks: readonly Block[];
}

/** @throws {TemplateProblem} */
export function render({ subject, body }: MailWords, shown: Shown): Rendered {
  const line = run('subject', subject, shown).replaceAll(/\s+/gu, ' ').trim();
  if (withoutNeedless(line) === '') throw new TemplateProblem('subject', 'a mail needs a subject');
  const paragraphs = run('body', body, shown).replaceAll('\r\n', '\n').split(/\n\s*\n/u); // prettier-ignore
  const blocks = paragraphs.map((text) => text.trim()).filter((text) => text !== '').map(blockOf); // prettier-ignore
  return { subject: withoutNeedless(line).slice(0, 250), blocks };
}

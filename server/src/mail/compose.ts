// A template, the merchant's words or ours, and what is known of a member become one mail. Everything is read when it is sent, so the newest counts.
import { createHash } from 'node:crypto';
import type { Locale } from '../contract/index.ts';
import { asHtml, asText } from './layout.ts';
import { ourLink, plain, render } from './render.ts';
import type { MailTemplate, MailWords } from './templates/template.ts';
import { sayingOf, type PointNames } from './words.ts';

/** What of a store stands in its mails. */
export interface Sender {
  readonly store: string;
  readonly shopUrl: string;
  readonly timeZone: string;
  readonly pointNames: PointNames;
  readonly colours: { readonly primary: string; readonly onPrimary: string };
}

export interface Draft {
  readonly template: MailTemplate;
  /** As the template's schema reads them. */
  readonly values: object;
  readonly locale: Locale;
  readonly words: MailWords;
  readonly firstName: string | null;
  readonly unsubscribe: string | null;
  /** Where waiting points are claimed; null: the mail is not about such. */
  readonly claim?: string | null;
}

export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const NAME_MAX = 40;
/** People who fill in such a name want our mail to carry it to somebody else's mailbox. */
const NO_NAME = /[/@:\\<>{}[\]]|\.\p{L}{2}|www\./iu;

/** A first name as one is addressed by it; empty for what is none. */
export function nameToSay(firstName: string | null): string {
  const name = plain(firstName ?? '');
  return name.length > NAME_MAX || NO_NAME.test(name) ? '' : name;
}

/** A store may lie in a folder of its site. */
const below = (shopUrl: string, path: string): string => `${shopUrl.replace(/\/$/u, '')}${path}`;

/** @throws {TemplateProblem} */
export function compose({ template, values, locale, words, firstName, unsubscribe, claim = null }: Draft, sender: Sender): Composed {
  const { store, shopUrl, timeZone, pointNames, colours } = sender;
  const read = template.schema.parse(values);
  const own = template.show(read, sayingOf(locale, timeZone, pointNames));
  const leads = Object.entries(template.leads?.(read) ?? {}).map(([name, path]): [string, string] => [name, ourLink(below(shopUrl, path))]);
  const links = { ...Object.fromEntries<string>(leads), shop: ourLink(shopUrl), ...(claim === null ? {} : { claim: ourLink(claim) }) };
  const rendered = render(words, { ...own, name: nameToSay(firstName), store: plain(store), ...links });
  const head = { locale, list: template.list, store: plain(store), colours, unsubscribe };
  return { subject: rendered.subject, text: asText(rendered, head), html: asHtml(rendered, head) };
}

/** Names that every template may use, beside its own. */
const COMMON_NAMES = ['name', 'store', 'shop'] as const;

/** What may stand between the braces of a template's words. */
export function namesOf(template: MailTemplate, now: number): string[] {
  const example = template.schema.parse(template.example(now));
  const own = template.show(example, sayingOf('en', 'UTC', {}));
  return [
    ...Object.keys(own),
    ...COMMON_NAMES,
    ...Object.keys(template.leads?.(example) ?? {}),
    ...(template.claims === undefined ? [] : ['claim']),
  ];
}

/** Told from what it is about, so that every try of one mail carries the same. */
export function messageIdOf(mailId: string, from: string): string {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return `<${createHash('sha256').update(mailId).digest('hex').slice(0, 32)}@${domain}>`;
}

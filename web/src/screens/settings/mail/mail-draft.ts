// What is typed into the mail form, and how it becomes what the server keeps. The password is only ever typed, never shown.
import type { admin, Locale } from '#contract/index.ts';
import { ADMIN_ENDPOINTS } from '#contract/index.ts';

type Values = admin.MailValuesShown;
export type MailWords = admin.MailWordsShown;
/** The parts of the settings that switch one mail each. */
export type SwitchName = { [N in keyof Values]: Values[N] extends { on: boolean } ? N : never }[keyof Values];

export interface SwitchDraft {
  readonly on: boolean;
  /** When: each number by its name; null while nothing readable is typed. */
  readonly times: Readonly<Record<string, number | null>>;
}

export interface OwnServerDraft {
  readonly host: string;
  readonly port: number | null;
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly from: string;
}

export interface MailDraft {
  readonly sender: { readonly name: string; readonly replyTo: string };
  readonly by: 'own' | 'operator';
  /** Kept while somebody looks at the other choice. */
  readonly own: OwnServerDraft;
  readonly switches: Readonly<Record<SwitchName, SwitchDraft>>;
  readonly words: Values['words'];
}

export const STARTTLS_PORT = 587;
export const TLS_PORT = 465;
const NO_SERVER: OwnServerDraft = { host: '', port: STARTTLS_PORT, secure: false, user: '', password: '', from: '' };

function switchOf({ on, ...times }: Values[SwitchName]): SwitchDraft {
  return { on, times };
}

export function draftOf({ sender, own, words, ...switches }: Values): MailDraft {
  return {
    sender: { name: sender.name ?? '', replyTo: sender.replyTo ?? '' },
    by: own === null ? 'operator' : 'own',
    own: own === null ? NO_SERVER : { ...own, user: own.user ?? '', password: '' },
    switches: mapped(switches, switchOf),
    words,
  };
}

function mapped<A, B>(all: Readonly<Record<SwitchName, A>>, change: (one: A) => B): Record<SwitchName, B> {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one)])) as Record<SwitchName, B>;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function ownWish({ host, port, secure, user, password, from }: OwnServerDraft) {
  return { host, port, secure, user: orNull(user), password: password === '' ? null : password, from: from.trim() };
}

/** As the server would take it, but for what is not valid yet. */
function wishOf({ sender, by, own, switches, words }: MailDraft) {
  return {
    sender: { name: orNull(sender.name), replyTo: orNull(sender.replyTo) },
    own: by === 'own' ? ownWish(own) : null,
    ...mapped(switches, ({ on, times }) => ({ on, ...times })),
    words,
  };
}

/** A password belongs to one host and one user, and another one needs its own. */
function needsPassword({ by, own }: MailDraft, saved: Values['own']): boolean {
  if (by !== 'own' || own.user.trim() === '' || own.password !== '') return false;
  return saved === null || !saved.hasPassword || saved.host !== own.host.trim() || saved.user !== own.user.trim();
}

const SAVE = ADMIN_ENDPOINTS.saveMail.body;
export type SaveMailBody = ReturnType<typeof SAVE.parse>;

export interface Checked {
  /** Null while something is not valid. */
  readonly body: SaveMailBody | null;
  /** Where, as the server names it: `own.host`. */
  readonly wrong: ReadonlySet<string>;
}

/** By the contract's own shapes, so that what the form takes the server takes. */
export function check(draft: MailDraft, saved: admin.Mail): Checked {
  const parsed = SAVE.safeParse({ values: wishOf(draft), expectedRevision: saved.revision });
  const issues = parsed.error?.issues.map(({ path }) => path.slice(1).join('.')) ?? [];
  const wrong = new Set(needsPassword(draft, saved.values.own) ? [...issues, 'own.password'] : issues);
  return { body: wrong.size === 0 ? (parsed.data ?? null) : null, wrong };
}

export function wordsOf(draft: MailDraft, template: admin.Mail['templates'][number], locale: Locale): MailWords {
  return draft.words[template.name]?.[locale] ?? template.words[locale];
}

export function hasOwnWords({ words }: MailDraft, template: string, locale?: Locale): boolean {
  const own = words[template] ?? {};
  return locale === undefined ? Object.keys(own).length > 0 : own[locale] !== undefined;
}

/** Null: ours again. */
export function withWords(draft: MailDraft, template: string, locale: Locale, own: MailWords | null): MailDraft {
  const { [template]: known = {}, ...otherMails } = draft.words;
  const { [locale]: _, ...otherLanguages } = known;
  const next = own === null ? otherLanguages : { ...otherLanguages, [locale]: own };
  return { ...draft, words: Object.keys(next).length === 0 ? otherMails : { ...otherMails, [template]: next } };
}

/** What is typed is what is saved; a server that was typed and not chosen counts for nothing. */
export function isSame(one: MailDraft, other: MailDraft): boolean {
  return JSON.stringify(wishOf(one)) === JSON.stringify(wishOf(other));
}

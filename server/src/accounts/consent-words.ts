// The words in which somebody is asked to agree to something, and what names them. What was agreed to can be shown later: the words are kept with the
// consent, and a consent to words that nobody was shown is none.
import { createHash } from 'node:crypto';
import type { accounts, admin, Locale } from '../contract/index.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import en from './locales/en.json' with { type: 'json' };
import fa from './locales/fa.json' with { type: 'json' };
import he from './locales/he.json' with { type: 'json' };

type ConsentKind = accounts.ConsentKind;

const WORDS: Readonly<Record<Locale, Readonly<Record<ConsentKind, string>>>> = { en, fa, he };
const LOCALES = ['en', 'fa', 'he'] as const satisfies readonly Locale[];
const KINDS = ['terms', 'newsletter', 'birthday'] as const satisfies readonly ConsentKind[];
const VERSION_LENGTH = 12;

type Accounts = Pick<admin.SettingsValues, 'accounts'>;
type Shop = Pick<StoreRecord, 'name'>;
type Given = { readonly kind: ConsentKind; readonly version: string };

function wordingOf(kind: ConsentKind, locale: Locale, { name }: Shop): string {
  // A function: in a replacement text "$&" would mean something, and a shop may be called so.
  return WORDS[locale][kind].replaceAll('{store}', () => name);
}

/** Of terms the merchant's own; else the words name themselves, so that another shop name or a mended sentence is another version. */
function versionOf(kind: ConsentKind, locale: Locale, { accounts }: Accounts, shop: Shop): string {
  if (kind === 'terms') return accounts.terms?.version ?? '';
  const hash = createHash('sha256').update(wordingOf(kind, locale, shop)).digest('hex').slice(0, VERSION_LENGTH); // prettier-ignore
  return `${locale}-${hash}`;
}

function isAsked(kind: ConsentKind, { accounts }: Accounts): boolean {
  return kind === 'terms' ? accounts.terms !== null : accounts.asks[kind];
}

/** New terms are asked for again; a newsletter somebody gets is not, however the sentence was mended. */
function isGiven(kind: ConsentKind, { accounts }: Accounts, given: readonly Given[]): boolean {
  return given.some((one) => one.kind === kind && (kind !== 'terms' || one.version === accounts.terms?.version));
}

/** What everybody gets for it by the program: rules with conditions promise nothing to somebody of whom nobody knows whether they hold. */
function pointsFor(kind: ConsentKind, program: Program): number | null {
  const action = kind === 'newsletter' ? 'newsletter-joined' : 'birthday-given';
  if (kind === 'terms' || !program.active) return null;
  const rules = program.earning.actions.filter((rule) => rule.kind === action && rule.on && rule.when.length === 0);
  return rules.length === 0 ? null : rules.reduce((sum, { params }) => sum + params.points, 0);
}

/** What can still be agreed to; `alreadyGiven`: what the person agreed to and did not take back. */
export function asksOf(
  settings: Accounts,
  program: Program,
  shop: Shop,
  locale: Locale,
  alreadyGiven: readonly Given[] = [],
): accounts.ConsentAsked[] {
  const open = KINDS.filter((kind) => isAsked(kind, settings) && !isGiven(kind, settings, alreadyGiven));
  return open.map((kind) => ({
    kind,
    wording: wordingOf(kind, locale, shop),
    version: versionOf(kind, locale, settings, shop),
    points: pointsFor(kind, program),
    url: kind === 'terms' ? (settings.accounts.terms?.url ?? null) : null,
  }));
}

/** The words that a version names, as they are asked now; null: nobody is asked in such words. `locale` is of the page that showed them. */
export function wordsAgreedTo(settings: Accounts, shop: Shop, { kind, version }: Given, locale: Locale): string | null {
  if (!isAsked(kind, settings)) return null;
  const shown = [locale, ...LOCALES].find((each) => versionOf(kind, each, settings, shop) === version);
  return shown === undefined ? null : wordingOf(kind, shown, shop);
}

// What the page tells the launcher: the data attributes of `#lasting-root`, read once and never trusted further than their shape.
import { languageOf, type Language } from '../language/language.ts';
import type { PointName } from '../language/points.ts';
import type { StorefrontLook } from '../member/answers.ts';

export interface Settings {
  /** Path of the signed proxy on the shop's own host, e.g. `/apps/lasting`. */
  readonly proxy: string;
  readonly language: Language;
  readonly signedIn: boolean;
  readonly accountUrl: string;
  /** Any CSS colour; empty for the page's `--lasting-accent` or our own. */
  readonly accent: string;
  /** Of text on the accent; empty for ours. */
  readonly onAccent: string;
  readonly side: 'start' | 'end';
  readonly offsetInline: number;
  readonly offsetBlock: number;
  readonly scheme: 'auto' | 'light' | 'dark';
  /** The balance the page already knew when it was rendered (a metafield), null when it knew none. */
  readonly knownPoints: number | null;
  /** Set by pages on which points are about to change, such as thank-you: the balance is then looked up a few times. */
  readonly watch: boolean;
  /** What the merchant calls points, and the launcher of a guest; null for our words. */
  readonly pointName: PointName | null;
  readonly rewards: string | null;
}

const OFFSET_PX = 20;
const OFFSET_PX_MAX = 200;

export function readSettings(root: HTMLElement): Settings {
  const { proxy, locale, customer, accountUrl, accent, side, offsetInline, offsetBlock, scheme, points, watch } = root.dataset;
  return {
    proxy: ownPath(proxy, '/apps/lasting'),
    language: languageOf(locale ?? document.documentElement.lang),
    signedIn: Boolean(customer),
    accountUrl: ownPath(accountUrl, '/account'),
    accent: accent ?? '',
    onAccent: '',
    side: side === 'start' ? 'start' : 'end',
    offsetInline: offset(offsetInline),
    offsetBlock: offset(offsetBlock),
    scheme: scheme === 'light' || scheme === 'dark' ? scheme : 'auto',
    knownPoints: points !== undefined && /^-?\d{1,15}$/.test(points) ? Number(points) : null,
    watch: watch !== undefined,
    pointName: null,
    rewards: null,
  };
}

/** The page's settings with what the merchant saved over them; what they did not choose stays the page's. */
export function dressed(settings: Settings, { branding, languages, pointNames }: StorefrontLook): Settings {
  const [fallback = 'en'] = languages;
  const language = languages.includes(settings.language.tag) ? settings.language : languageOf(fallback);
  const spoken = { ...settings, language, pointName: pointNames[language.tag] ?? null };
  if (branding === null) return spoken;
  const { primary, onPrimary, side, offsetPx, launcher } = branding;
  return {
    ...spoken,
    accent: primary,
    onAccent: onPrimary,
    side,
    offsetInline: offsetPx.side,
    offsetBlock: offsetPx.bottom,
    rewards: launcher[language.tag] ?? null,
  };
}

/** True where the merchant wants no launcher: a comma-separated list of paths, each hiding the pages at and below it. */
export function isHidden(root: HTMLElement, path: string): boolean {
  const hidden = (root.dataset['hiddenPaths'] ?? '').split(',').map((item) => item.trim().replace(/\/+$/, ''));
  return hidden.some((item) => item.startsWith('/') && (path === item || path.startsWith(`${item}/`)));
}

/** Only places on the shop's own host: an address from elsewhere (or `javascript:`) is not followed. */
function ownPath(value: string | undefined, fallback: string): string {
  if (!value) return fallback;
  try {
    const url = new URL(value, location.href);
    return url.origin === location.origin ? url.pathname.replace(/\/+$/, '') + url.search : fallback;
  } catch {
    return fallback;
  }
}

function offset(value: string | undefined): number {
  const number = Number(value || OFFSET_PX);
  return Number.isFinite(number) ? Math.min(OFFSET_PX_MAX, Math.max(0, Math.round(number))) : OFFSET_PX;
}

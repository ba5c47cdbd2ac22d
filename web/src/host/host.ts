// What the admin around this page gives: who is signed in, in which language, and where short messages appear.
import type { Locale } from '#contract/index.ts';

export interface Host {
  readonly kind: 'standalone' | 'embedded' | 'wordpress';
  /** A token for the next call. `renew` says that the last one was refused, so a remembered one is worthless. */
  readonly token: (options: { readonly renew: boolean }) => Promise<string>;
  /** The language of the surrounding admin, or the one chosen here; null when neither says anything. */
  readonly locale: Locale | null;
  /** Null when the surrounding admin decides the language. Takes effect after the page is loaded again. */
  readonly chooseLocale: ((locale: Locale) => void) | null;
  /** Null when this page shows its short messages itself. */
  readonly toast: ((message: string) => void) | null;
  /** Whether the surrounding admin really draws our menu and our save bar; otherwise this page draws them. */
  readonly drawsMenu: boolean;
  readonly saveBar: SurroundingSaveBar | null;
  /** Calls back with a path when the surrounding admin's menu is used. Answers how to stop. */
  readonly onNavigate: (go: (path: string) => void) => () => void;
}

export interface SurroundingSaveBar {
  readonly show: (id: string) => Promise<void>;
  readonly hide: (id: string) => Promise<void>;
  /** Resolves when the person agrees to leave, or has nothing to lose. */
  readonly confirmLeaving: () => Promise<void>;
}

/** Nobody can sign in from here: outside the sandbox the app is opened from the store's own admin. */
export class OpenFromStore extends Error {
  constructor() {
    super('there is no development login: open the app from the store');
    this.name = 'OpenFromStore';
  }
}

/** The admin around this page gave no token, and why. */
export class SignInFailed extends Error {
  readonly code: 'not-signed-in' | 'unavailable' | 'offline';

  constructor(code: SignInFailed['code'], cause?: unknown) {
    super(`no token: ${code}`, { cause });
    this.name = 'SignInFailed';
    this.code = code;
  }
}

const LOCALES = ['en', 'fa', 'he'] as const satisfies readonly Locale[];

/** The supported language of a tag such as `fa-IR`; null for every other language. */
export function localeFrom(tag: string | null | undefined): Locale | null {
  // `iw` is how older Java-based systems still call Hebrew.
  const language = tag?.toLowerCase().split(/[-_]/u)[0]?.replace(/^iw$/u, 'he');
  return LOCALES.find((known) => known === language) ?? null;
}

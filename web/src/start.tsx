// Starts the page, whoever surrounds it: who is signed in, in which language. Language and direction are settled before the first render.
import './api/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { matchRoutes, type RouteObject } from 'react-router';
import { createClient } from './api/client.ts';
import { App, type AppProps } from './app.tsx';
import type { Host } from './host/host.ts';
import { loadKit } from './kit/load.ts';
import { createFormats } from './locales/formats.ts';
import { loadMessages } from './locales/load.ts';
import { createWords, directionOf, type Words } from './locales/words.ts';
import { routes } from './routes.tsx';

export interface Surroundings {
  readonly host: Host;
  readonly send: typeof fetch;
  /** Used when neither the host nor the session says one. */
  readonly likelyLocale: Words['locale'];
  /** The screen that is asked for. */
  readonly path: string;
  readonly createRouter: (routes: RouteObject[]) => AppProps['router'];
  /** Where the page is drawn, and what is told its language and direction. */
  readonly root: HTMLElement;
  readonly speaking: HTMLElement;
}

export async function start({ host, send, likelyLocale, path, createRouter, root, speaking }: Surroundings): Promise<void> {
  const client = createClient({ host, fetch: send, wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) });
  fetchScreen(path);
  const session = await client.call('session', {}).catch((error: unknown) => ({ error }));
  const signedIn = 'error' in session ? null : session;

  const locale = host.locale ?? signedIn?.user.locale ?? likelyLocale;
  speaking.lang = locale;
  speaking.dir = directionOf(locale);
  const [messages, kitMessages] = await Promise.all([loadMessages(locale), loadKit(locale)]);
  const words = createWords(locale, messages, createFormats(locale, signedIn?.store.timeZone ?? 'UTC'));
  const router = createRouter(routes);
  createRoot(root).render(<App host={host} client={client} words={words} kitMessages={kitMessages} session={session} router={router} />);
}

/** The chunk of the screen that is asked for comes while the session is asked for, not after it. */
function fetchScreen(path: string): void {
  for (const { route } of matchRoutes(routes, path) ?? []) {
    if (typeof route.lazy === 'function') void route.lazy();
  }
}

/** @throws Error when the page that loaded this script has no place for it. */
export function placeNamed(id: string): HTMLElement {
  const place = document.getElementById(id);
  if (place === null) throw new Error(`the page has no #${id}`);
  return place;
}

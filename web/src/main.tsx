// Starts the page: who surrounds it, who is signed in, in which language. Language and direction are settled before the first render.
import { frameParams, host, likelyLocale, send } from './early.ts';
import './api/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, matchRoutes } from 'react-router';
import { App } from './app.tsx';
import { createClient } from './api/client.ts';
import { keepFrameParams } from './host/embedded.ts';
import { loadKit } from './kit/load.ts';
import { createFormats } from './locales/formats.ts';
import { loadMessages } from './locales/load.ts';
import { createWords, directionOf } from './locales/words.ts';
import { routes } from './routes.tsx';

async function start(): Promise<void> {
  const client = createClient({ host, fetch: send, wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) });
  fetchScreen();
  const session = await client.call('session', {}).catch((error: unknown) => ({ error }));
  const signedIn = 'error' in session ? null : session;

  const locale = host.locale ?? signedIn?.user.locale ?? likelyLocale;
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
  const [messages, kitMessages] = await Promise.all([loadMessages(locale), loadKit(locale)]);
  const words = createWords(locale, messages, createFormats(locale, signedIn?.store.timeZone ?? 'UTC'));

  const router = createBrowserRouter(routes);
  const kept = frameParams;
  if (kept !== null) router.subscribe(() => keepFrameParams(kept));
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  createRoot(root).render(<App host={host} client={client} words={words} kitMessages={kitMessages} session={session} router={router} />);
}

/** The chunk of the screen that is asked for comes while the session is asked for, not after it. */
function fetchScreen(): void {
  for (const { route } of matchRoutes(routes, location.pathname) ?? []) {
    if (typeof route.lazy === 'function') void route.lazy();
  }
}

void start();

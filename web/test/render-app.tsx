// The whole page as a person meets it, at one address: real routes, real words, real client; only the network is faked.
import { render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import polarisMessages from '@shopify/polaris/locales/en.json';
import { createMemoryRouter } from 'react-router';
import type { Locale } from '#contract/index.ts';
import { createClient } from '../src/api/client.ts';
import { App } from '../src/app.tsx';
import { standaloneHost } from '../src/host/standalone.ts';
import { createFormats } from '../src/locales/formats.ts';
import english from '../src/locales/en.json';
import persian from '../src/locales/fa.json';
import hebrew from '../src/locales/he.json';
import { createWords, directionOf, type Words } from '../src/locales/words.ts';
import { routes } from '../src/routes.tsx';
import { fakeServer, type FakeServer } from './fake-server.ts';

const MESSAGES = { en: english, fa: persian, he: hebrew } as const;

export function wordsIn(locale: Locale): Words {
  return createWords(locale, MESSAGES[locale], createFormats(locale, 'Europe/Berlin'));
}

export interface Opened {
  readonly server: FakeServer;
  readonly user: UserEvent;
  readonly words: Words;
  readonly router: ReturnType<typeof createMemoryRouter>;
}

interface Options {
  readonly server?: FakeServer;
  readonly locale?: Locale;
}

/** Opens the address and waits until its screen has a heading. */
export async function openAt(path: string, { server = fakeServer(), locale = 'en' }: Options = {}): Promise<Opened> {
  const words = wordsIn(locale);
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
  const storage = { getItem: () => null, setItem: () => undefined };
  const host = standaloneHost({ fetch: server.fetch, storage, now: Date.now });
  const client = createClient({ host, fetch: server.fetch, wait: () => Promise.resolve() });
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const user = userEvent.setup();
  render(<App host={host} client={client} words={words} kitMessages={polarisMessages} session={server.state.session} router={router} />);
  await screen.findByRole('heading', { level: 1 }, { timeout: 5000 });
  return { server, user, words, router };
}

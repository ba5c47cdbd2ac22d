import { useMemo, type ReactNode } from 'react';
import { Link, RouterProvider, type createBrowserRouter } from 'react-router';
import type { admin } from '#contract/index.ts';
import { ClientProvider } from './api/client-context.tsx';
import type { Client } from './api/client.ts';
import { HostProvider } from './host/host-context.tsx';
import type { Host } from './host/host.ts';
import { KitProvider, type KitMessages, type KitWords, type LinkProps } from './kit/index.ts';
import type { Words } from './locales/words.ts';
import { WordsProvider } from './locales/words-context.tsx';
import { NoSession } from './shell/no-session.tsx';
import { SessionProvider } from './shell/session-context.tsx';

export interface AppProps {
  readonly host: Host;
  readonly client: Client;
  readonly words: Words;
  readonly kitMessages: KitMessages;
  /** Who is signed in, or why nobody is. */
  readonly session: admin.Session | { readonly error: unknown };
  readonly router: ReturnType<typeof createBrowserRouter>;
}

export function App({ host, client, words, kitMessages, session, router }: AppProps): ReactNode {
  const kitWords = useMemo(() => kitWordsOf(words), [words]);
  return (
    <HostProvider value={host}>
      <WordsProvider value={words}>
        <KitProvider locale={words.locale} messages={kitMessages} words={kitWords} link={AppLink}>
          {'error' in session ? (
            <NoSession error={session.error} />
          ) : (
            <ClientProvider value={client}>
              <SessionProvider value={session}>
                <RouterProvider router={router} />
              </SessionProvider>
            </ClientProvider>
          )}
        </KitProvider>
      </WordsProvider>
    </HostProvider>
  );
}

function kitWordsOf({ say }: Words): KitWords {
  return {
    loading: say('kit.loading'),
    close: say('kit.close'),
    previous: say('kit.previous'),
    next: say('kit.next'),
    showTable: say('kit.show-table'),
    showChart: say('kit.show-chart'),
  };
}

function AppLink(props: LinkProps): ReactNode {
  return <Link {...props} />;
}

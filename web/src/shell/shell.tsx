import type { ReactNode } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { useHost } from '../host/host-context.tsx';
import { Button } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { useArrival } from './arrival.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Menu } from './menu.tsx';
import { Screen } from './screen.tsx';
import { useSession } from './session-context.tsx';
import { ToastProvider } from './toasts.tsx';
import './shell.css';

/** Everything around a screen. Inside a store's admin that admin shows name and menu, and this shrinks to the screen itself. */
export function Shell(): ReactNode {
  const host = useHost();
  useArrival();
  return (
    <ToastProvider>
      <div className={`shell shell-${host.kind}`}>
        <SkipLink />
        {host.kind === 'standalone' && <TopBar />}
        <Menu />
        <Screen>
          <Outlet />
        </Screen>
      </div>
      <ScrollRestoration />
    </ToastProvider>
  );
}

/** Followed by hand: where screens are behind the `#`, a place in the page is no address. */
function SkipLink(): ReactNode {
  const { say } = useWords();
  return (
    <a
      href="#screen"
      className="shell-skip"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById('screen')?.focus();
      }}
    >
      {say('shell.skip')}
    </a>
  );
}

function TopBar(): ReactNode {
  const { say } = useWords();
  const { store, sandbox } = useSession();
  const { chooseLocale } = useHost();
  return (
    <header className="shell-top">
      <div className="shell-brand">
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <span className="shell-name">Lasting</span>
        <bdi className="shell-store">{store.name}</bdi>
      </div>
      <div className="shell-top-end">
        {sandbox && <Button to={sandbox.shopUrl}>{say('shell.open-shop')}</Button>}
        {chooseLocale && <LanguageSwitch choose={chooseLocale} />}
      </div>
    </header>
  );
}

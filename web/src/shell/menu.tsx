import { createElement, useEffect, useId, useState, type ReactNode } from 'react';
import { NavLink, useLocation, useNavigate } from 'react-router';
import { useHost } from '../host/host-context.tsx';
import type { MessageKey } from '../locales/words.ts';
import { useWords } from '../locales/words-context.tsx';

/** The screens of the menu, in its order. A new screen adds its line here and in `routes.tsx`. */
const MENU = [
  { path: '/', name: 'overview.title' },
  { path: '/members', name: 'members.title' },
  { path: '/program', name: 'program.title' },
  { path: '/redemptions', name: 'redemptions.title' },
  { path: '/referrals', name: 'referrals.title' },
  { path: '/accounts', name: 'accounts.title' },
  { path: '/activity', name: 'activity.title' },
  { path: '/ledger', name: 'ledger.title' },
  { path: '/inbox', name: 'inbox.title' },
  { path: '/settings', name: 'settings.title' },
] as const satisfies readonly { path: string; name: MessageKey }[];

export function Menu(): ReactNode {
  const host = useHost();
  const navigate = useNavigate();
  useEffect(() => host.onNavigate((path) => void navigate(path)), [host, navigate]);
  return host.drawsMenu ? <SurroundingMenu /> : <OwnMenu />;
}

/** On a phone the list is behind a button: side by side, the last screens would be cut off and nobody would look for them. */
function OwnMenu(): ReactNode {
  const { say } = useWords();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const id = useId();
  useEffect(() => setOpen(false), [pathname]);
  return (
    <nav aria-label={say('shell.menu')} className={open ? 'shell-menu shell-menu-open' : 'shell-menu'}>
      <button type="button" className="shell-menu-button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span>{say(hereIs(pathname))}</span>
        <span aria-hidden="true" className="shell-menu-arrow" />
      </button>
      <div id={id} className="shell-menu-list">
        {MENU.map(({ path, name }) => (
          <NavLink key={path} to={path} end={path === '/'}>
            {say(name)}
          </NavLink>
        ))}
      </div>
    </nav>
  );
}

/** Below every screen's address are only screens of its own, such as one member. */
function hereIs(pathname: string): MessageKey {
  return MENU.find(({ path }) => path !== '/' && pathname.startsWith(path))?.name ?? (pathname === '/' ? 'overview.title' : 'shell.menu');
}

/** The Shopify admin reads these links and shows them in its own menu. */
function SurroundingMenu(): ReactNode {
  const { say } = useWords();
  const links = MENU.map(({ path, name }) => (
    <a key={path} href={path} {...(path === '/' ? { rel: 'home' } : {})}>
      {say(name)}
    </a>
  ));
  return createElement('ui-nav-menu', null, ...links);
}

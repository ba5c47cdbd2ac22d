import { createElement, useEffect, type ReactNode } from 'react';
import { NavLink, useNavigate } from 'react-router';
import { useHost } from '../host/host-context.tsx';
import type { MessageKey } from '../locales/words.ts';
import { useWords } from '../locales/words-context.tsx';

/** The screens of the menu, in its order. A new screen adds its line here and in `routes.tsx`. */
const MENU = [
  { path: '/', name: 'overview.title' },
  { path: '/members', name: 'members.title' },
  { path: '/program', name: 'program.title' },
  { path: '/activity', name: 'activity.title' },
  { path: '/ledger', name: 'ledger.title' },
  { path: '/inbox', name: 'inbox.title' },
] as const satisfies readonly { path: string; name: MessageKey }[];

export function Menu(): ReactNode {
  const host = useHost();
  const navigate = useNavigate();
  useEffect(() => host.onNavigate((path) => void navigate(path)), [host, navigate]);
  return host.drawsMenu ? <SurroundingMenu /> : <OwnMenu />;
}

function OwnMenu(): ReactNode {
  const { say } = useWords();
  return (
    <nav aria-label={say('shell.menu')} className="shell-menu">
      {MENU.map(({ path, name }) => (
        <NavLink key={path} to={path} end={path === '/'}>
          {say(name)}
        </NavLink>
      ))}
    </nav>
  );
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

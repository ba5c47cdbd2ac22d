import type { ReactNode } from 'react';
import { useHost } from '../host/host-context.tsx';

/** The page's main part; wp-admin has drawn that around us already, and a page has one. */
export function Screen({ children }: { readonly children: ReactNode }): ReactNode {
  const { kind } = useHost();
  const Element = kind === 'wordpress' ? 'div' : 'main';
  return (
    <Element id="screen" className="shell-screen" tabIndex={-1}>
      {children}
    </Element>
  );
}

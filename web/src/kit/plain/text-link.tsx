import type { ReactNode } from 'react';
import type { LinkProps } from '../props.ts';
import { useKit } from './kit-context.ts';

/** A link inside the app, in running text or in a table. */
export function TextLink({ to, children }: Pick<LinkProps, 'to' | 'children'>): ReactNode {
  const { link: Link } = useKit();
  return (
    <Link to={to} className="lk-link">
      {children}
    </Link>
  );
}

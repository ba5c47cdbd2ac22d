import { Button as PolarisButton } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { ButtonProps, LinkProps } from '../props.ts';
import { useKit } from './kit-context.ts';

const VARIANTS = { primary: 'primary', normal: 'secondary', plain: 'plain' } as const;

export function Button({
  children,
  kind = 'normal',
  onPress,
  to,
  submit = false,
  busy = false,
  disabled = false,
  expanded,
  label,
}: ButtonProps): ReactNode {
  return (
    <PolarisButton
      variant={VARIANTS[kind]}
      submit={submit}
      loading={busy}
      disabled={disabled}
      {...(onPress ? { onClick: onPress } : {})}
      {...(to === undefined ? {} : { url: to, external: !to.startsWith('/') })}
      {...(expanded === undefined ? {} : { ariaExpanded: expanded, disclosure: expanded ? 'up' : 'down' })}
      {...(label === undefined ? {} : { accessibilityLabel: label })}
    >
      {children}
    </PolarisButton>
  );
}

/** A link inside the app, in running text or in a table. */
export function TextLink({ to, children }: Pick<LinkProps, 'to' | 'children'>): ReactNode {
  const { link: Link } = useKit();
  return (
    <Link to={to} className="lk-link">
      {children}
    </Link>
  );
}

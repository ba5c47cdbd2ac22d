import { Button as WordpressButton } from '@wordpress/components';
import type { ReactNode } from 'react';
import { useKit } from '../plain/kit-context.ts';
import type { ButtonProps } from '../props.ts';

const VARIANTS = { primary: 'primary', normal: 'secondary', plain: 'tertiary' } as const;

/** WordPress' own button; where it leads to a screen it is the router's link in the same clothes. A disabled one stays in reach, so that it can be asked why. */
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
  const { link: Link } = useKit();
  const unusable = disabled || busy;
  const named = label === undefined ? {} : { 'aria-label': label };
  if (to?.startsWith('/') === true && !unusable) {
    return (
      <Link to={to} className={`components-button is-${VARIANTS[kind]} is-compact`} {...named}>
        {children}
      </Link>
    );
  }
  return (
    <WordpressButton
      variant={VARIANTS[kind]}
      size="compact"
      isBusy={busy}
      {...named}
      {...(onPress ? { onClick: onPress } : {})}
      {...(to === undefined || unusable
        ? { type: submit ? 'submit' : 'button', disabled: unusable, accessibleWhenDisabled: !busy }
        : { href: to, target: '_blank', rel: 'noopener noreferrer' })}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
    >
      {children}
      {expanded !== undefined && <span aria-hidden="true" className={expanded ? 'lk-disclosure lk-disclosure-open' : 'lk-disclosure'} />}
    </WordpressButton>
  );
}

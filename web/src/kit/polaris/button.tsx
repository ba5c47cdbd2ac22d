import { Button as PolarisButton } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { ButtonProps } from '../props.ts';

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

import { Badge as PolarisBadge, Banner as PolarisBanner } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { BadgeProps, BannerProps } from '../props.ts';
import { Button } from './button.tsx';

const TONES = { good: 'success', info: 'info', warning: 'warning', critical: 'critical' } as const;

export function Badge({ tone, children }: BadgeProps): ReactNode {
  return tone === 'neutral' ? <PolarisBadge>{children}</PolarisBadge> : <PolarisBadge tone={TONES[tone]}>{children}</PolarisBadge>;
}

export function Banner({ tone, title, action, children }: BannerProps): ReactNode {
  return (
    <PolarisBanner tone={TONES[tone]} title={title}>
      {(children !== undefined || action) && (
        <div className="lk-stack lk-gap-tight">
          {children !== undefined && <div>{children}</div>}
          {action && (
            <div>
              <Button {...(action.to === undefined ? {} : { to: action.to })} {...(action.onPress ? { onPress: action.onPress } : {})}>
                {action.label}
              </Button>
            </div>
          )}
        </div>
      )}
    </PolarisBanner>
  );
}

import { Notice } from '@wordpress/components';
import { useId, type ReactNode } from 'react';
import type { BadgeProps, BannerProps } from '../props.ts';
import { Button } from './button.tsx';

const STATUS = { good: 'success', info: 'info', warning: 'warning', critical: 'error' } as const;

export function Badge({ tone, children }: BadgeProps): ReactNode {
  return <span className={`lk-badge lk-badge-${tone}`}>{children}</span>;
}

/** WordPress' notice. It is read aloud because of its role, not by WordPress' own voice: that one would repeat it with each rendering. */
export function Banner({ tone, title, action, children }: BannerProps): ReactNode {
  const id = useId();
  return (
    <div role={tone === 'warning' || tone === 'critical' ? 'alert' : 'status'} aria-live="polite" aria-describedby={id}>
      <Notice status={STATUS[tone]} isDismissible={false} spokenMessage="">
        <div className="lk-stack lk-gap-tight">
          <h2 className="lk-notice-title">{title}</h2>
          {children !== undefined && <div id={id}>{children}</div>}
          {action && (
            <div>
              <Button {...(action.to === undefined ? {} : { to: action.to })} {...(action.onPress ? { onPress: action.onPress } : {})}>
                {action.label}
              </Button>
            </div>
          )}
        </div>
      </Notice>
    </div>
  );
}

import type { ReactNode } from 'react';
import type { EmptyStateProps, ProgressProps, SkeletonProps, StatProps, TextProps } from '../props.ts';
import { useKit } from './kit-context.ts';

export function Text({ tone = 'neutral', strong = false, size = 'normal', children }: TextProps): ReactNode {
  return <span className={`lk-tone-${tone} lk-size-${size} ${strong ? 'lk-strong' : ''}`}>{children}</span>;
}

export function EmptyState({ title, action, children }: EmptyStateProps): ReactNode {
  const { button: Button } = useKit();
  return (
    <div className="lk-empty">
      <p className="lk-empty-title">{title}</p>
      <div className="lk-subdued">{children}</div>
      {action && (
        <div>
          <Button kind="primary" to={action.to}>
            {action.label}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The browser's own bar, which every screen reader knows; it fills in reading direction. */
export function Progress({ label, done, of }: ProgressProps): ReactNode {
  return <progress className="lk-progress" aria-label={label} {...(of === null ? {} : { max: of, value: Math.min(done, of) })} />;
}

/** Grey lines as high as the lines that will come, so that nothing moves when they do. */
export function Skeleton({ lines }: SkeletonProps): ReactNode {
  const { words } = useKit();
  return (
    <div role="status" aria-label={words.loading} className="lk-skeleton">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="lk-skeleton-line" />
      ))}
    </div>
  );
}

export function Stat({ label, value, note }: StatProps): ReactNode {
  return (
    <div className="lk-stat">
      <dt>{label}</dt>
      <dd>
        <span className="lk-stat-value">
          <bdi>{value}</bdi>
        </span>
        {note !== undefined && <span className="lk-stat-note">{note}</span>}
      </dd>
    </div>
  );
}

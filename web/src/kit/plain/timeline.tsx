import type { ReactNode } from 'react';
import type { TimelineProps } from '../props.ts';

/** One below the other, so that times have room in every language and on a phone. */
export function Timeline({ label, steps }: TimelineProps): ReactNode {
  return (
    <ol aria-label={label} className="lk-timeline">
      {steps.map(({ id, label: name, where, whereWords, note }) => (
        <li key={id} className={`lk-timeline-${where}`} aria-current={where === 'here' || where === 'ended' ? 'step' : undefined}>
          <span className="lk-timeline-name">{name}</span>
          <span className="lk-read-only"> ({whereWords}) </span>
          {note !== undefined && <span className="lk-subdued">{note}</span>}
        </li>
      ))}
    </ol>
  );
}

import type { ReactNode } from 'react';
import type { StepsProps, TagListProps } from '../props.ts';

export function TagList({ label, tags, remove }: TagListProps): ReactNode {
  if (tags.length === 0) return null;
  return (
    <ul aria-label={label} className="lk-tags">
      {tags.map((tag) => (
        <li key={tag.id} className="lk-tag">
          <bdi>{tag.label}</bdi>
          {remove && (
            <button type="button" aria-label={remove.label(tag.label)} onClick={() => remove.onPress(tag.id)}>
              <span aria-hidden="true">×</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Where one is on a short way with an end. */
export function Steps({ label, steps, current }: StepsProps): ReactNode {
  const here = steps.findIndex((step) => step.id === current);
  return (
    <ol aria-label={label} className="lk-steps">
      {steps.map((step, index) => (
        <li key={step.id} className={index <= here ? 'lk-step-reached' : undefined} aria-current={index === here ? 'step' : undefined}>
          {step.label}
        </li>
      ))}
    </ol>
  );
}

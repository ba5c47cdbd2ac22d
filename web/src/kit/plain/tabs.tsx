import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { TabsProps } from '../props.ts';
import { useKit } from './kit-context.ts';

/** One tab stop; arrows move along the row in reading direction, Home and End jump. */
export function Tabs({ label, tabs, selected, onSelect, children }: TabsProps): ReactNode {
  const { direction } = useKit();
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const index = tabs.findIndex((tab) => tab.id === selected);

  function onKeyDown(event: KeyboardEvent): void {
    const forward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    const targets: Record<string, number> = { [forward]: index + 1, [back]: index - 1, Home: 0, End: tabs.length - 1 };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const wrapped = (target + tabs.length) % tabs.length;
    const next = tabs[wrapped];
    if (next === undefined) return;
    onSelect(next.id);
    row.current?.querySelectorAll<HTMLElement>('[role=tab]')[wrapped]?.focus();
  }

  return (
    <div className="lk-stack lk-gap-normal">
      <div ref={row} role="tablist" aria-label={label} className="lk-tabs" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            aria-selected={tab.id === selected}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === selected ? 0 : -1}
            className="lk-tab"
            onClick={() => onSelect(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${selected}`}>
        {children}
      </div>
    </div>
  );
}

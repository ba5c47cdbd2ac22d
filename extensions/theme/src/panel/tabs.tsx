import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useVoice } from './voice.ts';

interface Tab {
  readonly id: string;
  readonly label: string;
  readonly page: () => ComponentChildren;
}

interface TabsProps {
  readonly tabs: readonly Tab[];
  /** Its id; one that is not there is the first. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Tabs by the ARIA pattern: one stop for Tab, arrows between them, in the reading direction. */
export function Tabs({ tabs, chosen: wanted, onChoose }: TabsProps) {
  const { say, language } = useVoice();
  const chosen = Math.max(
    0,
    tabs.findIndex(({ id }) => id === wanted),
  );
  const list = useRef<HTMLDivElement>(null);
  const current = tabs[chosen];
  useLayoutEffect(() => showFromTop(list.current), [chosen]);
  const setChosen = (index: number) => onChoose(tabs[index]?.id ?? '');

  function onKeyDown(event: KeyboardEvent): void {
    const to = target(event.key, chosen, tabs.length, language.dir);
    if (to === null) return;
    event.preventDefault();
    setChosen(to);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus();
  }
  if (current === undefined) return null;
  return (
    <>
      <div class="tabs" role="tablist" aria-label={say('sections')} ref={list} onKeyDown={onKeyDown}>
        {tabs.map(({ id, label }, index) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-controls="tab-page"
            aria-selected={index === chosen}
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => setChosen(index)}
          >
            {label}
          </button>
        ))}
      </div>
      <div key={current.id} class="page" role="tabpanel" id="tab-page" aria-labelledby={`tab-${current.id}`} tabIndex={0}>
        {current.page()}
      </div>
    </>
  );
}

/** A page begins at its own beginning, wherever the one before was left. */
function showFromTop(list: HTMLElement | null): void {
  // Where there is no room for all of them, the chosen one is seen whole.
  const chosen: Partial<HTMLElement> | null | undefined = list?.querySelector<HTMLElement>('[aria-selected=true]');
  chosen?.scrollIntoView?.({ block: 'nearest', inline: 'center' });
  const above = list?.previousElementSibling;
  const body = list?.parentElement;
  if (body && above instanceof HTMLElement) body.scrollTop = Math.min(body.scrollTop, above.offsetHeight);
}

function target(key: string, from: number, count: number, dir: 'ltr' | 'rtl'): number | null {
  const forward = dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  const moves: Record<string, number> = { [forward]: (from + 1) % count, [backward]: (from + count - 1) % count, Home: 0, End: count - 1 };
  return moves[key] ?? null;
}

// After a refused save the focus goes to the first field that says what is wrong with it.
import { useEffect, useRef } from 'react';

/** A moment later, when what is wrong is shown. Where a dialog is open, its fields count alone. */
export function focusWrongField(): void {
  setTimeout(() => {
    const around = document.querySelector('dialog[open]') ?? document.getElementById('screen');
    around?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
}

interface Saving {
  readonly busy: boolean;
  /** Still, after saving: it was refused. */
  readonly unsaved: boolean;
}

/** What was saved although something is missing has lost the focus with the bar that was pressed; then it goes there as well. */
export function useWrongField({ busy, unsaved }: Saving): void {
  const wasBusy = useRef(false);
  useEffect(() => {
    const ended = wasBusy.current && !busy;
    wasBusy.current = busy;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (ended && (unsaved || lost)) focusWrongField();
  }, [busy, unsaved]);
}

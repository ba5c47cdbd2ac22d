import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import type { DialogProps } from '../props.ts';
import { useKit } from './kit-context.ts';

/** The browser's own dialog: it traps the focus, gives it back, and closes on Esc. It is open as long as it is rendered. */
export function Dialog({ title, wide = false, onClose, children }: DialogProps): ReactNode {
  const { words } = useKit();
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  // In the layout phase, because a dialog that has already left the page closes without giving the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={wide ? 'lk-dialog lk-dialog-wide' : 'lk-dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        // Rendering decides whether it is open.
        event.preventDefault();
        onClose();
      }}
    >
      <div className="lk-dialog-title">
        <h2 id={id}>{title}</h2>
        <button type="button" className="lk-icon-button" aria-label={words.close} onClick={onClose}>
          <span aria-hidden="true">×</span>
        </button>
      </div>
      {children}
    </dialog>
  );
}

import type { ReactNode } from 'react';
import type { SaveBarProps } from '../props.ts';
import { useKit } from './kit-context.ts';

/** Stays in sight at the lower edge while something is unsaved. */
export function SaveBar({ message, save, discard }: SaveBarProps): ReactNode {
  const { button: Button } = useKit();
  return (
    <div role="region" aria-label={message} className="lk-save-bar">
      <span>{message}</span>
      <div className="lk-row lk-gap-tight">
        <Button onPress={discard.onPress} disabled={save.busy}>
          {discard.label}
        </Button>
        <Button kind="primary" onPress={save.onPress} busy={save.busy} disabled={save.disabled}>
          {save.label}
        </Button>
      </div>
    </div>
  );
}

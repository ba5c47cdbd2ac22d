import type { ReactNode } from 'react';
import type { PagerProps } from '../props.ts';
import { useKit } from './kit-context.ts';

/** Forward and back through a list whose length nobody counts. Words, not arrows: they need no mirroring. */
export function Pager({ label, previous, next }: PagerProps): ReactNode {
  const { words, button: Button } = useKit();
  if (previous === null && next === null) return null;
  return (
    <nav aria-label={label} className="lk-row lk-spread">
      <Button disabled={previous === null} {...(previous ? { onPress: previous } : {})}>
        {words.previous}
      </Button>
      <Button disabled={next === null} {...(next ? { onPress: next } : {})}>
        {words.next}
      </Button>
    </nav>
  );
}

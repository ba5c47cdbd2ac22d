// A person types text and means a value: the text stays theirs ("1.50" does not become "1.5" under the cursor) as long as it means that value,
// and is written anew when the value changes from outside, as when a change is discarded.
import { useState } from 'react';

export interface Typed {
  readonly text: string;
  readonly type: (text: string) => void;
  /** Something was typed that means no value. */
  readonly wrong: boolean;
}

interface Meaning {
  readonly read: (text: string) => number | null;
  readonly show: (value: number) => string;
}

export function useTyped(value: number | null, onChange: (value: number | null) => void, { read, show }: Meaning): Typed {
  const shown = value === null ? '' : show(value);
  const [typed, setTyped] = useState({ text: shown, value });
  const current = typed.value === value ? typed : { text: shown, value };
  if (current !== typed) setTyped(current);
  return {
    text: current.text,
    type(text) {
      const next = read(text);
      setTyped({ text, value: next });
      if (next !== value) onChange(next);
    },
    wrong: current.text.trim() !== '' && current.value === null,
  };
}

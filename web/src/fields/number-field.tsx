import type { ReactNode } from 'react';
import { TextField } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { parseScaled, showScaled } from './digits.ts';
import { useTyped } from './use-typed.ts';

export interface NumberFieldProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly error?: string | undefined;
  readonly help?: string | undefined;
  readonly disabled?: boolean;
}

interface Measure extends NumberFieldProps {
  /** The value is an integer that counts parts of ten to this power: 2 for hundredths. */
  readonly decimals: number;
  readonly fixed?: boolean;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly suffix?: string;
}

/** A number in any script's digits, whose value is an exact integer; null while nothing readable is typed. */
export function NumberField({ value, onChange, decimals, fixed = false, least, most, error, ...rest }: Measure): ReactNode {
  const { formats } = useWords();
  const typed = useTyped(value, onChange, {
    read: (text) => parseScaled(text, decimals),
    show: (known) => showScaled(known, decimals, formats.tag, fixed),
  });
  const outside = useOutside(value, { decimals, least, most });
  const unreadable = useUnreadable(decimals);
  return (
    <TextField
      {...rest}
      value={typed.text}
      onChange={typed.type}
      keyboard={decimals === 0 ? 'integer' : 'decimal'}
      error={typed.wrong ? unreadable : (outside ?? error)}
    />
  );
}

function useUnreadable(decimals: number): string {
  const { say } = useWords();
  return decimals === 0 ? say('field.whole-wrong') : say('field.number-wrong', { decimals });
}

/** Said while typing, not only after saving. */
function useOutside(value: number | null, { decimals, least, most }: Pick<Measure, 'decimals' | 'least' | 'most'>): string | undefined {
  const { say, formats } = useWords();
  if (value === null) return undefined;
  const shown = (limit: number): string => formats.number(limit / 10 ** decimals);
  if (least !== undefined && value < least) return say('field.too-small', { least: shown(least) });
  return most !== undefined && value > most ? say('field.too-large', { most: shown(most) }) : undefined;
}

import type { ReactNode } from 'react';
import { TextField, type FieldProps } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { parseScaled } from './digits.ts';

/** A whole number of points; the text stays the person's own, `readPoints` says what it means. */
export function PointsField(props: FieldProps): ReactNode {
  const { say } = useWords();
  return <TextField {...props} keyboard="integer" suffix={say('unit.points')} />;
}

/** Null when it is not a whole number of points above zero. */
export function readPoints(text: string, most: number): number | null {
  const points = parseScaled(text, 0);
  return points !== null && points > 0 && points <= most ? points : null;
}

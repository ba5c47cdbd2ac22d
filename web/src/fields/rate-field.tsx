import type { ReactNode } from 'react';
import { TextField, type FieldProps } from '../kit/index.ts';
import { parseScaled, showScaled } from './digits.ts';

/** Rates have at most two decimals, so they are counted in hundredths. */
const DECIMALS = 2;
const LEAST_HUNDREDTHS = 1;
const MOST_HUNDREDTHS = 100_000;

/** Points per unit of money, small enough to stand inside a sentence. */
export function RateField(props: FieldProps): ReactNode {
  return <TextField {...props} keyboard="decimal" short labelHidden />;
}

/** In hundredths of a point; null when it is no rate from 0.01 to 1000 with at most two decimals. */
export function readRate(text: string): number | null {
  const hundredths = parseScaled(text, DECIMALS);
  return hundredths !== null && hundredths >= LEAST_HUNDREDTHS && hundredths <= MOST_HUNDREDTHS ? hundredths : null;
}

export function showRate(hundredths: number, tag: string): string {
  return showScaled(hundredths, DECIMALS, tag, false);
}

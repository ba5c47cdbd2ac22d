import type { ReactNode } from 'react';
import type { Money } from '#contract/index.ts';
import { TextField, type FieldProps } from '../kit/index.ts';
import { minorDigits } from '#contract/currencies.ts';
import { parseScaled } from './digits.ts';

interface MoneyFieldProps extends FieldProps {
  readonly currency: string;
}

/** An amount of money; `readMoney` gives its minor units. */
export function MoneyField({ currency, ...props }: MoneyFieldProps): ReactNode {
  return <TextField {...props} keyboard="decimal" suffix={currency} />;
}

/** Null when it is no amount, is below zero, or has more decimals than the currency. */
export function readMoney(text: string, currency: string): Money | null {
  const amountMinor = parseScaled(text, minorDigits(currency));
  return amountMinor !== null && amountMinor >= 0 ? { amountMinor, currency } : null;
}

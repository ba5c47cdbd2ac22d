// The kinds of numbers in a program. All are integers: points, minor units of money, hundredths of a percent, ten-thousandths of a factor, days.
import type { ReactNode } from 'react';
import { minorDigits } from '#contract/currencies.ts';
import { useWords } from '../locales/words-context.tsx';
import { NumberField, type NumberFieldProps } from './number-field.tsx';

export interface MeasureProps extends NumberFieldProps {
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

export function PointsInput(props: MeasureProps): ReactNode {
  const { say } = useWords();
  return <NumberField {...props} decimals={0} suffix={say('unit.points')} />;
}

export function MoneyInput({ currency, ...props }: MeasureProps & { readonly currency: string }): ReactNode {
  return <NumberField {...props} decimals={minorDigits(currency)} fixed suffix={currency} />;
}

/** Basis points, typed as a percentage. */
export function PercentInput(props: MeasureProps): ReactNode {
  const { say } = useWords();
  return <NumberField {...props} decimals={2} suffix={say('unit.percent')} />;
}

/** Basis points, typed as a factor: 2 for twice as much. */
export function FactorInput(props: MeasureProps): ReactNode {
  const { say } = useWords();
  return <NumberField {...props} decimals={4} suffix={say('unit.times')} />;
}

export function DaysInput(props: MeasureProps): ReactNode {
  const { say } = useWords();
  return <NumberField {...props} decimals={0} suffix={say('unit.days')} />;
}

export function CountInput(props: MeasureProps): ReactNode {
  return <NumberField {...props} decimals={0} />;
}

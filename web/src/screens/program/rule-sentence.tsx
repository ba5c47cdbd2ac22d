import type { ReactNode } from 'react';
import { RateField, readRate } from '../../fields/rate-field.tsx';
import { Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

interface RuleSentenceProps {
  readonly currency: string;
  readonly rate: string;
  readonly valid: boolean;
  readonly disabled: boolean;
  readonly onChange: (rate: string) => void;
}

/** The rule as the merchant would say it, with the part that can be changed standing in its place in the sentence. */
export function RuleSentence({ currency, rate, valid, disabled, onChange }: RuleSentenceProps): ReactNode {
  const { say, tell, formats } = useWords();
  const field = (
    <RateField
      label={say('program.rate')}
      value={rate}
      onChange={onChange}
      disabled={disabled}
      error={valid ? undefined : say('program.rate-wrong')}
    />
  );
  return (
    <Text size="large">
      {tell('program.sentence', {
        rate: field,
        count: (readRate(rate) ?? 0) / 100,
        unit: <strong>{formats.oneUnit(currency)}</strong>,
      })}
    </Text>
  );
}

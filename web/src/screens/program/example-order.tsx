import { useState, type ReactNode } from 'react';
import { MoneyField, readMoney } from '../../fields/money-field.tsx';
import { showScaled } from '../../fields/digits.ts';
import { Card, Stack, Stat, StatRow } from '../../kit/index.ts';
import { minorDigits, minorPerUnit } from '../../locales/currency.ts';
import { useWords } from '../../locales/words-context.tsx';
import { examplePoints } from './example-points.ts';

interface ExampleOrderProps {
  readonly currency: string;
  /** Null while the rate being typed is no rate. */
  readonly hundredths: number | null;
  readonly active: boolean;
}

/** An order of a believable size where a thousand units are a coffee (toman, yen, won) and where forty are a good basket. */
const UNITS = { fraction: 45, whole: 45_000 } as const;

export function ExampleOrder({ currency, hundredths, active }: ExampleOrderProps): ReactNode {
  const { say, formats } = useWords();
  const digits = minorDigits(currency);
  const units = digits === 0 ? UNITS.whole : UNITS.fraction;
  const [amount, setAmount] = useState(() => showScaled(units * minorPerUnit(currency), digits, formats.tag, true));
  const money = readMoney(amount, currency);
  const points = money === null || hundredths === null ? null : active ? examplePoints(money, hundredths) : 0;
  return (
    <Card title={say('example.title')}>
      <Stack>
        <MoneyField
          label={say('example.amount')}
          help={say('example.amount-help')}
          currency={currency}
          value={amount}
          onChange={setAmount}
          error={money === null ? say('example.amount-wrong') : undefined}
        />
        <div aria-live="polite">
          <StatRow>
            <Stat
              label={say('example.earns')}
              value={points === null ? '–' : say('count.points', { count: points })}
              note={say(active ? 'example.rounding' : 'example.paused')}
            />
          </StatRow>
        </div>
      </Stack>
    </Card>
  );
}

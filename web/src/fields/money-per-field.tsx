import type { ReactNode } from 'react';
import { Button, FieldGroup, Row, SelectField } from '../kit/index.ts';
import { minorPerUnit } from '#contract/currencies.ts';
import { useWords } from '../locales/words-context.tsx';
import { pathTo, useFields } from './fields-context.tsx';
import { asArray, asNumber, asObject, asText } from './json-schema.ts';
import { MoneyInput, PointsInput } from './measures.tsx';

export interface Rate {
  readonly currency: string;
  readonly points: number | null;
  readonly perMinor: number | null;
}

interface MoneyPerFieldProps {
  readonly label: string;
  readonly value: readonly Rate[];
  readonly path: string;
  readonly onChange: (value: readonly Rate[]) => void;
}

export function ratesIn(value: unknown): readonly Rate[] {
  return asArray(value)
    .map(asObject)
    .map(({ currency, points, perMinor }) =>
      easilySaid({ currency: asText(currency), points: asNumber(points), perMinor: asNumber(perMinor) }),
    );
}

const HARD_TO_SAY = 1_000;

/** A rate of older programs is stored as 10,000 points for every 10,000 euro: the same in the smallest round amount of money is 1 for every 1. */
export function easilySaid(rate: Rate): Rate {
  const { currency, points, perMinor } = rate;
  if (points === null || perMinor === null || points < HARD_TO_SAY) return rate;
  const unit = minorPerUnit(currency);
  const round = Array.from({ length: 10 }, (_, zeros) => unit * 10 ** zeros).find(
    (per) => per < perMinor && (points * per) % perMinor === 0,
  );
  return round === undefined ? rate : { currency, points: (points * round) / perMinor, perMinor: round };
}

/** So many points for so much money, one line for each currency the store sells in: a thousand yen are not a thousand euro. */
export function MoneyPerField({ label, value, path, onChange }: MoneyPerFieldProps): ReactNode {
  const { problems, currency } = useFields();
  const rates = value.length === 0 ? [{ currency, points: null, perMinor: null }] : value;
  const replace = (index: number, next: Rate): void => onChange(rates.map((old, at) => (at === index ? next : old)));
  return (
    <FieldGroup label={label} error={problems.get(path)}>
      {rates.map((rate, index) => (
        <RateRow
          key={rate.currency}
          rate={rate}
          path={pathTo(path, index)}
          onChange={(next) => replace(index, next)}
          onRemove={rates.length === 1 ? null : () => onChange(rates.filter((_, at) => at !== index))}
        />
      ))}
      <AddCurrency known={rates} onAdd={(added) => onChange([...rates, added])} />
    </FieldGroup>
  );
}

interface RateRowProps {
  readonly rate: Rate;
  readonly path: string;
  readonly onChange: (rate: Rate) => void;
  readonly onRemove: (() => void) | null;
}

function RateRow({ rate, path, onChange, onRemove }: RateRowProps): ReactNode {
  const { say } = useWords();
  const { problems, disabled } = useFields();
  return (
    <Row gap="tight">
      <PointsInput
        label={say('field.rate-points')}
        value={rate.points}
        disabled={disabled}
        error={problems.get(pathTo(path, 'points'))}
        onChange={(points) => onChange({ ...rate, points })}
      />
      <MoneyInput
        label={say('field.rate-per')}
        value={rate.perMinor}
        currency={rate.currency}
        disabled={disabled}
        error={problems.get(pathTo(path, 'perMinor'))}
        onChange={(perMinor) => onChange({ ...rate, perMinor })}
      />
      {onRemove && !disabled && (
        <Button kind="plain" onPress={onRemove} label={say('field.remove', { tag: rate.currency })}>
          {say('field.remove-one')}
        </Button>
      )}
    </Row>
  );
}

/** What shops of our three languages sell in, before the rest of the world's. */
const FIRST = ['EUR', 'USD', 'GBP', 'ILS', 'IRT', 'IRR', 'AED', 'TRY'];

function AddCurrency({ known, onAdd }: { readonly known: readonly Rate[]; readonly onAdd: (rate: Rate) => void }): ReactNode {
  const { say, formats } = useWords();
  const { disabled } = useFields();
  if (disabled) return null;
  const names = new Intl.DisplayNames(formats.tag, { type: 'currency' });
  const all = [...new Set([...FIRST, ...Intl.supportedValuesOf('currency')])].filter((code) =>
    known.every(({ currency }) => currency !== code),
  );
  const options = all.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
  return (
    <SelectField
      label={say('field.add-currency')}
      labelHidden
      value=""
      options={[{ value: '', label: say('field.add-currency') }, ...options]}
      onChange={(currency) => currency !== '' && onAdd({ currency, points: known[0]?.points ?? 1, perMinor: minorPerUnit(currency) })}
    />
  );
}

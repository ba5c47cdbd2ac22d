import type { ReactNode } from 'react';
import { DateField, FieldGroup, Row } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { useFields } from './fields-context.tsx';
import { instantAt, wallTime } from './wall-time.ts';

interface InstantFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly error?: string | undefined;
  readonly help?: string | undefined;
  readonly disabled?: boolean;
}

/** A moment on the store's clock. The browser's calendar is Gregorian everywhere, so the day is said below in the reader's own calendar. */
export function InstantField({ value, onChange, help, ...rest }: InstantFieldProps): ReactNode {
  const { formats } = useWords();
  const { timeZone } = useFields();
  const own = value === null ? null : formats.ownCalendar(new Date(value).toISOString());
  return (
    <DateField
      {...rest}
      time
      value={value === null ? '' : wallTime(value, timeZone)}
      onChange={(wall) => onChange(instantAt(wall, timeZone))}
      help={own ?? help}
    />
  );
}

interface DateWindowFieldProps {
  readonly label: string;
  readonly value: { readonly from: number | null; readonly until: number | null };
  readonly onChange: (value: { from: number | null; until: number | null }) => void;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
}

/** From a moment until before another; either may be left open. */
export function DateWindowField({ label, value, onChange, error, disabled = false }: DateWindowFieldProps): ReactNode {
  const { say } = useWords();
  const { from, until } = value;
  const reversed = from !== null && until !== null && until <= from;
  return (
    <FieldGroup label={label} help={say('field.window-help')} error={reversed ? say('field.window-wrong') : error}>
      <Row>
        <InstantField label={say('param.from')} value={from} disabled={disabled} onChange={(next) => onChange({ from: next, until })} />
        <InstantField label={say('param.until')} value={until} disabled={disabled} onChange={(next) => onChange({ from, until: next })} />
      </Row>
    </FieldGroup>
  );
}

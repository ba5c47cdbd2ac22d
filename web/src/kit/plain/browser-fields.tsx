import { useId, type ReactNode } from 'react';
import type { ColourFieldProps, DateFieldProps, FieldProps } from '../props.ts';
import { FieldError } from './choices.tsx';

/** The browser's own calendar: every reader and every phone knows it. Polaris' date picker has neither times nor right-to-left. */
export function DateField({ time, ...props }: DateFieldProps): ReactNode {
  return <BrowserField {...props} type={time ? 'datetime-local' : 'date'} />;
}

/** The browser's own palette, with the colour's code beside it for those who have it in writing. */
export function ColourField(props: ColourFieldProps): ReactNode {
  return <BrowserField {...props} type="color" />;
}

function BrowserField({
  label,
  labelHidden = false,
  value,
  onChange,
  error,
  help,
  disabled = false,
  type,
}: FieldProps & { readonly type: string }): ReactNode {
  const id = useId();
  const described = [help === undefined ? null : `${id}-help`, error === undefined ? null : `${id}-error`].filter((name) => name !== null);
  return (
    <div className="lk-field">
      <label htmlFor={id} className={labelHidden ? 'lk-read-only' : undefined}>
        {label}
      </label>
      <div className="lk-field-input">
        <input
          id={id}
          type={type}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...(error === undefined ? {} : { 'aria-invalid': true })}
          {...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') })}
        />
        {type === 'color' && <bdi dir="ltr">{value}</bdi>}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
      {help !== undefined && (
        <p id={`${id}-help`} className="lk-subdued">
          {help}
        </p>
      )}
    </div>
  );
}

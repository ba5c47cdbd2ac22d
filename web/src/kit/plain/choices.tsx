import { useId, type ReactNode } from 'react';
import type { ChoiceFieldProps, FieldGroupProps } from '../props.ts';

/** The browser's own radio buttons: one tab stop, arrows move. The whole box of an option can be pressed. */
export function ChoiceField({
  label,
  labelHidden = false,
  value,
  onChange,
  error,
  disabled = false,
  options,
}: ChoiceFieldProps): ReactNode {
  const id = useId();
  return (
    <fieldset className="lk-group" {...(error === undefined ? {} : { 'aria-describedby': `${id}-error` })}>
      <legend className={labelHidden ? 'lk-read-only' : undefined}>{label}</legend>
      <div className="lk-choices">
        {options.map((option) => (
          <label key={option.value} className="lk-choice">
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              disabled={disabled}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.help !== undefined && <span className="lk-choice-help">{option.help}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}

export function FieldGroup({ label, labelHidden = false, nested = false, help, error, children }: FieldGroupProps): ReactNode {
  const id = useId();
  const described = [help === undefined ? null : `${id}-help`, error === undefined ? null : `${id}-error`].filter((name) => name !== null);
  return (
    <fieldset className="lk-group" {...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') })}>
      <legend className={labelHidden ? 'lk-read-only' : undefined}>{label}</legend>
      {help !== undefined && (
        <p id={`${id}-help`} className="lk-subdued">
          {help}
        </p>
      )}
      <div className={nested ? 'lk-group-fields lk-group-nested' : 'lk-group-fields'}>{children}</div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}

export function FieldError({ id, children }: { readonly id: string; readonly children: string | undefined }): ReactNode {
  if (children === undefined) return null;
  return (
    <p id={id} className="lk-field-error">
      {children}
    </p>
  );
}

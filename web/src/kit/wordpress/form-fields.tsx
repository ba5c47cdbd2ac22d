import { BaseControl, CheckboxControl, SelectControl } from '@wordpress/components';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import type { SelectFieldProps, TextFieldProps, ToggleFieldProps } from '../props.ts';

const KEYBOARDS = { text: 'text', integer: 'numeric', decimal: 'decimal', email: 'email', address: 'url' } as const;

/** WordPress' frame of a field with an input of its own: theirs has neither a unit beside it nor a place for what is wrong. */
export function TextField(props: TextFieldProps): ReactNode {
  const id = useId();
  const field = (
    <BaseControl id={id} label={props.label} hideLabelFromVision={props.labelHidden === true} help={helpOf(props)} __nextHasNoMarginBottom>
      <span className="lk-field-input">
        <Input id={id} {...props} />
        {props.suffix !== undefined && <span className="lk-suffix">{props.suffix}</span>}
      </span>
    </BaseControl>
  );
  return props.short === true ? <span className="lk-short-field">{field}</span> : field;
}

function Input({ id, ...props }: TextFieldProps & { readonly id: string }): ReactNode {
  const { value, onChange, error, help, disabled = false, keyboard = 'text', search = false, secret = false, rows } = props;
  const shared = {
    id,
    value,
    disabled,
    maxLength: props.maxLength,
    placeholder: props.placeholder,
    inputMode: KEYBOARDS[keyboard],
    autoComplete: secret ? 'new-password' : 'off',
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': error === undefined && help === undefined ? undefined : `${id}__help`,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => onChange(event.currentTarget.value),
    onBlur: props.onLeave,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || props.onEnter === undefined) return;
      event.preventDefault();
      props.onEnter();
    },
    ...writingOf(props),
  } as const;
  if (rows !== undefined) return <textarea {...shared} rows={rows} className="components-textarea-control__input" />;
  const type = secret ? 'password' : search ? 'search' : 'text';
  return <input {...shared} type={type} className="components-text-control__input" />;
}

/** Codes and addresses are written from left to right in every language. */
function writingOf({ language, keyboard, secret }: TextFieldProps): { readonly dir?: 'ltr' | 'rtl'; readonly lang?: string } {
  if (language !== undefined) return { lang: language, dir: language === 'en' ? 'ltr' : 'rtl' };
  return keyboard === 'email' || keyboard === 'address' || secret === true ? { dir: 'ltr' } : {};
}

/** What is wrong comes first. */
function helpOf({ error, help }: { readonly error?: string | undefined; readonly help?: string | undefined }): ReactNode {
  if (error === undefined) return help;
  return (
    <>
      <span className="lk-field-error">{error}</span>
      {help !== undefined && <span className="lk-field-help">{help}</span>}
    </>
  );
}

export function SelectField(props: SelectFieldProps): ReactNode {
  const { label, labelHidden = false, value, onChange, error, disabled = false, options } = props;
  return (
    <SelectControl
      label={label}
      hideLabelFromVision={labelHidden}
      value={value}
      onChange={onChange}
      disabled={disabled}
      options={options.map((option) => ({ ...option }))}
      help={helpOf(props)}
      {...(error === undefined ? {} : { 'aria-invalid': true })}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}

export function ToggleField({ label, labelHidden = false, help, on, disabled = false, onChange }: ToggleFieldProps): ReactNode {
  return (
    <CheckboxControl
      {...(labelHidden ? { 'aria-label': label } : { label })}
      checked={on}
      disabled={disabled}
      onChange={onChange}
      help={help}
      __nextHasNoMarginBottom
    />
  );
}

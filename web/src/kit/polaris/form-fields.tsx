import { Checkbox, Icon, Select, TextField as PolarisTextField } from '@shopify/polaris';
import { SearchIcon } from '@shopify/polaris-icons';
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { SelectFieldProps, TextFieldProps, ToggleFieldProps } from '../props.ts';

const KEYBOARDS = { text: 'text', integer: 'numeric', decimal: 'decimal', email: 'email', address: 'url' } as const;

export function TextField(props: TextFieldProps): ReactNode {
  const {
    label,
    labelHidden = false,
    value,
    onChange,
    error,
    help,
    disabled = false,
    keyboard = 'text',
    search = false,
    secret = false,
  } = props;
  const field = (
    <PolarisTextField
      label={label}
      labelHidden={labelHidden}
      value={value}
      onChange={onChange}
      disabled={disabled}
      autoComplete={secret ? 'new-password' : 'off'}
      inputMode={KEYBOARDS[keyboard]}
      {...(secret ? { type: 'password' as const } : {})}
      {...(error === undefined ? {} : { error })}
      {...(help === undefined ? {} : { helpText: help })}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
      {...(props.rows === undefined ? {} : { multiline: props.rows })}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      {...(props.suffix === undefined ? {} : { suffix: props.suffix })}
      {...(props.onLeave === undefined ? {} : { onBlur: props.onLeave })}
      {...(search ? { prefix: <Icon source={SearchIcon} />, clearButton: true, onClearButtonClick: () => onChange('') } : {})}
    />
  );
  if (props.short === true) return <span className="lk-short-field">{field}</span>;
  const writing = props.language ?? (keyboard === 'email' || keyboard === 'address' || secret ? 'code' : null);
  return props.onEnter !== undefined || writing !== null ? (
    <Around onEnter={props.onEnter} writing={writing}>
      {field}
    </Around>
  ) : (
    field
  );
}

interface AroundProps {
  readonly onEnter: (() => void) | undefined;
  /** A language, or what is written from left to right in every language. */
  readonly writing: NonNullable<TextFieldProps['language']> | 'code' | null;
  readonly children: ReactNode;
}

/** Polaris' field knows neither the Enter key nor how what is typed into it is written; its label stays in the page's own language. */
function Around({ onEnter, writing, children }: AroundProps): ReactNode {
  const around = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const input = around.current?.querySelector<HTMLElement>('input, textarea');
    if (!input || writing === null) return;
    input.dir = writing === 'fa' || writing === 'he' ? 'rtl' : 'ltr';
    if (writing !== 'code') input.lang = writing;
  }, [writing]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || onEnter === undefined) return;
    event.preventDefault();
    onEnter();
  };
  return (
    // The key bubbles up from the field inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={around} className="lk-text-field" onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

export function SelectField({
  label,
  labelHidden = false,
  value,
  onChange,
  error,
  help,
  disabled = false,
  options,
}: SelectFieldProps): ReactNode {
  return (
    <Select
      label={label}
      labelHidden={labelHidden}
      value={value}
      onChange={onChange}
      disabled={disabled}
      options={options.map((option) => ({ ...option }))}
      {...(error === undefined ? {} : { error })}
      {...(help === undefined ? {} : { helpText: help })}
    />
  );
}

export function ToggleField({ label, labelHidden = false, help, on, disabled = false, onChange }: ToggleFieldProps): ReactNode {
  return (
    <Checkbox
      label={label}
      labelHidden={labelHidden}
      checked={on}
      disabled={disabled}
      onChange={onChange}
      {...(help === undefined ? {} : { helpText: help })}
    />
  );
}

// WordPress' components as its page draws them (read from WordPress 6.9.1), as far as the kit asks: their package cannot be installed here for its size. The
// real ones are looked at in a real wp-admin.
import { useId, type MouseEvent, type ReactNode } from 'react';
import type * as wordpress from '@wordpress/components';

type PropsOf<N extends keyof typeof wordpress> = Parameters<Extract<(typeof wordpress)[N], (props: never) => unknown>>[0];

export function Button({ variant, size, isBusy, href, children, ...rest }: PropsOf<'Button'>): ReactNode {
  const className = `components-button is-${variant} is-${size}${isBusy === true ? ' is-busy' : ''}`;
  const { type = 'button', disabled = false, accessibleWhenDisabled = false, target, rel, onClick, ...shared } = rest;
  const inReach = disabled && accessibleWhenDisabled;
  const press = (event: MouseEvent): void => (inReach ? event.preventDefault() : onClick?.());
  return href === undefined ? (
    <button
      {...shared}
      type={type === 'submit' ? 'submit' : 'button'}
      disabled={disabled && !inReach}
      {...(inReach ? { 'aria-disabled': true } : {})}
      onClick={press}
      className={className}
    >
      {children}
    </button>
  ) : (
    <a {...shared} href={href} target={target} rel={rel} className={className}>
      {children}
    </a>
  );
}

const NAMES = { error: 'Error notice', warning: 'Warning notice', info: 'Information notice', success: 'Success notice' } as const;

export function Notice({ status, children }: PropsOf<'Notice'>): ReactNode {
  return (
    <div className={`components-notice is-${status}`}>
      <span className="components-visually-hidden">{NAMES[status]}</span>
      <div className="components-notice__content">{children}</div>
    </div>
  );
}

export function BaseControl({ id, label, hideLabelFromVision, help, children }: PropsOf<'BaseControl'>): ReactNode {
  const hidden = hideLabelFromVision === true ? 'components-visually-hidden' : 'components-base-control__label';
  return (
    <div className="components-base-control">
      <div className="components-base-control__field">
        {label !== undefined && (
          <label className={hidden} htmlFor={id}>
            {label}
          </label>
        )}
        {children}
      </div>
      {help !== undefined && (
        <p id={`${id}__help`} className="components-base-control__help">
          {help}
        </p>
      )}
    </div>
  );
}

export function SelectControl(props: PropsOf<'SelectControl'>): ReactNode {
  const id = useId();
  const { label, hideLabelFromVision = false, help, value, options, onChange, disabled } = props;
  return (
    <BaseControl id={id} label={label} hideLabelFromVision={hideLabelFromVision} help={help} __nextHasNoMarginBottom>
      <select
        id={id}
        value={value}
        disabled={disabled}
        aria-invalid={props['aria-invalid']}
        aria-describedby={help === undefined ? undefined : `${id}__help`}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </BaseControl>
  );
}

export function CheckboxControl(props: PropsOf<'CheckboxControl'>): ReactNode {
  const id = useId();
  const { label, help, checked, disabled, onChange } = props;
  return (
    <BaseControl id={id} help={help} __nextHasNoMarginBottom>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-label={props['aria-label']}
        aria-describedby={help === undefined ? undefined : `${id}__help`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label !== undefined && <label htmlFor={id}>{label}</label>}
    </BaseControl>
  );
}

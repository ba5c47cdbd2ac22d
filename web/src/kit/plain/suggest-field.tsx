import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { SuggestFieldProps } from '../props.ts';
import { FieldError } from './choices.tsx';

/** ARIA's editable combobox with a list: the focus stays in the field, arrows move through the list, Escape shuts it. */
export function SuggestField(props: SuggestFieldProps): ReactNode {
  const { label, labelHidden = false, value, onChange, error, disabled = false, placeholder, options, state, onChoose } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const [at, moveTo] = useState(-1);
  const shown = open && options.length > 0;
  const active = shown ? options[at] : undefined;

  function choose(chosen: string): void {
    onChoose(chosen);
    moveTo(-1);
  }

  return (
    <div
      className="lk-field lk-suggest"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <label htmlFor={id} className={labelHidden ? 'lk-read-only' : undefined}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        value={value}
        disabled={disabled}
        placeholder={placeholder}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active && `${id}-${at}`}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? `${id}-state` : `${id}-error`}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setOpen(true);
          moveTo(-1);
          onChange(event.currentTarget.value);
        }}
        onKeyDown={(event) => onKey(event, { ...props, open: shown, at, setOpen, moveTo, choose })}
      />
      <Options id={id} {...props} shown={shown} at={at} choose={choose} />
      <p id={`${id}-state`} role="status" className={open ? 'lk-subdued' : 'lk-read-only'}>
        {open ? state : ''}
      </p>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

interface OptionsProps extends SuggestFieldProps {
  readonly id: string;
  readonly shown: boolean;
  readonly at: number;
  readonly choose: (id: string) => void;
}

function Options({ id, label, options, shown, at, choose }: OptionsProps): ReactNode {
  return (
    <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!shown} className="lk-suggest-list">
      {options.map((option, index) => (
        // The field itself listens to the keys: it has the focus.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events
        <li
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          ref={index === at ? scrollTo : undefined}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(option.id)}
        >
          <bdi>{option.label}</bdi>
          {option.note !== undefined && <bdi className="lk-subdued">{option.note}</bdi>}
        </li>
      ))}
    </ul>
  );
}

/** Within the list alone: the page stays where it is. */
function scrollTo(option: HTMLElement | null): void {
  const list = option?.parentElement;
  if (!option || !list) return;
  const end = option.offsetTop + option.offsetHeight;
  if (option.offsetTop < list.scrollTop) list.scrollTop = option.offsetTop;
  else if (end > list.scrollTop + list.clientHeight) list.scrollTop = end - list.clientHeight;
}

interface Keys extends SuggestFieldProps {
  readonly open: boolean;
  readonly at: number;
  readonly setOpen: (open: boolean) => void;
  readonly moveTo: (at: number) => void;
  readonly choose: (id: string) => void;
}

function onKey(event: KeyboardEvent, { open, at, options, setOpen, moveTo, choose, onEnter }: Keys): void {
  const last = options.length - 1;
  const active = open ? options[at] : undefined;
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => (open ? moveTo(at === last ? 0 : at + 1) : setOpen(true)),
    ArrowUp: () => (open ? moveTo(at <= 0 ? last : at - 1) : setOpen(true)),
    Enter: () => (active === undefined ? onEnter() : choose(active.id)),
    ...(open ? { Escape: () => setOpen(false) } : {}),
  };
  const move = moves[event.key];
  if (move === undefined) return;
  event.preventDefault();
  // Escape must not shut what is around the field, too.
  event.stopPropagation();
  move();
}

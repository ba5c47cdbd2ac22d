// What a form may be made of. A field shows a label, what is typed, what is wrong with it, and a sentence of help, in that order of importance.
import type { ReactNode } from 'react';

export interface FieldProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly help?: string | undefined;
  readonly disabled?: boolean;
}

export interface TextFieldProps extends FieldProps {
  readonly maxLength?: number;
  readonly rows?: number;
  readonly placeholder?: string;
  readonly search?: boolean;
  /** Numbers are typed as text, so that every script's digits and separators can be. */
  readonly keyboard?: 'text' | 'integer' | 'decimal' | 'email' | 'address';
  /** A password: typed unseen, and never filled in by the browser. */
  readonly secret?: boolean;
  readonly suffix?: string;
  readonly short?: boolean;
  readonly onLeave?: () => void;
  readonly onEnter?: () => void;
  /** Of what is typed, where it is not the page's own. */
  readonly language?: 'en' | 'fa' | 'he';
}

export interface SelectFieldProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface ToggleFieldProps {
  readonly label: string;
  /** For a box in a table, whose row says what it is about to who sees it. */
  readonly labelHidden?: boolean;
  readonly help?: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Text with suggestions below it; what is chosen is handed over, what is typed stays possible. */
export interface SuggestFieldProps extends FieldProps {
  readonly placeholder?: string;
  readonly options: readonly { readonly id: string; readonly label: string; readonly note?: string }[];
  /** Said about the options while they are asked for, when there are none, or when they could not be asked for; also to who only hears it. */
  readonly state: string;
  readonly onChoose: (id: string) => void;
  /** Enter without an option chosen: what is typed counts. */
  readonly onEnter: () => void;
}

/** One of a few, all in sight. */
export interface ChoiceFieldProps extends Omit<FieldProps, 'help'> {
  readonly options: readonly { readonly value: string; readonly label: string; readonly help?: string }[];
}

/** Fields that are read as one. */
export interface FieldGroupProps {
  readonly label: string;
  /** Stands in a form of others, and is set off from them. */
  readonly nested?: boolean;
  readonly labelHidden?: boolean;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** A day, or a day with its time, as the browser's own calendar writes it: `2026-11-21`, `2026-11-21T09:30`; empty for none. */
export interface DateFieldProps extends FieldProps {
  readonly time: boolean;
}

/** A colour as `#rrggbb`. */
export type ColourFieldProps = FieldProps;

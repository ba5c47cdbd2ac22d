import { useState, type ReactNode } from 'react';
import type { Locale } from '#contract/index.ts';
import { FieldGroup, Tabs, TextField } from '../kit/index.ts';
import { LOCALES, type LocalisedText } from '../locales/localised.ts';
import { useWords } from '../locales/words-context.tsx';

interface LocalisedTextFieldProps {
  readonly label: string;
  readonly value: LocalisedText;
  readonly onChange: (value: LocalisedText) => void;
  readonly error?: string | undefined;
  readonly help?: string | undefined;
  readonly disabled?: boolean;
  readonly maxLength?: number | undefined;
  readonly rows?: number;
}

/** One text in the shop's languages, the reader's own first to be seen. What is left empty is shown to shoppers in another language. */
export function LocalisedTextField(props: LocalisedTextFieldProps): ReactNode {
  const { label, value, onChange, error, help, disabled = false, maxLength, rows } = props;
  const { say, locale } = useWords();
  const [shown, setShown] = useState<Locale>(locale);
  const tabs = LOCALES.map((id) => ({ id, label: say(value[id] ? `language.${id}` : `language.${id}-missing`) }));

  function change(text: string): void {
    const { [shown]: _, ...others } = value;
    onChange(text === '' ? others : { ...others, [shown]: text });
  }

  return (
    <FieldGroup label={label} help={help}>
      <Tabs label={label} tabs={tabs} selected={shown} onSelect={(id) => setShown(LOCALES.find((known) => known === id) ?? shown)}>
        <TextField
          label={say('field.text-in', { label, language: say(`language.${shown}`) })}
          labelHidden
          value={value[shown] ?? ''}
          onChange={change}
          disabled={disabled}
          error={error}
          language={shown}
          {...(maxLength === undefined ? {} : { maxLength })}
          {...(rows === undefined ? {} : { rows })}
        />
      </Tabs>
    </FieldGroup>
  );
}

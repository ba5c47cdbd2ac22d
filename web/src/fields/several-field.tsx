import { useMemo, useState, type ReactNode } from 'react';
import { FieldGroup, SelectField, TagList, ToggleField } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';

interface Option {
  readonly value: string;
  readonly label: string;
}

export interface SeveralFieldProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly options: readonly Option[];
  readonly error?: string | undefined;
  readonly help?: string | undefined;
  readonly disabled?: boolean;
}

/** Any of a few, all in sight. What was chosen before and no longer exists stays visible, so that it can be taken away. */
export function SeveralField({ label, value, onChange, options, error, help, disabled = false }: SeveralFieldProps): ReactNode {
  const gone = value.filter((id) => options.every((option) => option.value !== id)).map((id) => ({ value: id, label: id }));
  return (
    <FieldGroup label={label} help={help} error={error}>
      {[...options, ...gone].map((option) => (
        <ToggleField
          key={option.value}
          label={option.label}
          on={value.includes(option.value)}
          disabled={disabled}
          onChange={(on) => onChange(on ? [...value, option.value] : value.filter((id) => id !== option.value))}
        />
      ))}
    </FieldGroup>
  );
}

/** Any of many: chosen from a list, kept as tags. */
function SeveralOfMany({ label, value, onChange, options, error, help, disabled = false }: SeveralFieldProps): ReactNode {
  const { say } = useWords();
  const [chosen, choose] = useState('');
  const left = options.filter((option) => !value.includes(option.value));
  const nameOf = (id: string): string => options.find((option) => option.value === id)?.label ?? id;
  return (
    <FieldGroup label={label} help={help}>
      <TagList
        label={label}
        tags={value.map((id) => ({ id, label: nameOf(id) }))}
        remove={
          disabled ? null : { label: (tag) => say('field.remove', { tag }), onPress: (id) => onChange(value.filter((tag) => tag !== id)) }
        }
      />
      <SelectField
        label={say('field.add-to', { label })}
        labelHidden
        value={chosen}
        onChange={(id) => {
          if (id !== '') onChange([...value, id]);
          choose('');
        }}
        options={[{ value: '', label: say('field.choose') }, ...left]}
        disabled={disabled}
        error={error}
      />
    </FieldGroup>
  );
}

/** ISO 3166 codes; their names are Intl's, in the reader's language and sorted as that language sorts. */
export function CountriesField(props: Omit<SeveralFieldProps, 'options'>): ReactNode {
  const { formats } = useWords();
  const options = useMemo(() => countries(formats.tag), [formats.tag]);
  return <SeveralOfMany {...props} options={options} />;
}

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
/** Known to Intl, but no country: unions, stand-ins, test regions, and names of the past. */
const NO_COUNTRIES = /^(EU|EZ|UN|QO|XA|XB|ZZ|AN|BU|CS|DD|FX|NT|SU|TP|YD|YU|ZR|AC|CP|DG|EA|IC|TA)$/u;

export function countryName(tag: string, code: string): string {
  return new Intl.DisplayNames(tag, { type: 'region' }).of(code) ?? code;
}

function countries(tag: string): Option[] {
  const names = new Intl.DisplayNames(tag, { type: 'region', fallback: 'none' });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter((code) => !NO_COUNTRIES.test(code));
  const found = codes.flatMap((value) => {
    const label = names.of(value);
    return label === undefined ? [] : [{ value, label }];
  });
  return found.toSorted((a, b) => a.label.localeCompare(b.label, tag));
}

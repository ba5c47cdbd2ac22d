import type { ReactNode } from 'react';
import type { Locale } from '#contract/index.ts';
import { Card, FieldGroup, Row, SelectField, Stack, Text, TextField } from '../../kit/index.ts';
import { SeveralField } from '../../fields/several-field.tsx';
import { LOCALES } from '../../locales/localised.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useSession } from '../../shell/session-context.tsx';
import type { FormPartProps } from './settings-form.tsx';

const isLocale = (value: string): value is Locale => LOCALES.some((known) => known === value);

export function LanguagesForm(props: FormPartProps): ReactNode {
  const { say } = useWords();
  const { store } = useSession();
  return (
    <Stack>
      <Card title={say('settings.languages')}>
        <Offered {...props} />
      </Card>
      <Card title={say('settings.point-names')}>
        <PointNames {...props} />
      </Card>
      <Card title={say('settings.currency')}>
        <Text>{say('settings.currency-is', { currency: store.currency, zone: store.timeZone })}</Text>
      </Card>
    </Stack>
  );
}

/** The first language is for whoever speaks none of them. */
function Offered({ values, onChange, disabled }: FormPartProps): ReactNode {
  const { say } = useWords();
  const [first] = values.languages;
  const options = LOCALES.map((value) => ({ value, label: say(`language.${value}`) }));
  const set = (languages: readonly string[]): void => onChange({ ...values, languages: languages.filter(isLocale) });
  return (
    <Stack>
      <SeveralField
        label={say('settings.offered')}
        value={values.languages}
        options={options}
        disabled={disabled}
        onChange={set}
        error={values.languages.length === 0 ? say('settings.one-language') : undefined}
      />
      {first !== undefined && (
        <SelectField
          label={say('settings.first-language')}
          value={first}
          options={options.filter(({ value }) => values.languages.includes(value))}
          disabled={disabled}
          onChange={(chosen) => set([chosen, ...values.languages.filter((other) => other !== chosen)])}
        />
      )}
    </Stack>
  );
}

const MOST_LETTERS = 40;

/** One word without the other would leave "1" or "12" without a name. */
export function isHalf(name: { readonly one: string; readonly other: string } | undefined): boolean {
  return name !== undefined && (name.one.trim() === '' || name.other.trim() === '');
}

/** "1 leaf, 12 leaves"; left empty, points are called points. */
function PointNames({ values, onChange, disabled }: FormPartProps): ReactNode {
  const { say } = useWords();
  function set(locale: Locale, form: 'one' | 'other', word: string): void {
    const { [locale]: known, ...others } = values.pointNames;
    const next = { one: known?.one ?? '', other: known?.other ?? '', [form]: word };
    const empty = next.one === '' && next.other === '';
    onChange({ ...values, pointNames: empty ? others : { ...others, [locale]: next } });
  }
  return (
    <Stack>
      <p>{say('settings.point-names-body')}</p>
      {values.languages.map((locale) => (
        <FieldGroup key={locale} label={say(`language.${locale}`)}>
          <Row>
            {(['one', 'other'] as const).map((form) => (
              <TextField
                key={form}
                label={say(`settings.point-name-${form}`)}
                value={values.pointNames[locale]?.[form] ?? ''}
                onChange={(word) => set(locale, form, word)}
                disabled={disabled}
                maxLength={MOST_LETTERS}
                error={
                  isHalf(values.pointNames[locale]) && !values.pointNames[locale]?.[form] ? say('settings.point-name-missing') : undefined
                }
                language={locale}
              />
            ))}
          </Row>
        </FieldGroup>
      ))}
    </Stack>
  );
}

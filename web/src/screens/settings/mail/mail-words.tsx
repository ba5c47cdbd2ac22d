import { useEffect, useState, type ReactNode } from 'react';
import type { admin, Locale } from '#contract/index.ts';
import { Button, Row, Stack, Table, Tabs, Text, TextField, type Column } from '../../../kit/index.ts';
import { LOCALES } from '../../../locales/localised.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { hasOwnWords, withWords, wordsOf, type MailWords } from './mail-draft.ts';
import { MailPreview } from './mail-preview.tsx';
import type { MailPartProps } from './mail-tab.tsx';
import { MailTest } from './mail-test.tsx';
import { useMailPreview, type Shown } from './use-mail-preview.ts';

const MOST_SUBJECT = 250;
const MOST_BODY = 6_000;
const ROWS = 10;

interface EditorProps extends MailPartProps {
  readonly template: admin.Mail['templates'][number];
  /** The language whose words the server refused. */
  readonly refused: string | undefined;
}

/** A mail's words, language by language, each beside how it looks. */
export function MailWordsEditor({ refused, ...props }: EditorProps): ReactNode {
  const { say, locale: readers } = useWords();
  const { draft, template } = props;
  const known = LOCALES.find((one) => one === refused);
  const [locale, choose] = useState<Locale>(known ?? readers);
  useEffect(() => {
    if (known !== undefined) choose(known);
  }, [known]);
  const tabs = LOCALES.map((id) => ({
    id,
    label: say(hasOwnWords(draft, template.name, id) ? 'mail.language-own' : 'mail.language', { language: say(`language.${id}`) }),
  }));
  return (
    <Tabs
      label={say('mail.languages')}
      tabs={tabs}
      selected={locale}
      onSelect={(id) => choose(LOCALES.find((one) => one === id) ?? locale)}
    >
      <InLanguage key={locale} {...props} locale={locale} />
    </Tabs>
  );
}

function InLanguage({ locale, ...props }: Omit<EditorProps, 'refused'> & { readonly locale: Locale }): ReactNode {
  const { draft, template, disabled } = props;
  const words = wordsOf(draft, template, locale);
  const shown = useMailPreview(template.name, locale, words);
  return (
    <Stack>
      <WordsFields {...props} locale={locale} words={words} shown={shown} />
      <Variables names={template.variables} />
      <MailPreview shown={shown} locale={locale} />
      {!disabled && <MailTest trial={{ template: template.name, locale, words }} />}
    </Stack>
  );
}

interface FieldsProps extends Omit<EditorProps, 'refused'> {
  readonly locale: Locale;
  readonly words: MailWords;
  readonly shown: Shown;
}

function WordsFields({ draft, onChange, template, disabled, wrong, locale, words, shown }: FieldsProps): ReactNode {
  const { say } = useWords();
  const { name } = template;
  const language = say(`language.${locale}`);
  function set(changed: Partial<MailWords>): void {
    const next = { ...words, ...changed };
    const ours = template.words[locale];
    const same = next.subject === ours.subject && next.body === ours.body;
    onChange(withWords(draft, name, locale, same ? null : next));
  }
  function errorOf(field: 'subject' | 'body'): string | undefined {
    if (words[field].trim() === '') return say('mail.words-missing');
    const found = shown.preview?.problem;
    if (found?.field === field) return say('mail.words-problem', { detail: found.detail });
    const refused = wrong(`words.${name}.${locale}.${field}`);
    return refused === undefined ? undefined : say('mail.words-problem', { detail: refused });
  }
  return (
    <Stack>
      <TextField
        label={say('mail.subject-in', { language })}
        value={words.subject}
        maxLength={MOST_SUBJECT}
        disabled={disabled}
        error={errorOf('subject')}
        language={locale}
        onChange={(subject) => set({ subject })}
      />
      <TextField
        label={say('mail.body-in', { language })}
        help={say('mail.body-help')}
        value={words.body}
        maxLength={MOST_BODY}
        rows={ROWS}
        disabled={disabled}
        error={errorOf('body')}
        language={locale}
        onChange={(body) => set({ body })}
      />
      {hasOwnWords(draft, name, locale) && !disabled && (
        <Row gap="tight">
          <Button onPress={() => onChange(withWords(draft, name, locale, null))} label={say('mail.reset-label', { language })}>
            {say('mail.reset')}
          </Button>
        </Row>
      )}
    </Stack>
  );
}

/** What may stand between the braces. */
function Variables({ names }: { readonly names: readonly string[] }): ReactNode {
  const { say, maybe } = useWords();
  const columns: Column<string>[] = [
    { id: 'write', header: say('mail.variable'), cell: (name) => <bdi dir="ltr">{`{{ ${name} }}`}</bdi> },
    {
      id: 'shows',
      header: say('mail.variable-shows'),
      cell: (name) => maybe(`mail.variable.${name}`) ?? <Text tone="subdued">{name}</Text>,
    },
  ];
  return <Table caption={say('mail.variables')} columns={columns} rows={names} rowKey={(name) => name} />;
}

import { useState, type ReactNode } from 'react';
import { minorPerUnit } from '#contract/currencies.ts';
import { referrals, type admin, type Locale } from '#contract/index.ts';
import { Button, Card, LetterPreview, MainAndAside, Row, Stack, Table, Tabs, Text, TextField, type Column } from '../../kit/index.ts';
import { createFormats } from '../../locales/formats.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useSession } from '../../shell/session-context.tsx';
import type { FormPartProps } from './settings-form.tsx';

type Texts = admin.SettingsValues['referrals']['texts'];
type ShareText = admin.Settings['ours']['shareTexts'][Locale];

const PARTS = ['title', 'message', 'subject'] as const;
const MOST = { title: 80, message: 400, subject: 120 } as const satisfies Record<keyof ShareText, number>;
const MOST_URL = 500;
const ROWS = 5;
/** A gift that a reader can picture, in whole units of the currency. */
const EXAMPLE = 5;
const PLACEHOLDERS = ['store', 'gift', 'url'] as const;

export function isWholeReferrals(values: admin.SettingsValues): boolean {
  return referrals.referralSettings.safeParse(values.referrals).success;
}

/** What goes along when a member shares their link: words in each language of the shop, and a picture. */
export function ReferralsForm(props: FormPartProps): ReactNode {
  const { say } = useWords();
  const { values, onChange, disabled } = props;
  const { image } = values.referrals;
  const valid = referrals.referralSettings.shape.image.safeParse(image).success;
  return (
    <Stack>
      <Card title={say('share-texts.title')}>
        <Stack>
          <p>{say('share-texts.body')}</p>
          <Languages {...props} />
        </Stack>
      </Card>
      <Card title={say('share-texts.picture')}>
        <TextField
          label={say('share-texts.image')}
          help={say('share-texts.image-help')}
          value={image ?? ''}
          placeholder="https://"
          maxLength={MOST_URL}
          keyboard="address"
          disabled={disabled}
          error={valid ? undefined : say('share-texts.image-wrong')}
          onChange={(url) => onChange({ ...values, referrals: { ...values.referrals, image: url.trim() === '' ? null : url } })}
        />
      </Card>
    </Stack>
  );
}

function Languages(props: FormPartProps): ReactNode {
  const { say, locale: readers } = useWords();
  const { languages, referrals: known } = props.values;
  const [chosen, choose] = useState<string>(readers);
  const shown = languages.find((one) => one === chosen) ?? languages[0];
  if (shown === undefined) return null;
  const tabs = languages.map((id) => ({
    id,
    label: say(known.texts[id] === undefined ? 'mail.language' : 'mail.language-own', { language: say(`language.${id}`) }),
  }));
  return (
    <Tabs label={say('share-texts.languages')} tabs={tabs} selected={shown} onSelect={choose}>
      <InLanguage key={shown} {...props} locale={shown} />
    </Tabs>
  );
}

function InLanguage({ values, onChange, disabled, ours, locale }: FormPartProps & { readonly locale: Locale }): ReactNode {
  const { say } = useWords();
  const language = say(`language.${locale}`);
  const plain = ours.shareTexts[locale];
  const own = values.referrals.texts[locale];
  const text = own ?? plain;
  const set = (texts: Texts): void => onChange({ ...values, referrals: { ...values.referrals, texts } });
  function change(part: keyof ShareText, typed: string): void {
    const next = { ...text, [part]: typed };
    set(
      PARTS.every((one) => next[one] === plain[one])
        ? withoutLanguage(values.referrals.texts, locale)
        : { ...values.referrals.texts, [locale]: next },
    );
  }
  return (
    <MainAndAside
      main={
        <>
          {PARTS.map((part) => (
            <TextField
              key={part}
              label={say(`share-texts.${part}-in`, { language })}
              help={say(`share-texts.${part}-help`)}
              value={text[part]}
              maxLength={MOST[part]}
              disabled={disabled}
              error={text[part].trim() === '' ? say('mail.words-missing') : undefined}
              language={locale}
              {...(part === 'message' ? { rows: ROWS } : {})}
              onChange={(typed) => change(part, typed)}
            />
          ))}
          {!text.message.includes('{url}') && <Text tone="subdued">{say('share-texts.no-url')}</Text>}
          {own !== undefined && !disabled && (
            <Row gap="tight">
              <Button onPress={() => set(withoutLanguage(values.referrals.texts, locale))} label={say('mail.reset-label', { language })}>
                {say('mail.reset')}
              </Button>
            </Row>
          )}
          <Placeholders />
        </>
      }
      aside={<Preview text={text} locale={locale} />}
    />
  );
}

function withoutLanguage(texts: Texts, locale: Locale): Texts {
  const { [locale]: _, ...others } = texts;
  return others;
}

function Placeholders(): ReactNode {
  const { say } = useWords();
  const columns: Column<(typeof PLACEHOLDERS)[number]>[] = [
    { id: 'write', header: say('mail.variable'), cell: (name) => <bdi dir="ltr">{`{${name}}`}</bdi> },
    { id: 'shows', header: say('share-texts.shows'), cell: (name) => say(`share-texts.shows.${name}`) },
  ];
  return <Table caption={say('share-texts.placeholders')} columns={columns} rows={PLACEHOLDERS} rowKey={(name) => name} />;
}

/** As friends would get it, with an example of everything that is filled in. */
function Preview({ text, locale }: { readonly text: ShareText; readonly locale: Locale }): ReactNode {
  const { say } = useWords();
  const { store } = useSession();
  const example: Readonly<Record<string, string>> = {
    store: store.name,
    gift: createFormats(locale, store.timeZone).amount({ amountMinor: EXAMPLE * minorPerUnit(store.currency), currency: store.currency }),
    url: `https://${store.domain}/ref/ADA-7KQ2`,
  };
  const filled = (words: string): string => words.replaceAll(/\{(\w+)\}/gu, (written, name: string) => example[name] ?? written);
  const message = filled(text.message.includes('{url}') ? text.message : `${text.message}\n{url}`);
  const shown = [
    { label: say('share-texts.preview-message'), words: message },
    { label: say('share-texts.preview-mail'), words: `${filled(text.subject)}\n\n${message}` },
    { label: say('share-texts.preview-card'), words: filled(text.title) },
  ];
  return (
    <Stack>
      <Text strong>{say('share-texts.preview')}</Text>
      {shown.map(({ label, words }) => (
        <Stack key={label} gap="tight">
          <Text size="small" tone="subdued">
            {label}
          </Text>
          <LetterPreview label={label} text={words} language={locale} />
        </Stack>
      ))}
    </Stack>
  );
}

import type { ReactNode } from 'react';
import type { Locale } from '#contract/index.ts';
import { useClient } from '../api/client-context.tsx';
import { localeFrom } from '../host/host.ts';
import { SelectField } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';

/** Each language by its own name: one who reads only Persian must find Persian. */
const LANGUAGES: readonly { value: Locale; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'fa', label: 'فارسی' },
  { value: 'he', label: 'עברית' },
];

export function LanguageSwitch({ choose }: { readonly choose: (locale: Locale) => void }): ReactNode {
  const { say, locale } = useWords();
  const client = useClient();
  /** Kept for the person on every device, if the server can be told; here in any case. */
  async function change(chosen: Locale): Promise<void> {
    choose(chosen);
    await client.call('ownLanguage', { body: { locale: chosen } }).catch(() => undefined);
    // Direction and Polaris' mirrored rules belong to the whole page, so the whole page starts again.
    location.reload();
  }
  return (
    <SelectField
      label={say('shell.language')}
      labelHidden
      value={locale}
      options={LANGUAGES}
      onChange={(value) => {
        void change(localeFrom(value) ?? locale);
      }}
    />
  );
}

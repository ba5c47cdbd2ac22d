import type { ReactNode } from 'react';
import type { Locale } from '#contract/index.ts';
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
  return (
    <SelectField
      label={say('shell.language')}
      labelHidden
      value={locale}
      options={LANGUAGES}
      onChange={(value) => {
        choose(localeFrom(value) ?? locale);
        // Direction and Polaris' mirrored rules belong to the whole page, so the whole page starts again.
        location.reload();
      }}
    />
  );
}

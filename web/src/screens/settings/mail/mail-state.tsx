import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Banner, Text } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';

/** By whose server mail goes now, as it is saved. Without one nothing is lost and nothing goes: that must not be found out by silence. */
export function MailState({ mail: { by, values } }: { readonly mail: admin.Mail }): ReactNode {
  const { say } = useWords();
  if (by === 'none') {
    return (
      <Banner tone="warning" title={say('mail.by-none')}>
        {say('mail.by-none-body')}
      </Banner>
    );
  }
  if (by === 'own' && values.own !== null) return <Text>{say('mail.by-own', { from: values.own.from, host: values.own.host })}</Text>;
  return <Text>{say('mail.by-operator')}</Text>;
}

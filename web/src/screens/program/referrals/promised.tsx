import type { ReactNode } from 'react';
import { useFields } from '../../../fields/fields-context.tsx';
import { Card, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { asObject } from '../../../fields/json-schema.ts';
import { promiseWords } from './referral-words.ts';

/** What is promised, in sentences that change while one types. */
export function Promised({ terms }: { readonly terms: unknown }): ReactNode {
  const words = useWords();
  const { currency } = useFields();
  const sentences = promiseWords(words, asObject(terms)['referrals'], { currency, terms });
  return (
    <Card title={words.say('promise.title')}>
      <div aria-live="polite">
        <Stack gap="tight">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Stack>
      </div>
    </Card>
  );
}

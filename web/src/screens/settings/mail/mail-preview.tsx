import { useState, type ReactNode } from 'react';
import type { Locale } from '#contract/index.ts';
import { Card, LetterPreview, Skeleton, Stack, Tabs, Text } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { ProblemBanner } from '../../../shell/problem-words.tsx';
import type { Shown } from './use-mail-preview.ts';

const WAYS = ['html', 'text'] as const;

/** The mail as a member gets it, with the values of an example. While words cannot be used, the last that could stay in sight. */
export function MailPreview({ shown: { preview, problem }, locale }: { readonly shown: Shown; readonly locale: Locale }): ReactNode {
  const { say } = useWords();
  const [way, choose] = useState<(typeof WAYS)[number]>('html');
  const composed = useLast(preview?.composed ?? null);
  return (
    <Card title={say('mail.preview')}>
      <Stack>
        {problem && <ProblemBanner problem={problem} title={say('mail.no-preview')} />}
        {preview?.problem && <Text tone="subdued">{say('mail.preview-before')}</Text>}
        {composed === null && !problem && !preview?.problem && <Skeleton lines={6} />}
        {composed !== null && (
          <>
            <Text strong>
              <bdi>{composed.subject}</bdi>
            </Text>
            <Tabs
              label={say('mail.preview')}
              tabs={WAYS.map((id) => ({ id, label: say(`mail.preview-${id}`) }))}
              selected={way}
              onSelect={(id) => choose(id === 'text' ? 'text' : 'html')}
            >
              {way === 'html' ? (
                <LetterPreview label={say('mail.preview-label', { subject: composed.subject })} html={composed.html} />
              ) : (
                <LetterPreview label={say('mail.preview-label', { subject: composed.subject })} text={composed.text} language={locale} />
              )}
            </Tabs>
          </>
        )}
      </Stack>
    </Card>
  );
}

function useLast<T>(value: T | null): T | null {
  const [last, keep] = useState(value);
  if (value !== null && value !== last) keep(value);
  return value ?? last;
}

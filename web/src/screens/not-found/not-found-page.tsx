import type { ReactNode } from 'react';
import { Card, EmptyState, Page } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

export default function NotFoundPage(): ReactNode {
  const { say } = useWords();
  return (
    <Page title={say('not-found.title')}>
      <Card>
        <EmptyState title={say('not-found.heading')} action={{ label: say('not-found.action'), to: '/' }}>
          {say('not-found.body')}
        </EmptyState>
      </Card>
    </Page>
  );
}

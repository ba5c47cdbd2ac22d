import type { ReactNode } from 'react';
import { asProblem } from '../api/use-resource.ts';
import { OpenFromStore } from '../host/host.ts';
import { Banner, Page, Stack } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { ProblemBanner } from './problem-words.tsx';
import { Screen } from './screen.tsx';

/** Shown instead of everything when nobody is signed in: why, and the way in. */
export function NoSession({ error }: { readonly error: unknown }): ReactNode {
  const { say } = useWords();
  return (
    <Screen>
      <Page title="Lasting">
        {error instanceof OpenFromStore ? (
          <Banner tone="info" title={say('open-from-store.title')}>
            <Stack gap="tight">
              <p>{say('open-from-store.shopify')}</p>
              <p>{say('open-from-store.woocommerce')}</p>
            </Stack>
          </Banner>
        ) : (
          <ProblemBanner problem={asProblem(error)} title={say('problem.no-session')} retry={() => location.reload()} />
        )}
      </Page>
    </Screen>
  );
}

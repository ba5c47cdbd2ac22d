import type { ReactNode } from 'react';
import { useRouteError } from 'react-router';
import { asProblem } from '../api/use-resource.ts';
import { Page } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { ProblemBanner } from './problem-words.tsx';
import { Screen } from './screen.tsx';

/** A screen that failed to load or to draw. The rest of the page has been replaced by it, so it offers the whole page again. */
export function RouteProblem(): ReactNode {
  const { say } = useWords();
  const error = useRouteError();
  return (
    <Screen>
      <Page title={say('problem.page-title')}>
        <ProblemBanner problem={asProblem(error)} title={say('problem.title')} retry={() => location.reload()} />
      </Page>
    </Screen>
  );
}

import type { ReactNode } from 'react';
import type { ApiProblem } from '../../api/problem.ts';
import { Banner } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { isConflict, ProblemBanner } from '../../shell/problem-words.tsx';

interface NotSavedProps {
  readonly problem: ApiProblem;
  readonly onReload: () => void;
}

/** Why settings were not saved; where somebody else was first, the way to theirs. */
export function NotSaved({ problem, onReload }: NotSavedProps): ReactNode {
  const { say } = useWords();
  if (!isConflict(problem)) return <ProblemBanner problem={problem} title={say('settings.not-saved')} />;
  return (
    <Banner tone="warning" title={say('settings.conflict-title')} action={{ label: say('settings.conflict-action'), onPress: onReload }}>
      {say('settings.conflict-body')}
    </Banner>
  );
}

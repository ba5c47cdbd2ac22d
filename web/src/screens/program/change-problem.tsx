import type { ReactNode } from 'react';
import type { ApiProblem } from '../../api/problem.ts';
import { Banner } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';

/** Somebody else saved first: nothing of theirs is overwritten, and the person decides what to do with their own change. */
export function ChangeProblem({ problem, onReload }: { readonly problem: ApiProblem; readonly onReload: () => void }): ReactNode {
  const { say } = useWords();
  if (!isConflict(problem)) return <ProblemBanner problem={problem} title={say('program.not-saved')} />;
  return (
    <Banner tone="warning" title={say('program.conflict-title')} action={{ label: say('program.conflict-action'), onPress: onReload }}>
      {say('program.conflict-body')}
    </Banner>
  );
}

function isConflict({ field, code, status }: ApiProblem): boolean {
  return field === 'expectedVersion' || code === 'older-than-known' || status === 409;
}

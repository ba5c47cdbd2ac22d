import type { ReactNode } from 'react';
import type { ApiProblem } from '../../api/problem.ts';
import { Banner, Button, Row, Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { isConflict, ProblemBanner } from '../../shell/problem-words.tsx';

interface SaveProblemProps {
  readonly problem: ApiProblem;
  readonly onSettle: (whose: 'mine' | 'theirs') => void;
}

/** Somebody else saved first: nothing of theirs is overwritten before a person has decided. */
export function SaveProblem({ problem, onSettle }: SaveProblemProps): ReactNode {
  const { say } = useWords();
  if (!isConflict(problem)) return <ProblemBanner problem={problem} title={say('draft.not-saved')} />;
  return (
    <Banner tone="warning" title={say('draft.conflict-title')}>
      <Stack gap="tight">
        <p>{say('draft.conflict-body')}</p>
        <Row gap="tight">
          <Button onPress={() => onSettle('theirs')}>{say('draft.conflict-theirs')}</Button>
          <Button onPress={() => onSettle('mine')}>{say('draft.conflict-mine')}</Button>
        </Row>
      </Stack>
    </Banner>
  );
}

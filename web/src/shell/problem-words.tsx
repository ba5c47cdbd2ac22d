import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { Banner, Stack, Text } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';

/** What went wrong, in the reader's words; the server's own message is for developers. */
export function useProblemSentence(): (problem: ApiProblem) => string {
  const { say } = useWords();
  return (problem) => say(`problem.${problem.code}`);
}

interface ProblemBannerProps {
  readonly problem: ApiProblem;
  readonly title: string;
  readonly retry?: () => void;
}

export function ProblemBanner({ problem, title, retry }: ProblemBannerProps): ReactNode {
  const { say } = useWords();
  const sentence = useProblemSentence();
  return (
    <Banner tone="critical" title={title} {...(retry ? { action: { label: say('action.retry'), onPress: retry } } : {})}>
      <Stack gap="tight">
        {sentence(problem)}
        {problem.requestId !== null && <Text size="small">{say('problem.reference', { requestId: problem.requestId })}</Text>}
      </Stack>
    </Banner>
  );
}

/** Somebody else changed the same thing first, whichever way the server says so. */
export function isConflict({ field, code, status }: ApiProblem): boolean {
  return field === 'expectedVersion' || field === 'expectedRevision' || code === 'older-than-known' || status === 409;
}
